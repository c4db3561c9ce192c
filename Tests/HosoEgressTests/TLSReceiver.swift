import Foundation
import HosoTesting

@testable import HosoEgress

/// A receiver over TLS on loopback: `Fixtures/tls/receiver.py` in a process of its own.
final class TLSReceiver {
  /// One request that came: which connection it came on, and who the client said it was.
  struct Visit: Hashable {
    var connection: Int
    var client: String
  }

  let port: UInt16
  private let process: ChildProcess
  private let scratch: ScratchFolder

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/tls")

  /// The bytes of one of the certificates.
  static func pem(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: "\(name).pem")))
  }

  /// A client's certificate with its key.
  static func client(_ name: String) throws -> ClientCertificate {
    try ClientCertificate(chain: try pem(name), key: try pem(name))
  }

  /// Loopback, with an authority of the tests trusted instead of the system's.
  static func policy(trusting authority: String = "authority") throws -> EgressPolicy {
    EgressPolicy(
      allowed: EgressPolicy.loopback.allowed, trustedAuthorities: try pem(authority))
  }

  init(_ certificate: String, _ options: String...) throws {
    scratch = try ScratchFolder()
    process = try ChildProcess(
      "python3", ["receiver.py", "\(certificate).pem"] + options,
      environment: ["PATH": "/usr/bin:/bin"], folder: TLSReceiver.folder.path, input: .written,
      output: "\(scratch.path)/receiver")
    var first: Substring?
    for _ in 0..<30_000 where first == nil {
      ChildProcess.pause(microseconds: 10_000)
      first = TLSReceiver.lines(of: process).first
    }
    guard let port = first.flatMap({ UInt16($0) }) else {
      throw CocoaError(.executableLoad, userInfo: ["said": process.errorPath])
    }
    self.port = port
  }

  func url(host: String = "127.0.0.1") -> String { "https://\(host):\(port)/" }

  var visits: [Visit] {
    TLSReceiver.lines(of: process).dropFirst().compactMap { line in
      let parts = line.split(separator: " ")
      return Int(parts[0]).map { Visit(connection: $0, client: String(parts[1])) }
    }
  }

  /// Whole lines only.
  private static func lines(of process: ChildProcess) -> [Substring] {
    let text = (try? String(contentsOfFile: process.outputPath, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }
}
