import HosoDomain
import Testing

@Suite("Building JSON")
struct InterchangeJSONBuilderTests {
  @Test func `objects and lists nest and are separated`() {
    var json = JSONBuilder()
    json.object { json in
      json.field("recorded", 3)
      json.field("done", true)
      json.list("rejected") { json in
        json.item("a")
        json.item(-7)
        json.item(false)
        json.nullItem()
        json.list { _ in }
        json.object { json in json.field("line", UInt64.max) }
        json.object { _ in }
      }
      json.object("by") { json in json.object("x") { _ in } }
      json.field("last", "z")
    }
    #expect(
      json.text == """
        {"recorded":3,"done":true,"rejected":["a",-7,false,null,[],{"line":18446744073709551615},\
        {}],"by":{"x":{}},"last":"z"}
        """)
  }

  @Test func `what is not there is null`() {
    var json = JSONBuilder()
    json.object { json in
      json.field("text", String?.none)
      json.field("number", Int64?.none)
      json.field("some", Int64?.some(1))
      json.field("decimal", decimal: nil)
      json.nullField("nothing")
    }
    #expect(
      json.text == #"{"text":null,"number":null,"some":1,"decimal":null,"nothing":null}"#)
  }

  @Test func `decimal text stays as it is, and only a number is let through`() {
    var json = JSONBuilder()
    json.list { json in
      for text in ["26.0", "-0.5", "100", "1,5", "", "01", "\"a\"", "1 ", "[1]"] {
        json.item(decimal: text)
      }
    }
    #expect(json.text == "[26.0,-0.5,100,null,null,null,null,null,null]")
  }

  @Test func `text is escaped where JSON demands it and nowhere else`() {
    var json = JSONBuilder()
    json.item("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}ộ📮\u{2028}")
    #expect(json.text == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}ộ📮\u{2028}\"")
  }

  @Test func `keys are escaped too`() {
    var json = JSONBuilder()
    json.object { json in json.field("a\"b", 1) }
    #expect(json.text == #"{"a\"b":1}"#)
  }

  @Test func `lines follow each other without commas`() {
    var json = JSONBuilder(appendingTo: Array("#\n".utf8))
    for number in 1...2 {
      json.object { json in json.field("n", number) }
      json.endLine()
    }
    #expect(json.text == "#\n{\"n\":1}\n{\"n\":2}\n")
  }

  @Test func `any text is read back as it was`() throws {
    for value in UInt32(0x20)...0x3000 {
      guard let scalar = Unicode.Scalar(value), !(0x7F...0x9F).contains(value) else { continue }
      var event = try InterchangeSamples.bare(.resultReady)
      event.reason = "a\(scalar)b"
      let line = try InterchangeSamples.read(InterchangeSamples.line(event))
      #expect(line.event.reason == event.reason)
    }
  }
}
