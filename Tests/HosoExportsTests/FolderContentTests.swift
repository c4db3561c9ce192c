import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoExports

@Suite("The files of an export")
struct FolderContentTests {
  static let files = [
    "backlog.csv", "bao-cao-quy-2020Q1.xlsx", "communes.csv", "corrections.csv", "costs.csv",
    "coverage.csv", "csv-metadata.json", "dashboard.html",
    "datapackage.json", "dcat.ttl", "history.csv", "ii06a.csv", "indicators.csv",
    "manifest.json", "notes.csv", "revisions.csv", "safety.csv", "throughput-channel.csv",
    "throughput-leaf.csv", "throughput-nation.csv",
    "throughput-province.csv", "throughput-service.csv", "transit.csv", "triangle.csv",
    "tt17_dieu13.csv", "working_days.csv",
  ]
  /// What else is in the folder.
  static let folders = ["charts", "codes", "excel", "sdmx"]
  private let ledger: SmallLedger
  private let quarter: Period

  init() throws {
    ledger = try SmallLedger()
    quarter = try Period.parse("2020Q1", calendar: .calendar)
    try ledger.fill()
    try ledger.dossier([("2019-02-05", .dossierPickedUp)], office: "100000")
    try ledger.dossier([("2020-02-05", .dossierPickedUp)], office: "100000")
  }

  private func publish(reason: String? = nil) throws -> Release {
    var wish = ReleaseWish(quarter, at: try OccurredAt(rfc3339: "2020-04-02T10:00:00+07:00"))
    wish.evenUnchanged = true
    wish.reason = reason
    let outcome = try ReleasePublisher.publish(
      wish, ledger.writer, views: ledger.views(), provinces: Provinces.bundled())
    guard case .published(let release) = outcome else { throw SmallLedger.Absent.period }
    return release
  }

  private func declare(_ offices: String...) throws {
    let wish = DeclarationWish(
      quarter, of: try offices.map { try PostOfficeCode($0) },
      at: try OccurredAt(rfc3339: "2020-04-02T10:00:00+07:00"))
    _ = try PeriodDeclarer.declare(wish, ledger.writer, views: ledger.views())
  }

  private func rows(_ name: String) -> [[String: String]] { ledger.rows(name) }

  @Test func `every file begins with the same columns, and every row with the same head`() throws {
    _ = try ledger.export()
    #expect(ledger.entries("out") == (Self.files + Self.folders).sorted())
    let tables = Self.files.filter { $0.hasSuffix(".csv") }
    #expect(ledger.entries("out/excel") == tables)
    #expect(
      ledger.entries("out/codes")
        == ["agencies.csv", "offices.csv", "provinces.csv", "services.csv"])
    #expect(ledger.entries("out/sdmx") == ["dsd.xml", "hoso.csv"])
    for name in Self.files where name.hasSuffix(".csv") {
      let text = ledger.text("out/" + name)
      #expect(text.hasPrefix("period,calendar,release,status,level,"), "\(name)")
      for row in rows("out/" + name) { #expect(row["status"] == "unpublished", "\(name)") }
    }
  }

  @Test(arguments: FigureLevel.allCases)
  func `the rows of every level of throughput add up to the nation`(level: FigureLevel) throws {
    _ = try ledger.export()
    let nation = try #require(rows("out/throughput-nation.csv").first)
    for count in FigureCount.columns {
      let sum = rows("out/throughput-\(level.rawValue).csv")
        .reduce(0) { $0 + (Int($1[count.name] ?? "") ?? .min / 2) }
      #expect(String(sum) == nation[count.name], "\(count.name)")
    }
  }

  @Test func `the manifest says which files add up to the nation`() throws {
    let files = try ledger.export().files
    let parts = ledger.text("out/manifest.json").split(separator: #"{"path":""#).dropFirst()
    let summable = parts.filter { $0.contains(#""sums_to_nation":true"#) }
      .map { String($0.prefix { $0 != "\"" }) }
    #expect(files.filter(\.isSummable).map(\.path) == summable)
    let expected =
      ["coverage.csv", "tt17_dieu13.csv"] + Self.files.filter { $0.hasPrefix("throughput") }
    #expect(summable.sorted() == (expected + expected.map { "excel/" + $0 }).sorted())
  }

  @Test func `only what is published with enough coverage is compared`() throws {
    func growth(_ name: String, cutoff: RecordedAt?) throws -> [String?] {
      let receipt = try ledger.export(to: name, cutoff: cutoff)
      let row = try #require(rows(name + "/throughput-nation.csv").first)
      #expect(row["status"] == receipt.status.word)
      return [
        receipt.status.word, row["pickups_yoy_pct"], row["handled_per_working_day_yoy_pct"],
      ]
    }
    #expect(try growth("a", cutoff: nil) == ["unpublished", "", ""])
    let first = try publish()
    #expect(try growth("b", cutoff: first.cutoff) == ["low_coverage", "", ""])
    #expect(ledger.text("b/manifest.json").contains(#""notices":["low_coverage"]"#))
    try ledger.recordFrom("2020-04-03T08:00:00+07:00")
    try declare("100000")
    let second = try publish()
    let nation = try #require(
      try ledger.figures("2020Q1").rows.first.flatMap { row in
        FigureLine(row).value(of: .growth(.pickups, .yearBefore)).text
      })
    // 2019Q1 and 2020Q1 both have 59 working days.
    let found = try growth("c", cutoff: second.cutoff)
    #expect(found[0] == "revised" && found[1] == nation && !nation.isEmpty)
    #expect(found[2] != "")
    #expect(try growth("d", cutoff: first.cutoff) == ["low_coverage", "", ""])
    #expect(ledger.text("b/manifest.json") == ledger.text("d/manifest.json"))
  }

  @Test func `what changed since the publication before stands beside its causes`() throws {
    let first = try publish()
    try ledger.recordFrom("2020-04-03T08:00:00+07:00")
    try ledger.dossier([("2020-03-30", .dossierPickedUp)], office: "100000")
    let second = try publish(reason: "Bưu cục gửi muộn")
    _ = try ledger.export(to: "first", cutoff: first.cutoff)
    let receipt = try ledger.export(to: "second", cutoff: second.cutoff)
    #expect(rows("first/corrections.csv").isEmpty)
    let cells = rows("second/corrections.csv").filter { $0["measure"] == "pickups" }
    #expect(cells.map { $0["level"] } == FigureLevel.allCases.map(\.rawValue))
    for cell in cells {
      #expect([cell["change"], cell["n_late"], cell["class"]] == ["1", "1", "R1"])
      #expect(cell["notice"] == "Bưu cục gửi muộn")
    }
    let check = receipt.checks.first { $0.identity == .revisionIsCauses }
    #expect(check.map { $0.checked > 0 && $0.held == $0.checked } == true)
    let triangle = rows("second/triangle.csv").filter {
      $0["measure"] == "pickups" && $0["level"] == "nation"
    }
    #expect(triangle.map { $0["value"] } == ["4", "5"])
    #expect(triangle.map { $0["revision"] } == ["", "1"])
    #expect(triangle.map { $0["release"] } == ["2020Q1.r1", "2020Q1.r2"])
    let statistics = rows("second/revisions.csv").first { $0["measure"] == "pickups" }
    #expect(statistics?["mean_revision"] == "1.000" && statistics?["relative_mar"] == "0.200")
    #expect(rows("second/notes.csv").map { $0["text_vi"] } == ["Bưu cục gửi muộn"])
  }

  @Test func `the form balances in every row, and its rates have their inputs beside them`() throws
  {
    _ = try ledger.export()
    let rows = rows("out/ii06a.csv")
    #expect(
      rows.first.map { [$0["level"], $0["unit_code"], $0["field"]] } == ["nation", "ALL", "ALL"])
    for row in rows {
      func count(_ name: String) -> Int { Int(row[name] ?? "") ?? .min / 8 }
      #expect(count("c3") == count("c4") + count("c5") + count("c6"))
      #expect(count("c3") == count("c7") + count("c11"))
      #expect(count("c5") == count("c5a_direct") + count("c5b_post"))
      let rate = percentText(
        numerator: Int64(count("c8") + count("c9") + count("c12")),
        denominator: Int64(count("c3")), decimals: 1)
      #expect(row["on_time_766_pct"] == rate ?? "")
    }
    let agencies = rows.filter { $0["level"] == "agency" && $0["field"] == "ALL" }
    #expect(agencies.reduce(0) { $0 + (Int($1["c3"] ?? "") ?? 0) } == Int(rows[0]["c3"] ?? ""))
  }

  @Test func `names stand beside codes where a list has them, and change no code`() throws {
    _ = try ledger.export()
    let provinces = rows("out/throughput-province.csv")
    #expect(provinces.first.map { [$0["province"], $0["province_name"]] } == ["01", "Hà Nội"])
    #expect(rows("out/working_days.csv").map { $0["working_days"] } == ["59", "66", "59"])
  }

  @Test func `a period of any days has neither calendar nor growth, and keeps every identity`()
    throws
  {
    let receipt = try ledger.export("2020-01-01..2020-02-15", to: "days")
    let row = try #require(rows("days/throughput-nation.csv").first)
    #expect(row["calendar"] == "custom" && row["period"] == "2020-01-01..2020-02-15")
    #expect(receipt.checks.allSatisfy { $0.held == $0.checked })
    #expect(try ledger.export("2020", to: "year").checks.allSatisfy { $0.held == $0.checked })
  }

  @Test func `a spreadsheet in Vietnam keeps codes as texts and reads a decimal comma`() throws {
    _ = try ledger.export()
    let text = ledger.text("out/excel/throughput-province.csv")
    #expect(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) && text.contains("\r\n"))
    #expect(text.contains(#";province;"=""01""";Hà Nội;"#))
    let form = ledger.text("out/excel/ii06a.csv")
    #expect(form.contains(#""=""1.001612""""#) && form.contains(";100,0"))
  }

  @Test func `codes are listed once each, with the days of their names`() throws {
    _ = try ledger.export()
    #expect(
      ledger.text("out/codes/provinces.csv").hasPrefix(
        "code,name_vi,valid_from,valid_to\n01,Hà Nội,"))
    #expect(ledger.text("out/codes/services.csv").contains("\n1.001612,,,\n"))
    #expect(ledger.text("out/codes/offices.csv").hasSuffix("\n100000,,,\n"))
  }

  @Test func `what somebody put into a folder of the export keeps it from being replaced`() throws {
    let path = try ledger.export().path
    _ = try ledger.export(replaces: true)
    ledger.write("mine", to: "out/codes/mine.txt")
    #expect(throws: ExportFault.notAnExport(path: path, entry: "codes/mine.txt")) {
      try ledger.export(replaces: true)
    }
    #expect(ledger.text("out/codes/mine.txt") == "mine")
    #expect(ledger.entries().filter { $0.hasPrefix(".") }.isEmpty)
  }
}
