import HosoDomain
import Testing

@Suite("Bytes that are or are not JSON")
struct InterchangeJSONTests {
  private func flaw(_ line: String) -> JSONFlaw? { flaw(Array(line.utf8)) }

  private func flaw(_ bytes: [UInt8]) -> JSONFlaw? {
    guard case .notJSON(_, let flaw) = InterchangeSamples.fault(bytes)?.reason else { return nil }
    return flaw
  }

  private func flawOfReason(_ text: [UInt8]) -> JSONFlaw? {
    flaw(
      Array(InterchangeSamples.pickup(#""reason":""#).utf8.dropLast()) + text + Array("\"}".utf8))
  }

  private func reason(_ text: String) throws -> String? {
    try InterchangeSamples.read(InterchangeSamples.pickup(#""reason":"\#(text)""#)).event.reason
  }

  @Test func `every escape stands for its character`() throws {
    #expect(try reason(#"\"\\\/"#) == #""\/"#)
    #expect(try reason(#"\u0110\u1ed9 \u00E2\u0041"#) == "Độ âA")
    #expect(try reason(#"\ud83d\udCEE!"#) == "📮!")
    #expect(try reason(#"\uFFFF\uE000"#) == "\u{FFFF}\u{E000}")
    let scan = InterchangeSamples.pickup().replacing("EE12", with: #"\b\f\n\r\tEE12"#)
    #expect(
      try InterchangeSamples.read(scan).event.scannedText == "\u{8}\u{C}\n\r\tEE123456785VN")
  }

  @Test func `escapes are resolved in keys and in every kind of value`() throws {
    let line = try InterchangeSamples.read(
      #"""
      {"\u0069\u0064":"\u0065-1","t\u0079pe":"dossier\u002epicked_up",
      "dossier":"\u0045E123456785VN\r","occurred\u005fat":"2020-03-05T08:12:00\u002b07:00",
      "office":"\u003100000","mode":"\u0062oth","due_date":"2020\u002d03-12",
      "source":"\u0061","aliases":["BN\/1234"],"recorded_at":"\u0032020-03-05T08:12:00Z"}
      """#)
    #expect(line.event.identity.id.text == "e-1")
    #expect(line.event.identity.source.text == "a")
    #expect(line.event.subject == .dossier(try Alias("EE123456785VN")))
    #expect(line.event.scannedText == "EE123456785VN\r")
    #expect(line.event.office?.text == "100000")
    #expect(line.event.mode == .both)
    #expect(line.event.dueDate?.iso == "2020-03-12")
    #expect(line.event.aliases == [try Alias("BN/1234")])
    #expect(line.recordedAt?.rfc3339 == "2020-03-05T15:12:00+07:00")
  }

  @Test func `half a surrogate pair is no character`() {
    for text in [#"\ud83d"#, #"\ud83dx"#, #"\ud83d\n"#, #"\ud83d\u0041"#, #"\udcee"#] {
      #expect(flawOfReason(Array(text.utf8)) == .loneSurrogate)
    }
    #expect(flawOfReason(Array(#"\ud83d\ud83d"#.utf8)) == .loneSurrogate)
  }

  @Test(arguments: [#"\a"#, #"\'"#, #"\u12"#, #"\u12g4"#, #"\U0041"#, #"\u+041"#, #"\x41"#])
  func `a backslash starts only the escapes that exist`(_ text: String) {
    #expect(flawOfReason(Array(text.utf8)) == .unknownEscape)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF],
      [0xE2, 0x28, 0xA1], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF0, 0x9F, 0x93], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) {
    #expect(flawOfReason(bytes) == .notUTF8)
  }

  @Test(arguments: ["é", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{10000}", "\u{10FFFF}", "ộ"])
  func `characters of two to four bytes are taken`(_ text: String) throws {
    #expect(try reason(text) == text)
  }

  @Test func `a control character must be escaped`() {
    for byte in UInt8(0)..<0x20 {
      #expect(flawOfReason([byte]) == .controlCharacter(byte))
    }
  }

  @Test(arguments: ["01", "-", "-01", "1.", ".5", "1e", "1e+", "00", "--1"])
  func `a malformed number is no JSON`(_ number: String) {
    let flaw = flaw(InterchangeSamples.pickup(#""count":\#(number)"#))
    #expect(flaw == .malformedNumber || flaw == .unexpectedByte(UInt8(ascii: ".")))
  }

  @Test(arguments: ["+1", "NaN", "Infinity", "tru", "nulL", "'a'", "0x1", "1_000", "[1,]", "{,}"])
  func `what other languages allow is no JSON`(_ value: String) {
    #expect(flaw(InterchangeSamples.pickup(#""count":\#(value)"#)) != nil)
  }

  @Test(arguments: [
    "", " ", "{", #"{"id""#, #"{"id":"#, #"{"id":"a"#, #"{"id":"a""#, #"{"id":"a\"#, #"{"id":tru"#,
    #"{"aliases":["#, #"{"count":-"#, #"{"id":"a","#, #"{"id":"\u00"#,
  ])
  func `a line that ends too early says so`(_ line: String) {
    #expect(flaw(line) == .endsTooEarly)
  }

  @Test func `nothing follows the object`() {
    #expect(flaw(InterchangeSamples.pickup() + "x") == .trailingText)
    #expect(flaw(InterchangeSamples.pickup() + "{}") == .trailingText)
    #expect(flaw(InterchangeSamples.pickup() + "\0") == .trailingText)
    #expect(flaw("[] {}") == .trailingText)
  }

  @Test func `commas stand between fields only`() {
    #expect(flaw(#"{,"id":"a"}"#) == .unexpectedByte(UInt8(ascii: ",")))
    #expect(flaw(#"{"id":"a",}"#) == .unexpectedByte(UInt8(ascii: "}")))
    #expect(flaw(#"{"id":"a" "type":"b"}"#) == .unexpectedByte(UInt8(ascii: "\"")))
    #expect(flaw("\u{FEFF}{}") == .unexpectedByte(0xEF))
  }

  @Test func `nesting has an end`() {
    func nested(_ depth: Int) -> String {
      let opening = String(repeating: "[", count: depth)
      return InterchangeSamples.pickup(
        #""reason":\#(opening)\#(String(repeating: "]", count: depth))"#)
    }
    let wrongType = LineFault(field: "reason", reason: .wrongType(expected: .text))
    #expect(InterchangeSamples.fault(nested(7)) == wrongType)
    #expect(flaw(nested(8)) == .tooDeep(max: 8))
    #expect(flaw(nested(30_000)) == .tooDeep(max: 8))
    let objects = String(repeating: #"{"a":"#, count: 10_000)
    #expect(flaw(objects) == .tooDeep(max: 8))
  }

  @Test func `the fault names the field and the byte`() {
    let line = #"{"id":"a","office":"\q"}"#
    #expect(
      InterchangeSamples.fault(line)
        == LineFault(field: "office", reason: .notJSON(offset: 21, flaw: .unknownEscape)))
  }

  @Test func `a line that is not JSON says so before anything else`() {
    #expect(flaw(#"{"phone":1,"id":"a","id":"b""#) == .endsTooEarly)
    #expect(flaw(#"{"phone":1} x"#) == .trailingText)
  }
}
