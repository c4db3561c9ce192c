import Glibc
import HosoDomain
import HosoLedger

/// Writes whole texts to standard output and standard error.
enum Terminal {
  static func out(_ text: String) {
    out(Array(text.utf8))
  }

  static func error(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write($0, to: STDERR_FILENO) }
  }

  /// Writes bytes, or ends the process: an answer that is cut short must not look complete.
  ///
  /// - Parameter recorded: What is in the ledger all the same, and how to have it written again.
  static func out(_ bytes: [UInt8], recorded: String? = nil) {
    guard !tryOut(bytes) else { return }
    error("hoso: " + OptionWords.noOutput + (recorded.map { " " + $0 } ?? "") + "\n")
    exit(Failure.Code.inputOutput.rawValue)
  }

  /// Writes bytes; false if the other end took not all of them.
  static func tryOut(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { write($0, to: STDOUT_FILENO) }
  }

  /// How many columns a page may have: those of the terminal, else 80.
  static var columns: Int {
    var size = winsize()
    guard outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40
    else { return 80 }
    return Int(size.ws_col)
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether output may be coloured.
  ///
  /// Source: no-color.org.
  static var usesColour: Bool { outputIsTerminal && Environment.value("NO_COLOR") == nil }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    OutputFile.write(bytes, to: descriptor) == 0
  }
}

/// A line on standard error that shows how far long work is; silent unless that is a terminal.
final class ProgressLine {
  private static let width = 30
  private static let intervalMicroseconds: Int64 = 100_000
  private let label: String
  private let isShown: Bool
  private var lastShownAt: Int64 = 0

  init(_ label: String, isQuiet: Bool = false) {
    self.label = label
    isShown = Terminal.errorIsTerminal && !isQuiet
  }

  /// Shows how much is done.
  ///
  /// An unknown total shows the count alone.
  func show(_ done: Int64, of total: Int64?, unit: String) {
    guard isShown else { return }
    let now = SystemClock.now().microseconds
    guard now - lastShownAt >= ProgressLine.intervalMicroseconds else { return }
    lastShownAt = now
    var line = "\r\u{1B}[K\(label) "
    if let total, total > 0 {
      let share = min(1_000, Int(done * 1_000 / total))
      let filled = share * ProgressLine.width / 1_000
      line += "[" + String(repeating: "█", count: filled)
      line += String(repeating: "·", count: ProgressLine.width - filled) + "] "
      line += "\(share / 10) % "
    }
    Terminal.error(line + "\(Numbers.grouped(done)) \(unit)")
  }

  /// Takes the line away again.
  func clear() {
    if isShown { Terminal.error("\r\u{1B}[K") }
  }
}
