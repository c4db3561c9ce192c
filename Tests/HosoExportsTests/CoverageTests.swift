import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoExports

@Suite("How much of a period was declared complete")
struct CoverageTests {
  private let ledger: SmallLedger
  private let quarter: Period

  init() throws {
    ledger = try SmallLedger()
    quarter = try Period.parse("2020Q1", calendar: .calendar)
    try ledger.fill()
    try ledger.dossier([("2020-01-05", .dossierPickedUp)], office: "100000")
    try ledger.dossier([("2019-01-05", .dossierPickedUp)], office: "100000")
    for _ in 1...3 { try ledger.dossier([("2019-01-05", .dossierPickedUp)], office: "460000") }
  }

  @discardableResult
  private func declare(
    _ label: String, _ offices: [String], calendar: ReportingCalendar = .calendar,
    on day: String = "2020-04-02"
  ) throws -> [DeclarationOutcome]? {
    let wish = DeclarationWish(
      try Period.parse(label, calendar: calendar), of: try offices.map { try PostOfficeCode($0) },
      at: try OccurredAt(rfc3339: day + "T10:00:00+07:00"))
    return try PeriodDeclarer.declare(wish, ledger.writer, views: ledger.views())
  }

  private func coverage(_ list: PostOffices? = nil, asOf: RecordedAt? = nil) throws -> Coverage {
    let views = try ledger.views()
    let figures = try views.figures(
      .coverage(of: quarter, cutoff: asOf), provinces: Provinces.bundled())
    return Coverage(
      of: quarter, figures: figures,
      declarations: try views.declarations(of: quarter, before: asOf), offices: list)
  }

  private func list() throws -> PostOffices {
    try PostOffices(
      csv: Array(
        """
        code,name_vi,province,valid_from,valid_to
        100000,Hà Nội,01,2000-01-01,
        460000,Nghệ An,40,2000-01-01,2020-01-01
        530000,Huế,46,2020-04-01,

        """.utf8))
  }

  @Test func `by number and by last year's volume the coverage differs`() throws {
    try declare("2020Q1", ["100000"])
    let found = try coverage()
    #expect(found.basis == .figures && [found.expected, found.covered] == [2, 1])
    #expect([found.officesPercent, found.volumePercent] == ["50.0", "25.0"])
    #expect(found.isLow)
    try declare("2020Q1", ["460000"])
    let whole = try coverage()
    #expect(whole.officesPercent == "100.0" && !whole.isLow)
  }

  @Test func `an office is expected if the list has it open on any day of the period`() throws {
    let found = try coverage(list())
    #expect(found.basis == .list)
    #expect(
      found.lines.filter(\.isExpected).map(\.office) == ["100000", "460000"])
    #expect(found.lines.last?.office == "unknown" && found.lines.last?.isExpected == false)
  }

  @Test func `declarations of any calendar that cover every day together are enough`() throws {
    try declare("2020Q1", ["100000"], calendar: .statutory)
    let some = try coverage().lines.first { $0.office == "100000" }
    #expect(some?.daysDeclared == 74 && some?.isCovered == false)
    try declare("2020Q2", ["100000"], calendar: .statutory, on: "2020-07-01")
    let all = try coverage().lines.first { $0.office == "100000" }
    #expect(all?.daysDeclared == 91 && all?.isCovered == true)
  }

  @Test func `an office declares a period once, and what is not over not at all`() throws {
    #expect(try declare("2020Q2", ["100000"]) == nil)
    #expect(try declare("2020Q1", ["460000", "100000"])?.map(\.isNew) == [true, true])
    let again = try #require(try declare("2020Q1", ["100000", "530000"]))
    #expect(again.map(\.isNew) == [false, true])
    #expect(again.map(\.office.text) == ["100000", "530000"])
    #expect(try declare("2020Q1", ["100000"], calendar: .statutory)?.map(\.isNew) == [true])
  }

  @Test func `a void takes a declaration back from then on, a void of it gives it back`() throws {
    let declared = try #require(try declare("2020Q1", ["100000"])?.first).recorded
    let before = RecordedAt(microseconds: declared.recordedAt.microseconds + 1)
    try ledger.recordFrom("2020-04-03T08:00:00+07:00")
    try void(declared.event.identity.id)
    #expect(try coverage().covered == 0)
    #expect(try coverage(asOf: before).covered == 1)
    let last = try LedgerReader(opening: ledger.writer.folder)
    let void = try #require(try last.event(at: last.head.position))
    try ledger.recordFrom("2020-04-04T08:00:00+07:00")
    try self.void(void.event.identity.id)
    #expect(try coverage().covered == 1)
  }

  @Test func `an amended office is whose word it is`() throws {
    let declared = try #require(try declare("2020Q1", ["530000"])?.first).recorded
    var event = Event(
      identity: declared.event.identity, type: .eventAmended,
      occurredAt: declared.event.occurredAt,
      subject: .event(EventTarget(declared.event.identity.id)))
    var amendment = Amendment()
    amendment.office = try PostOfficeCode("100000")
    event.amendment = amendment
    try ledger.record([event])
    #expect(try ledger.views().declarations(of: quarter).map(\.office.text) == ["100000"])
  }

  @Test func `views that catch up step by step know the same declarations as a rebuild`() throws {
    let live = try ledger.views()
    try live.catchUp()
    for office in ["100000", "460000"] {
      try declare("2020Q1", [office])
      try live.catchUp()
    }
    let known = try live.declarations(of: quarter).map(\.eventID)
    #expect(try ledger.views().declarations(of: quarter).map(\.eventID) == known)
    #expect(known.count == 2)
    #expect(try live.declarations(of: Period.parse("2019Q4", calendar: .calendar)).isEmpty)
  }

  private func void(_ id: EventID) throws {
    try ledger.record([
      Event(
        identity: EventIdentity(source: ledger.writer.settings.source, sequence: 1, id: id),
        type: .eventVoided, occurredAt: OccurredAt(rfc3339: "2020-04-03T08:00:00+07:00"),
        subject: .event(EventTarget(id)))
    ])
  }
}
