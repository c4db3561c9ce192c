import HosoDomain
import HosoTesting
import Synchronization
import Testing

@testable import HosoLedger

@Suite("The clock of a writer")
struct WriterClockTests {
  /// A machine whose clock is set, and which is started anew, by the test.
  private final class Machine: Sendable {
    private struct State {
      var now: Int64
      var sinceBoot: Int64 = 1_000_000
      var boot = 1
    }
    private let state: Mutex<State>

    init(now: RecordedAt) { state = Mutex(State(now: now.microseconds)) }

    var now: RecordedAt { state.withLock { RecordedAt(microseconds: $0.now) } }

    func pass(_ microseconds: Int64) {
      state.withLock {
        $0.now += microseconds
        $0.sinceBoot += microseconds
      }
    }
    func set(by microseconds: Int64) { state.withLock { $0.now += microseconds } }
    func start() {
      state.withLock {
        $0.boot += 1
        $0.sinceBoot = 0
      }
    }

    func watch(built: RecordedAt? = nil) -> ClockWatch {
      ClockWatch(
        now: { self.now },
        sinceBoot: {
          self.state.withLock {
            SinceBoot(bootID: "boot-\($0.boot)", microseconds: $0.sinceBoot)
          }
        }, built: built)
    }
  }

  private static let day: Int64 = 86_400_000_000
  private static let hour: Int64 = 3_600_000_000
  private let start = RecordedAt(microseconds: 1_772_673_120_000_000)
  private let scratch: ScratchFolder
  private let folder: LedgerFolder
  private let machine: Machine

  init() throws {
    scratch = try ScratchFolder()
    folder = LedgerFolder(path: scratch.path)
    machine = Machine(now: start)
    let settings = try LedgerSettings(
      office: try PostOfficeCode("100000"), province: nil, channel: nil)
    try LedgerWriter.create(in: folder, settings: settings, watch: machine.watch())
  }

  private func writer(built: RecordedAt? = nil) throws -> LedgerWriter {
    try LedgerWriter(opening: folder, watch: machine.watch(built: built))
  }

  private func scan(_ code: String, with writer: LedgerWriter) throws {
    let scan = Scan(
      type: .itemArrived, code: try Alias(code),
      occurredAt: OccurredAt(milliseconds: start.microseconds / 1_000))
    _ = try ScanDesk(writer).record([scan])
  }

  /// Why the next scan is refused; nil if it is recorded.
  private func doubt(_ code: String, with writer: LedgerWriter) throws -> ClockDoubt? {
    do {
      try scan(code, with: writer)
      return nil
    } catch LedgerFault.clock(let doubt) {
      return doubt
    }
  }

  private var head: LedgerHead {
    get throws { try LedgerReader(opening: folder).head }
  }

  @Test func `one scan under a clock two years ahead changes nothing`() throws {
    let writer = try writer()
    try scan("BN2020/1000", with: writer)
    let before = try head
    machine.set(by: 730 * Self.day)
    guard case .offBootClock = try doubt("BN2020/1001", with: writer) else {
      Issue.record("it was believed")
      return
    }
    #expect(try head == before)
    machine.set(by: -730 * Self.day)
    machine.pass(Self.hour)
    try scan("BN2020/1001", with: writer)
    #expect(try head.recordedAt == machine.now)
  }

  @Test func `the first scan is held to the clock under which the ledger was made`() throws {
    machine.set(by: 2 * Self.day)
    #expect(try doubt("BN2020/1000", with: writer()) != nil)
  }

  @Test func `a machine that was started anew is held to what was recorded`() throws {
    try scan("BN2020/1000", with: writer())
    machine.start()
    machine.set(by: -Self.hour)
    guard case .behindHead = try doubt("BN2020/1001", with: writer()) else {
      Issue.record("it was believed")
      return
    }
    machine.set(by: 41 * Self.day + Self.hour)
    guard case .beyondEvidence = try doubt("BN2020/1001", with: writer()) else {
      Issue.record("it was believed")
      return
    }
    machine.set(by: -2 * Self.day)
    #expect(try doubt("BN2020/1001", with: writer()) == nil)
  }

  @Test func `a clock before the build of the program is not believed`() throws {
    let built = RecordedAt(microseconds: start.microseconds + 1)
    guard case .beforeBuild = try doubt("BN2020/1000", with: writer(built: built)) else {
      Issue.record("it was believed")
      return
    }
  }

  @Test func `an answer holds for every writer until the clock jumps again`() throws {
    let writer = try writer()
    try scan("BN2020/1000", with: writer)
    machine.set(by: 3 * Self.hour)
    #expect(try doubt("BN2020/1001", with: writer) != nil)
    try self.writer().believeClock()
    #expect(try doubt("BN2020/1001", with: writer) == nil)
    machine.pass(Self.day)
    #expect(try doubt("BN2020/1002", with: writer) == nil)
    machine.set(by: 10 * 60_000_000)
    #expect(try doubt("BN2020/1003", with: writer) != nil)
  }

  @Test func `a ledger whose head is in a false future can be used again`() throws {
    let future = RecordedAt(microseconds: start.microseconds + 800 * Self.day)
    let other = try LedgerWriter(opening: folder, clock: { future })
    try scan("BN2020/1000", with: other)
    let writer = try writer()
    #expect(try doubt("BN2020/1001", with: writer) != nil)
    try writer.believeClock()
    try scan("BN2020/1001", with: writer)
    // Never earlier than what is recorded, and not a second later than it must.
    #expect(try head.recordedAt == RecordedAt(microseconds: future.microseconds + 1))
    for day in 1...3 {
      machine.start()
      machine.set(by: 30 * Self.day)
      try scan("BN2020/\(2_000 + day)", with: try self.writer())
    }
    machine.start()
    machine.set(by: 41 * Self.day)
    #expect(try doubt("BN2020/3000", with: self.writer()) != nil)
  }

  @Test func `an offset is added to every commit until the clock jumps again`() throws {
    machine.start()
    machine.set(by: -10 * Self.day)
    let writer = try writer()
    #expect(try doubt("BN2020/1000", with: writer) != nil)
    try writer.believeClock(offsetMicroseconds: 10 * Self.day)
    try scan("BN2020/1001", with: writer)
    let moved = RecordedAt(microseconds: machine.now.microseconds + 10 * Self.day)
    #expect(try head.recordedAt == moved)
    machine.pass(Self.hour)
    try scan("BN2020/1002", with: try self.writer())
    // Somebody set the clock: with the offset it would be ahead.
    machine.set(by: 10 * Self.day)
    #expect(try doubt("BN2020/1003", with: writer) != nil)
    try writer.believeClock()
    #expect(try doubt("BN2020/1003", with: writer) == nil)
    #expect(writer.settings.clock?.offsetMicroseconds == 0)
  }

  @Test func `an answer to no doubt changes nothing`() throws {
    let writer = try writer()
    try scan("BN2020/1000", with: writer)
    try writer.believeClock()
    #expect(writer.settings.clock == nil)
  }

  @Test func `history of another system says nothing about the clock`() throws {
    let writer = try writer()
    let old = RecordedAt(microseconds: start.microseconds - 2_000 * Self.day)
    try writer.commit { transaction in
      let event = Event(
        identity: EventIdentity(
          source: try SourceName("import"), sequence: nil, id: try EventID("a-1")),
        type: .itemArrived, occurredAt: OccurredAt(milliseconds: old.microseconds / 1_000),
        subject: .dossier(try Alias("BN2020/999")))
      _ = try transaction.append(event, backfilledAt: old)
    }
    machine.start()
    machine.set(by: 39 * Self.day)
    #expect(try doubt("BN2020/1000", with: self.writer()) == nil)
    #expect(try head.recordedAt == machine.now)
    // From then on the head is what this clock recorded.
    machine.start()
    machine.set(by: -Self.day)
    #expect(try doubt("BN2020/1001", with: self.writer()) != nil)
  }

  @Test func `what is judged once lasts through a jump, by the time since the start`() throws {
    let writer = try writer()
    try writer.judgeClockOnce()
    machine.pass(Self.hour)
    machine.set(by: 900 * Self.day)
    try scan("BN2020/1000", with: writer)
    let expected = RecordedAt(microseconds: start.microseconds + Self.hour)
    #expect(try head.recordedAt == expected)
    #expect(throws: LedgerFault.self) { try self.writer().judgeClock() }
  }

  @Test func `a note says what the clocks showed, and is read as it was written`() throws {
    for text in ["5", "1772673120000000.17.0f-1a"] {
      #expect(ClockNote(text: text)?.text == text)
    }
    #expect(ClockNote(text: "-") == nil)
    #expect(ClockNote(text: "5.x.boot")?.sinceBoot == nil)
    #expect(SinceBoot(bootID: "two words", microseconds: 1) == nil)
  }
}
