import Glibc
import HosoLedger

/// A terminal as a whole screen, whose keys are handed over as they are typed.
///
/// What was there before comes back when it is closed, or when the process is asked to end.
final class DeskTerminal {
  enum Happening {
    case bytes([UInt8])
    case resized
    /// The terminal is gone, or the process is to end; what was typed before is still to be
    /// taken.
    case ended(last: [UInt8])
  }

  private static let bytesAtOnce = 65_536
  /// More than any terminal keeps for who reads: whoever goes on typing does not hold up the end.
  private static let lastBytesMax = 1_048_576
  private let before: termios
  private let signals: (read: Int32, write: Int32)

  /// - Returns: Nil where either end is no terminal that can be drawn on.
  init?() {
    var modes = termios()
    let isDumb = Environment.value("TERM").map { $0 == "dumb" } ?? true
    guard isatty(STDIN_FILENO) == 1, Terminal.outputIsTerminal, !isDumb,
      tcgetattr(STDIN_FILENO, &modes) == 0
    else { return nil }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    before = modes
    signals = (ends[0], ends[1])
    watchSignals()
    // Keys come as they are, Ctrl-C too: what stands before it in a burst is recorded before it.
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    modes.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
    // What is drawn says itself where lines begin.
    modes.c_oflag &= ~tcflag_t(OPOST)
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    // The other screen, so that what stood there comes back.
    draw("\u{1B}[?1049h\u{1B}[2J")
  }

  /// Signals become a byte in a pipe, so that one wait sees them and the keys.
  private func watchSignals() {
    let held = HeldSignals([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH])
    let pipe = signals.write
    Task.detached {
      var number: Int32 = 0
      repeat {
        number = held.next()
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(pipe, &byte, 1)
      } while number == SIGWINCH  // Bounded by the signals: any other one ends the desk.
    }
  }

  /// Columns and rows; those of the smallest usual screen if nobody knows.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Waits for keys or a signal.
  func wait() throws -> Happening {
    var waiting = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.read, events: Int16(POLLIN), revents: 0),
    ]
    // Bounded by interruptions.
    while poll(&waiting, nfds_t(waiting.count), -1) < 0 {
      guard errno == EINTR else { return .ended(last: []) }
    }
    if waiting[1].revents != 0 {
      var byte: UInt8 = 0
      guard read(signals.read, &byte, 1) == 1, Int32(byte) == SIGWINCH else {
        return .ended(last: whatIsTyped())
      }
      return .resized
    }
    guard let bytes = typed() else { return errno == EINTR ? .resized : .ended(last: []) }
    return .bytes(bytes)
  }

  /// What was typed and nobody read yet, without waiting for more.
  private func whatIsTyped() -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < DeskTerminal.lastBytesMax {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) == 1, let more = typed() else { break }
      bytes += more
    }
    return bytes
  }

  /// What a terminal hands over at once; nil if there is none any more, or a signal came first.
  private func typed() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: DeskTerminal.bytesAtOnce)
    errno = 0
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }

  /// Draws lines over the whole screen, and sounds what is to be heard.
  func show(_ lines: [String], sound: String = "") {
    let cleared = lines.map { $0 + "\u{1B}[0m\u{1B}[K" }
    draw("\u{1B}[H" + cleared.joined(separator: "\r\n") + "\u{1B}[J" + sound)
  }

  private func draw(_ text: String) {
    // A terminal that is gone is told by the next wait.
    _ = Terminal.tryOut(Array(text.utf8))
  }

  /// Gives the terminal back as it was.
  func close() {
    draw("\u{1B}[0m\u{1B}[?1049l")
    var before = before
    tcsetattr(STDIN_FILENO, TCSANOW, &before)
  }
}
