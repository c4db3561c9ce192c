import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("What a bag's scans bring into a feed")
struct BagFeedTests {
  private let scene: Scene
  private let one = "EE123456785VN"
  private let two = "CA123456785VN"
  private let hanoi: PostOfficeCode
  private let hue: PostOfficeCode
  private let bag: ContainerCode

  init() throws {
    scene = try Scene()
    hanoi = try PostOfficeCode("100000")
    hue = try PostOfficeCode("530000")
    bag = try ContainerCode("TUI-17")
  }

  private func put(_ code: String, occurred secondsAgo: Int = 0) throws {
    try scene.tell(.dossierPickedUp, code, occurred: secondsAgo) { event in
      event.office = hanoi
      event.parent = bag
    }
  }

  @discardableResult
  private func depart(to destination: PostOfficeCode?) throws -> LedgerPosition {
    try scene.tell(.itemDeparted, one) { event in
      event.subject = .container(bag)
      event.office = hanoi
      event.destination = destination
    }
  }

  private func story(_ office: PostOfficeCode, pageSize: Int = 100) throws -> [String] {
    try scene.items(EventFilter(), for: .office(office), pageSize: pageSize).map(\.cursor.text)
  }

  @Test(arguments: [1, 2, 100])
  func `its departure opens what is in it to where it is sent, at once and in order`(
    pageSize: Int
  ) throws {
    try put(one)
    try put(two)
    try scene.tell(.feeCollected, one) { $0.office = hanoi }
    try scene.tell(.dossierPickedUp, "BN-2020-1") { $0.office = hanoi }
    #expect(try story(hue) == [])
    try depart(to: hue)
    #expect(try story(hue, pageSize: pageSize) == ["5.1", "5.2", "5.3"])
    try scene.tell(.itemArrived, one) { $0.office = hue }
    #expect(try story(hue, pageSize: pageSize) == ["5.1", "5.2", "5.3", "6"])
    let items = try scene.items(EventFilter(), for: .office(hue))
    #expect(items.map(\.previous) == [nil, nil, items[0].id, items[2].id])
  }

  @Test func `its departure opens the same if it was told of as a dossier's would be`() throws {
    try put(one)
    try put(two)
    try scene.tell(.itemDeparted, bag.text) { event in
      event.office = hanoi
      event.destination = hue
    }
    // It comes itself as well, as what it was told as.
    let opened = try story(hue)
    #expect(opened == ["3.1", "3.2", "3"])
    // Before anything was put into it, nobody can tell that it is a bag's.
    try scene.tell(.itemDeparted, "TUI-18") { event in
      event.office = hanoi
      event.destination = try? PostOfficeCode("700000")
    }
    #expect(try story(PostOfficeCode("700000")) == ["4"])
  }

  @Test func `what is put in afterwards, or was put in long before, is not opened by it`() throws {
    try put(one, occurred: 31 * 86_400)
    try depart(to: hue)
    try put(two)
    #expect(try story(hue) == [])
  }

  @Test func `a correction of its departure opens what is in it to where it was really sent`()
    throws
  {
    try put(one)
    let departure = try depart(to: nil)
    #expect(try story(hue) == [])
    try scene.amend(departure) { $0.destination = hue }
    #expect(try story(hue) == ["3.1"])
  }

  @Test func `whoever reaches a province gets what is in it when it arrives there`() throws {
    let there = try ProvinceCode("46")
    try put(one)
    try depart(to: hue)
    try scene.tell(.itemArrived, one) { event in
      event.subject = .container(bag)
      event.office = hue
      event.province = there
    }
    let items = try scene.items(EventFilter(), for: .province(there))
    #expect(items.map(\.cursor.text) == ["3.1"])
  }

  @Test func `an agency gets what it got before, at the same places`() throws {
    try scene.tell(.dossierPickedUp, one, agency: "H26.12") { event in
      event.office = hanoi
      event.parent = bag
    }
    try depart(to: hue)
    try scene.tell(.itemArrived, one) { $0.office = hue }
    #expect(try scene.story("H26") == ["1", "3"])
    #expect(try scene.items(EventFilter()).map(\.cursor.text) == ["1", "2", "3"])
  }

  /// A random history of three items, two bags and three offices.
  private func tell(seed: Int) throws {
    var chance = Chance(seed: seed)
    let offices = [hanoi, hue, try PostOfficeCode("700000")]
    let bags = [bag, try ContainerCode("TUI-18")]
    for _ in 0..<chance.number(1...25) {
      let code = "BN-2020-\(chance.number(1...3))"
      let (office, bound) = (chance.element(of: offices), chance.element(of: offices))
      let carrier = chance.percent(50) ? bags[0] : bags[1]
      let isBags = chance.percent(45)
      let goes = chance.percent(70)
      let ago = chance.percent(20) ? chance.number(0...100) : 0
      switch chance.number(0...9) {
      case 0 where scene.count > 0: try scene.void(sequence: chance.number(1...(scene.count + 2)))
      case 1 where scene.count > 0:
        try scene.amend(LedgerPosition(Int64(chance.number(1...scene.count)))) { amendment in
          if goes {
            amendment.destination = bound
          } else {
            amendment.parent = carrier
          }
        }
      default:
        let scan: EventType = chance.percent(50) ? .itemDeparted : .itemArrived
        let type = isBags ? scan : .dossierPickedUp
        // Some tell of a bag as they would of a dossier.
        let subject: Subject =
          chance.percent(70) ? .container(carrier) : .dossier(try Alias(carrier.text))
        try scene.tell(type, code, occurred: ago) { event in
          event.office = office
          if isBags { event.subject = subject } else { event.parent = carrier }
          if isBags, goes, type == .itemDeparted { event.destination = bound }
        }
      }
    }
  }

  @Test(arguments: Seeds.all(orElse: 200))
  func `whoever reads whenever gets each event once, at the same place, and all that is theirs`(
    seed: Int
  ) throws {
    try tell(seed: seed)
    for office in [hanoi, hue] {
      let reach = Reach.office(office)
      let matcher = FilterMatcher(EventFilter(), reach: reach)
      let items = try scene.items(EventFilter(), for: reach, pageSize: 3)
      #expect(Set(items.map(\.event.position)).count == items.count)
      #expect(items.map(\.cursor) == items.map(\.cursor).sorted())
      var came: Set<LedgerPosition> = []
      let forgetful = try scene.feed(tracksMax: 0)
      for (place, item) in items.enumerated() {
        #expect(came.isSuperset(of: item.before))
        came.insert(item.event.position)
        let after = place == 0 ? FeedCursor.start : items[place - 1].cursor
        let page = try forgetful.page(after: after, matcher: matcher, limit: 1, positions: 100)
        let again = try #require(page.items.first)
        #expect(again.cursor == item.cursor && again.previous == item.previous)
        let alone = try forgetful.item(
          of: item.event.position, through: forgetful.head, matcher: matcher)
        #expect(alone?.cursor == item.cursor && alone?.previous == item.previous)
      }
      try expectWhole(came, of: office)
    }
  }

  /// Every event of a dossier that the office has in the end has come.
  private func expectWhole(_ came: Set<LedgerPosition>, of office: PostOfficeCode) throws {
    let reader = try scene.ledger.reader()
    for number in 1...3 {
      let history = try reader.history(of: try Alias("BN-2020-\(number)"), withScans: true)
      let times = Dictionary(
        history.map { ($0.position.number, $0.recordedAt) }, uniquingKeysWith: { first, _ in first }
      )
      let decoder = FactDecoder()
      let holdings = decoder.history(of: history).holdings(
        names: decoder.names, recordedAt: { times[$0] })
      for holding in holdings.dossiers
      where Reach.office(office).sight(of: holding.holders) == .all {
        for fact in holding.facts where !fact.isOfContainer {
          #expect(came.contains(LedgerPosition(fact.number)), "event \(fact.number)")
        }
      }
    }
  }
}
