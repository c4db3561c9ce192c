import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("What a correction is about")
struct CorrectionTargetTests {
  private let ledger: ScratchLedger
  private let hasher: Hasher256
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)
  private static let own = "100000-a1b2c3-1"
  private static let earlier = "100000-0b9d15-1"

  init() throws {
    ledger = try ScratchLedger()
    hasher = try Hasher256()
  }

  private func void(
    _ target: String, of source: String? = nil, hash: EventHash? = nil, by own: String = Self.own,
    sequence: Int = 50
  ) throws -> Event {
    var event = try Samples.event(sequence, type: .eventVoided)
    event.identity.source = try SourceName(own)
    event.subject = .event(
      EventTarget(try EventID(target), source: try source.map(SourceName.init), hash: hash))
    return event
  }

  private func voided() throws -> Set<Int64> {
    let events = try ledger.reader().history(of: Alias(Samples.code))
    return FactDecoder().history(of: events).voidedNumbers
  }

  private func idle() throws -> [EventFlag] {
    CorrectionTargets(try ledger.reader().history(of: Alias(Samples.code))).idle.map(\.flag)
  }

  @Test func `an event of an earlier source of the same office can be voided`() throws {
    try ledger.record(
      [
        Samples.event(2, source: Self.earlier),
        void("\(Self.earlier)-2", of: Self.earlier),
      ], at: start)
    #expect(try voided() == [1])
    #expect(try idle() == [])
  }

  @Test(arguments: [
    ("200000-0b9d15-1", false), ("agency/H26.12.19", false), ("portal", false),
    ("100000-0b9d15-2", true), ("hub-0a1b2c-1", true),
  ])
  func `who may correct follows from the source's name`(by: String, isAllowed: Bool) throws {
    let event = try Samples.event(2, source: Self.earlier)
    // It may come first.
    try ledger.record([void("\(Self.earlier)-2", of: Self.earlier, by: by)], at: start)
    try ledger.record([event], at: start)
    #expect(try voided() == (isAllowed ? [2] : []))
    #expect(try idle() == (isAllowed ? [] : [.mayNotCorrect]))
  }

  @Test func `an event with that id but other bytes is not touched, until the right one comes`()
    throws
  {
    let wrong = try Samples.foreign("a-1", source: Self.own)
    var right = try Samples.event(3)
    right.identity.id = try EventID("a-2")
    let hash = hasher.hash(of: Samples.altered(wrong))
    try ledger.record([wrong, right, void("a-1", hash: hash)], at: start)
    #expect(try voided() == [])
    #expect(try idle() == [.otherTarget])
    let matching = try void("a-2", hash: hasher.hash(of: right), sequence: 51)
    try ledger.record([matching], at: start)
    #expect(try voided() == [2])
  }

  @Test func `of two events of one name the hash tells which is meant`() throws {
    // A source that numbers only some of its events may use an id twice.
    let unnumbered = try Samples.foreign("\(Self.own)-7", source: Self.own)
    let numbered = try Samples.event(7)
    let second = try void("\(Self.own)-7", hash: hasher.hash(of: numbered))
    try ledger.record([unnumbered, numbered, second], at: start)
    #expect(try voided() == [2])
    let first = try void(
      "\(Self.own)-7", hash: hasher.hash(of: unnumbered), sequence: 51)
    try ledger.record([first], at: start)
    #expect(try voided() == [1, 2])
    #expect(try ledger.reader().position(ofTarget: first) == LedgerPosition(1))
  }

  @Test func `a source's own event has one way to be named`() throws {
    let void = try void("\(Self.own)-1", of: Self.own)
    let bytes = EventCodec.encode(void)
    #expect(bytes.withUnsafeBytes(EventCodec.decode) == nil)
    var line: [UInt8] = []
    InterchangeWriter.write(void, into: &line)
    var reader = InterchangeReader(defaultSource: try SourceName("none"))
    let read = try line.withUnsafeBufferPointer { try reader.read($0) }.event
    #expect(read.subject == .event(EventTarget(try EventID("\(Self.own)-1"))))
  }

  @Test func `only whoever writes a correction at the desk adds the hash`() throws {
    let desk = ScanDesk(ledger.writer)
    let source = ledger.writer.settings.source
    try ledger.record([Samples.event(1, source: source.text)], at: start)
    let id = try EventID("\(source.text)-1")
    let outcomes = try desk.correct([id]) { identity, target in
      Event(
        identity: identity, type: .eventVoided,
        occurredAt: OccurredAt(milliseconds: 1_583_370_720_000), subject: .event(target))
    }
    guard case .recorded(let recorded, let target, _)? = outcomes.first,
      case .event(let named) = recorded.event.subject
    else {
      Issue.record("the correction was not recorded")
      return
    }
    #expect(named == EventTarget(id, hash: hasher.hash(of: target.event)))
    // What comes from elsewhere is taken as it stands.
    let plain = try void("\(Self.own)-1", sequence: 60)
    try ledger.record([Samples.event(1), plain], at: start)
    let events = try ledger.reader().history(of: Alias(Samples.code))
    #expect(events.map(\.event).contains(plain))
  }
}
