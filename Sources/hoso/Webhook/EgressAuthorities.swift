internal import HosoEgress
import HosoWebhooks
import Synchronization

/// The certificate authorities of `--egress-ca`; read anew while the server runs.
final class EgressAuthorities: Sendable {
  private let path: String
  private let bytes: Mutex<[UInt8]>

  init(_ path: String) throws {
    self.path = path
    bytes = Mutex(try EgressAuthorities.read(path))
  }

  /// Those in force.
  var current: [UInt8] { bytes.withLock { $0 } }

  /// Reads the file again; what was in force stays if it cannot be used.
  func reload() throws {
    let read = try EgressAuthorities.read(path)
    bytes.withLock { $0 = read }
  }

  static func read(_ path: String) throws -> [UInt8] {
    let bytes = try Files.read(path)
    guard EgressPolicy.canTrust(bytes) else {
      throw Failure(
        .badData,
        say(
          "\(path): không có chứng thư PEM, hoặc có chứng thư không đọc được.",
          "\(path): there is no PEM certificate, or one that cannot be read."))
    }
    return bytes
  }
}
