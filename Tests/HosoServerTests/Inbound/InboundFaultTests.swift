import HosoDomain
import HosoTesting
import Testing

@testable import HosoServer

@Suite("A callback that is none says what is wrong, and where")
struct InboundFaultTests {
  private func expect(
    _ member: String, _ value: String, at pointer: [String], _ reason: InboundFault.Reason
  ) throws {
    let body = try InboundSamples.accepted(with: member, value)
    #expect(
      try InboundSamples.fault(body) == InboundFault(.body(JSONPointer(pointer)), reason))
  }

  @Test func `required attributes are missed by name`() throws {
    for name in ["specversion", "id", "source", "type", "subject", "time"] {
      try expect(name, "null", at: [name], .missing)
    }
    try expect("id", "\"\"", at: ["id"], .missing)
  }

  @Test func `an attribute of the wrong kind is told from a wrong value`() throws {
    try expect("id", "7", at: ["id"], .field(.wrongType(expected: .text)))
    try expect("type", "[]", at: ["type"], .field(.wrongType(expected: .text)))
    try expect("subject", "{}", at: ["subject"], .field(.wrongType(expected: .text)))
    try expect("time", "0", at: ["time"], .field(.wrongType(expected: .text)))
    try expect("specversion", "\"0.3\"", at: ["specversion"], .specVersion)
    try expect("specversion", "1.0", at: ["specversion"], .specVersion)
    try expect("time", "\"2020-03-06T10:05:00\"", at: ["time"], .field(.timestamp(.missingOffset)))
    try expect("sequence", "\"A\"", at: ["sequence"], .field(.wrongType(expected: .wholeNumber)))
    let range = LineFault.Reason.outOfRange(min: 1, max: InterchangeLimits.sequence)
    try expect("sequence", "\"000\"", at: ["sequence"], .field(range))
    try expect("sequence", String(repeating: "9", count: 400), at: ["sequence"], .field(range))
  }

  @Test func `a check digit is verified`() throws {
    try expect(
      "subject", "\"EE123456784VN\"", at: ["subject"],
      .field(.code(.wrongCheckDigit(expected: 5, found: 4))))
  }

  @Test func `only what agencies tell is taken`() throws {
    for type in ["dossier.picked_up", "result.returned", "event.voided", "period.declared"] {
      try expect("type", "\"\(type)\"", at: ["type"], .typeNotTaken)
    }
    try expect("type", "\"x\"", at: ["type"], .unknownType)
    for member in [
      "actor", "office", "mode", "money", "amount", "count", "parent", "destination", "target",
      "set", "recorded_at", "id", "source", "type", "sequence", "note", "DUE_DATE",
    ] {
      try expect("data", "{\"\(member)\":1}", at: ["data", member], .memberNotTaken)
    }
  }

  @Test func `values of the data are judged by the rules of the interchange format`() throws {
    try expect(
      "data", #"{"due_date":"2020-02-30"}"#, at: ["data", "due_date"], .field(.notADate))
    try expect(
      "data", #"{"aliases":["H26.12.19-200306-0001","x y"]}"#, at: ["data", "aliases", "1"],
      .field(.code(.wrongCharacter(" ", position: 2))))
    let joined = try PostalItemNumber("EE123456785VN")
    try expect(
      "data", #"{"aliases":["C-EE123456785VN"]}"#, at: ["data", "aliases", "0"],
      .field(.code(.joinedCodes([joined]))))
    try expect(
      "data", #"{"aliases":["0912345678"]}"#, at: ["data", "aliases", "0"],
      .field(.code(.foreignNumber(.telephone))))
    try expect(
      "data", "{\"reason\":\"\(String(repeating: "a", count: 2_001))\"}", at: ["data", "reason"],
      .field(.tooLong(max: 2_000)))
    try expect(
      "data", #"{"reason":"a\u0000b"}"#, at: ["data", "reason"],
      .field(.controlCharacter(offset: 1)))
  }

  @Test func `an agency tells only about itself and those below it`() throws {
    try expect("data", #"{"agency":"H26.13"}"#, at: ["data", "agency"], .foreignAgency)
    try expect("data", #"{"agency":"H26"}"#, at: ["data", "agency"], .foreignAgency)
    try expect("data", #"{"agency":"H26.121"}"#, at: ["data", "agency"], .foreignAgency)
    let own = try InboundSamples.accepted(with: "data", #"{"agency":"000.19.12.H26"}"#)
    #expect(try InboundSamples.structured(own).event.agency?.text == "000.19.12.H26")
  }

  @Test func `data has to be an object`() throws {
    try expect("data", "[]", at: ["data"], .dataNotJSON)
    try expect("data", "\"{}\"", at: ["data"], .dataNotJSON)
    try expect("data_base64", "\"e30=\"", at: ["data_base64"], .dataNotJSON)
    try expect("datacontenttype", "\"text/xml\"", at: ["datacontenttype"], .dataNotJSON)
    try expect("datacontenttype", "1", at: ["datacontenttype"], .attributeValue)
  }

  @Test func `attributes of others have to be attributes`() throws {
    try expect("traceParent", "\"a\"", at: ["traceParent"], .attributeName)
    try expect("trace-id", "\"a\"", at: ["trace-id"], .attributeName)
    try expect("trace", "{}", at: ["trace"], .attributeValue)
    try expect("trace", "[1]", at: ["trace"], .attributeValue)
    try expect("trace", "1.5", at: ["trace"], .attributeValue)
  }

  @Test func `a member named twice is refused, wherever it is`() throws {
    let twice = #"{"specversion":"1.0","data":{"reason":"a","reason":"b"}}"#
    let pointer = JSONPointer(["data", "reason"])
    #expect(
      try InboundSamples.fault(twice)
        == InboundFault(.body(pointer), .json(.duplicateKey(pointer))))
  }

  @Test func `a body that is not JSON says from which byte on`() throws {
    let fault = try InboundSamples.fault(#"{"specversion":"1.0",}"#)
    #expect(
      fault
        == InboundFault(
          .body(JSONPointer()),
          .json(.notJSON(offset: 21, flaw: .unexpectedByte(UInt8(ascii: "}"))))))
    #expect(fault?.isMalformed == true)
    #expect(throws: InboundFault(.body(JSONPointer()), .wrongShape(expected: .list))) {
      try InboundSamples.read("{}", [("content-type", InboundSamples.batchType)])
    }
  }

  @Test func `a body nested without end is refused without being walked`() throws {
    let deep = String(repeating: "[", count: 500_000)
    #expect(
      try InboundSamples.fault(deep)
        == InboundFault(
          .body(JSONPointer()), .json(.notJSON(offset: 8, flaw: .tooDeep(max: 8)))))
  }

  @Test func `a list of values without end is refused`() throws {
    let long = "[" + String(repeating: "0,", count: 300_000) + "0]"
    #expect(
      try InboundSamples.fault(long)
        == InboundFault(.body(JSONPointer()), .json(.tooManyValues(max: 100_000))))
  }

  @Test func `numbers of any size are no reason to fail`() throws {
    for number in ["1e400", "-0", "123456789012345678901234567890", "0.1e-9999"] {
      try expect("time", number, at: ["time"], .field(.wrongType(expected: .text)))
    }
  }
}

@Suite("Attributes in headers")
struct InboundHeaderTests {
  private func fault(_ name: String, _ value: String) throws -> InboundFault? {
    let headers =
      InboundSamples.acceptedHeaders.filter { $0.0 != name } + [(name, value)]
    do {
      let message = try InboundSamples.read(InboundSamples.acceptedData, headers)
      if case .failure(let fault) = message.items[0] { return fault }
      return nil
    } catch let fault as InboundFault {
      return fault
    }
  }

  @Test(arguments: [
    ("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀"), ("a%41b", "aAb"), ("%7e%7E", "~~"),
    (#""a \"b\" c""#, #"a "b" c"#), (#"a" "b"#, "a b"), (#""%41""#, "A"), ("", ""),
    ("h%E1%BB%93%20s%C6%A1", "hồ sơ"),
  ])
  func `a value is unquoted, then percent-decoded once`(value: String, decoded: String) {
    #expect(InboundHeaders.decoded(value) == decoded)
  }

  @Test(arguments: ["%", "%4", "%G0", "%C0%A0", "%ED%A0%80", "\"a", "\"a\\", "%FF"])
  func `what cannot be decoded is refused`(value: String) throws {
    #expect(InboundHeaders.decoded(value) == nil)
    #expect(
      try fault("ce-subject", value) == InboundFault(.header("ce-subject"), .headerEncoding))
  }

  @Test func `a percent sign that was encoded stays one`() {
    #expect(InboundHeaders.decoded("%2541") == "%41")
  }

  @Test func `a header that is there twice is refused`() throws {
    let headers = InboundSamples.acceptedHeaders + [("CE-ID", "other")]
    #expect(throws: InboundFault(.header("ce-id"), .repeatedHeader)) {
      try InboundSamples.read(InboundSamples.acceptedData, headers)
    }
    #expect(throws: InboundFault(.header("content-type"), .repeatedHeader)) {
      try InboundSamples.read(
        InboundSamples.acceptedLine,
        [("content-type", "application/json"), ("content-type", "application/json")])
    }
  }

  @Test func `faults name the header`() throws {
    #expect(try fault("ce-specversion", "0.3")?.place == .header("ce-specversion"))
    #expect(
      try fault("ce-time", "yesterday")
        == InboundFault(.header("ce-time"), .field(.timestamp(.notRFC3339))))
    #expect(try fault("ce-type", "result.returned")?.reason == .typeNotTaken)
    #expect(try fault("ce-trace-id", "1")?.reason == .attributeName)
    #expect(try fault("ce-datacontenttype", "application/json")?.reason == .attributeName)
    #expect(
      try fault("ce-id", "a%0D%0AX-Evil%3A%201")
        == InboundFault(.header("ce-id"), .attributeText(bytesMax: 2_048)))
  }

  @Test func `a flood of headers hides no attribute`() throws {
    let flood = (0..<5_000).map { ("ce-x\($0)", "1") }
    let message = try InboundSamples.read(
      InboundSamples.acceptedData, InboundSamples.acceptedHeaders + flood)
    #expect(try message.items[0].get().sentID == "tn-2020-000187")
  }
}

@Suite("What an agency's events are called in the ledger")
struct InboundIdentityTests {
  private func source(_ sent: String?, of agency: String = "H26.12") throws -> String {
    try InboundIdentity.source(sent, of: try AgencyCode(agency)).text
  }

  @Test func `a source is kept under the agency that sends`() throws {
    #expect(try source("https://motcua.h26/dvc") == "agency/H26.12/https://motcua.h26/dvc")
    #expect(try source(nil) == "agency/H26.12")
    #expect(try source("s", of: "000.19.12.H26") == "agency/H26.12.19/s")
  }

  @Test func `nobody can name the log of another`() throws {
    #expect(try source("agency/H26.13/x") == "agency/H26.12/agency/H26.13/x")
    #expect(try source("100000-1") == "agency/H26.12/100000-1")
  }

  @Test func `texts that do not fit are hashed, so no two have one name`() throws {
    let texts = [
      "hồ sơ", "a b", "a\"b", String(repeating: "a", count: 200), "sha256-x", "",
      String(repeating: "a", count: 201), "a\\b",
    ]
    let names = try texts.map { try source($0) }
    #expect(Set(names).count == texts.count)
    #expect(names.allSatisfy { $0.hasPrefix("agency/H26.12/sha256-") && $0.utf8.count <= 128 })
    #expect(try source("sha256-x") != source("x"))
  }

  @Test func `the hash is that of SHA-256 in base64url`() throws {
    // printf '' | openssl dgst -sha256 -binary | basenc --base64url
    #expect(
      try InboundIdentity.id("").text == "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
    // printf 'a.b' | openssl dgst -sha256 -binary | basenc --base64url
    #expect(
      try InboundIdentity.id("a.b").text
        == "sha256-" + InboundIdentityTests.dotted)
  }

  private static let dotted = "LnM23I66h-9HLfVow1SCq_JXXcPl6sDFxiuP-urCyTQ"

  @Test func `an id that fits stays as it is`() throws {
    #expect(try InboundIdentity.id("tn-2020_000187").text == "tn-2020_000187")
    #expect(try InboundIdentity.id(String(repeating: "a", count: 65)).text.utf8.count == 50)
  }

  @Test func `an event without an agency is the caller's, or that of its number's office`() throws {
    #expect(
      try InboundSamples.structured(InboundSamples.accepted).event.agency?.text == "H26.12.19")
    let plain = try InboundSamples.accepted(with: "data", "{}")
    #expect(try InboundSamples.structured(plain).event.agency?.text == "H26.12")
    let foreign = try InboundSamples.accepted(with: "subject", "\"H27.1-200306-0001\"")
    #expect(
      try InboundSamples.structured(foreign, of: "H26.12.19").event.agency?.text == "H26.12.19")
  }
}

@Suite("Callbacks of any bytes whatever")
struct InboundMutationTests {
  @Test(arguments: Seeds.all(orElse: 80))
  func `a damaged request is understood or refused, never anything else`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let samples = [
      InboundSamples.accepted, InboundSamples.acceptedLine, InboundSamples.acceptedData,
    ]
    let types = [
      InboundSamples.structuredType, InboundSamples.batchType, "application/json", "text/plain",
    ]
    for _ in 0..<200 {
      var body = Array((chance.element(of: samples) ?? "").utf8)
      for _ in 0...chance.number(0...4) { mutate(&body, &chance) }
      var headers = [("content-type", chance.element(of: types) ?? "")]
      if chance.percent(30) {
        headers += InboundSamples.acceptedHeaders.dropFirst().map { name, value in
          var bytes = Array(value.utf8)
          if chance.percent(30) { mutate(&bytes, &chance) }
          return (name, String(decoding: bytes, as: UTF8.self))
        }
      }
      do {
        let message = try InboundSamples.read(body, headers)
        for case .success(let callback) in message.items {
          let event = callback.event
          #expect(InboundCallback.types.contains(event.type), "seed \(seed)")
          #expect(event.identity.source.text.hasPrefix("agency/H26.12"), "seed \(seed)")
          #expect(event.actor == nil && event.office == nil && event.mode == nil, "seed \(seed)")
        }
      } catch is InboundFault {}
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ chance: inout Chance) {
    guard !bytes.isEmpty else { return bytes.append(UInt8(chance.number(0...255))) }
    let place = chance.number(0...(bytes.count - 1))
    switch chance.number(0...4) {
    case 0: bytes[place] = UInt8(chance.number(0...255))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(UInt8(chance.number(0...255)), at: place)
    case 3: bytes.removeSubrange(place...)
    default:
      let end = chance.number(place...(bytes.count - 1))
      bytes.insert(contentsOf: bytes[place...end], at: chance.number(0...bytes.count))
    }
  }
}
