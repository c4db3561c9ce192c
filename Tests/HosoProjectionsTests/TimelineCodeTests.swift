import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("Which dossiers a code leads to")
struct TimelineCodeTests {
  @Test func `a code that no event names leads nowhere`() throws {
    let timeline = try Recordings().timeline()
    #expect(timeline.dossiers.isEmpty)
    #expect(timeline.latest == nil)
  }

  @Test func `a late link joins what two codes told apart`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.resultReady, "2020-03-11 15:00", code: Recordings.dossier, office: nil)
    #expect(try ledger.dossier().entries.count == 1)
    let dossier = try Alias(Recordings.dossier)
    let link = try ledger.add(.aliasLinked, "2020-03-12 08:00") { $0.aliases = [dossier] }
    for code in [Recordings.item, Recordings.dossier] {
      let view = try ledger.dossier(of: code)
      #expect(view.codes.map(\.text) == [Recordings.item, Recordings.dossier])
      #expect(view.entries.map(\.recorded.position.number) == [1, 2, 3])
      #expect(view.state == .resultReady)
    }
    try ledger.correct(.eventVoided, link, at: "2020-03-12 09:00")
    let apart = try ledger.dossier()
    #expect(apart.codes.map(\.text) == [Recordings.item])
    #expect(apart.entries.map(\.recorded.position.number) == [1, 3])
    #expect(try ledger.dossier(of: Recordings.dossier).entries.map(\.isEffective) == [true, false])
  }

  @Test func `a pickup more than twelve months later is a new dossier`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2019-01-07 08:00")
    let first = try ledger.add(.resultReturned, "2019-01-21 08:00")
    try ledger.add(.dossierPickedUp, "2020-01-21 08:01")
    let second = try ledger.add(.dossierDelivered, "2020-01-22 08:00")
    let timeline = try ledger.timeline()
    #expect(
      timeline.dossiers.map { $0.entries.map(\.recorded.position.number) } == [[1, 2], [3, 4]])
    #expect(timeline.latest?.state == .withAgency)
    #expect(timeline.entry(at: first) != nil)
    #expect(timeline.entry(at: second)?.flags == [])
  }

  @Test func `a pickup exactly twelve months later is a second scan`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2019-01-21 08:00")
    try ledger.add(.dossierPickedUp, "2020-01-21 08:00")
    #expect(try ledger.timeline().dossiers.count == 1)
  }

  @Test func `a voided event belongs to the use of its number at that time`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2019-01-07 08:00")
    let early = try ledger.add(.dossierDelivered, "2019-01-08 08:00")
    try ledger.add(.dossierPickedUp, "2020-03-05 08:00")
    let late = try ledger.add(.dossierDelivered, "2020-03-06 08:00")
    let before = try ledger.add(.dossierDelivered, "2018-12-31 08:00")
    for position in [early, late, before] {
      try ledger.correct(.eventVoided, position, at: "2020-03-07 08:00")
    }
    let timeline = try ledger.timeline()
    #expect(
      timeline.dossiers.map { $0.entries.map(\.recorded.position.number) } == [[5, 1, 2], [3, 4]])
  }

  @Test func `the header takes procedure and agency from the first event that has them`() throws {
    var ledger = Recordings()
    let service = try ProcedureCode("1.001612.000.00.00.H01")
    let agency = try AgencyCode("000.19.12.H26")
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12") { $0.service = service }
    try ledger.add(.dossierDelivered, "2020-03-06 08:12") { $0.agency = agency }
    let dossier = try ledger.dossier()
    #expect(dossier.service == "1.001612")
    #expect(dossier.agency == "H26.12.19")
    #expect(dossier.mode == .both)
  }
}
