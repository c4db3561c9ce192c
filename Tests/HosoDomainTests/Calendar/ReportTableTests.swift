import Testing

@testable import HosoDomain

@Suite("Tables that a report is made with")
struct ReportTableTests {
  private static let inputs = ReportInputs.columns.joined(separator: ",") + "\n"
  private static let costs = CostParameters.columns.joined(separator: ",") + "\n"

  private func fault(_ table: CodeTable, _ csv: String) -> TableFault? {
    do throws(TableFault) {
      _ = try table.check(csv: Array(csv.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("2020Q9,01,send,,,,,,,", "period", TableFault.Reason.badValue("2020Q9")),
    ("2020Q1,1,send,,,,,,,", "province", .badValue("1")),
    ("2020Q1,01,bag,,,,,,,", "service_type", .badValue("bag")),
    ("2020Q1,01,send,-1,,,,,,", "complaints", .badValue("-1")),
    ("2020Q1,01,send,2,3,,,,,", "complaints_resolved", .contradiction("3")),
    ("2020Q1,01,send,3,2,3,,,,", "complaints_on_time", .contradiction("3")),
    ("2020Q1,01,send,,,,,,,2020-02-30", "signed_on", .badValue("2020-02-30")),
  ])
  func `an input that cannot be is told with its column`(
    row: String, column: String, reason: TableFault.Reason
  ) {
    #expect(
      fault(.reportInputs, Self.inputs + row + "\n")
        == TableFault(line: 2, column: column, reason: reason))
  }

  @Test func `what was not given is no nought`() throws {
    let csv = Self.inputs + "2020-Q1,01,both,0,,,,,,\n"
    let lines = try ReportInputs(csv: Array(csv.utf8))
      .lines(of: Period.parse("2020Q1", calendar: .calendar))
    let line = lines[ReportInputs.Key(province: try ProvinceCode("01"), mode: .both)]
    #expect(line?.complaints == 0 && line?.complaintsResolved == nil)
    #expect(fault(.reportInputs, csv + "2020Q1,01,both,,,,,,,\n")?.reason == .duplicate("both"))
  }

  @Test(arguments: [
    ("trip,1,,,x", "parameter", TableFault.Reason.badValue("trip")),
    ("trip_vnd,1.5,,,x", "value", .badValue("1.5")),
    ("trip_vnd,1,,,", "source", .badValue("")),
    ("trip_vnd,9999999999999999,,,x", "value", .badValue("9999999999999999")),
  ])
  func `a parameter needs a whole number and a source`(
    row: String, column: String, reason: TableFault.Reason
  ) {
    #expect(
      fault(.costs, Self.costs + row + "\n")
        == TableFault(line: 2, column: column, reason: reason))
  }

  private static let catalogue = CatalogueTerms.columns.joined(separator: ",") + "\n"

  @Test(arguments: [
    ("all,licence,,a,b,,,x", "audience", TableFault.Reason.badValue("all")),
    ("public,price,,a,b,,,x", "item", .badValue("price")),
    ("public,licence,by-4.0,a,b,,,x", "iri", .badValue("by-4.0")),
    ("public,licence,https://a.vn/<b>,a,b,,,x", "iri", .badValue("https://a.vn/<b>")),
    ("public,contact,mailto:a b,a,b,,,x", "iri", .badValue("mailto:a b")),
    ("public,contact,,,b,,,x", "text_vi", .badValue("")),
  ])
  func `a catalogue's term is a known one, said in both languages, at an address that is one`(
    row: String, column: String, reason: TableFault.Reason
  ) {
    #expect(
      fault(.catalogue, Self.catalogue + row + "\n")
        == TableFault(line: 2, column: column, reason: reason))
  }

  @Test func `a catalogue has every term for everybody and in house, on any day`() throws {
    let terms = try CatalogueTerms.bundled()
    let day = try #require(LocalDate(iso: "2020-01-01"))
    for audience in CatalogueTerms.Audience.allCases {
      for item in CatalogueTerms.Item.allCases {
        #expect(terms.term(item, for: audience, on: day) != nil)
      }
    }
    #expect(terms.term(.licence, for: .inHouse, on: day)?.iri == nil)
    #expect(
      fault(.catalogue, Self.catalogue + "public,licence,,a,b,,,x\n")
        == TableFault(line: 0, column: "item", reason: .badValue("publisher")))
  }

  @Test func `a term holds on its days, and what held last goes on`() throws {
    let bundled = String(decoding: PackageResources.catalogue_csv, as: UTF8.self)
    let lines = bundled.split(separator: "\n").filter { !$0.hasPrefix("public,licence") }
    let csv =
      lines.joined(separator: "\n")
      + "\npublic,licence,,cũ,old,2020-01-01,2020-12-31,x"
      + "\npublic,licence,,mới,new,2022-01-01,,x\n"
    let terms = try CatalogueTerms(csv: Array(csv.utf8))
    let found = ["2019-01-01", "2020-06-01", "2021-06-01", "2022-01-01"].map { day in
      LocalDate(iso: day).flatMap { terms.term(.licence, for: .everybody, on: $0) }?.text.english
    }
    #expect(found == ["old", "old", "old", "new"])
    #expect(fault(.catalogue, csv + "public,licence,,x,y,2022-02-01,,x\n") != nil)
  }

  @Test func `a parameter holds on its days`() throws {
    let csv = Self.costs + "trip_vnd,1,,2019-12-31,x\ntrip_vnd,2,2020-01-01,,x\n"
    let costs = try CostParameters(csv: Array(csv.utf8))
    let days = ["2019-12-31", "2020-01-01"].compactMap { LocalDate(iso: $0) }
    #expect(days.map { costs.value(.trip, on: $0)?.number } == [1, 2])
    #expect(fault(.costs, csv + "trip_vnd,3,2021-01-01,,x\n")?.reason == .duplicate("trip_vnd"))
  }

  @Test func `the form of a day is the one in force, else the nearest that is known`() throws {
    let bundled = CodeTable.forms.bundled.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let early = bundled.split(separator: "\n").dropFirst()
      .map {
        $0.replacing("2020-10-21,", with: "2018-01-01,2020-10-20").replacing("TT,", with: "STT,")
      }
    let csv = bundled + early.joined(separator: "\n") + "\n"
    let forms = try FormTemplates(csv: Array(csv.utf8))
    func first(_ day: String) -> String? {
      LocalDate(iso: day).map { forms.template(on: $0)[.c1] }
    }
    #expect(first("2020-10-21") == "TT" && first("2020-10-20") == "STT")
    #expect(first("2017-01-01") == "STT" && first("2030-01-01") == "TT")
  }

  @Test func `a form without one of its places is refused`() {
    let bundled = CodeTable.forms.bundled.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let csv = bundled.split(separator: "\n").filter { !$0.contains(",c13,") }
      .joined(separator: "\n")
    #expect(
      fault(.forms, csv) == TableFault(line: 0, column: "place", reason: .badValue("c13")))
  }
}
