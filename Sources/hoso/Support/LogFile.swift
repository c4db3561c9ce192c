import Glibc
import Synchronization

/// A file that grows by lines, and that others may move away while it is written.
final class LogFile: Sendable {
  private let path: String
  private let descriptor: Mutex<Int32>

  init(_ path: String) throws(Failure) {
    self.path = path
    descriptor = Mutex(try Files.openForAppending(path))
  }

  deinit {
    descriptor.withLock { _ = close($0) }
  }

  /// Appends a text whole; false if it could not be written.
  func write(_ text: String) -> Bool {
    descriptor.withLock { descriptor in
      (try? Files.write(Array(text.utf8), to: descriptor, path: path)) != nil
    }
  }

  /// Opens the path again: what was moved away stays as it is, and a new file begins.
  func reopen() throws(Failure) {
    let new = try Files.openForAppending(path)
    let old = descriptor.withLock { descriptor in
      defer { descriptor = new }
      return descriptor
    }
    close(old)
  }
}
