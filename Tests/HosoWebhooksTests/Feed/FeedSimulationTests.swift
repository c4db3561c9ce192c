import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("Feeds of random histories")
struct FeedSimulationTests {
  private static let agencies = ["H26", "H26.12", "H27"]
  private static let conditions = [
    "subject LIKE 'BN-2020-%'", "NOT (subject = 'BN-2020-3')", "NOT EXISTS subject",
    "type LIKE 'event.%' AND EXISTS agency", "EXISTS agency AND agency != 'H27'",
  ]

  private func scene(seed: Int) throws -> Scene {
    var chance = Chance(seed: seed)
    let scene = try Scene()
    for _ in 0..<chance.number(1...40) {
      let code = "BN-2020-\(chance.number(1...5))"
      let other = "BN-2020-\(chance.number(1...5))"
      switch chance.number(0...9) {
      case 0 where scene.count > 0:
        // Of any event, also of a void, and of one that is still to come.
        try scene.void(sequence: chance.number(1...(scene.count + 3)))
      case 1: try scene.declare()
      default:
        try scene.tell(
          chance.pick(.dossierPickedUp, .dossierDelivered, .resultReady, .aliasLinked), code,
          agency: chance.percent(40) ? chance.element(of: FeedSimulationTests.agencies) : nil,
          also: chance.percent(15) && other != code ? [other] : [],
          occurred: chance.percent(20) ? chance.number(0...100) : 0)
      }
    }
    return scene
  }

  @Test(arguments: Seeds.all(orElse: 400))
  func `each event comes once, no later reading changes it, and nobody else's comes`(
    seed: Int
  ) throws {
    let scene = try scene(seed: seed)
    var filters = try FeedSimulationTests.agencies.map {
      EventFilter(agencies: [try AgencyCode($0)])
    }
    for condition in FeedSimulationTests.conditions {
      var filter = EventFilter()
      filter.condition = try FilterExpression(condition)
      filters.append(filter)
    }
    for filter in filters {
      let items = try scene.items(filter, pageSize: 3)
      #expect(Set(items.map(\.event.position)).count == items.count)
      var came: Set<LedgerPosition> = []
      for item in items {
        #expect(came.isSuperset(of: item.before), "\(filter.condition?.text ?? "-")")
        came.insert(item.event.position)
      }
      #expect(items.map(\.cursor) == items.map(\.cursor).sorted())
      // Without anything remembered, one item at a time.
      let forgetful = try scene.feed(tracksMax: 0)
      let matcher = FilterMatcher(filter)
      for (place, item) in items.enumerated() {
        let after = place == 0 ? FeedCursor.start : items[place - 1].cursor
        let page = try forgetful.page(
          after: after, matcher: matcher, limit: 1, positions: 100)
        let again = try #require(page.items.first)
        #expect(again.cursor == item.cursor)
        #expect(again.previous == item.previous)
        #expect(again.before == item.before)
      }
    }
  }

  @Test(arguments: Seeds.all(orElse: 200))
  func `whoever sees an agency sees what its offices see`(seed: Int) throws {
    let scene = try scene(seed: seed)
    let wide = Set(try scene.items(EventFilter(agencies: [try AgencyCode("H26")])).map(\.id))
    let narrow = try scene.items(EventFilter(agencies: [try AgencyCode("H26.12")]))
    #expect(narrow.allSatisfy { wide.contains($0.id) })
    #expect(try scene.items(EventFilter()).count == scene.count)
  }

  @Test(arguments: Seeds.all(orElse: 200))
  func `a condition that says what fields say gives the same feed, and narrows them`(
    seed: Int
  ) throws {
    let scene = try scene(seed: seed)
    let plain = EventFilter(agencies: [try AgencyCode("H26")])
    var said = EventFilter()
    said.condition = try FilterExpression("agency = 'H26' OR agency LIKE 'H26.%'")
    func story(_ filter: EventFilter) throws -> [String] {
      try scene.items(filter, pageSize: 3).map { "\($0.cursor.text) \($0.previous?.text ?? "-")" }
    }
    #expect(try story(said) == story(plain))
    var typed = plain
    typed.types = [try TypeGlob("result.*")]
    var narrowed = plain
    narrowed.condition = try FilterExpression("type LIKE 'result.%'")
    #expect(try story(narrowed) == story(typed))
  }

  @Test(arguments: Seeds.all(orElse: 200))
  func `an agency has every dossier for which it was recorded first`(seed: Int) throws {
    let scene = try scene(seed: seed)
    let reader = try scene.ledger.reader()
    let own = Set(try scene.items(EventFilter(agencies: [try AgencyCode("H26")])).map(\.event))
    for number in 1...Int64(scene.count) {
      let history = try reader.history(around: [LedgerPosition(number)])
      let decoder = FactDecoder()
      let facts = decoder.history(of: history)
      let holdings = facts.holdings(names: decoder.names) { number in
        history.first { $0.position.number == number }?.recordedAt
      }
      for holding in holdings.dossiers {
        guard let agency = holding.holders.agency, AgencyScope.covers("H26", agency) else {
          continue
        }
        for fact in holding.facts {
          #expect(own.contains { $0.position.number == fact.number }, "event \(fact.number)")
        }
      }
    }
  }
}
