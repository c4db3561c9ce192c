import HosoDomain
import Testing

@Suite("A JSON text as values")
struct JSONValueTests {
  private func read(_ text: String, _ limits: JSONLimits = JSONLimits()) throws -> JSONValue {
    try JSONValue(reading: Array(text.utf8), limits: limits)
  }

  private func written(_ value: JSONValue) -> String {
    var json = JSONBuilder()
    json.item(value)
    return json.text
  }

  @Test(arguments: [
    "null", "true", "false", "0", "-1.5e+10", "\"\"", "[]", "{}", "[1,[2,[]],{\"a\":null}]",
    #"{"b":1,"a":{"c":"hồ sơ","":[true]}}"#, "123456789012345678901234567890",
  ])
  func `what is read is written again byte by byte`(text: String) throws {
    #expect(written(try read(text)) == text)
    #expect(written(try read(" \t\r\n\(text)\n")) == text)
  }

  @Test func `members and items are found`() throws {
    let value = try read(#"{"a":[{"b":7},"x"],"c":true,"d":1.5}"#)
    #expect(value["a"]?[0]?["b"]?.wholeNumber == 7)
    #expect(value["a"]?[1]?.text == "x")
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?.items?.count == 2)
    #expect(value["c"]?.bool == true)
    #expect(value["d"]?.wholeNumber == nil)
    #expect(value["e"] == nil)
    #expect(value.members?.map(\.key) == ["a", "c", "d"])
  }

  @Test func `a key named twice is a fault, however it is spelt`() {
    let pointer = JSONPointer(["x", "1", "a/b"])
    #expect(throws: JSONValueFault.duplicateKey(pointer)) {
      try read(#"{"x":[0,{"a/b":1,"a\u002fb":2}]}"#)
    }
    #expect(pointer.text == "/x/1/a~1b")
    #expect(JSONPointer(["~", ""]).text == "/~0/")
    #expect(JSONPointer().text == "")
  }

  @Test func `no text is read beyond its limits`() throws {
    let four = try read("[[[[]]]]", JSONLimits(depth: 4))
    #expect(written(four) == "[[[[]]]]")
    #expect(throws: JSONValueFault.notJSON(offset: 3, flaw: .tooDeep(max: 3))) {
      try read("[[[[]]]]", JSONLimits(depth: 3))
    }
    #expect(try read("[1,2]", JSONLimits(values: 3)).items?.count == 2)
    #expect(throws: JSONValueFault.tooManyValues(max: 3)) {
      try read("[1,2,3]", JSONLimits(values: 3))
    }
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\"}", "01", "nul", "\"\u{1}\"", "1 2", "\"\\ud800\"",
  ])
  func `what is not JSON is a fault`(text: String) {
    #expect(throws: JSONValueFault.self) { try read(text) }
  }

  @Test func `bytes that are not UTF-8 are a fault`() {
    #expect(throws: JSONValueFault.notJSON(offset: 1, flaw: .notUTF8)) {
      try JSONValue(reading: [0x22, 0xC0, 0x80, 0x22])
    }
  }
}
