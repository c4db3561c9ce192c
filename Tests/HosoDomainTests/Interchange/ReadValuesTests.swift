import HosoDomain
import Testing

@Suite("An event whose values were read before")
struct ReadValuesTests {
  /// What both readers make of a line: the text, and its values.
  private func read(_ line: [UInt8]) throws -> (
    text: Result<InterchangeLine, LineFault>, values: Result<InterchangeLine, LineFault>
  )? {
    guard case .object(let members) = try? JSONValue(reading: line) else { return nil }
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    let text = InterchangeSamples.read(line, with: &reader)
    do throws(LineFault) {
      return (text, .success(try reader.read(members)))
    } catch {
      return (text, .failure(error))
    }
  }

  @Test(arguments: EventType.allCases)
  func `it is the same event as from its line`(_ type: EventType) throws {
    for event in [try InterchangeSamples.complete(type), try InterchangeSamples.bare(type)] {
      let both = try #require(try read(Array(InterchangeSamples.line(event).utf8)))
      #expect(try both.values.get() == both.text.get())
    }
  }

  @Test(arguments: [
    #""office":100000"#, #""channel":true"#, #""reason":["a"]"#, #""due_date":{}"#,
    #""aliases":["BN-1234",7]"#, #""aliases":["BN-1234",["a","b"]]"#, #""aliases":"BN-1234""#,
    #""count":"3""#, #""count":3.0"#, #""count":1e3"#, #""count":-1"#, #""count":9999999999999"#,
    #""phone":"0912""#, #""":1"#, #""channel":null"#, #""reason":"\u0007""#, #""reason":"a\"b\\c""#,
    #""set":{"office":"460000"}"#, #""clear":[]"#, #""occurred_on":"x","phone":1"#,
    #""money":"fee""#, #""aliases":["RR\u0034\u003773124829VN"]"#,
  ])
  func `it has the same fault as its line`(more: String) throws {
    let line = InterchangeSamples.pickup(more)
    let both = try #require(try read(Array(line.utf8)))
    #expect(both.values == both.text)
  }

  @Test func `a field that was sent twice is a duplicate`() throws {
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    let twice = [JSONMember("id", .text("a")), JSONMember("id", .null)]
    #expect(throws: LineFault(field: "id", reason: .duplicateField)) { try reader.read(twice) }
  }

  @Test func `values longer than any line are refused, and the reader goes on`() throws {
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    let long = JSONMember("reason", .text(String(repeating: "a", count: 1 << 16 + 1)))
    #expect(throws: LineFault.self) { try reader.read([long]) }
    let line = InterchangeSamples.pickup()
    let members = try #require(try JSONValue(reading: Array(line.utf8)).members)
    #expect(
      try reader.read(members) == InterchangeSamples.read(Array(line.utf8), with: &reader).get())
  }
}
