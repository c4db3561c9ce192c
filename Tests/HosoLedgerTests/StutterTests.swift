import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("A scan that follows another one at once")
struct StutterTests {
  private let ledger: ScratchLedger
  private let desk: ScanDesk

  init() throws {
    ledger = try ScratchLedger()
    desk = ScanDesk(ledger.writer)
  }

  private func scan(_ type: EventType = .dossierDelivered, millisecond: Int64 = 0) throws -> Scan {
    Scan(
      type: type, code: try Alias("EE123456785VN"),
      occurredAt: OccurredAt(milliseconds: 1_577_836_000_000 + millisecond))
  }

  private func isRecorded(_ scan: Scan) throws -> Bool {
    guard case .recorded? = try desk.record([scan]).first else { return false }
    return true
  }

  static let corrections: [(what: String, change: @Sendable (inout Scan) throws -> Void)] = [
    ("due date", { $0.details.dueDate = LocalDate(iso: "2020-03-12") }),
    ("agency", { $0.details.agency = try AgencyCode("H26.12.19") }),
    ("procedure", { $0.details.service = try ProcedureCode("1.001612") }),
    ("bag", { $0.details.parent = try ContainerCode("TUI-17") }),
    ("destination", { $0.details.destination = try PostOfficeCode("460000") }),
    ("count", { $0.count = 3 }), ("reason", { $0.details.reason = "sai" }),
    ("office", { $0.details.office = try PostOfficeCode("100100") }),
    ("clerk", { $0.details.actor = try StaffNumber("nv042") }),
    ("channel", { $0.details.channel = .home }), ("mode", { $0.details.mode = .send }),
    ("province", { $0.details.province = try ProvinceCode("01") }),
    ("further code", { $0.details.aliases = [try Alias("BN-1234")] }),
    ("money", { $0.money = Money(kind: .fee, amount: 1) }),
  ]

  @Test(arguments: corrections.map(\.what))
  func `one that says anything else is a fact`(what: String) throws {
    let change = try #require(StutterTests.corrections.first { $0.what == what }?.change)
    #expect(try isRecorded(try scan()))
    var other = try scan(millisecond: 500)
    try change(&other)
    #expect(try isRecorded(other))
    #expect(try !isRecorded(other))
    #expect(try !isRecorded(try scan(millisecond: 900)))
  }

  @Test func `what a scanner puts around the code makes no other scan of it`() throws {
    #expect(try isRecorded(try scan()))
    var other = try scan(millisecond: 500)
    other.scannedText = "]C1EE123456785VN"
    #expect(try !isRecorded(other))
  }

  @Test func `an event with an id of its own is never a stutter`() throws {
    #expect(try isRecorded(try scan()))
    let source = try SourceName("tinh-01")
    for id in ["a-1", "a-2"] {
      let identity = EventIdentity(source: source, sequence: nil, id: try EventID(id))
      let event = Event(
        identity: identity, type: .dossierDelivered,
        occurredAt: OccurredAt(milliseconds: 1_577_836_000_000),
        subject: .dossier(try Alias("EE123456785VN")))
      let outcome = try ledger.writer.commit { try $0.append(event) }
      guard case .recorded = outcome else {
        Issue.record("\(id) was not recorded")
        return
      }
    }
  }
}

@Suite("Voids of what is void, and of voids")
struct VoidOutcomeTests {
  private let ledger: ScratchLedger
  private let desk: ScanDesk
  private let first: RecordedEvent

  init() throws {
    ledger = try ScratchLedger()
    desk = ScanDesk(ledger.writer)
    let scan = Scan(
      type: .dossierPickedUp, code: try Alias("EE123456785VN"),
      occurredAt: OccurredAt(milliseconds: 1_577_836_000_000))
    guard case .recorded(let event, _, _)? = try desk.record([scan]).first else {
      throw Missing()
    }
    first = event
  }

  private struct Missing: Error {}

  private func correct(
    _ target: RecordedEvent, _ type: EventType = .eventVoided
  ) throws -> CorrectionOutcome {
    let outcomes = try desk.correct([target.event.identity.id]) { identity, id in
      Event(
        identity: identity, type: type, occurredAt: OccurredAt(milliseconds: 1_577_836_100_000),
        subject: .event(id))
    }
    return try #require(outcomes.first)
  }

  private func void(_ target: RecordedEvent) throws -> (RecordedEvent, CorrectionEffect) {
    guard case .recorded(let event, _, let effect) = try correct(target) else { throw Missing() }
    return (event, effect)
  }

  @Test func `a second void records nothing and names the first`() throws {
    let (void, effect) = try void(first)
    #expect(effect == .asSaid)
    #expect(try correct(first) == .alreadyVoided(target: first, by: void))
  }

  @Test func `a void of a void says that the event counts again`() throws {
    let (one, _) = try void(first)
    let (two, effect) = try void(one)
    #expect(effect == .restores(first))
    #expect(try correct(one) == .alreadyVoided(target: one, by: two))
    #expect(try void(first).1 == .asSaid)
    #expect(try void(two).1 == .leavesVoid(first, by: one))
  }
}
