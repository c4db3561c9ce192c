import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoExports

@Suite("What everybody gets of a quarter")
struct PublicExportTests {
  private let ledger: SmallLedger
  private let quarter: Period

  init() throws {
    ledger = try SmallLedger()
    quarter = try Period.parse("2020Q1", calendar: .calendar)
  }

  /// So many dossiers of a province and service, picked up on one day each.
  private func pick(_ count: Int, _ province: String, service: String = "1.001612") throws {
    for _ in 0..<count {
      try ledger.dossier(
        [("2020-02-05", .dossierPickedUp)], province: province, service: service)
    }
  }

  private func publish(on day: Int) throws -> RecordedAt {
    try ledger.recordFrom("2020-04-0\(day)T12:00:00+07:00")
    var wish = ReleaseWish(quarter, at: try OccurredAt(rfc3339: "2020-04-0\(day)T12:00:00+07:00"))
    wish.evenUnchanged = true
    let outcome = try ReleasePublisher.publish(
      wish, ledger.writer, views: ledger.views(), provinces: Provinces.bundled())
    guard case .published(let release) = outcome else { throw SmallLedger.Absent.period }
    return release.cutoff
  }

  private func export(
    _ cutoff: RecordedAt?, to name: String, threshold: Circulation.Threshold = .three,
    period: String = "2020Q1"
  ) throws {
    var options = ExportOptions()
    options.circulation = .everybody(threshold)
    _ = try ledger.export(period, to: name, cutoff: cutoff, options: options)
  }

  private func pickups(_ folder: String, _ level: String = "province") -> [String: String] {
    ledger.rows("\(folder)/throughput-\(level).csv").reduce(into: [:]) {
      $0[$1[level] ?? ""] = $1["pickups"]
    }
  }

  @Test func `seven, one and one of nine are told of no province`() throws {
    try pick(7, "01")
    try pick(1, "48")
    try pick(1, "79")
    try export(publish(on: 2), to: "out")
    #expect(pickups("out").isEmpty)
    #expect(ledger.rows("out/throughput-nation.csv").first?["pickups"] == "9")
    #expect(!ledger.text("out/codes/provinces.csv").contains("48"))
  }

  @Test func `what is large enough is told, with what is not named`() throws {
    try pick(12, "01")
    try pick(1, "48")
    try pick(2, "79")
    try export(publish(on: 2), to: "out")
    #expect(pickups("out") == ["01": "12"])
    let row = ledger.rows("out/throughput-province.csv").first
    #expect(row?["circulation"] == "Công khai" && row?["suppressed"] == "")
    try export(
      ledger.views().releases(of: quarter, provinces: Provinces.bundled())[0].cutoff,
      to: "five", threshold: .five)
    #expect(pickups("five") == ["01": "12"])
  }

  @Test func `rare procedures are told of together`() throws {
    for _ in 0..<15 { try ledger.dossier([("2019-12-05", .dossierPickedUp)], province: "01") }
    try pick(9, "01", service: "1.001612")
    for stem in ["2.000815", "1.000894", "1.001193", "2.000635"] {
      try pick(1, "01", service: stem)
    }
    try export(publish(on: 2), to: "out")
    #expect(pickups("out", "service") == ["1.001612": "9", "OTHER": "4"])
    #expect(ledger.rows("out/throughput-service.csv").last?["service_name"] == "Khác")
    #expect(!ledger.text("out/codes/services.csv").contains("2.000815"))
  }

  @Test func `a province that moved by one tells nothing in the next publication`() throws {
    try pick(12, "01")
    try pick(9, "48")
    try export(publish(on: 2), to: "first")
    try pick(1, "48")
    let second = try publish(on: 3)
    try export(second, to: "second")
    #expect(pickups("first") == ["01": "12", "48": "9"])
    #expect(pickups("second").isEmpty)
    #expect(ledger.rows("second/throughput-nation.csv").first?["pickups"] == "22")
    try pick(4, "48")
    try export(publish(on: 4), to: "third")
    #expect(pickups("third") == ["01": "12", "48": "14"])
  }

  @Test func `what tells of an office, a combination or a province's report is left out`() throws {
    try pick(12, "01")
    try export(publish(on: 2), to: "out")
    for name in ["throughput-leaf", "tt17_dieu13", "communes"] {
      #expect(ledger.rows("out/\(name).csv").isEmpty, "\(name)")
    }
    for name in ["ii06a", "indicators", "safety", "backlog", "transit", "costs", "triangle"] {
      let levels = Set(ledger.rows("out/\(name).csv").map { $0["level"] })
      #expect(levels.isSubset(of: ["nation"]), "\(name)")
    }
    #expect(ledger.rows("out/coverage.csv").allSatisfy { $0["handled"] == "" })
    #expect(
      ledger.entries("out/excel").count
        == ledger.entries("out").filter {
          $0.hasSuffix(".csv")
        }.count)
  }

  @Test func `only published quarters are for everybody`() throws {
    try pick(12, "01")
    #expect(throws: ExportFault.notForEverybody(.unpublished)) { try export(nil, to: "out") }
    #expect(throws: ExportFault.notForEverybody(.notAQuarter)) {
      try export(nil, to: "out", period: "2020H1")
    }
    #expect(ledger.entries().filter { $0 == "out" }.isEmpty)
  }

  @Test func `every file in house says so`() throws {
    try pick(1, "01")
    _ = try ledger.export()
    for name in ledger.entries("out") where name.hasSuffix(".csv") {
      #expect(
        ledger.rows("out/" + name).allSatisfy { $0["circulation"] == "Lưu hành nội bộ" }, "\(name)")
    }
    #expect(ledger.text("out/manifest.json").contains(#""circulation":"Lưu hành nội bộ""#))
  }
}
