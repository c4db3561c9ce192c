import HosoDomain
import Testing

@Suite("Events in the rows of a CSV file")
struct CSVReadingTests {
  @Test(
    arguments: [
      ("thiếu ảnh", "thiếu ảnh"), ("\"thiếu ảnh\"", "thiếu ảnh"), ("\"một, hai\"", "một, hai"),
      ("\"ghi \"\"gấp\"\"\"", "ghi \"gấp\""), (" trống quanh ", " trống quanh "),
      ("\"\"\"\"", "\""),
    ])
  func `a cell is what its quoting says`(cell: String, expected: String) throws {
    let text = CSVSamples.header + "\n" + CSVSamples.row(reason: cell) + "\n"
    #expect(try CSVSamples.events(text).map(\.reason) == [expected])
  }

  @Test(arguments: ["", "\"\""])
  func `an empty cell is an absent field`(cell: String) throws {
    let text = CSVSamples.header + "\n" + CSVSamples.row(reason: cell)
    let event = try #require(try CSVSamples.events(text).first)
    #expect(event.reason == nil)
    #expect(event.money == nil)
    #expect(event.identity.source.text == "elsewhere")
  }

  @Test(
    arguments: [
      CSVSamples.header + "\n" + CSVSamples.row() + "\n",
      CSVSamples.header + "\n" + CSVSamples.row(),
      CSVSamples.header + "\r\n" + CSVSamples.row() + "\r\n",
      CSVSamples.header + "\n\n" + CSVSamples.row() + "\n,,,,,,\n\n",
      CSVSamples.header + ",,\n" + CSVSamples.row() + ",,\n",
      String((CSVSamples.header + "\n" + CSVSamples.row()).map { $0 == "," ? ";" : $0 }),
      String((CSVSamples.header + "\r\n" + CSVSamples.row()).map { $0 == "," ? ";" : $0 }),
      "occurred_at,dossier,id,type\n"
        + "2020-03-05T08:12:00+07:00,EE123456785VN,e-1,dossier.picked_up\n",
      "\"id\",\"type\",\"dossier\",\"occurred_at\"\n"
        + "\"e-1\",\"dossier.picked_up\",\"EE123456785VN\",\"2020-03-05T08:12:00+07:00\"\n",
    ])
  func `line ends, separators and the order of columns change nothing`(text: String) throws {
    #expect(try CSVSamples.events(text) == [try CSVReadingTests.pickup])
  }

  @Test func `a comma inside a cell is text where semicolons separate`() throws {
    let text =
      "id;type;dossier;occurred_at;reason\n"
      + "e-1;dossier.picked_up;EE123456785VN;2020-03-05T08:12:00+07:00;một, hai\n"
    #expect(try CSVSamples.events(text).map(\.reason) == ["một, hai"])
  }

  @Test(
    arguments: [
      "BN/2020/17 RR473124829VN", "BN/2020/17|RR473124829VN", "BN/2020/17 | RR473124829VN",
    ])
  func `aliases stand side by side in one cell`(cell: String) throws {
    let text =
      "id,type,dossier,occurred_at,aliases\n"
      + "e-1,dossier.picked_up,EE123456785VN,2020-03-05T08:12:00+07:00,\(cell)\n"
    let event = try #require(try CSVSamples.events(text).first)
    #expect(event.aliases.map(\.text) == ["BN/2020/17", "RR473124829VN"])
  }

  @Test func `an amendment has a column for each field it may change`() throws {
    let text =
      "id,type,target,occurred_at,set_occurred_at,set_office,set_province,set_commune\n"
      + "e-2,event.amended,e-1,2020-03-05T08:12:00+07:00,2020-03-04T00:00:00Z,460000,,17130\n"
    let event = try #require(try CSVSamples.events(text).first)
    #expect(event.amendment?.office?.text == "460000")
    #expect(event.amendment?.commune?.text == "17130")
    #expect(event.amendment?.province == nil)
    #expect(event.amendment?.occurredAt == (try OccurredAt(rfc3339: "2020-03-04T00:00:00Z")))
  }

  private static var pickup: Event {
    get throws {
      var event = try InterchangeSamples.bare(.dossierPickedUp)
      event.identity.source = try SourceName("elsewhere")
      return event
    }
  }
}
