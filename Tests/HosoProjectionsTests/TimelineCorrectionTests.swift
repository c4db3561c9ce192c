import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("A timeline with corrections")
struct TimelineCorrectionTests {
  @Test func `a voided event stays in its place, struck out, with what voided it`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let delivery = try ledger.add(.dossierDelivered, "2020-03-06 09:00")
    try ledger.add(.resultCollected, "2020-03-10 09:00")
    let void = try ledger.correct(.eventVoided, delivery, at: "2020-03-11 09:00")
    let dossier = try ledger.dossier()
    #expect(
      dossier.entries.map(\.recorded.event.type)
        == [.dossierPickedUp, .dossierDelivered, .resultCollected])
    let entry = dossier.entries[1]
    #expect(!entry.isEffective)
    #expect(entry.voidedBy?.position == void)
    #expect(entry.corrections.map(\.isInEffect) == [true])
    #expect(entry.flags.isEmpty)
    #expect(dossier.entries[2].flags == [.outOfOrder(expected: .dossierDelivered)])
  }

  @Test func `a void of a void puts the event back`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let void = try ledger.correct(.eventVoided, pickup, at: "2020-03-05 09:00")
    #expect(try ledger.dossier().state == .unknownEntry)
    let restored = try ledger.correct(.eventVoided, void, at: "2020-03-05 10:00")
    let entry = try #require(try ledger.timeline().entry(at: pickup))
    #expect(entry.isEffective)
    #expect(entry.voidedBy == nil)
    #expect(entry.corrections.map(\.recorded.position) == [void, restored])
    #expect(entry.corrections.map(\.depth) == [0, 1])
    #expect(entry.corrections.map(\.isInEffect) == [false, true])
    #expect(try ledger.dossier().state == .onTheWayToAgency)
  }

  @Test func `a code of which all events are voided still has its timeline`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.correct(.eventVoided, pickup, at: "2020-03-05 09:00")
    let timeline = try ledger.timeline()
    #expect(timeline.dossiers.count == 1)
    #expect(timeline.latest?.codes.map(\.text) == [Recordings.item])
    #expect(timeline.latest?.entries.map(\.isEffective) == [false])
  }

  @Test func `an amendment moves an event and keeps what was recorded`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let delivery = try ledger.add(
      .dossierDelivered, "2020-03-04 09:00", recorded: "2020-03-06 09:30")
    #expect(try ledger.dossier().entries.map(\.recorded.position.number) == [2, 1])
    let right = try Recordings.moment("2020-03-06 09:00")
    let office = try PostOfficeCode("100100")
    try ledger.correct(.eventAmended, delivery, at: "2020-03-06 10:00") {
      $0.occurredAt = right
      $0.office = office
    }
    let dossier = try ledger.dossier()
    #expect(dossier.entries.map(\.recorded.position.number) == [1, 2])
    let entry = dossier.entries[1]
    #expect(entry.occurredAt == right)
    #expect(entry.office == office)
    #expect(entry.isAmended)
    #expect(entry.recorded.event.occurredAt == (try Recordings.moment("2020-03-04 09:00")))
    #expect(entry.flags.isEmpty)
  }

  @Test func `of two amendments the later one is in force, and both are shown`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let late = try PostOfficeCode("100200")
    let early = try PostOfficeCode("100100")
    try ledger.correct(.eventAmended, pickup, at: "2020-03-07 10:00") { $0.office = late }
    try ledger.correct(.eventAmended, pickup, at: "2020-03-06 10:00") { $0.office = early }
    let entry = try #require(try ledger.dossier().entries.first)
    #expect(entry.office == late)
    #expect(entry.corrections.map(\.recorded.position.number) == [3, 2])
    #expect(entry.corrections.map(\.isInEffect) == [true, true])
  }

  @Test func `a voided amendment is shown without effect`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let other = try PostOfficeCode("100100")
    let amendment = try ledger.correct(.eventAmended, pickup, at: "2020-03-06 10:00") {
      $0.office = other
    }
    try ledger.correct(.eventVoided, amendment, at: "2020-03-06 11:00")
    let entry = try #require(try ledger.dossier().entries.first)
    #expect(!entry.isAmended)
    #expect(entry.corrections.map(\.isInEffect) == [false, true])
  }

  @Test func `an amendment of a voided event or of a correction has no effect`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let void = try ledger.correct(.eventVoided, pickup, at: "2020-03-05 09:00")
    let other = try PostOfficeCode("100100")
    try ledger.correct(.eventAmended, pickup, at: "2020-03-05 10:00") { $0.office = other }
    try ledger.correct(.eventAmended, void, at: "2020-03-05 11:00") { $0.office = other }
    let entry = try #require(try ledger.dossier().entries.first)
    #expect(entry.office != other)
    #expect(entry.corrections.map(\.recorded.position.number) == [2, 4, 3])
    #expect(entry.corrections.map(\.isInEffect) == [true, false, false])
  }

  @Test func `a long chain of voids is told in full`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    var last = pickup
    for _ in 1...2_001 { last = try ledger.correct(.eventVoided, last, at: "2020-03-05 09:00") }
    let entry = try #require(try ledger.timeline().entry(at: pickup))
    #expect(!entry.isEffective)
    #expect(entry.corrections.count == 2_001)
    #expect(entry.corrections.last?.depth == 2_000)
    #expect(entry.corrections.last?.isInEffect == true)
  }

  @Test func `a correction of a moment that was still to come is told with its flag`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let void = try ledger.correct(
      .eventVoided, pickup, at: "2021-03-05 09:00", recorded: "2020-03-05 09:00")
    let entry = try #require(try ledger.timeline().entry(at: pickup))
    #expect(!entry.isEffective)
    #expect(entry.corrections.map(\.flag) == [.inFuture])
    // Voided itself it has no effect, and that is what is told of it.
    try ledger.correct(.eventVoided, void, at: "2020-03-05 10:00")
    let again = try #require(try ledger.timeline().entry(at: pickup))
    #expect(again.corrections.first { $0.depth == 0 }?.flag == nil)
  }
}
