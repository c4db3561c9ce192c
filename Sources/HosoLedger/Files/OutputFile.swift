internal import Glibc

/// A file that is written piece by piece; closed when it is let go.
///
/// Nothing of it is durable: what has to be is written whole, through a `Folder`.
public final class OutputFile: Sendable {
  /// Where the first piece goes.
  public enum Start: Sendable {
    /// To the beginning; what was there is gone.
    case anew
    /// Behind what is there.
    case atEnd
  }

  private let path: String
  private let descriptor: Int32

  /// - Parameter followsLinks: Whether a link may stand at the path, as where a person named it.
  public init(
    _ path: String, _ start: Start, for readers: Readers, followsLinks: Bool
  ) throws(FileFault) {
    self.path = path
    let place = start == .anew ? O_TRUNC : O_APPEND
    descriptor = open(
      path, O_WRONLY | O_CREAT | O_CLOEXEC | place | (followsLinks ? 0 : O_NOFOLLOW),
      readers.fileMode)
    guard descriptor >= 0 else { throw FileFault(operation: .write, path: path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  public func write(_ bytes: [UInt8]) throws(FileFault) {
    let code = bytes.withUnsafeBytes { OutputFile.write($0, to: descriptor) }
    guard code == 0 else { throw FileFault(operation: .write, path: path, code: code) }
  }

  /// Answers errno, or 0 once all is written.
  public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var offset = 0
    while offset < bytes.count {  // Bounded by the bytes: each turn writes some or gives up.
      let count = Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
      if count > 0 {
        offset += count
      } else if count == 0 || errno != EINTR {
        return count == 0 ? EIO : errno
      }
    }
    return 0
  }

  /// Makes an empty file only its owner may read, or takes one that is there back from others.
  static func makePrivate(_ path: String) throws(FileFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, Readers.owner.fileMode)
    guard descriptor >= 0 else { throw FileFault(operation: .open, path: path, code: errno) }
    defer { close(descriptor) }
    guard fchmod(descriptor, Readers.owner.fileMode) == 0 else {
      throw FileFault(operation: .protect, path: path, code: errno)
    }
  }
}
