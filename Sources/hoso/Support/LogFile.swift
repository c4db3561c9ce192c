import HosoLedger
import Synchronization

/// A file that grows by lines, and that others may move away while it is written.
final class LogFile: Sendable {
  private let path: String
  private let file: Mutex<OutputFile>

  init(_ path: String) throws(Failure) {
    self.path = path
    file = Mutex(try LogFile.opened(path))
  }

  /// Appends a text whole; false if it could not be written.
  func write(_ text: String) -> Bool {
    file.withLock { file in (try? file.write(Array(text.utf8))) != nil }
  }

  /// Opens the path again: what was moved away stays as it is, and a new file begins.
  func reopen() throws(Failure) {
    let new = try LogFile.opened(path)
    file.withLock { $0 = new }
  }

  /// The file, to be written at its end; one that only its owner may read if there is none.
  private static func opened(_ path: String) throws(Failure) -> OutputFile {
    do throws(FileFault) {
      return try OutputFile(path, .atEnd, for: .owner, followsLinks: true)
    } catch {
      throw Failure(.cannotCreate, FileWords.sentence(error))
    }
  }
}
