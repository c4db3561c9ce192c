import HosoDomain
import HosoPages
import HosoProjections
import Testing

@testable import HosoExports

@Suite("The charts of an export")
struct ChartTests {
  private let ledger: SmallLedger

  init() throws {
    ledger = try SmallLedger()
  }

  private static let names = [
    "backlog.svg", "coverage.svg", "growth-by-period.svg", "handled-by-period.svg",
    "handled-by-province.svg", "map.svg", "periods-by-province.svg", "punctuality.svg",
    "revisions.svg",
  ]

  private func svg(_ name: String, _ folder: String = "out") -> String {
    ledger.text("\(folder)/charts/\(name).svg")
  }

  private func publish(_ label: String, on day: String) throws -> RecordedAt {
    let period = try #require(Period.named(label, calendar: .calendar))
    try ledger.recordFrom(day + "T12:00:00+07:00")
    var wish = ReleaseWish(period, at: try OccurredAt(rfc3339: day + "T12:00:00+07:00"))
    wish.evenUnchanged = true
    let outcome = try ReleasePublisher.publish(
      wish, ledger.writer, views: ledger.views(), provinces: Provinces.bundled())
    guard case .published(let release) = outcome else { throw SmallLedger.Absent.period }
    return release.cutoff
  }

  @Test func `the same figures are the same bytes, and the manifest names each of them`() throws {
    try ledger.fill()
    let receipt = try ledger.export(to: "a")
    _ = try ledger.export(to: "b", cutoff: receipt.asOf)
    #expect(ledger.entries("a/charts") == Self.names)
    for name in Self.names {
      #expect(ledger.bytes("a/charts/" + name) == ledger.bytes("b/charts/" + name), "\(name)")
      let file = try #require(receipt.files.first { $0.path == "charts/" + name })
      #expect(file.mediaType == "image/svg+xml" && file.rows == 0)
    }
    #expect(ledger.bytes("a/dashboard.html") == ledger.bytes("b/dashboard.html"))
  }

  @Test func `a quarter that nobody published says so in words beside its column`() throws {
    try ledger.fill()
    _ = try ledger.export()
    let chart = svg("handled-by-period")
    #expect(chart.contains(">chưa công bố</text>") && chart.contains("stroke-dasharray"))
    #expect(chart.contains("lang=\"vi\"") && chart.contains("<desc id="))
    let rows = ledger.rows("out/history.csv").filter { $0["level"] == "nation" }
    #expect(rows.map { $0["period"] } == ["2019-Q4", "2020-Q1"])
    for row in rows { #expect(chart.contains(">\(row["handled"] ?? "?")</text>")) }
  }

  @Test func `a provisional quarter is hatched and named, and the periods before keep theirs`()
    throws
  {
    try ledger.fill()
    _ = try publish("2019Q4", on: "2020-04-02")
    let cutoff = try publish("2020Q1", on: "2020-04-03")
    _ = try publish("2020Q1", on: "2020-04-04")
    _ = try ledger.export(cutoff: cutoff)
    let rows = ledger.rows("out/history.csv").filter { $0["level"] == "nation" }
    #expect(rows.map { $0["release"] } == ["2019Q4.r1", "2020Q1.r1"])
    let chart = svg("handled-by-period")
    #expect(
      chart.contains("<pattern") && chart.contains("#E69F00") && chart.contains(">sơ bộ</text>"))
    #expect(svg("revisions").contains("mới công bố một lần"))
  }

  @Test func `a hostile name is told and is no markup`() throws {
    let csv = """
      code,name_vi,province,valid_from,valid_to
      100000,"<script>alert(1)</script> & ""x"" 'y' \u{1}\u{7F}",01,,

      """
    let names = CodeNames(offices: try PostOffices(csv: Array(csv.utf8)))
    try ledger.dossier([("2020-02-05", .dossierPickedUp)], office: "100000")
    _ = try ledger.export(tables: SmallLedger.tables(names))
    for text in [svg("coverage"), ledger.text("out/dashboard.html")] {
      #expect(
        text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;"))
      #expect(!text.contains("<script"))
      #expect(!text.unicodeScalars.contains { $0.value == 1 || $0.value == 0x7F })
    }
  }

  @Test func `what everybody is not told is drawn nowhere`() throws {
    for _ in 0..<12 { try ledger.dossier([("2020-02-05", .dossierPickedUp)], province: "01") }
    for _ in 0..<9 { try ledger.dossier([("2020-02-05", .dossierPickedUp)], province: "04") }
    for (count, province) in [(1, "48"), (2, "79")] {
      for _ in 0..<count {
        try ledger.dossier(
          [
            ("2020-02-05", .dossierPickedUp), ("2020-02-06", .dossierDelivered),
            ("2020-02-10", .resultReady), ("2020-02-12", .resultReturned),
          ], province: province, due: "2020-02-20")
      }
    }
    var options = ExportOptions()
    options.circulation = .everybody(.three)
    _ = try ledger.export(cutoff: publish("2020Q1", on: "2020-04-02"), options: options)
    let page = ledger.text("out/dashboard.html")
    let reason = "Không vẽ: Bản công khai không nêu số này."
    #expect(page.contains(reason) && svg("periods-by-province").contains(reason))
    #expect(!svg("handled-by-province").contains("Đà Nẵng"))
    // A tile for each province, but a number only where the table has one.
    let map = svg("map")
    #expect(map.contains(">Đà Nẵng</text>") && map.contains("không công bố hoặc không có"))
    #expect(ledger.rows("out/history.csv").allSatisfy { $0["level"] == "nation" })
    let told = Set(ledger.rows("out/throughput-province.csv").map { $0["handled"] ?? "" })
    let tiles = map.split(separator: "\n").filter { $0.contains("font-weight=\"700\">") }
      .compactMap { $0.split(separator: ">").dropFirst().first?.prefix { $0 != "<" } }
    #expect(Set(tiles.compactMap { Int($0) }.map(String.init)).isSubset(of: told))
  }

  @Test func `a period without anything makes charts that say so`() throws {
    let receipt = try ledger.export()
    let page = ledger.text("out/dashboard.html")
    #expect(page.contains("Không có sự kiện nào trong kỳ."))
    #expect(page.contains("Không vẽ: Không có số liệu để vẽ."))
    #expect(receipt.files.contains { $0.path == "dashboard.html" })
    #expect(ledger.entries("out/charts") == Self.names)
    #expect(svg("map").contains("Không vẽ: "))
  }

  @Test(arguments: [("2020-02-05", "2020Q1", 63), ("2025-08-05", "2025Q3", 34)])
  func `the map has a tile for each province that there was`(
    day: String, label: String, tiles: Int
  ) throws {
    try ledger.dossier([(day, .dossierPickedUp)], province: "01")
    _ = try ledger.export(label)
    #expect(svg("map").split(separator: "width=\"85\"").count - 1 == tiles)
  }

  @Test func `periods before a merger are told under what provinces became`() throws {
    try ledger.dossier([("2025-05-05", .dossierPickedUp)], province: "02")
    try ledger.dossier([("2025-08-05", .dossierPickedUp)], province: "08")
    _ = try ledger.export("2025Q3")
    let rows = ledger.rows("out/history.csv").filter { $0["level"] == "province" }
    #expect(rows.map { $0["province"] } == ["08", "08"])
    #expect(rows.map { $0["province_name"] } == ["Tuyên Quang", "Tuyên Quang"])
    #expect(rows.map { $0["period"] } == ["2025-Q2", "2025-Q3"])
  }

  @Test func `the quarters of reports are drawn like those of the calendar`() throws {
    try ledger.fill()
    _ = try QuarterlyExport(
      views: ledger.views(), tables: SmallLedger.tables(), productVersion: "1.2.3"
    ).write(Period.parse("2020Q1", calendar: .statutory), to: ledger.path + "/out")
    #expect(svg("handled-by-period").contains("15/12/2019–14/03/2020"))
    #expect(ledger.text("out/dashboard.html").contains("--calendar statutory</code>"))
  }

  @Test func `every bar of a chart is as long as its count among the others`() {
    let scale = Scale(most: 1_000, length: 200)
    #expect([0, 1, 500, 1_000, -500].map { scale[$0] } == [0, 1, 100, 200, -100])
    #expect(Scale(most: 0, length: 200)[0] == 0)
    #expect(Scale(most: .max, length: 200)[.max] == 200)
  }

  @Test func `words go into lines that fit, and what fits nowhere is cut`() {
    let lines = TextWidth.lines("Bà Rịa - Vũng Tàu", size: 10, within: 60, most: 2)
    #expect(lines.joined(separator: " ") == "Bà Rịa - Vũng Tàu" && lines.count == 2)
    #expect(lines.allSatisfy { TextWidth.of($0, size: 10) <= 60 })
    let cut = TextWidth.lines("Một tên rất dài không hết", size: 12, within: 70, most: 1)
    #expect(cut.count == 1 && cut[0].hasSuffix("…") && TextWidth.of(cut[0], size: 12) <= 70)
  }
}
