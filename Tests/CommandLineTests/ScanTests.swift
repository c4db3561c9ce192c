import HosoDomain
import HosoLedger
import Testing

@Suite("Scanning codes")
struct ScanTests {
  @Test(arguments: [
    ("pickup", EventType.dossierPickedUp), ("delivery", .dossierDelivered),
    ("collection", .resultCollected), ("attempt", .resultReturnFailed),
    ("return", .resultReturned), ("send-back", .resultSentBack), ("depart", .itemDeparted),
    ("arrive", .itemArrived), ("lost", .itemLost), ("damaged", .itemDamaged),
    ("invite", .recipientInvited), ("recover", .papersRecovered),
  ])
  func `every verb records its event`(verb: String, type: EventType) throws {
    let desk = try Desk.ready()
    let answers = try desk.scan(verb, Samples.item)
    let recorded = try #require(desk.events().first)
    #expect(recorded.event.type == type)
    #expect(recorded.event.subject == .dossier(try Alias(Samples.item)))
    #expect(answers.map(\.id) == [recorded.event.identity.id.text])
    #expect(answers.map(\.type) == [type.name])
    #expect(answers.map(\.position) == [1])
    #expect(answers.map(\.recordedAt) == [recorded.recordedAt.rfc3339])
  }

  @Test func `several codes are answered in their order and recorded together`() throws {
    let desk = try Desk.ready()
    let codes = [Samples.item, Samples.dossier, "BN-1234"]
    let answers = try desk.scan("pickup", codes[0], codes[1], codes[2])
    #expect(answers.map(\.code) == codes)
    #expect(answers.map(\.outcome) == ["recorded", "recorded", "recorded"])
    #expect(Set(answers.map(\.recordedAt)).count == 1)
  }

  @Test(arguments: [[], ["-"]])
  func `without a code they are read from standard input, one a line`(codes: [String]) throws {
    let desk = try Desk.ready()
    let input = "\(Samples.item)\r\n\n  \t\n\(Samples.otherItem)\n\(Samples.dossier)"
    let outcome = try desk.run(["scan", "return"] + codes + ["--json"], input: input)
    #expect(outcome.code == 0)
    #expect(try outcome.answers().map(\.position) == [1, 2, 3])
  }

  @Test(arguments: [
    "ee123456785vn", "  EE123456785VN\t", "ＥＥ１２３４５６７８５ＶＮ", "]C1EE123456785VN",
  ])
  func `what a scanner makes of a code is read as the code, and kept`(raw: String) throws {
    let desk = try Desk.ready()
    #expect(try desk.scan("pickup", raw).map(\.outcome) == ["recorded"])
    let event = try #require(desk.events().first?.event)
    #expect(event.subject == .dossier(try Alias(Samples.item)))
    #expect(event.scannedText == raw)
  }

  @Test func `an en dash is a hyphen`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", "H26.12.19–200305–0001")
    #expect(try desk.events().first?.event.subject == .dossier(try Alias(Samples.dossier)))
  }

  @Test func `a code that is not well-formed is refused, the others are recorded`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("scan", "pickup", Samples.item, "EE123456784VN", Samples.dossier)
    #expect(outcome.code == 65)
    #expect(outcome.lines.count == 3)
    let refusal = "✗ EE123456784VN  từ chối: Mã đọc sai (số kiểm tra không khớp)"
    #expect(outcome.lines[1].hasPrefix(refusal))
    #expect(
      try desk.events().map(\.event.codes) == [
        [try Alias(Samples.item)], [try Alias(Samples.dossier)],
      ])
  }

  @Test(arguments: [
    "EE123456784VN", "EE12345678VN", "H26.12.19-200230-0001", "H26.12.19-200305-0000", "", " ",
    "abc", "\u{1B}[31mEE123456785VN", "EE123456785VN EE123456785VN", "ồ", "🙂🙂🙂🙂🙂",
    "12345;rm", String(repeating: "9", count: 100_000),
  ])
  func `a refusal says why, records nothing and is safe to show`(code: String) throws {
    let desk = try Desk.ready()
    let answer = try desk.scan("pickup", "--", code)
    #expect(answer.map(\.outcome) == ["refused"])
    #expect(answer.first?.message?.isEmpty == false)
    let words = try desk.run("scan", "pickup", "--", code)
    #expect(words.code == 65)
    #expect(!words.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(words.output.count < 400)
    #expect(try desk.eventCount() == 0)
  }

  @Test func `bytes that are no text are refused like any other code`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(["scan", "pickup", "--json"], input: "\u{0}\n\(Samples.item)\n")
    #expect(outcome.code == 65)
    #expect(try outcome.answers().map(\.outcome) == ["refused", "recorded"])
  }

  @Test func `a line without end is one refusal, whatever follows in it`() throws {
    let desk = try Desk.ready()
    let endless = String(repeating: "7", count: 3 << 20) + Samples.item
    let input = "\(endless)\n\(Samples.otherItem)\n"
    let answers = try desk.run(["scan", "pickup", "--json"], input: input).answers()
    #expect(answers.map(\.outcome) == ["refused", "recorded"])
    #expect(try desk.events().map(\.event.codes) == [[try Alias(Samples.otherItem)]])
  }
}

@Suite("What a clerk says beside the code")
struct ScanOptionTests {
  @Test func `everything that is said is in the event`() throws {
    let desk = try Desk.ready()
    let answers = try desk.scan(
      "pickup", Samples.item, "--at", "2020-03-05T08:12:00+07:00", "--office", "460000",
      "--actor", "nv042", "--item", Samples.otherItem.lowercased(), "--alias", Samples.dossier,
      "--agency", "H26.12.19", "--procedure", "1.001612", "--province", "40", "--commune", "17130",
      "--channel", "home", "--mode", "send", "--due", "12/03/2020", "--reason", "giấy tờ đủ")
    #expect(answers.map(\.occurredAt) == ["2020-03-05T08:12:00+07:00"])
    let event = try #require(desk.events().first?.event)
    #expect(event.office?.text == "460000")
    #expect(event.actor?.text == "nv042")
    #expect(event.aliases.map(\.text) == [Samples.otherItem, Samples.dossier])
    #expect(event.agency?.text == "H26.12.19")
    #expect(event.service?.text == "1.001612")
    #expect(event.province?.text == "40")
    #expect(event.commune?.text == "17130")
    #expect(event.channel == .home)
    #expect(event.mode == .send)
    #expect(event.dueDate?.iso == "2020-03-12")
    #expect(event.reason == "giấy tờ đủ")
  }

  @Test func `office and clerk come from the environment, unless they are said`() throws {
    let desk = try Desk.ready()
    let environment = ["HOSO_OFFICE": "460000", "HOSO_ACTOR": "nv007"]
    _ = try desk.run(["scan", "pickup", Samples.item], environment: environment)
    _ = try desk.run(
      ["scan", "delivery", Samples.item, "--office", "700000", "--actor", "nv001"],
      environment: environment)
    let events = try desk.events().map(\.event)
    #expect(events.map { $0.office?.text } == ["460000", "700000"])
    #expect(events.map { $0.actor?.text } == ["nv007", "nv001"])
  }

  @Test func `without a time it is now`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", Samples.item)
    let recorded = try #require(desk.events().first)
    let lag = recorded.recordedAt.microseconds / 1_000 - recorded.event.occurredAt.milliseconds
    #expect((0..<60_000).contains(lag))
  }

  @Test(arguments: [
    ["--at", "2020-03-05T08:12:00"], ["--at", "yesterday"], ["--at", "2020-02-30T08:12:00Z"],
    ["--at", "2020-03-05T08:12:00.1234Z"], ["--office", "99"], ["--actor", "nv 42"],
    ["--item", "EE123456784VN"], ["--alias", "x"], ["--agency", "?"], ["--procedure", "1001612"],
    ["--province", "Nghệ An"], ["--commune", "4"], ["--channel", "fax"], ["--mode", "none"],
    ["--due", "30/02/2020"], ["--due", "12-03-2020"], ["--reason", "a\u{7}b"],
    ["--reason", String(repeating: "ồ", count: 1_001)],
  ])
  func `what is not well-formed is a usage error that names the option`(option: [String]) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(["scan", "pickup", Samples.item] + option)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(option[0]))
    #expect(try desk.eventCount() == 0)
  }

  @Test(arguments: [
    ["scan"], ["scan", "fly", Samples.item], ["scan", "pickup", "--colour"], ["fly"],
    ["scan", "pickup", Samples.item, "--lang", "fr"], ["import"], ["void"], ["amend", "a-1"],
    ["scan", "link", Samples.item], ["scan", "pickup", Samples.item, "--at"],
  ])
  func `a command that cannot be meant is a usage error`(arguments: [String]) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(arguments)
    #expect(outcome.code == 64)
    #expect(!outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
    #expect(try desk.eventCount() == 0)
  }
}
