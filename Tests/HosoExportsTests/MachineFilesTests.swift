import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoExports

@Suite("What an export says of itself to programs")
struct MachineFilesTests {
  private let ledger: SmallLedger
  private let quarter: Period

  init() throws {
    ledger = try SmallLedger()
    quarter = try Period.parse("2020Q1", calendar: .calendar)
  }

  private func publish(reason: String? = nil) throws -> RecordedAt {
    var wish = ReleaseWish(quarter, at: try OccurredAt(rfc3339: "2020-04-02T10:00:00+07:00"))
    wish.evenUnchanged = true
    wish.reason = reason
    let outcome = try ReleasePublisher.publish(
      wish, ledger.writer, views: ledger.views(), provinces: Provinces.bundled())
    guard case .published(let release) = outcome else { throw SmallLedger.Absent.period }
    return release.cutoff
  }

  private func publicly() -> ExportOptions {
    var options = ExportOptions()
    options.circulation = .everybody(.three)
    return options
  }

  /// Observed values by area and indicator.
  private func observed(_ folder: String) -> [String: [String: String]] {
    ledger.rows(folder + "/sdmx/hoso.csv").reduce(into: [:]) {
      $0["\($1["REF_AREA"] ?? "") \($1["INDICATOR"] ?? "")"] = $1
    }
  }

  @Test func `each count of the nation and of a province is an observation`() throws {
    try ledger.fill()
    _ = try ledger.export()
    let observed = observed("out")
    for (file, code) in [("nation", "VN"), ("province", nil)] {
      for row in ledger.rows("out/throughput-\(file).csv") {
        let area = code ?? row["province"].map { $0 == "unknown" ? "_X" : $0 } ?? ""
        for count in FigureCount.columns {
          let observation = observed["\(area) \(count.name.uppercased())"]
          #expect(observation?["OBS_VALUE"] == row[count.name])
          #expect(observation?["UNIT_MEASURE"] == count.unit.rawValue.uppercased())
        }
      }
    }
    let one = try #require(observed["VN PICKUPS"])
    #expect(
      ["FREQ", "TIME_PERIOD", "CALENDAR", "RELEASE"].map { one[$0] }
        == ["Q", "2020-Q1", "calendar", "_Z"])
    #expect(
      ["OBS_STATUS", "CONF_STATUS", "RELEASE_STATUS"].map { one[$0] } == ["V", "N", "unpublished"])
  }

  @Test func `what everybody is not told is an observation without a value`() throws {
    for (count, province) in [(12, "01"), (1, "48"), (2, "79")] {
      for day in 0..<count {
        let steps: [(day: String, type: EventType)] = [
          ("2020-02-0\(day % 9 + 1)", .dossierPickedUp), ("2020-02-2\(day % 9)", .resultReturned),
        ]
        try ledger.dossier(province == "48" ? steps : [steps[0]], province: province)
      }
    }
    for _ in 0..<20 { try ledger.dossier([("2020-02-05", .dossierPickedUp)], province: "31") }
    for _ in 0..<14 {
      try ledger.dossier(
        [("2019-12-05", .dossierPickedUp), ("2020-02-05", .resultReturned)], province: "48")
    }
    _ = try ledger.export(cutoff: publish(), options: publicly())
    let observed = observed("out")
    let hidden = try #require(observed["48 PICKUPS"])
    #expect(
      ["OBS_VALUE", "OBS_STATUS", "CONF_STATUS"].map { hidden[$0] } == ["", "Q", "C"])
    #expect(observed["01 PICKUPS"]?["OBS_VALUE"] == "12")
    #expect(observed["01 PICKUPS"]?["CONF_STATUS"] == "F")
    // No more areas than the table of provinces has.
    let areas = Set(observed.values.compactMap { $0["REF_AREA"] })
    let told = ledger.rows("out/throughput-province.csv").compactMap { $0["province"] }
    #expect(areas == Set(told + ["VN"]))
    for area in ["79"] where !areas.contains(area) {
      #expect(!ledger.text("out/sdmx/dsd.xml").contains("Code id=\"\(area)\""))
    }
  }

  @Test func `observations in house and for everybody are two flows, and two data sets`() throws {
    try ledger.fill()
    let cutoff = try publish(reason: "gửi muộn RR473124829VN")
    _ = try ledger.export(to: "house", cutoff: cutoff)
    _ = try ledger.export(to: "open", cutoff: cutoff, options: publicly())
    func flows(_ folder: String) -> Set<String?> {
      Set(ledger.rows(folder + "/sdmx/hoso.csv").map { $0["STRUCTURE_ID"] })
    }
    #expect(flows("house") == ["HOSO:HOSO_FIGURES_INTERNAL(1.0)"])
    #expect(flows("open") == ["HOSO:HOSO_FIGURES(1.0)"])
    #expect(ledger.text("house/dcat.ttl").contains("\"hoso:calendar:2020Q1.r1:internal\""))
    #expect(ledger.text("open/dcat.ttl").contains("\"hoso:calendar:2020Q1.r1:public-3\""))
    // What one citizen's item is called stays in the house, in every file.
    #expect(ledger.text("house/notes.csv").contains("RR473124829VN"))
    for file in ["manifest.json", "notes.csv", "dcat.ttl", "dashboard.html", "corrections.csv"] {
      #expect(!ledger.text("open/" + file).contains("RR473124829VN"), "\(file)")
    }
    #expect(ledger.text("open/notes.csv").contains("gửi muộn […]"))
  }

  @Test(arguments: [("2024Q4", "1.0"), ("2025Q2", "2.0"), ("2025Q3", "3.0")])
  func `a code that means another province is of another version`(
    label: String, version: String
  ) throws {
    let period = try Period.parse(label, calendar: .calendar)
    #expect(SDMX.version(try Provinces.bundled(), period) == version)
  }

  @Test func `everybody is told that identities hold, not how many rows there are`() throws {
    try ledger.fill()
    let cutoff = try publish()
    _ = try ledger.export(to: "house", cutoff: cutoff)
    _ = try ledger.export(to: "open", cutoff: cutoff, options: publicly())
    #expect(ledger.text("house/manifest.json").contains("\"checked\":"))
    let open = ledger.text("open/manifest.json")
    #expect(open.contains("\"holds\":true") && !open.contains("\"checked\":"))
  }

  @Test func `without a list of offices everybody is told of none`() throws {
    try ledger.fill()
    let cutoff = try publish()
    _ = try ledger.export(to: "house", cutoff: cutoff)
    _ = try ledger.export(to: "open", cutoff: cutoff, options: publicly())
    #expect(!ledger.rows("house/coverage.csv").isEmpty)
    #expect(ledger.rows("open/coverage.csv").isEmpty)
    #expect(ledger.rows("open/codes/offices.csv").isEmpty)
  }

  @Test(arguments: [
    ("2020Q1", "Q", "2020-Q1"), ("2020H2", "S", "2020-S2"), ("2020", "A", "2020"),
    ("2020M9", "_O", "2020-01-01/P274D"),
  ])
  func `a period is named as observations name it`(
    label: String, frequency: String, text: String
  ) throws {
    let period = SDMXPeriod(try Period.parse(label, calendar: .calendar))
    #expect(period.frequency.rawValue == frequency && period.text == text)
  }

  @Test func `the catalogue gives a licence to everybody, and none in house`() throws {
    try ledger.fill()
    let cutoff = try publish(reason: "sửa \"hai\" ô \\ cuối")
    _ = try ledger.export(to: "house", cutoff: cutoff)
    _ = try ledger.export(to: "open", cutoff: cutoff, options: publicly())
    let house = ledger.text("house/dcat.ttl")
    let open = ledger.text("open/dcat.ttl")
    #expect(house.contains("dct:license <#licence>") && house.contains("Lưu hành nội bộ; không"))
    #expect(open.contains("dct:license <https://creativecommons.org/licenses/by/4.0/>"))
    #expect(open.contains("frequency/QUARTERLY>") && open.contains("Công khai"))
    // What people wrote is a text, whatever is in it.
    #expect(house.contains(#"2020Q1.r1, sơ bộ: sửa \"hai\" ô \\ cuối"@vi"#))
    #expect(house.contains("dcat:version \"2020Q1.r1\""))
  }

  @Test func `publisher and contact are the operator's`() throws {
    let csv = """
      audience,item,iri,text_vi,text_en,valid_from,valid_to,source
      internal,publisher,https://buudien.example.vn,Bưu điện tỉnh,Provincial post,,,x
      internal,contact,mailto:so-lieu@example.vn,Phòng số liệu,Figures desk,,,x
      internal,licence,,Nội bộ,Internal,,,x
      public,publisher,,a,b,,,x
      public,contact,tel:+84-24-0000-0000,a,b,,,x
      public,licence,,a,b,,,x
      """
    let bundled = try SmallLedger.tables()
    let tables = ExportTables(
      provinces: bundled.provinces, calendar: bundled.calendar, zones: bundled.zones,
      names: bundled.names, costs: bundled.costs, forms: bundled.forms,
      catalogue: try CatalogueTerms(csv: Array(csv.utf8)), tiles: bundled.tiles)
    _ = try ledger.export(tables: tables)
    let entry = ledger.text("out/dcat.ttl")
    #expect(entry.contains(#"foaf:name "Bưu điện tỉnh"@vi, "Provincial post"@en"#))
    #expect(entry.contains("vcard:hasEmail <mailto:so-lieu@example.vn>"))
    #expect(ledger.text("out/manifest.json").contains(tables.catalogue.version))
  }

  @Test func `every file is in the catalogue but itself and the manifest`() throws {
    try ledger.fill()
    let files = try ledger.export().files
    let entry = ledger.text("out/dcat.ttl")
    for file in files where file.path != "dcat.ttl" {
      #expect(entry.contains("dcat:downloadURL <\(file.path)>"), "\(file.path)")
      #expect(entry.contains("\"\(file.sha256)\""), "\(file.path)")
    }
    #expect(files.last?.path == "dcat.ttl")
  }
}
