import HosoDomain
import Testing

@Suite("Rows of a CSV file that are no events")
struct CSVFaultTests {
  typealias Reason = LineFault.Reason

  private func fault(_ row: String, header: String = CSVSamples.header) throws -> LineFault? {
    try CSVSamples.faults(header + "\n" + row + "\n")[2]
  }

  @Test(arguments: ["1.0", "52.000", "1e3", "007", "+1", " 1", "1 ", "-1", "٣"])
  func `a number is plain digits and nothing a spreadsheet makes of them`(cell: String) throws {
    let fault = try fault(CSVSamples.row(amount: cell))
    #expect(fault == LineFault(field: "amount", reason: .wrongType(expected: .wholeNumber)))
  }

  @Test func `an id that a spreadsheet turned into a fraction is refused`() throws {
    let fault = try fault(CSVSamples.row("1.0"))
    #expect(fault?.field == "id")
  }

  @Test(
    arguments: [
      ("e-1,dossier.picked_up", nil, CSVFlaw.wrongCellCount(expected: 7, found: 2)),
      (CSVSamples.row() + ",x", nil, .wrongCellCount(expected: 7, found: 8)),
      (CSVSamples.row(reason: "a \"b\""), "reason", .strayQuote),
      (CSVSamples.row(reason: "\"a\" b"), "reason", .strayQuote),
      (CSVSamples.row(reason: "\"a"), "reason", .openQuote),
    ])
  func `a row that is no CSV names what is wrong and where`(
    row: String, column: String?, flaw: CSVFlaw
  ) throws {
    #expect(try fault(row) == LineFault(field: column, reason: .notCSV(flaw)))
  }

  @Test func `bytes that are no UTF-8 are a fault of their column`() throws {
    let text = CSVSamples.header + "\n" + CSVSamples.row(reason: "?")
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "?") ? 0xE9 : $0 }
    let outcome = try #require(try CSVSamples.read(bytes).first)
    #expect(
      outcome.result == .failure(LineFault(field: "reason", reason: .notCSV(.notUTF8))))
  }

  @Test func `a value under no heading is not dropped`() throws {
    let fault = try fault(CSVSamples.row() + ",x", header: CSVSamples.header + ",")
    #expect(fault == LineFault(field: "", reason: .unknownField))
  }

  @Test func `a fault in an amendment names its column`() throws {
    let fault = try fault(
      "e-2,event.amended,e-1,2020-03-05T08:12:00+07:00,46000",
      header: "id,type,target,occurred_at,set_office")
    #expect(fault?.field == "set_office")
  }

  @Test func `lines are counted as the file has them, those inside a cell too`() throws {
    let text = [
      CSVSamples.header, CSVSamples.row("e-1", reason: "\"hai\r\ndòng\""),
      CSVSamples.row("e-2", amount: "x"), "", CSVSamples.row("e 3"),
    ].joined(separator: "\n")
    let faults = try CSVSamples.faults(text)
    #expect(faults.mapValues(\.field) == [2: "reason", 4: "amount", 6: "id"])
  }

  @Test func `a quotation mark that never closes costs its own line only`() throws {
    let text = [
      CSVSamples.header, CSVSamples.row("e-1", reason: "\"mở"), CSVSamples.row("e-2"),
      CSVSamples.row("e-3"),
    ].joined(separator: "\n")
    #expect(try CSVSamples.faults(text).keys.sorted() == [2])
    #expect(try CSVSamples.events(text).map(\.identity.id.text) == ["e-2", "e-3"])
  }

  @Test func `a cell that is longer than any line does not swallow what follows it`() throws {
    let filler = String(repeating: CSVSamples.row("e-2") + "\n", count: 1_500)
    let text =
      CSVSamples.header + "\n" + CSVSamples.row("e-1", reason: "\"mở") + "\n" + filler
      + CSVSamples.row("e-3", reason: "\"đóng\"")
    #expect(try CSVSamples.faults(text).keys.sorted() == [2])
    #expect(try CSVSamples.events(text).count == 1_501)
  }

  @Test(
    arguments: [
      ("id,type,occurred_at,colour", LineFault(field: "colour", reason: .unknownField)),
      ("id,type,occurred_at,id", LineFault(field: "id", reason: .duplicateField)),
      ("id,type,occurred_at,set", LineFault(field: "set", reason: .unknownField)),
      ("id,type", LineFault(field: "occurred_at", reason: .missing)),
      ("type,occurred_at", LineFault(field: "id", reason: .missing)),
      ("id;type,occurred_at", LineFault(field: "id;type", reason: .unknownField)),
      ("", LineFault(field: "id", reason: .missing)),
      ("\"id", LineFault(field: nil, reason: .notCSV(.openQuote))),
    ])
  func `a header that is not understood is refused`(header: String, fault: LineFault) {
    #expect(throws: fault) { try CSVSamples.read(header + "\n" + CSVSamples.row()) }
  }

  @Test func `whatever bytes a file holds, reading comes to an end`() throws {
    var state: UInt64 = 42
    let alphabet = Array("\",;\r\n e1".utf8) + [0xC3, 0xBB]
    for _ in 0..<2_000 {
      var bytes = Array((CSVSamples.header + "\n").utf8)
      for _ in 0..<60 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(truncatingIfNeeded: state >> 33) % alphabet.count])
      }
      let outcomes = try CSVSamples.read(bytes)
      #expect(outcomes.count <= 61)
    }
  }
}
