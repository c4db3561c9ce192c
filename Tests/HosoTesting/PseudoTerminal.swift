import Glibc

/// A terminal without a screen: what somebody types goes in, what is drawn comes out.
public final class PseudoTerminal {
  /// What a program opens as its terminal.
  public let path: String
  /// Everything that was drawn so far.
  public private(set) var drawn: [UInt8] = []
  private var master: Int32
  /// Source: Linux, asm-generic/ioctls.h: TIOCSPTLCK, TIOCGPTN.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  public init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var lock: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, PseudoTerminal.setLock, &lock) == 0,
      ioctl(master, PseudoTerminal.getNumber, &number) == 0
    else { throw ChildProcess.Fault(operation: "/dev/ptmx", code: errno) }
    path = "/dev/pts/\(number)"
    resize(columns: columns, rows: rows)
  }

  deinit { hangUp() }

  public func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Types a text, taking what is drawn meanwhile, for a minute at most; false if it was not taken.
  @discardableResult
  public func type(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    for _ in 0..<60_000 where !rest.isEmpty {
      take()
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { wait() }
    }
    return rest.isEmpty
  }

  /// Waits, for a minute at most, until the screen as it was drawn last shows a text.
  public func shows(_ text: String) -> Bool {
    for _ in 0..<60_000 {
      take()
      if screen.contains(text) { return true }
      wait()
    }
    return false
  }

  /// What was drawn since the screen was begun anew last.
  public var screen: String {
    let home = Array("\u{1B}[H".utf8)
    var start = max(0, drawn.count - home.count)
    while start > 0, !drawn[start...].starts(with: home) { start -= 1 }
    return String(decoding: drawn[start...], as: UTF8.self)
  }

  /// Takes the terminal away, as a lost line does.
  public func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Takes what was drawn by now.
  public func take() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    var count = read(master, &bytes, bytes.count)
    while count > 0 {  // Bounded by what was drawn.
      drawn += bytes.prefix(count)
      count = read(master, &bytes, bytes.count)
    }
  }

  private func wait() {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, 1)
  }
}
