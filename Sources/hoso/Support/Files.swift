import Glibc
import HosoLedger
internal import HosoWords

/// Reads and writes files whole or in pieces.
enum Files {
  /// The largest table an operator may put in place: far above any list of provinces.
  private static let tableBytesMax = 16 << 20

  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = try openForReading(path)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while try append(from: descriptor, to: &bytes, path: path) > 0 {
      guard bytes.count <= tableBytesMax else {  // Bounded by tableBytesMax.
        throw Failure(.badData, FileWords.tooLarge(path))
      }
    }
    return bytes
  }

  static func openForReading(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    return descriptor
  }

  /// Finds out early that a file cannot be read, without opening it: a pipe opens only once.
  static func requireReadable(_ path: String) throws {
    guard access(path, R_OK) == 0 else { throw unreadable(path) }
  }

  private static func unreadable(_ path: String) -> Failure {
    Failure(
      .noInput, FileWords.sentence(FileFault(operation: .read, path: path, code: errno)))
  }

  /// The size of a regular file; nil for anything else.
  static func size(of descriptor: Int32) -> Int64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int64(status.st_size)
  }

  /// Reads what is there, up to a mebibyte, onto the end of some bytes; 0 at the end.
  static func append(from descriptor: Int32, to bytes: inout [UInt8], path: String) throws -> Int {
    let start = bytes.count
    let capacity = 1 << 20
    bytes.append(contentsOf: repeatElement(0, count: capacity))
    var count = -1
    repeat {
      count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: start), capacity)
      }
    } while count < 0 && errno == EINTR  // Bounded by the signals that arrive.
    bytes.removeLast(capacity - max(0, count))
    guard count >= 0 else {
      let reason = say(SystemWords.said(errno))
      throw Failure(
        .inputOutput, say("Lỗi khi đọc \(path): \(reason).", "Reading \(path) failed: \(reason)."))
    }
    return count
  }

  /// Writes a file that only its owner may read; whoever reads it meanwhile sees the old one whole.
  static func replace(in folder: String, name: String, with bytes: [UInt8]) throws(Failure) {
    do throws(FileFault) {
      try Folder.make(folder, for: .owner)
      guard let place = try Folder(opening: folder, followsLinks: true) else {
        throw FileFault(operation: .write, path: folder, code: ENOENT)
      }
      try place.replace(name, with: bytes, for: .owner)
    } catch {
      throw Failure(.cannotCreate, FileWords.sentence(error))
    }
  }
}
