import Glibc
public import HosoDomain
public import HosoLedger

/// The value of an environment variable; nil if it is not set.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A folder that is gone when nobody needs it any more.
public final class ScratchFolder: Sendable {
  public let path: String

  /// In memory where the machine offers that: tests of figures wait for no disk.
  public init() throws {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : environment("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/hoso-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ScratchFault.noFolder(code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {  // Bounded by the files of the folder.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { unlink("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }
}

/// What kept a test from getting its folder.
public enum ScratchFault: Error {
  case noFolder(code: Int32)
}

/// An empty ledger in a folder of its own, with a clock that the test sets.
public final class ScratchLedger {
  public let folder: LedgerFolder
  public let writer: LedgerWriter
  public let clock: TestClock
  private let scratch: ScratchFolder

  public init() throws {
    scratch = try ScratchFolder()
    folder = LedgerFolder(path: scratch.path)
    clock = TestClock()
    let settings = try LedgerSettings(office: nil, province: nil, channel: nil)
    try LedgerWriter.create(in: folder, settings: settings)
    writer = try LedgerWriter(opening: folder) { [clock] in clock.now }
  }

  public func reader() throws -> LedgerReader {
    try LedgerReader(opening: folder)
  }

  /// A second writer of the same ledger, with the same clock.
  public func anotherWriter() throws -> LedgerWriter {
    try LedgerWriter(opening: folder) { [clock] in clock.now }
  }

  /// Appends events as one commit recorded at a moment.
  @discardableResult
  public func record(
    _ events: [Event], at moment: RecordedAt, isBulk: Bool = false
  ) throws -> [AppendOutcome] {
    clock.now = moment
    return try writer.commit(isBulk: isBulk) { transaction in
      try events.map { try transaction.append($0) }
    }
  }
}

/// A clock that stands still until it is set.
public final class TestClock {
  public var now = RecordedAt(microseconds: 1_577_836_800_000_000)

  public init() {}
}
