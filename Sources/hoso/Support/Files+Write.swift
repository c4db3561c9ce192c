import Glibc
import HosoServer
internal import HosoWords

extension Files {
  /// Makes a file, or empties the one that is there.
  static func openForWriting(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw cannotWrite(path, .cannotCreate) }
    return descriptor
  }

  /// Opens a file to write at its end; makes one that only its owner may read if there is none.
  static func openForAppending(_ path: String) throws(Failure) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw cannotWrite(path, .cannotCreate) }
    return descriptor
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    var written = 0
    while written < bytes.count {  // Bounded by the bytes: each round writes some or throws.
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw cannotWrite(path, .inputOutput) }
      written += count
    }
  }

  private static func cannotWrite(_ path: String, _ code: Failure.Code) -> Failure {
    let reason = say(SystemWords.said(errno))
    return Failure(
      code, FileWords.cannotWrite(path, reason))
  }
}
