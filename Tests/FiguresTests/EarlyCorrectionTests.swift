import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

@Suite("A correction that comes before what it corrects")
struct EarlyCorrectionTests {
  private let source: SourceName
  private let noon = OccurredAt(milliseconds: 1_577_860_000_000)

  init() throws { source = try SourceName("100000-a1b2c3-1") }

  private func event(
    _ type: EventType, _ sequence: UInt64, _ subject: Subject,
    _ change: (inout Event) throws -> Void
  ) throws -> Event {
    let id = try EventID("\(source.text)-\(sequence)")
    var event = Event(
      identity: EventIdentity(source: source, sequence: sequence, id: id), type: type,
      occurredAt: noon, subject: subject)
    try change(&event)
    return event
  }

  @Test func `is waited for although the bag that it names is known`() throws {
    let bag = try ContainerCode("TUI-17")
    let delivered = try event(.dossierDelivered, 1, .dossier(Alias("TUI-17"))) {
      $0.parent = bag
    }
    let early = try event(
      .eventAmended, 2, .event(EventTarget(EventID("\(source.text)-3"), source: nil, hash: nil))
    ) {
      var amendment = Amendment()
      amendment.province = try ProvinceCode("01")
      amendment.parent = bag
      $0.amendment = amendment
    }
    let target = try event(.resultSentBack, 3, .dossier(Alias("EE600000015VN"))) {
      $0.province = try ProvinceCode("79")
    }
    let ledger = try ScratchLedger()
    let views = try Views.open(ledger.reader())
    var moment: Int64 = 1_577_870_000_000_000
    for events in [[delivered, early], [target]] {
      try ledger.record(events, at: RecordedAt(microseconds: moment))
      try views.catchUp()
      moment += 3_600_000_000
    }
    #expect(try Views.daysThatDifferFromRebuild(ledger.reader()) == 0)
  }
}
