import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("What a subscriber gets, and in which order")
struct FeedReaderTests {
  private let scene: Scene
  private let one = "EE123456785VN"
  private let two = "CA123456785VN"

  init() throws {
    scene = try Scene()
  }

  @Test func `events of other agencies and of none are left out`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "H26.12.19")
    try scene.tell(.dossierPickedUp, "BN-2020-2", agency: "H26.13")
    try scene.tell(.dossierPickedUp, "BN-2020-3")
    try scene.declare()
    #expect(try scene.story("H26.12") == ["1"])
    #expect(try scene.story("H26.12.19") == ["1"])
    #expect(try scene.story("H26.1") == [])
    #expect(try scene.story("H26") == ["1", "2"])
    #expect(try scene.items(EventFilter()).map(\.cursor.text) == ["1", "2", "3", "4"])
  }

  @Test func `what a desk did by itself is no agency's, whatever agency it names`() throws {
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26.12")
    try scene.work(.recordPrinted, agency: "H26.12")
    try scene.work(.shiftClosed)
    #expect(try scene.story("H26.12") == ["1"])
    #expect(try scene.items(EventFilter()).map(\.cursor.text) == ["1", "2", "3"])
  }

  @Test func `the old form of an agency's code is below the new form`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "000.19.12.H26")
    #expect(try scene.story("H26.12") == ["1"])
  }

  @Test func `an agency that becomes known late gets the earlier events first`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.itemDeparted, "BN-2020-1")
    try scene.tell(.dossierPickedUp, "BN-2020-2", agency: "H26.12")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26.12")
    try scene.tell(.resultReady, "BN-2020-1")
    #expect(try scene.story("H26.12") == ["3", "4.1", "4.2", "4", "5"])
    #expect(try scene.story("H26.12", pageSize: 1) == ["3", "4.1", "4.2", "4", "5"])
  }

  @Test func `a reader goes on from the middle of a position`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.itemDeparted, "BN-2020-1")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26")
    let cursor = try #require(FeedCursor(text: "3.1"))
    let page = try scene.feed().page(
      after: cursor, matcher: FilterMatcher(EventFilter(agencies: [try AgencyCode("H26")])),
      limit: 10, positions: 10)
    #expect(page.items.map(\.cursor.text) == ["3.2", "3"])
    #expect(page.isAtHead)
    #expect(page.cursor.text == "3")
  }

  @Test func `an event asked for alone is as in the stream, whatever was recorded since`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.dossierPickedUp, "BN-2020-2", agency: "H26")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26")
    try scene.tell(.dossierPickedUp, "BN-2020-3", agency: "H27")
    let filter = EventFilter(agencies: [try AgencyCode("H26")])
    let feed = try scene.feed()
    for item in try scene.items(filter) {
      let alone = try feed.item(
        of: item.event.position, through: feed.head, matcher: FilterMatcher(filter))
      let origin = CloudEvent.Origin(ledgerID: "ledger", baseURL: nil)
      let bodies = [alone, item].map { item in
        item.map { CloudEvent.body(of: $0, form: .full, origin: origin) }
      }
      #expect(bodies[0] == bodies[1])
      #expect(alone?.cursor == item.cursor)
    }
    let foreign = try feed.item(
      of: LedgerPosition(4), through: feed.head, matcher: FilterMatcher(filter))
    #expect(foreign == nil)
  }

  @Test func `a link tells an agency all of the dossier it joins to its own`() throws {
    try scene.tell(.dossierPickedUp, one)
    try scene.tell(.dossierAccepted, "BN-2020-7", agency: "H26.12")
    try scene.tell(.itemArrived, one)
    try scene.tell(.aliasLinked, "BN-2020-7", also: [one])
    try scene.tell(.resultReturned, one)
    #expect(try scene.story("H26.12") == ["2", "4.1", "4.3", "4", "5"])
  }

  @Test func `a link between two agencies' dossiers brings neither what is the other's`() throws {
    try scene.tell(.dossierPickedUp, one, agency: "H26")
    try scene.tell(.dossierPickedUp, two, agency: "H27")
    let link = try scene.tell(.aliasLinked, one, also: [two])
    try scene.tell(.dossierDelivered, two)
    try scene.void(link)
    try scene.tell(.resultReady, two)
    #expect(try scene.story("H26") == ["1", "3", "5"])
    #expect(try scene.story("H27") == ["2", "4", "6"])
  }

  @Test func `a later entry of another agency brings it nothing until the first is voided`() throws
  {
    let first = try scene.tell(.dossierPickedUp, one, agency: "H26")
    try scene.tell(.dossierPickedUp, one, agency: "H27", occurred: 86_400)
    try scene.tell(.dossierDelivered, one, agency: "H27")
    #expect(try scene.story("H27") == [])
    try scene.void(first)
    #expect(try scene.story("H26") == ["1", "2", "3", "4"])
    #expect(try scene.story("H27") == ["4.1", "4.2", "4.3", "4"])
  }

  private func offices(_ code: String) throws -> [String] {
    try scene.items(EventFilter(), for: .office(try PostOfficeCode(code))).map(\.cursor.text)
  }

  @Test func `an office gets its own events, and the rest when the dossier is sent to it`() throws {
    let (hanoi, hue) = (try PostOfficeCode("100000"), try PostOfficeCode("530000"))
    try scene.tell(.dossierPickedUp, one) { $0.office = hanoi }
    let arrival = try scene.tell(.itemArrived, one) { $0.office = hue }
    try scene.tell(.itemDamaged, one) { $0.office = hanoi }
    try scene.void(arrival)
    #expect(try offices("530000") == ["2", "4"])
    #expect(try offices("100000") == ["1", "2", "3", "4"])
    #expect(try offices("700000") == [])
    try scene.tell(.itemDeparted, one) { event in
      event.office = hanoi
      event.destination = hue
    }
    #expect(try offices("530000") == ["2", "4", "5.1", "5.3", "5"])
  }

  @Test func `who was told of a scan is told that it was voided`() throws {
    let wrong = try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "H26")
    try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "H27")
    try scene.void(wrong)
    try scene.tell(.dossierDelivered, "BN-2020-1")
    #expect(try scene.story("H26") == ["1", "2", "3"])
    #expect(try scene.story("H27") == ["3.1", "3.2", "3", "4"])
  }

  @Test func `the void of the only scan goes to those who got the scan`() throws {
    let only = try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "H26")
    let void = try scene.void(only)
    try scene.void(void)
    #expect(try scene.story("H26") == ["1", "2", "3"])
    #expect(try scene.story("H27") == [])
  }

  @Test func `a void that comes before its target is told with it`() throws {
    try scene.void(sequence: 2)
    try scene.tell(.dossierPickedUp, "BN-2020-1", agency: "H26")
    #expect(try scene.story("H26") == ["2.1", "2"])
    #expect(try scene.items(EventFilter()).map(\.cursor.text) == ["1", "2"])
  }

  @Test func `a reused item number is another dossier`() throws {
    try scene.tell(.dossierPickedUp, one, agency: "H26", occurred: 500 * 86_400)
    try scene.tell(.resultReturned, one, occurred: 480 * 86_400)
    try scene.tell(.dossierPickedUp, one, agency: "H27")
    let items = try scene.items(EventFilter())
    #expect(items.map(\.previous) == [nil, items[0].id, nil])
    #expect(try scene.story("H26") == ["1", "2"])
    #expect(try scene.story("H27") == ["3"])
  }

  @Test func `the event before is the dossier's last one that this subscriber got`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.dossierPickedUp, "BN-2020-2", agency: "H26")
    try scene.tell(.itemArrived, "BN-2020-1")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26")
    var filter = EventFilter(agencies: [try AgencyCode("H26")])
    let all = try scene.items(filter)
    #expect(all.map(\.cursor.text) == ["2", "4.1", "4.3", "4"])
    #expect(all.map(\.previous) == [nil, nil, all[1].id, all[2].id])
    filter.types = [try TypeGlob("dossier.*")]
    let some = try scene.items(filter)
    #expect(some.map(\.cursor.text) == ["2", "4.1", "4"])
    #expect(some.map(\.previous) == [nil, nil, some[1].id])
  }

  @Test func `fields are asked of the dossier and joined by and`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1") { event in
      event.channel = .home
      event.service = try? ProcedureCode("1.001612.000.00.00.H56")
    }
    try scene.tell(.dossierDelivered, "BN-2020-1")
    try scene.tell(.dossierPickedUp, "BN-2020-2") { $0.channel = .home }
    var filter = EventFilter()
    filter.channels = [.home]
    #expect(try scene.items(filter).map(\.cursor.text) == ["1", "2", "3"])
    filter.services = [try ProcedureCode("1.001612")]
    #expect(try scene.items(filter).map(\.cursor.text) == ["1", "2"])
    filter.modes = [.send]
    #expect(try scene.items(filter).isEmpty)
  }

  @Test func `an item asked for alone is the one of the feed`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26")
    try scene.tell(.resultReady, "BN-2020-1")
    let filter = EventFilter(agencies: [try AgencyCode("H26")])
    let feed = try scene.feed()
    for item in try scene.items(filter) {
      let alone = try #require(
        try feed.item(
          of: item.event.position, through: LedgerPosition(3), matcher: FilterMatcher(filter)))
      #expect(alone.cursor == item.cursor)
      #expect(alone.previous == item.previous)
    }
    #expect(
      try feed.item(
        of: LedgerPosition(1), through: LedgerPosition(1), matcher: FilterMatcher(filter)) == nil)
  }

  @Test func `an item can be asked for at any later position, whatever that is about`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.dossierDelivered, "BN-2020-1", agency: "H26")
    try scene.tell(.dossierPickedUp, "BN-2020-2", agency: "H26")
    let filter = EventFilter(agencies: [try AgencyCode("H26")])
    let feed = try scene.feed()
    for item in try scene.items(filter) {
      let alone = try feed.item(
        of: item.event.position, through: feed.head, matcher: FilterMatcher(filter))
      #expect(alone?.cursor == item.cursor && alone?.previous == item.previous)
    }
  }

  @Test func `an event is found by its name`() throws {
    try scene.tell(.dossierPickedUp, "BN-2020-1")
    try scene.tell(.dossierDelivered, "BN-2020-1")
    let feed = try scene.feed()
    let item = try scene.items(EventFilter())[0]
    #expect(try feed.find(item.id, at: LedgerPosition(1), positions: 0) == LedgerPosition(1))
    #expect(try feed.find(item.id, at: LedgerPosition(2), positions: 9) == LedgerPosition(1))
    #expect(try feed.find(item.id, at: nil, positions: 1) == nil)
  }
}

@Suite("The bodies of deliveries")
struct CloudEventTests {
  private let origin = CloudEvent.Origin(ledgerID: "0a1b", baseURL: "https://hoso.example.vn")

  private func items() throws -> [FeedItem] {
    let scene = try Scene()
    try scene.tell(.dossierPickedUp, "EE123456785VN", agency: "H26.12") { event in
      event.actor = try? StaffNumber("nv042")
      event.scannedText = "ee123456785vn"
      event.reason = "Hồ sơ \"gấp\""
    }
    try scene.void(LedgerPosition(1))
    return try scene.items(EventFilter())
  }

  @Test func `a full body has the event without staff number and raw text`() throws {
    let body = CloudEvent.body(of: try items()[0], form: .full, origin: origin)
    let expected = #"""
      {"specversion":"1.0","id":"evt_a2be4352590866983e9a5320f2b5850c",\#
      "source":"urn:hoso:ledger:0a1b",\#
      "type":"dossier.picked_up","subject":"EE123456785VN","time":"2020-03-05T08:12:01+07:00",\#
      "timestamp":"2020-03-05T08:12:01+07:00","recordedtime":"2020-03-05T08:12:01+07:00",\#
      "sequence":"00000000000000000001","datacontenttype":"application/json",\#
      "data":{"id":"100000-a1b2c3-1-1","source":"100000-a1b2c3-1","type":"dossier.picked_up",\#
      "dossier":"EE123456785VN","occurred_at":"2020-03-05T08:12:01+07:00","agency":"H26.12",\#
      "reason":"Hồ sơ \"gấp\"","sequence":1,"position":1}}
      """#
    #expect(String(decoding: body, as: UTF8.self) == expected)
  }

  @Test func `a thin body says only which event it is and where to fetch it`() throws {
    let items = try items()
    let body = CloudEvent.body(of: items[1], form: .thin, origin: origin, isOutOfOrder: true)
    let text = String(decoding: body, as: UTF8.self)
    #expect(text.contains(#""previousid":"\#(items[0].id.text)""#))
    #expect(text.contains(#""subject":"EE123456785VN""#))
    let link = "https://hoso.example.vn/v1/events/\(items[1].id.text)?position=2"
    #expect(text.contains(#""dataref":"\#(link)","outoforder":true"#))
    let data =
      #""data":{"id":"100000-a1b2c3-1-2","source":"100000-a1b2c3-1","type":"event.voided","#
      + #""position":2}}"#
    #expect(text.hasSuffix(data))
  }
}
