import Foundation
import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
import Testing

@Suite("Exports of tangled histories")
struct ExportIdentityTests {
  private func receipt(
    _ book: Book, _ label: String, cutoff: RecordedAt?
  ) throws -> ExportReceipt {
    try QuarterlyExport(
      views: Views.inMemory(book.reader()), tables: ExportTables.bundled(), productVersion: "1"
    ).write(
      Period.parse(label, calendar: .calendar), cutoff: cutoff,
      to: book.folder.path + "/out", replaces: true)
  }

  @Test(arguments: 1...12)
  func `every identity holds, over or not, and for any days`(seed: Int) throws {
    let tangle = try Tangle(seed: seed)
    let book = try Book(tangle)
    let moments = tangle.commits.map(\.recordedAt)
    for label in ["2020Q1", "2020H1", "2020", "2020-02-10..2020-03-20"] {
      for cutoff in [nil, moments[moments.count / 2]] {
        let receipt = try receipt(book, label, cutoff: cutoff)
        #expect(receipt.checks.allSatisfy { $0.held == $0.checked })
        #expect(receipt.checks.reduce(0) { $0 + $1.checked } > 100)
      }
    }
  }

  @Test func `provinces that merged, and a void after the final publication, keep them too`() throws
  {
    let book = try Book()
    for (number, province) in ["01", "48", "49", "77"].enumerated() {
      let code = "BN2025/0\(number)"
      try book.add(.dossierPickedUp, "2025-06-20 08:00", code: code, recorded: "2025-06-20 08:01") {
        $0.province = try ProvinceCode(province)
      }
      try book.add(.resultReturned, "2025-07-05 08:00", code: code, recorded: "2025-07-05 08:01")
    }
    let id = try book.add(
      .dossierPickedUp, "2025-07-10 08:00", code: "BN2025/09", recorded: "2025-07-10 08:01"
    ) { $0.province = try ProvinceCode("48") }
    let quarter = try Period.parse("2025Q3", calendar: .calendar)
    for day in 1...4 {
      if day == 4 { try book.correct(.eventVoided, id, recorded: "2025-10-03 12:00") }
      try book.add(.figuresReleased, day: day, of: quarter)
    }
    let views = try Views.inMemory(book.reader())
    let releases = try views.releases(of: quarter, provinces: Provinces.bundled())
    #expect(releases.map(\.status) == [.provisional, .revised, .final, .corrected])
    let receipt = try receipt(book, "2025Q3", cutoff: releases[3].cutoff)
    #expect(receipt.checks.allSatisfy { $0.held == $0.checked })
    let revision = receipt.checks.first { $0.identity == .revisionIsCauses }
    #expect(revision.map { $0.checked > 0 } == true)
    let path = book.folder.path + "/out/corrections.csv"
    let rows = try String(contentsOfFile: path, encoding: .utf8)
    #expect(rows.contains(",province,48,ALL,ALL,pickups,1,0,-1,0,-1,0,0,0,C,"))
  }

  @Test(arguments: 1...30)
  func `dossiers judged part by part add up as those judged at once`(seed: Int) throws {
    let book = try Book(Tangle(seed: seed))
    let views = try Views.inMemory(book.reader())
    let quarter = try Period.parse("2020Q1", calendar: .calendar)
    let last = try views.figures(
      FiguresQuery(periods: [quarter]), provinces: Provinces.bundled()
    ).position
    func survey(_ partLength: Int64?) throws -> Survey {
      try views.surveys(
        of: [quarter], through: last, provinces: Provinces.bundled(),
        calendar: WorkingCalendar.bundled(), zones: TransitZones.bundled(),
        partLength: partLength)[0]
    }
    let whole = try survey(nil)
    for length: Int64 in [1, 2, 5] {
      #expect(try survey(length).nation == whole.nation)
      #expect(
        try survey(length).provinces.filter { !$0.value.isEmpty }
          == whole.provinces.filter { !$0.value.isEmpty })
    }
  }
}
