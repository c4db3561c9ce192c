import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("Scans of whole bags")
struct BagScanTests {
  private let ledger: ScratchLedger
  private let desk: ScanDesk

  init() throws {
    ledger = try ScratchLedger()
    ledger.clock.now = try RecordedAt(rfc3339: "2020-04-10T00:00:00+07:00")
    desk = ScanDesk(ledger.writer)
  }

  private func at(_ text: String) throws -> OccurredAt {
    try OccurredAt(rfc3339: "2020-03-\(text):00+07:00")
  }

  /// Records one scan of a code as it was read, and answers what became of it.
  @discardableResult
  private func scan(
    _ type: EventType, _ code: String, _ time: String, bag: String? = nil, count: Int64? = nil,
    office: String? = nil, destination: String? = nil
  ) throws -> ScanOutcome {
    var details = ScanDetails()
    details.parent = try bag.map { try ContainerCode($0) }
    details.office = try office.map { try PostOfficeCode($0) }
    details.destination = try destination.map { try PostOfficeCode($0) }
    var scan = Scan(type: type, code: try Alias(code), occurredAt: try at(time), details: details)
    scan.count = count
    return try #require(try desk.record([scan]).first)
  }

  /// The items a scan stands for, by the number of the event that put each in; nil for no bag.
  private func items(_ outcome: ScanOutcome) -> [Int64]? {
    guard case .recorded(let recorded, _, let related) = outcome,
      recorded.event.container != nil
    else { return nil }
    return related.map(\.position.number)
  }

  private func position(_ outcome: ScanOutcome) throws -> LedgerPosition {
    guard case .recorded(let recorded, _, _) = outcome else {
      throw LedgerFault.missing(path: "recorded")
    }
    return recorded.position
  }

  @Test func `a code that is known as a bag and as nothing else stands for what is in it`() throws {
    try scan(.dossierPickedUp, "EE123456785VN", "05T08:00", bag: "TUI-17")
    try scan(.itemDeparted, "BN2020/01", "05T08:10", bag: "tui-17")
    #expect(items(try scan(.itemDeparted, "TUI-17", "05T09:00")) == [1, 2])
    #expect(items(try scan(.itemArrived, "TUI-17", "06T09:00")) == [1, 2])
  }

  @Test func `a code that is a dossier's too is the dossier's, however it was scanned`() throws {
    try scan(.itemDeparted, "EE123456785VN", "05T08:00", bag: "BN2020/01")
    try scan(.dossierPickedUp, "BN2020/01", "05T08:10")
    #expect(items(try scan(.itemDeparted, "BN2020/01", "05T09:00")) == nil)
    let bag = try ContainerCode("BN2020/01")
    let scan = Scan(
      type: .itemDeparted, subject: .container(bag), occurredAt: try at("05T10:00"))
    let outcome = try #require(try desk.record([scan]).first)
    #expect(items(outcome) == [])
    // Without its pickup it is a bag's, in both scans.
    let source = ledger.writer.settings.source
    _ = try desk.correct([EventID("\(source.text)-2")]) { identity, target in
      Event(
        identity: identity, type: .eventVoided, occurredAt: scan.occurredAt,
        subject: .event(target))
    }
    let events = try ledger.reader().contents(of: bag)
    let contents = ContainerContents(of: bag, events: events)
    #expect(contents.scans.count == 2)
    #expect(contents.items(at: try position(outcome)).map(\.putIn.position.number) == [1])
  }

  @Test func `a receptacle's identifier is a bag's before anything is known of it`() throws {
    let code = "VNSGNAVNHANAAUN00017001110245"
    #expect(items(try scan(.itemArrived, code, "05T08:00")) == [])
    #expect(items(try scan(.dossierPickedUp, code, "05T08:01")) == nil)
  }

  @Test func `an item seen by itself is in the bag no more`() throws {
    try scan(.itemDeparted, "EE123456785VN", "05T08:00", bag: "TUI-17")
    try scan(.itemDeparted, "BN2020/01", "05T08:00", bag: "TUI-17")
    try scan(.itemArrived, "EE123456785VN", "05T12:00", bag: "TUI-17")
    #expect(items(try scan(.itemDeparted, "TUI-17", "05T13:00")) == [2])
  }

  @Test func `a bag that arrived where it was bound for is opened`() throws {
    try scan(.itemDeparted, "EE123456785VN", "05T08:00", bag: "TUI-17", destination: "460000")
    try scan(.itemDeparted, "BN2020/01", "05T08:00", bag: "TUI-17")
    try scan(.itemDeparted, "TUI-17", "05T09:00", destination: "400000")
    #expect(items(try scan(.itemArrived, "TUI-17", "05T20:00", office: "460000")) == [1, 2])
    #expect(items(try scan(.itemDeparted, "TUI-17", "06T09:00", office: "460000")) == [2])
    #expect(items(try scan(.itemArrived, "TUI-17", "06T20:00", office: "400000")) == [2])
    #expect(items(try scan(.itemDeparted, "TUI-17", "07T09:00")) == [])
  }

  @Test func `thirty days after it was put in an item is in the bag no more`() throws {
    try scan(.itemDeparted, "EE123456785VN", "01T08:00", bag: "TUI-17")
    #expect(items(try scan(.itemDeparted, "TUI-17", "31T08:00")) == [1])
    #expect(items(try scan(.itemDeparted, "TUI-17", "31T08:01")) == [])
  }

  @Test func `what comes late is in the bag as if it had come in time`() throws {
    try scan(.itemDeparted, "EE123456785VN", "05T08:00", bag: "TUI-17")
    let departure = try position(try scan(.itemDeparted, "TUI-17", "05T09:00"))
    try scan(.itemDeparted, "BN2020/01", "05T08:30", bag: "TUI-17")
    try scan(.itemDeparted, "BN2020/02", "05T09:30", bag: "TUI-17")
    let bag = try ContainerCode("TUI-17")
    let reader = try ledger.reader()
    let contents = ContainerContents(of: bag, events: try reader.contents(of: bag))
    #expect(contents.items(at: departure).map(\.putIn.position.number) == [1, 3])
    let then = ContainerContents(
      of: bag, events: try reader.contents(of: bag, through: departure))
    #expect(then.items(at: departure).map(\.putIn.position.number) == [1])
  }

  @Test func `a count that differs from what is known is flagged`() throws {
    try scan(.itemDeparted, "EE123456785VN", "05T08:00", bag: "TUI-17")
    guard
      case .recorded(_, let flags, _) = try scan(.itemDeparted, "TUI-17", "05T09:00", count: 2),
      case .recorded(_, let none, _) = try scan(.itemArrived, "TUI-17", "05T19:00", count: 1)
    else {
      Issue.record("a scan was not recorded")
      return
    }
    #expect(flags == [.countDiffers(stated: 2, known: 1)])
    #expect(none == [])
  }

  @Test func `the same bag again within three seconds is the scanner's stutter`() throws {
    try scan(.itemDeparted, "EE123456785VN", "05T08:00", bag: "TUI-17")
    try scan(.itemDeparted, "TUI-17", "05T09:00")
    guard case .stutter(let first) = try scan(.itemDeparted, "TUI-17", "05T09:00") else {
      Issue.record("no stutter")
      return
    }
    #expect(first.position == LedgerPosition(2))
  }

  @Test func `codes that are no receptacle identifiers are told apart`() throws {
    #expect(try ContainerCode("VNSGNAVNHANAAUN00017001110245").isReceptacle)
    for text in [
      "TUI-17", "VNSGNAVNHANAAUN0001700111024", "VNSGNAVNHANA1UN00017001110245",
      "VNSGNAVNHANAAUN0001700111024X", "1NSGNAVNHANAAUN00017001110245",
    ] {
      #expect(try !ContainerCode(text).isReceptacle, "\(text)")
    }
  }
}
