internal import Glibc
internal import HosoLedger

/// Reads files that this process wrote itself.
enum FileBytes {
  private static let pieceBytes = 256 << 10

  /// The whole file.
  ///
  /// - Throws: `FileFault` with errno.
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileFault(operation: .read, path: path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceBytes)
    while true {  // Bounded by the file.
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFault(operation: .read, path: path, code: errno) }
      if count == 0 { return bytes }
      bytes += piece.prefix(count)
    }
  }
}
