import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoExports

@Suite("What an export tells of dossiers one by one")
struct SurveyTests {
  private let ledger: SmallLedger

  init() throws {
    ledger = try SmallLedger()
  }

  private func add(
    _ type: EventType, _ day: String, _ code: String, office: String? = nil,
    _ fill: (inout Event) throws -> Void = { _ in }
  ) throws {
    var event = Event(
      identity: EventIdentity(
        source: ledger.writer.settings.source, sequence: 1, id: try EventID("x")),
      type: type, occurredAt: try OccurredAt(rfc3339: day + "T09:00:00+07:00"),
      subject: .dossier(try Alias(code)))
    event.province = try ProvinceCode("01")
    event.office = try office.map { try PostOfficeCode($0) }
    try fill(&event)
    try ledger.record([event])
  }

  private func rows(
    _ name: String, _ folder: String = "out", _ keeps: ([String: String]) -> Bool = { _ in true }
  ) -> [[String: String]] {
    ledger.rows(folder + "/" + name).filter(keeps)
  }

  private func values(_ row: [String: String]?, _ columns: String...) -> [String] {
    columns.map { row?[$0] ?? "?" }
  }

  @Test func `what is open stands where it is, by age, and past its limit apart`() throws {
    try add(.dossierPickedUp, "2020-03-30", "BN-10001")
    try add(.dossierPickedUp, "2020-03-01", "BN-10002")
    try add(.dossierDelivered, "2020-03-02", "BN-10002") {
      $0.dueDate = LocalDate(iso: "2020-03-20")
    }
    try add(.resultCollected, "2020-03-31", "BN-10003") { $0.mode = .return }
    try add(.resultReturned, "2020-04-05", "BN-10003")
    try add(.dossierPickedUp, "2020-01-02", "BN-10004")
    try add(.dossierDelivered, "2020-01-03", "BN-10004")
    try add(.resultCollected, "2020-01-20", "BN-10004")
    try add(.dossierPickedUp, "2020-04-02", "BN-10005")
    let receipt = try ledger.export()
    let places = rows("backlog.csv") { $0["level"] == "nation" }
    #expect(places.map { $0["place"] } == ["post", "agency", "awaiting_delivery"])
    #expect(
      places.map { values($0, "d0_7", "d8_14", "d15_30", "d31_plus", "overdue", "oldest_days") }
        == [
          ["1", "0", "0", "0", "0", "1"], ["0", "0", "1", "0", "1", "30"],
          ["1", "0", "0", "1", "1", "89"],
        ])
    #expect(values(places[2], "overdue_d0_7", "overdue_d31_plus", "dossiers") == ["0", "1", "2"])
    #expect(rows("backlog.csv") { $0["province"] == "01" }.count == 3)
    let check = receipt.checks.first { $0.identity == .backlogIsClosing }
    #expect(check.map { $0.checked == 2 && $0.held == 2 } == true)
  }

  @Test func `legs are measured in days and against their limit, by how far they went`() throws {
    try add(.dossierPickedUp, "2020-03-02", "BN-10001", office: "100000")
    try add(.dossierDelivered, "2020-03-03", "BN-10001", office: "100001")
    try add(.resultCollected, "2020-03-05", "BN-10001", office: "100001")
    try add(.resultReturnFailed, "2020-03-06", "BN-10001", office: "100000")
    try add(.resultReturned, "2020-03-09", "BN-10001", office: "100000")
    try add(.dossierPickedUp, "2020-03-02", "BN-10002", office: "700000")
    try add(.dossierDelivered, "2020-03-10", "BN-10002", office: "100000")
    try add(.resultCollected, "2020-03-11", "BN-10002", office: "100000")
    try add(.resultReturned, "2020-03-16", "BN-10002", office: "700000")
    _ = try ledger.export()
    func row(_ leg: String, _ zone: String) -> [String: String]? {
      rows("transit.csv") { $0["level"] == "nation" && $0["leg"] == leg && $0["class"] == zone }
        .first
    }
    let columns = ["n", "target_n", "within_target", "within_target_pct", "p50_days", "p90_days"]
    func told(_ leg: String, _ zone: String) -> [String?] { columns.map { row(leg, zone)?[$0] } }
    #expect(told("intake", "ALL") == ["2", "2", "1", "50.0", "1", "8"])
    #expect(told("intake", "same_district") == ["1", "1", "1", "100.0", "1", "1"])
    #expect(told("result", "ALL") == ["2", "2", "1", "50.0", "4", "5"])
    #expect(told("result", "major_cities") == ["1", "1", "1", "100.0", "5", "5"])
    #expect(told("end_to_end", "ALL") == ["2", "", "", "", "7", "14"])
    // By law the leg ended at the first attempt.
    #expect(values(row("result", "ALL"), "legal_n", "legal_within") == ["2", "2"])
    #expect(
      values(row("result", "ALL"), "first_attempt", "first_attempt_pct") == ["1", "50.0"])
    #expect(values(row("intake", "unknown"), "n", "p50_days") == ["0", ""])
    #expect(rows("transit.csv").first.map { values($0, "leg", "class") } == ["intake", "ALL"])
  }

  @Test func `a province reports its legs, postage as amended, and what a table gives`() throws {
    try add(.dossierPickedUp, "2020-03-02", "BN-10001") { $0.mode = .send }
    try add(.dossierDelivered, "2020-03-03", "BN-10001")
    try add(.dossierPickedUp, "2020-03-02", "BN-10002")
    try add(.feeCollected, "2020-03-02", "BN-10002") {
      $0.money = Money(kind: .postage, amount: 30_000)
    }
    try add(.feeCollected, "2020-03-02", "BN-10002") { $0.money = Money(kind: .fee, amount: 7) }
    try add(.itemDamaged, "2020-03-04", "BN-10002")
    let amended = try EventID("\(ledger.writer.settings.source.text)-4")
    try add(.eventAmended, "2020-03-05", "BN-10002") {
      $0.subject = .event(EventTarget(amended))
      var amendment = Amendment()
      amendment.amount = 32_000
      $0.amendment = amendment
    }
    let given = """
      period,province,service_type,complaints,complaints_resolved,complaints_on_time,\
      compensation_cases,compensation_vnd,signed_by,signed_on
      2020Q1,01,both,3,2,1,,,nv007,2020-04-08
      2020Q1,48,send,1,,,1,500000,,
      2019Q4,01,send,9,,,,,,
      """
    let tables = try ExportTables.bundled(inputs: ReportInputs(csv: Array(given.utf8)))
    var options = ExportOptions()
    options.byProvince = true
    _ = try ledger.export(tables: tables, options: options)
    let all = rows("tt17_dieu13.csv")
    #expect(
      all.map { values($0, "province", "service_type") } == [
        ["01", "send"], ["01", "both"], ["48", "send"],
      ])
    #expect(
      values(all[0], "handled", "deliveries", "revenue_vnd", "complaints") == ["1", "1", "", ""])
    #expect(
      values(
        all[1], "revenue_vnd", "complaints", "complaints_on_time", "compensation_vnd", "damaged")
        == ["32000", "3", "1", "", "1"])
    #expect(values(all[2], "handled", "compensation_vnd", "safety_pct") == ["0", "500000", ""])
    #expect(values(all[1], "signed_by", "signed_on", "mislaid") == ["nv007", "2020-04-08", ""])
    #expect(ledger.entries("out/tt17_dieu13") == ["01.csv", "48.csv"])
    #expect(rows("tt17_dieu13/01.csv") == Array(all.prefix(2)))
  }

  @Test func `what is saved names its parameters, and nothing is computed without them`() throws {
    try add(.dossierPickedUp, "2020-03-02", "BN-10001") { $0.channel = .online }
    try add(.feeCollected, "2020-03-02", "BN-10001") {
      $0.money = Money(kind: .postage, amount: 30_000)
    }
    _ = try ledger.export()
    func items(_ folder: String) -> [String: [String]] {
      rows("costs.csv", folder) { $0["level"] == "nation" }.reduce(into: [:]) {
        $0[$1["item"] ?? ""] = values($1, "kind", "value")
      }
    }
    let bare = items("out")
    #expect(bare["trips_avoided"] == ["computed", "1"])
    #expect(bare["gross_vnd"] == ["computed", ""] && bare["net_vnd"] == ["computed", ""])
    #expect(bare["reported_saving_vnd"] == ["reported", "6490000000000"])
    let own = """
      parameter,value,valid_from,valid_to,source
      trip_vnd,85000,,2020-12-31,made up
      sheets_per_dossier,4,,,made up
      """
    let bundled = try ExportTables.bundled()
    let tables = ExportTables(
      provinces: bundled.provinces, calendar: bundled.calendar, zones: bundled.zones,
      names: bundled.names, costs: try CostParameters(csv: Array(own.utf8)),
      forms: bundled.forms, catalogue: try CatalogueTerms.bundled(), tiles: bundled.tiles)
    _ = try ledger.export(to: "own", tables: tables)
    let saved = items("own")
    #expect(saved["gross_vnd"] == ["computed", "85000"])
    #expect(saved["net_vnd"] == ["computed", "55000"])
    #expect(saved["sheets_not_printed"] == ["computed", "4"])
    #expect(saved["trip_vnd"] == ["parameter", "85000"])
    #expect(saved["reported_saving_vnd"] == nil)
  }

  @Test func `communes are told only of what is final`() throws {
    try add(.dossierPickedUp, "2020-03-02", "BN-10001") { $0.commune = try CommuneCode("00004") }
    try add(.dossierPickedUp, "2020-03-02", "BN-10002")
    try add(.periodDeclared, "2020-04-01", "BN-10002", office: "100000") {
      $0.subject = .period
      $0.period = try Period.parse("2020Q1", calendar: .calendar)
    }
    var cutoffs: [RecordedAt] = []
    for day in 2...4 {
      try ledger.recordFrom("2020-04-0\(day)T08:00:00+07:00")
      var wish = ReleaseWish(
        try Period.parse("2020Q1", calendar: .calendar),
        at: try OccurredAt(rfc3339: "2020-04-0\(day)T08:00:00+07:00"))
      wish.evenUnchanged = true
      let outcome = try ReleasePublisher.publish(
        wish, ledger.writer, views: ledger.views(), provinces: Provinces.bundled())
      guard case .published(let release) = outcome else { throw SmallLedger.Absent.period }
      cutoffs.append(release.cutoff)
    }
    _ = try ledger.export(to: "r2", cutoff: cutoffs[1])
    #expect(rows("communes.csv", "r2").isEmpty)
    _ = try ledger.export(to: "r3", cutoff: cutoffs[2])
    let communes = rows("communes.csv", "r3")
    #expect(
      communes.map { values($0, "status", "level", "province", "commune", "pickups") } == [
        ["final", "commune", "01", "00004", "1"], ["final", "commune", "01", "unknown", "1"],
      ])
  }
}
