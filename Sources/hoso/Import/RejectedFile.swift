import Glibc
import HosoDomain
import HosoServer
internal import HosoWords

/// The lines an import could not take, as they were, to be mended and imported again.
///
/// Made with the first such line; an older one of the same name is replaced.
struct RejectedFile {
  let path: String
  /// What the file starts with, such as the header row of a CSV file.
  private let header: [UInt8]
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []

  init(path: String, header: [UInt8] = []) {
    self.path = path
    self.header = header
  }

  /// The header of a file of rejected rows: the reason comes first, so that a row that is no CSV
  /// cannot hide it.
  static func header(
    _ line: UnsafeBufferPointer<UInt8>, separator: UInt8, hasReasons: Bool
  ) -> [UInt8] {
    let reasons = hasReasons ? [] : Array(CSVInterchangeReader.reasonName.utf8) + [separator]
    return reasons + Array(line) + [0x0a]
  }

  mutating func add(_ line: [UInt8]) throws {
    if descriptor < 0 {
      descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw failure() }
      buffer.append(contentsOf: header)
    }
    buffer.append(contentsOf: line)
    buffer.append(0x0a)
    if buffer.count > 1 << 16 { try flush() }
  }

  mutating func finish() throws {
    guard descriptor >= 0 else { return }
    try flush()
    close(descriptor)
    descriptor = -1
  }

  private mutating func flush() throws {
    var offset = 0
    while offset < buffer.count {  // Bounded by the bytes: each turn writes some or throws.
      let count = buffer.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      guard count > 0 || errno == EINTR else { throw failure() }
      offset += max(0, count)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure() -> Failure {
    let reason = say(SystemWords.said(errno))
    return Failure(
      .cannotCreate, FileWords.cannotWrite(path, reason))
  }
}
