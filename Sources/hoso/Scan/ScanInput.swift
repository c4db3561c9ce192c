import Glibc

/// Codes on standard input, as scanners end them: by Enter, Tab, carriage return or EOT.
struct ScanInput {
  /// The longest text handed out as a code, which no grammar accepts; the rest of it is dropped.
  private static let codeBytesMax = 4_096

  private var buffer: [UInt8] = []
  private var isAtEnd = false
  private var isInLongCode = false
  private let endsAtTab: Bool
  private let keys: TerminalKeys

  /// - Parameter endsAtTab: Whether a Tab ends a code, or stands between those of one line.
  init(endsAtTab: Bool = true) {
    self.endsAtTab = endsAtTab
    keys = TerminalKeys(endsAtTab: endsAtTab)
  }

  /// The codes that are whole by then, waiting for some input if it must; nil at its end.
  mutating func next() throws -> [String]? {
    guard !isAtEnd else { return nil }
    let count = try Files.append(from: STDIN_FILENO, to: &buffer, path: "stdin")
    isAtEnd = count == 0
    var codes: [String] = []
    var start = 0
    for offset in buffer.indices where endsCode(buffer[offset]) {
      take(buffer[start..<offset], into: &codes)
      start = offset + 1
      isInLongCode = false
    }
    // A terminal hands over what stands before an EOT without the EOT.
    let isWhole = isAtEnd || keys.isTerminal || buffer.count - start > ScanInput.codeBytesMax
    if isWhole {
      take(buffer[start...].prefix(ScanInput.codeBytesMax), into: &codes)
      isInLongCode = buffer.count - start > ScanInput.codeBytesMax
      start = buffer.count
    }
    buffer.removeFirst(start)
    return codes
  }

  /// Gives the terminal back as it was.
  func close() { keys.restore() }

  private func take(_ bytes: ArraySlice<UInt8>, into codes: inout [String]) {
    guard !isInLongCode else { return }
    let code = String(decoding: bytes, as: UTF8.self)
    if !code.allSatisfy(\.isWhitespace) { codes.append(code) }
  }

  private func endsCode(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || (byte == 0x09 && endsAtTab) || byte == 0x04
  }
}

/// Makes a terminal hand over what was typed at a Tab as well, as some scanners end a code.
private struct TerminalKeys {
  private let before: termios?

  init(endsAtTab: Bool) {
    var modes = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else {
      before = nil
      return
    }
    before = modes
    TerminalKeys.restoreOnSignals(modes)
    if endsAtTab { withUnsafeMutableBytes(of: &modes.c_cc) { $0[Int(VEOL)] = 0x09 } }
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  var isTerminal: Bool { before != nil }

  /// Ctrl-C, and being ended from outside, leave the terminal as it was, too.
  private static func restoreOnSignals(_ before: termios) {
    let signals = HeldSignals([SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    Task.detached {
      let number = signals.next()
      var before = before
      tcsetattr(STDIN_FILENO, TCSANOW, &before)
      signals.release()
      raise(number)
    }
  }

  func restore() {
    guard var before else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &before)
  }
}
