import HosoDomain
import Testing

@Suite("An event written as a line and read again")
struct InterchangeRoundTripTests {
  @Test(arguments: EventType.allCases)
  func `an event with only required data is the same event`(_ type: EventType) throws {
    let event = try InterchangeSamples.bare(type)
    let line = try InterchangeSamples.read(InterchangeSamples.line(event))
    #expect(line == InterchangeLine(event: event, recordedAt: nil))
  }

  @Test(arguments: EventType.allCases)
  func `an event with complete data is the same event`(_ type: EventType) throws {
    let event = try InterchangeSamples.complete(type)
    let recordedAt = try RecordedAt(rfc3339: "2020-03-05T08:12:01.000250+07:00")
    let text = InterchangeSamples.line(event, recordedAt: recordedAt)
    let line = try InterchangeSamples.read(text)
    #expect(line == InterchangeLine(event: event, recordedAt: recordedAt))
    #expect(Array((line.event.reason ?? "").utf8) == Array((event.reason ?? "").utf8))
    #expect(InterchangeSamples.line(line.event, recordedAt: line.recordedAt) == text)
  }

  @Test(arguments: Channel.allCases)
  func `every channel is found again`(_ channel: Channel) throws {
    let line = try InterchangeSamples.read(
      InterchangeSamples.pickup(#""channel":"\#(channel.name)""#))
    #expect(line.event.channel == channel)
  }

  @Test(arguments: ServiceMode.allCases)
  func `every mode is found again`(_ mode: ServiceMode) throws {
    let line = try InterchangeSamples.read(InterchangeSamples.pickup(#""mode":"\#(mode.name)""#))
    #expect(line.event.mode == mode)
  }

  @Test(arguments: Money.Kind.allCases)
  func `every kind of money is found again`(_ kind: Money.Kind) throws {
    let line = try InterchangeSamples.read(
      InterchangeSamples.pickup(#""amount":0,"money":"\#(kind.name)""#))
    #expect(line.event.money == Money(kind: kind, amount: 0))
  }

  @Test func `a line is written in the order of the contract`() throws {
    var event = try InterchangeSamples.bare(.dossierPickedUp)
    event.identity.sequence = 17
    event.office = try PostOfficeCode("100000")
    event.actor = try StaffNumber("nv042")
    event.province = try ProvinceCode("01")
    event.commune = try CommuneCode("00004")
    event.service = try ProcedureCode("1.001612")
    event.agency = try AgencyCode("H26.12.19")
    event.channel = .counter
    event.mode = .both
    event.dueDate = LocalDate(iso: "2020-03-12")
    event.reason = "ảnh"
    event.aliases = [try Alias("H26.12.19-200305-0001")]
    event.money = Money(kind: .fee, amount: 52_000)
    event.parent = try ContainerCode("TUI1")
    event.destination = try PostOfficeCode("460000")
    event.count = 3
    #expect(
      InterchangeSamples.line(event, recordedAt: RecordedAt(microseconds: 0)) == """
        {"id":"e-1","source":"vnpost.100000","type":"dossier.picked_up","dossier":"EE123456785VN",\
        "occurred_at":"2020-03-05T08:12:00+07:00","office":"100000","actor":"nv042",\
        "province":"01","commune":"00004","service":"1.001612","agency":"H26.12.19",\
        "channel":"counter","mode":"both","due_date":"2020-03-12","reason":"ảnh",\
        "aliases":["H26.12.19-200305-0001"],"money":"fee","amount":52000,"parent":"TUI1",\
        "destination":"460000","count":3,"sequence":17,\
        "recorded_at":"1970-01-01T07:00:00+07:00"}
        """)
  }

  @Test func `an amendment is written in the order of the contract`() throws {
    var event = try InterchangeSamples.bare(.eventAmended)
    event.reason = "x"
    event.amendment?.occurredAt = event.occurredAt
    #expect(
      InterchangeSamples.line(event) == """
        {"id":"e-1","source":"vnpost.100000","type":"event.amended",\
        "occurred_at":"2020-03-05T08:12:00+07:00","reason":"x","target":"e-0",\
        "set":{"occurred_at":"2020-03-05T08:12:00+07:00","office":"460000"}}
        """)
  }

  @Test func `lines are appended to what is there`() throws {
    var bytes = Array("earlier\n".utf8)
    InterchangeWriter.write(try InterchangeSamples.bare(.resultReady), into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("earlier\n{\"id\":\"e-1\""))
  }

  @Test func `fields in any order make the same event`() throws {
    let event = try InterchangeSamples.read(InterchangeSamples.pickup(#""office":"100000""#)).event
    let turned = try InterchangeSamples.read(
      """
      { "office" : "100000" ,\t"occurred_at":"2020-03-05T01:12:00Z", "dossier":"EE123456785VN",
        "type":"dossier.picked_up", "id":"e-1" }\r
      """)
    #expect(turned.event == event)
  }
}

@Suite("What a line leaves out or says in its own way")
struct InterchangeDefaultTests {
  @Test func `a line without a source belongs to the source of the import`() throws {
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    let named = Array(InterchangeSamples.pickup(#""source":"here""#).utf8)
    let unnamed = Array(InterchangeSamples.pickup().utf8)
    let sources = try [unnamed, named, named, unnamed].map { line in
      try InterchangeSamples.read(line, with: &reader).get().event.identity.source.text
    }
    #expect(sources == ["elsewhere", "here", "here", "elsewhere"])
  }

  @Test func `null is the same as absent`() throws {
    let names = [
      "source", "office", "actor", "province", "commune", "service", "agency", "channel", "mode",
      "due_date", "reason", "target", "set", "aliases", "money", "amount", "parent", "destination",
      "count", "sequence", "recorded_at",
    ]
    let nulls = names.map { #""\#($0)":null"# }.joined(separator: ",")
    let line = try InterchangeSamples.read(InterchangeSamples.pickup(nulls))
    #expect(line == (try InterchangeSamples.read(InterchangeSamples.pickup())))
  }

  @Test func `a scan that had to be normalised keeps its raw text`() throws {
    let line = InterchangeSamples.pickup().replacing("EE123456785VN", with: " ee123456785vn")
    let event = try InterchangeSamples.read(line).event
    #expect(event.subject == .dossier(try Alias("EE123456785VN")))
    #expect(event.scannedText == " ee123456785vn")
  }

  @Test func `a clean scan keeps no second text`() throws {
    #expect(try InterchangeSamples.read(InterchangeSamples.pickup()).event.scannedText == nil)
  }

  @Test func `each further code is kept once and without the dossier's own`() throws {
    let codes = #"["rr473124829vn","EE123456785VN","RR473124829VN","BN-1234"]"#
    let event = try InterchangeSamples.read(InterchangeSamples.pickup(#""aliases":\#(codes)"#))
      .event
    #expect(event.aliases == [try Alias("RR473124829VN"), try Alias("BN-1234")])
  }

  @Test func `a reason is not normalised`() throws {
    let decomposed = "tie\u{302}\u{301}p "
    let event = try InterchangeSamples.read(
      InterchangeSamples.pickup(#""reason":"\#(decomposed)""#)
    ).event
    #expect(Array((event.reason ?? "").utf8) == Array(decomposed.utf8))
  }

  @Test func `the largest and smallest numbers are taken`() throws {
    let event = try InterchangeSamples.read(
      InterchangeSamples.pickup(
        #""sequence":9007199254740992,"count":1000000000,"money":"cod","amount":1000000000000000"#)
    ).event
    #expect(event.identity.sequence == 1 << 53)
    #expect(event.count == 1_000_000_000)
    #expect(event.money == Money(kind: .cod, amount: 1_000_000_000_000_000))
  }
}
