import HosoDomain
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("A code that could be a bag's or a dossier's")
struct BagCodeTests {
  private static let bag = "TUI-97"
  private let start = RecordedAt(microseconds: 1_583_370_720_000_000)

  /// What can be told of the code, each by an event of its own.
  private enum Told: Int, CaseIterable {
    case departed
    case counted
    case filled
    case pickedUp

    func event() throws -> Event {
      switch self {
      case .departed: return try Samples.event(1, code: bag, type: .itemDeparted)
      case .counted:
        var event = try Samples.event(2, code: bag, type: .itemDeparted)
        event.count = 24
        return event
      case .filled:
        var event = try Samples.event(3, type: .dossierPickedUp)
        event.parent = try ContainerCode("tui-97")
        return event
      case .pickedUp: return try Samples.event(4, code: bag, type: .dossierPickedUp)
      }
    }
  }

  private func standing(_ events: [Event]) throws -> CodeStanding {
    let ledger = try ScratchLedger()
    for event in events { try ledger.record([event], at: start) }
    let container = try ContainerCode(Self.bag)
    let reader = try ledger.reader()
    let standing = CodeStanding(of: container, among: try reader.contents(of: container))
    // From the other side it looks the same.
    let history = try reader.history(of: Alias(Self.bag), withScans: true)
    if !history.isEmpty { #expect(CodeStanding(of: container, among: history) == standing) }
    return standing
  }

  @Test(arguments: [
    ([0], CodeStanding.open), ([1], .bag), ([2], .bag), ([3], .dossier), ([0, 1], .bag),
    ([0, 2], .bag), ([0, 3], .dossier), ([1, 3], .doubtful), ([0, 2, 3], .doubtful),
    ([0, 1, 2, 3], .doubtful),
  ])
  func `what it stands for depends on what is known, not on what came first`(
    told: [Int], expected: CodeStanding
  ) throws {
    let events = try told.compactMap(Told.init(rawValue:)).map { try $0.event() }
    #expect(try standing(events) == expected)
    #expect(try standing(events.reversed()) == expected)
  }

  @Test func `voiding what made it a bag's takes that back`() throws {
    let events = try [
      Told.departed.event(), Told.filled.event(), Samples.void(3, sequence: 9),
    ]
    #expect(try standing(events) == .open)
    #expect(try standing(events.reversed()) == .open)
  }

  @Test func `an amendment puts an item into a bag, and takes it out`() throws {
    var amendment = try Samples.void(5, sequence: 9)
    amendment.type = .eventAmended
    amendment.amendment = Amendment()
    amendment.amendment?.parent = try ContainerCode(Self.bag)
    let pickup = try Samples.event(5, type: .dossierPickedUp)
    #expect(try standing([Told.departed.event(), amendment, pickup]) == .bag)
    amendment.identity.sequence = 10
    amendment.identity.id = try EventID("100000-a1b2c3-1-10")
    amendment.subject = .event(EventTarget(try EventID("100000-a1b2c3-1-3")))
    amendment.amendment?.parent = nil
    amendment.amendment?.cleared = ClearedFields(.parent)
    #expect(try standing([amendment, Told.departed.event(), Told.filled.event()]) == .open)
  }

  @Test(arguments: ["EE123456785VN", "H26.12.19-200305-0001"])
  func `an item number or a dossier number never is a bag's`(code: String) throws {
    let ledger = try ScratchLedger()
    var filled = try Samples.event(1, code: "BN2020/17", type: .dossierPickedUp)
    filled.parent = try ContainerCode(code)
    var departed = try Samples.event(2, code: code, type: .itemDeparted)
    departed.count = 24
    try ledger.record([filled, departed], at: start)
    let container = try ContainerCode(code)
    let events = try ledger.reader().contents(of: container)
    #expect(CodeStanding(of: container, among: events) == .dossier)
    let decoder = FactDecoder()
    let history = decoder.history(of: try ledger.reader().history(of: Alias(code)))
    #expect(history.dossiers(names: decoder.names).count == 1)
  }

  @Test func `a label scanned too early is the bag's once something is in it`() throws {
    let ledger = try ScratchLedger()
    let desk = ScanDesk(ledger.writer)
    func scan(_ type: EventType, _ code: String, _ minute: Int, count: Int64? = nil) throws
      -> [ScanOutcome]
    {
      var scan = Scan(
        type: type, code: try Alias(code),
        occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(minute) * 60_000))
      scan.count = count
      if type == .dossierPickedUp { scan.details.parent = try ContainerCode(Self.bag) }
      return try desk.record([scan])
    }
    ledger.clock.now = RecordedAt(microseconds: 1_600_000_000_000_000)
    _ = try scan(.itemDeparted, Self.bag, 10)
    _ = try scan(.dossierPickedUp, Samples.code, 0)
    let bag = try ContainerCode(Self.bag)
    let events = try ledger.reader().contents(of: bag)
    let contents = ContainerContents(of: bag, events: events)
    #expect(contents.scans.map(\.number) == [1])
    #expect(contents.items(at: LedgerPosition(1)).map(\.putIn.position.number) == [2])
    guard case .recorded(let second, _, let items)? = try scan(.itemArrived, Self.bag, 20).first
    else {
      Issue.record("the scan was not recorded")
      return
    }
    #expect(second.event.container?.text == Self.bag)
    #expect(items.map(\.position.number) == [2])
    // A new label that is counted as it leaves.
    guard
      case .recorded(let counted, _, _)? = try scan(
        .itemDeparted, "MOI-01", 30, count: 24
      ).first
    else {
      Issue.record("the scan was not recorded")
      return
    }
    #expect(counted.event.container?.text == "MOI-01")
  }
}
