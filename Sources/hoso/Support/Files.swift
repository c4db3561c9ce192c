import Glibc
import HosoServer
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
    let reason = say(SystemWords.said(errno))
    return Failure(
      .noInput, FileWords.cannotRead(path, reason))
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
  static func replace(in folder: String, name: String, with bytes: [UInt8]) throws {
    let path = folder + "/" + name
    let draft = folder + "/." + name + ".\(getpid())"
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw notWritten(folder) }
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw notWritten(path) }
    let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
    let failure = notWritten(path)
    close(descriptor)
    guard isWritten, rename(draft, path) == 0 else {
      unlink(draft)
      throw failure
    }
    // The name must survive a power cut as surely as what is written under it.
    let listing = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard listing >= 0 else { throw notWritten(path) }
    defer { close(listing) }
    guard fsync(listing) == 0 else { throw notWritten(path) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {  // Bounded by the bytes: each turn writes some or gives up.
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      guard count > 0 || errno == EINTR else { return false }
      offset += max(0, count)
    }
    return true
  }

  private static func notWritten(_ path: String) -> Failure {
    let reason = say(SystemWords.said(errno))
    return Failure(
      .cannotCreate, FileWords.cannotWrite(path, reason))
  }
}
