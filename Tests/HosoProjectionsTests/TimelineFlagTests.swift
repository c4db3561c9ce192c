import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("What looks odd in a timeline")
struct TimelineFlagTests {
  private func flags(_ ledger: Recordings, at position: LedgerPosition) throws -> [EventFlag] {
    try #require(try ledger.timeline().entry(at: position)).flags
  }

  @Test func `a second pickup says when, where and by whom it was first`() throws {
    var ledger = Recordings()
    let actor = try StaffNumber("nv007")
    let first = try ledger.add(.dossierPickedUp, "2020-03-05 08:12") { $0.actor = actor }
    let second = try ledger.add(.dossierPickedUp, "2020-03-05 09:30", office: "100100")
    let right = try Recordings.moment("2020-03-05 08:15")
    let office = try PostOfficeCode("100200")
    try ledger.correct(.eventAmended, first, at: "2020-03-05 10:00") {
      $0.occurredAt = right
      $0.office = office
    }
    let entry = try #require(try ledger.timeline().entry(at: second))
    #expect(entry.flags == [.duplicate(first: first.number)])
    let scan = try #require(entry.duplicateOf)
    #expect(scan.recorded.position == first)
    #expect(scan.occurredAt == right)
    #expect(scan.office == office)
    #expect(scan.actor == actor)
  }

  @Test func `the scan that arrives late is the first if it happened first`() throws {
    var ledger = Recordings()
    let late = try ledger.add(.dossierPickedUp, "2020-03-05 09:30")
    let early = try ledger.add(
      .dossierPickedUp, "2020-03-05 08:12", recorded: "2020-03-06 08:00")
    #expect(try flags(ledger, at: early) == [])
    #expect(try flags(ledger, at: late) == [.duplicate(first: early.number)])
  }

  @Test func `a scan from the future is flagged until an amendment puts it right`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(
      .dossierPickedUp, "2020-03-05 08:12", recorded: "2020-03-04 08:12")
    #expect(try flags(ledger, at: pickup) == [.inFuture])
    let right = try Recordings.moment("2020-03-04 08:00")
    try ledger.correct(.eventAmended, pickup, at: "2020-03-05 09:00") { $0.occurredAt = right }
    #expect(try flags(ledger, at: pickup) == [])
  }

  @Test func `a dossier without a pickup has no entry`() throws {
    var ledger = Recordings()
    let delivery = try ledger.add(.dossierDelivered, "2020-03-05 08:12")
    #expect(try flags(ledger, at: delivery) == [.noEntry])
    #expect(try ledger.dossier().state == .unknownEntry)
  }

  @Test func `a pickup where only the result is carried is odd`() throws {
    var ledger = Recordings()
    try ledger.add(.resultCollected, "2020-03-05 08:12") { $0.mode = .return }
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 09:12")
    #expect(try flags(ledger, at: pickup) == [.pickupInReturnMode])
  }

  @Test func `a return without a collection is out of order`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let returned = try ledger.add(.resultReturned, "2020-03-06 08:12")
    #expect(try flags(ledger, at: returned) == [.outOfOrder(expected: .resultCollected)])
  }

  @Test func `a collection after the return comes after closing`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.dossierDelivered, "2020-03-06 08:12")
    try ledger.add(.resultReturned, "2020-03-09 08:12")
    let collected = try ledger.add(.resultCollected, "2020-03-09 08:13")
    #expect(try flags(ledger, at: collected) == [.afterClosing(.resultReturned)])
  }
}
