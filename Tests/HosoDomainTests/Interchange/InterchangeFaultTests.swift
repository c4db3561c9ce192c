import HosoDomain
import Testing

@Suite("A line that is JSON but no event")
struct InterchangeFaultTests {
  typealias Reason = LineFault.Reason

  private func expect(
    _ line: String, _ field: String?, _ reason: Reason,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      InterchangeSamples.fault(line) == LineFault(field: field, reason: reason),
      sourceLocation: location)
  }

  private func expectPickup(
    _ more: String, _ field: String?, _ reason: Reason,
    _ location: SourceLocation = #_sourceLocation
  ) {
    expect(InterchangeSamples.pickup(more), field, reason, location)
  }

  @Test(arguments: ["id", "type", "occurred_at", "dossier"])
  func `a required field that is absent or null is missing`(_ field: String) {
    let renamed = InterchangeSamples.pickup().split(separator: ",").filter {
      !$0.contains("\"\(field)\":")
    }
    var line = renamed.joined(separator: ",")
    if !line.hasPrefix("{") { line = "{" + line }
    if !line.hasSuffix("}") { line += "}" }
    expect(line, field, .missing)
    expect(line.dropLast() + #","\#(field)":null}"#, field, .missing)
  }

  @Test func `a field outside the format is unknown`() {
    expectPickup(#""phone":"0912""#, "phone", .unknownField)
    expectPickup(#""offices":"100000""#, "offices", .unknownField)
    expectPickup(#""id\u0000":"e-2""#, "id\0", .unknownField)
    expectPickup(#""":"e-2""#, "", .unknownField)
    let long = String(repeating: "ộ", count: 5_000)
    expectPickup(#""\#(long)":1"#, String(long.prefix(64)), .unknownField)
  }

  @Test func `a field that stands twice is a duplicate, even as null or escaped`() {
    expectPickup(#""id":"e-1""#, "id", .duplicateField)
    expectPickup(#""id":null"#, "id", .duplicateField)
    expectPickup(#""\u0069d":"e-2""#, "id", .duplicateField)
  }

  @Test func `a value of another kind is a wrong type`() {
    expectPickup(#""office":100000"#, "office", .wrongType(expected: .text))
    expectPickup(#""channel":true"#, "channel", .wrongType(expected: .text))
    expectPickup(#""reason":["a"]"#, "reason", .wrongType(expected: .text))
    expectPickup(#""due_date":{}"#, "due_date", .wrongType(expected: .text))
    expectPickup(#""recorded_at":1"#, "recorded_at", .wrongType(expected: .text))
    expectPickup(#""aliases":"BN-1234""#, "aliases", .wrongType(expected: .list))
    expectPickup(#""aliases":["BN-1234",7]"#, "aliases[1]", .wrongType(expected: .text))
    expectPickup(#""count":"3""#, "count", .wrongType(expected: .wholeNumber))
    expect("[1]", nil, .wrongType(expected: .object))
    expect(" \"{}\" ", nil, .wrongType(expected: .object))
    expect("7", nil, .wrongType(expected: .object))
  }

  @Test(arguments: ["3.0", "3e0", "1E+2", "0.5", "-0.0"])
  func `a number with a fraction or an exponent is no whole number`(_ number: String) {
    expectPickup(#""count":\#(number)"#, "count", .wrongType(expected: .wholeNumber))
  }

  @Test func `a number outside its range names the range`() {
    let counts = Reason.outOfRange(min: 0, max: 1_000_000_000)
    expectPickup(#""count":1000000001"#, "count", counts)
    expectPickup(#""count":-1"#, "count", counts)
    expectPickup(#""count":99999999999999999999999"#, "count", counts)
    let sequences = Reason.outOfRange(min: 1, max: 9_007_199_254_740_992)
    expectPickup(#""sequence":0"#, "sequence", sequences)
    expectPickup(#""sequence":9007199254740993"#, "sequence", sequences)
    let amounts = Reason.outOfRange(min: 0, max: 1_000_000_000_000_000)
    expectPickup(#""money":"fee","amount":1000000000000001"#, "amount", amounts)
    expectPickup(#""money":"fee","amount":-5"#, "amount", amounts)
  }

  @Test func `money and amount come together`() {
    expectPickup(#""money":"fee""#, "amount", .missing)
    expectPickup(#""amount":1"#, "money", .missing)
  }

  @Test func `a name outside its list is an unknown value`() {
    expectPickup(#""channel":"phone""#, "channel", .unknownValue("phone"))
    expectPickup(#""mode":"""#, "mode", .unknownValue(""))
    expectPickup(#""money":"Fee","amount":1"#, "money", .unknownValue("Fee"))
    expectPickup(#""mode":"both\u0000""#, "mode", .unknownValue("both\0"))
    let line = InterchangeSamples.pickup().replacing("picked_up", with: "picked-up")
    expect(line, "type", .unknownValue("dossier.picked-up"))
    let long = String(repeating: "a", count: 100)
    expectPickup(#""mode":"\#(long)""#, "mode", .unknownValue(String(long.prefix(64))))
  }

  @Test func `a code that breaks its rules names the rule`() {
    let line = InterchangeSamples.pickup()
    expect(
      line.replacing("785VN", with: "784VN"), "dossier",
      .code(.wrongCheckDigit(expected: 5, found: 4)))
    expect(line.replacing("EE123456785VN", with: ""), "dossier", .code(.empty))
    expect(
      line.replacing("e-1", with: "e 1"), "id", .code(.wrongCharacter(" ", position: 2)))
    expectPickup(#""source":"a\"b""#, "source", .code(.wrongCharacter("\"", position: 2)))
    expectPickup(#""source":"""#, "source", .code(.empty))
    expectPickup(
      #""office":"10000""#, "office",
      .code(.wrongLength(part: .whole, expected: 6...6, found: 5)))
    expectPickup(#""office":"10000O""#, "office", .code(.wrongCharacter("O", position: 6)))
    expectPickup(#""office":"000000""#, "office", .code(.outOfRange))
    expectPickup(
      #""destination":"46000a""#, "destination", .code(.wrongCharacter("a", position: 6)))
    expectPickup(#""province":"00""#, "province", .code(.outOfRange))
    expectPickup(#""commune":"0000x""#, "commune", .code(.wrongCharacter("x", position: 5)))
    expectPickup(
      #""agency":"H2""#, "agency", .code(.wrongLength(part: .agency, expected: 3...35, found: 2)))
    expectPickup(#""service":"4.000001""#, "service", .code(.wrongCharacter("4", position: 1)))
    expectPickup(#""actor":"Nguyễn""#, "actor", .code(.wrongCharacter("ễ", position: 5)))
    expectPickup(#""parent":"-1""#, "parent", .code(.wrongCharacter("-", position: 1)))
    expectPickup(#""aliases":["BN-1234",""]"#, "aliases[1]", .code(.empty))
  }

  @Test func `a moment or a date that is none says why`() {
    let line = InterchangeSamples.pickup()
    expect(line.replacing("+07:00", with: ""), "occurred_at", .timestamp(.missingOffset))
    expect(line.replacing("03-05T", with: "02-30T"), "occurred_at", .timestamp(.impossibleDate))
    expect(line.replacing("T08", with: " 08"), "occurred_at", .timestamp(.notRFC3339))
    expect(
      line.replacing(":00+07", with: ":00.0001+07"), "occurred_at",
      .timestamp(.tooManyFractionDigits(max: 3)))
    expectPickup(#""recorded_at":"2020""#, "recorded_at", .timestamp(.notRFC3339))
    expectPickup(#""due_date":"12/03/2020""#, "due_date", .notADate)
    expectPickup(#""due_date":"2019-02-29""#, "due_date", .notADate)
  }

  @Test func `what is too long or too many names the limit`() {
    let reason = String(repeating: "ộ", count: 667)
    expectPickup(#""reason":"\#(reason)""#, "reason", .tooLong(max: 2_000))
    let spaces = String(repeating: " ", count: 120)
    expectPickup(#""aliases":["\#(spaces)BN-1234567"]"#, "aliases[0]", .tooLong(max: 128))
    let codes = Array(repeating: #""BN-1234""#, count: 17).joined(separator: ",")
    expectPickup(#""aliases":[\#(codes)]"#, "aliases", .tooMany(max: 16))
    let blanks = String(repeating: " ", count: 65_536)
    expect(InterchangeSamples.pickup() + blanks, nil, .tooLong(max: 65_536))
  }

  @Test func `a reason of exactly the longest length is taken`() throws {
    let reason = String(repeating: "ộ", count: 666) + "12"
    let line = try InterchangeSamples.read(InterchangeSamples.pickup(#""reason":"\#(reason)""#))
    #expect(line.event.reason == reason)
  }

  @Test func `a line of exactly the longest length is taken`() throws {
    let line = InterchangeSamples.pickup()
    let blanks = String(repeating: " ", count: 65_536 - line.utf8.count)
    #expect(InterchangeSamples.fault(line + blanks) == nil)
  }

  @Test func `free text holds no control character, escaped or not`() {
    expectPickup(#""reason":"a\nb""#, "reason", .controlCharacter(offset: 1))
    expectPickup(#""reason":"\u0000""#, "reason", .controlCharacter(offset: 0))
    expectPickup(#""reason":"ab\#u{7F}""#, "reason", .controlCharacter(offset: 2))
    expectPickup(#""reason":"ộ\#u{85}""#, "reason", .controlCharacter(offset: 3))
  }
}

@Suite("Fields that belong to some types of events only")
struct InterchangeSubjectTests {
  private func fault(_ type: EventType, _ fields: String) -> LineFault? {
    InterchangeSamples.fault(
      """
      {"id":"e-1","type":"\(type.name)","occurred_at":"2020-03-05T08:12:00+07:00",\(fields)}
      """)
  }

  private func refuses(_ type: EventType, _ field: String, _ fields: String) -> Bool {
    fault(type, fields) == LineFault(field: field, reason: .notAllowedFor(type))
  }

  @Test(arguments: EventType.allCases.filter { $0.subjectKind == .dossier })
  func `an event of a dossier has neither a target nor a change`(_ type: EventType) {
    let dossier = #""dossier":"EE123456785VN""#
    #expect(refuses(type, "target", dossier + #","target":"e-0""#))
    #expect(refuses(type, "set", dossier + #","set":{"office":"100000"}"#))
    #expect(fault(type, #""office":"100000""#) == LineFault(field: "dossier", reason: .missing))
  }

  @Test(arguments: [EventType.eventVoided, .eventAmended])
  func `a correction needs a target and has no dossier`(_ type: EventType) {
    let set = type == .eventAmended ? #","set":{"office":"100000"}"# : ""
    #expect(fault(type, #""target":"e-0""# + set) == nil)
    #expect(fault(type, #""reason":"x""# + set) == LineFault(field: "target", reason: .missing))
    #expect(refuses(type, "dossier", #""target":"e-0","dossier":"EE123456785VN""# + set))
  }

  @Test func `only an amendment changes something`() {
    #expect(refuses(.eventVoided, "set", #""target":"e-0","set":{"office":"100000"}"#))
  }

  @Test(arguments: [#""set":{}"#, #""set":null"#, #""set":{"office":null}"#, #""reason":"x""#])
  func `an amendment that changes nothing is not complete`(_ set: String) {
    #expect(
      fault(.eventAmended, #""target":"e-0","# + set) == LineFault(field: "set", reason: .missing))
  }

  @Test func `faults inside a change name the whole path`() {
    func change(_ set: String) -> LineFault? {
      fault(.eventAmended, #""target":"e-0","set":\#(set)"#)
    }
    #expect(change("[]") == LineFault(field: "set", reason: .wrongType(expected: .object)))
    #expect(
      change(#"{"mode":"send"}"#) == LineFault(field: "set.mode", reason: .unknownField))
    #expect(change(#"{"x":1}"#) == LineFault(field: "set.x", reason: .unknownField))
    #expect(
      change(#"{"office":"1","office":"1"}"#)
        == LineFault(field: "set.office", reason: .duplicateField))
    #expect(
      change(#"{"province":"00"}"#) == LineFault(field: "set.province", reason: .code(.outOfRange)))
    #expect(
      change(#"{"commune":1}"#)
        == LineFault(field: "set.commune", reason: .wrongType(expected: .text)))
    #expect(
      change(#"{"occurred_at":"2020"}"#)
        == LineFault(field: "set.occurred_at", reason: .timestamp(.notRFC3339)))
  }

  @Test(arguments: [EventType.eventVoided, .eventAmended])
  func `a correction links no codes`(_ type: EventType) {
    #expect(refuses(type, "aliases", #""target":"e-0","aliases":["BN-1234"]"#))
  }

  @Test(arguments: [EventType.periodDeclared, .figuresReleased])
  func `an event of a period names no dossier and nothing of one`(_ type: EventType) {
    #expect(fault(type, #""office":"100000","actor":"nv1","reason":"x","sequence":1"#) == nil)
    #expect(refuses(type, "dossier", #""dossier":"EE123456785VN""#))
    #expect(refuses(type, "target", #""target":"e-0""#))
    #expect(refuses(type, "aliases", #""aliases":["BN-1234"]"#))
    #expect(refuses(type, "province", #""count":1,"province":"01""#))
  }

  @Test(arguments: ["2020Q5", "2020", "2020-Q1", "2020-01-01..2020-01-31", "quý 1", ""])
  func `a period has a name of its own`(_ text: String) {
    let fields = #""period":"\#(text)""#
    let isName = text == "2020" || text == "2020-Q1"
    #expect((fault(.figuresReleased, fields) == nil) == isName)
    guard !isName else { return }
    #expect(
      fault(.figuresReleased, fields) == LineFault(field: "period", reason: .notAPeriod))
  }

  @Test func `quarters of reports are those of a period`() {
    #expect(fault(.periodDeclared, #""period":"2020-Q1","calendar":"statutory""#) == nil)
    #expect(
      fault(.periodDeclared, #""calendar":"statutory""#)
        == LineFault(field: "period", reason: .missing))
    #expect(refuses(.dossierPickedUp, "period", #""dossier":"EE123456785VN","period":"2020""#))
    #expect(refuses(.eventVoided, "calendar", #""target":"e-0","calendar":"calendar""#))
  }

  @Test(arguments: [EventType.recordPrinted, .shiftClosed])
  func `what a desk did by itself names no dossier, and says a stretch of time whole`(
    _ type: EventType
  ) {
    let (from, to) = ("2020-03-05T07:00:00+07:00", "2020-03-05T17:00:00+07:00")
    let digest = String(repeating: "0a", count: 32)
    #expect(fault(type, #""from":"\#(from)","to":"\#(to)","digest":"\#(digest)""#) == nil)
    #expect(refuses(type, "dossier", #""dossier":"EE123456785VN""#))
    #expect(refuses(type, "period", #""period":"2020""#))
    #expect(refuses(type, "money", #""money":"fee","amount":1"#))
    #expect(refuses(.dossierPickedUp, "digest", #""dossier":"EE123456785VN","digest":"00""#))
    #expect(refuses(.periodDeclared, "from", #""from":"\#(from)""#))
    #expect(fault(type, #""from":"\#(from)""#) == LineFault(field: "to", reason: .missing))
    #expect(fault(type, #""to":"\#(to)""#) == LineFault(field: "from", reason: .missing))
    #expect(
      fault(type, #""from":"\#(to)","to":"\#(from)""#)
        == LineFault(field: "to", reason: .endsBeforeItBegins))
    #expect(
      fault(type, #""digest":"\#(digest.uppercased())""#)
        == LineFault(field: "digest", reason: .notADigest))
    let unnumbered = fault(type, #""number":"a b""#)
    #expect(unnumbered?.field == "number")
  }
}
