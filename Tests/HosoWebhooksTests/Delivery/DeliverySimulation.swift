import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

/// A history of scans, receivers that fail in every way, and a sender that is killed at any time.
///
/// In the end everybody is well again and time passes; then what arrived is compared with what the
/// feed says should have.
final class DeliverySimulation {
  private static let names = ["a", "b", "c", "d"]
  private static let agencies = ["H26", "H26.12", "H26.12.19", "H27"]
  private static let types: [EventType] = [
    .dossierPickedUp, .dossierDelivered, .dossierAccepted, .resultReady, .resultCollected,
    .resultReturned, .itemArrived, .itemDeparted, .supplementRequested,
  ]

  private var chance: Chance
  let desk: Desk
  private let mood = Mood()
  private(set) var endpoints: [(name: String, id: EndpointID)] = []
  /// Those that asked for the order of all events from their first day.
  private var strict: Set<EndpointID> = []
  /// What was known to be delivered when the sender died, and how much had arrived by then.
  private var settled: [(endpoint: EndpointID, event: Int64, arrivals: Int)] = []

  /// How receivers feel at the moment; shared with their reactions.
  private final class Mood {
    var isHealed = false
    /// Out of a hundred.
    var failing: [String: Int] = [:]
    /// Events that a receiver does not take, whatever it does with others.
    var poison: Set<Int64> = []
    var chance = Chance(seed: 0)
  }

  init(seed: Int) throws {
    chance = Chance(seed: seed)
    mood.chance = Chance(seed: seed &* 31)
    let scene = try Scene()
    desk = try Desk(scene, stallMilliseconds: 600_000) { [mood] arrival in
      DeliverySimulation.react(arrival, mood)
    }
  }

  private static func react(
    _ arrival: SimulatedNetwork.Arrival, _ mood: Mood
  ) -> SimulatedNetwork.Reaction {
    if mood.isHealed { return .status(200) }
    if let sequence = arrival.sequence, mood.poison.contains(sequence) { return .status(422) }
    let name = String(arrival.url.dropFirst(8).prefix(1))
    guard mood.chance.percent(mood.failing[name] ?? 0) else { return .status(204) }
    switch mood.chance.number(0...20) {
    case 0: return .status(410)
    case 1: return .status(200, ["webhook-delivery": "disable"])
    case 2...5: return .hang
    case 6...8: return .status(429, ["retry-after": "\(mood.chance.number(1...7_200))"])
    case 9...12: return .refused
    case 13: return .status(301, ["location": "https://other.example.vn/"])
    case 14...16: return .status(400)
    default: return .status(500)
    }
  }

  func run() throws {
    try addEndpoints()
    for _ in 0..<chance.number(4...12) {
      try happen()
      try pass()
    }
    try heal()
  }

  private func addEndpoints() throws {
    for name in DeliverySimulation.names.prefix(chance.number(1...4)) {
      let filter = try filter()
      let policy = chance.pick(FourthFailure.skip, .block, .blockDecisions)
      let order = chance.percent(25) ? DeliveryOrder.endpoint : .dossier
      let rate = chance.percent(20) ? chance.number(1...5) : nil
      let id = try desk.add(name, filter) { endpoint in
        endpoint.afterFourthFailure = policy
        endpoint.order = order
        endpoint.rateLimitPerSecond = rate
      }
      endpoints.append((name, id))
      if order == .endpoint { strict.insert(id) }
    }
  }

  private func filter() throws -> EventFilter {
    if chance.percent(40) { return EventFilter() }
    let code = chance.element(of: DeliverySimulation.agencies) ?? "H26"
    var filter = EventFilter(agencies: [try AgencyCode(code)])
    if chance.percent(30) { filter.types = [try TypeGlob("dossier.*"), try TypeGlob("*.ready")] }
    return filter
  }

  /// Scans, corrections, and what people do.
  private func happen() throws {
    for _ in 0..<chance.number(0...12) {
      let code = "BN-2020-\(chance.number(1...6))"
      let type = chance.element(of: DeliverySimulation.types) ?? .itemArrived
      let agency = chance.percent(35) ? chance.element(of: DeliverySimulation.agencies) : nil
      let also = chance.percent(6) ? ["BN-2020-\(chance.number(1...6))"] : []
      if chance.percent(8), desk.scene.count > 0 {
        try desk.scene.void(LedgerPosition(Int64(chance.number(1...desk.scene.count))))
      } else {
        try desk.scene.tell(type, code, agency: agency, also: also.filter { $0 != code })
      }
      if chance.percent(5) { mood.poison.insert(Int64(desk.scene.count)) }
    }
    for (name, id) in endpoints {
      if chance.percent(40) {
        mood.failing[name] = chance.pick(0, 0, 20, 60, 100)
      }
      if chance.percent(6) { try change(id) }
    }
  }

  private func change(_ id: EndpointID) throws {
    let store = try DeliveryStore(of: desk.scene.ledger.folder)
    switch chance.number(0...3) {
    case 0: try store.disable(id, at: desk.now)
    case 1: try enable(id, store)
    case 2: try store.releaseParked(id)
    default:
      guard var endpoint = try store.endpoint(id) else { return }
      endpoint.name += "x"
      // Only towards the stricter order: what was delivered before has its order already.
      if chance.percent(20) { endpoint.order = .endpoint }
      try store.update(endpoint, ifRevision: nil, at: desk.now)
    }
  }

  private func enable(_ id: EndpointID, _ store: DeliveryStore) throws {
    do {
      try store.enable(id, at: desk.now)
    } catch EndpointFault.coolingDown(let until) {
      try store.enable(id, at: until)
    }
  }

  /// Time passes; the sender may be killed in the middle of anything.
  private func pass() throws {
    for _ in 0..<chance.number(1...4) {
      let seconds = chance.pick(1, 20, 400, 4_000, 40_000, 200_000)
      try desk.setDisk(isFull: chance.percent(10))
      try desk.run(seconds: Int64(seconds))
      guard chance.percent(50) else { continue }
      // Some turns more, and then it dies between any two of them.
      for _ in 0..<chance.number(0...6) {
        _ = try desk.turn(isWoken: true)
        desk.network.now = desk.now.adding(milliseconds: Int64(chance.number(0...9)))
      }
      try remember()
      let onTheLine = desk.network.running
      try desk.crash(losing: chance.number(0...onTheLine), seed: chance.number(1...1_000))
    }
  }

  /// Notes what the store knows to be delivered, which no crash may make it send again.
  private func remember() throws {
    for (_, id) in endpoints {
      var query = AttemptQuery()
      query.endpoint = id
      query.limit = 10_000
      for logged in try desk.store.attempts(query) where logged.attempt.verdict.isDelivered {
        guard let event = logged.attempt.event?.number else { continue }
        settled.append((id, event, desk.network.sent))
      }
    }
  }

  /// Everybody takes everything, and endpoints that were stopped are switched on.
  private func heal() throws {
    mood.isHealed = true
    try desk.setDisk(isFull: false)
    for (_, id) in endpoints {
      let store = try DeliveryStore(of: desk.scene.ledger.folder)
      try enable(id, store)
      try store.releaseParked(id)
    }
    try desk.run(seconds: 3 * 86_400)
  }

  // MARK: - What must hold

  func check() throws {
    for (name, id) in endpoints {
      let endpoint = try #require(try desk.store.endpoint(id))
      let items = try desk.scene.items(endpoint.filter)
      let wanted = items.map(\.event.position.number)
      let arrivals = desk.network.arrivals.filter { $0.url == "https://\(name).example.vn/" }
      let taken = arrivals.filter(\.isTaken)
      let got = Set(taken.compactMap(\.sequence))
      #expect(Set(wanted).subtracting(got) == [], "lost")
      #expect(got.subtracting(wanted) == [], "not meant for it")
      #expect(Set(arrivals.compactMap(\.sequence)).isSubset(of: Set(wanted)))
      #expect(try desk.store.outstanding(of: id, limit: 10).isEmpty)
      let cursor = try #require(try desk.store.progress(of: id)).cursor
      #expect(cursor.position.number >= wanted.max() ?? 0)
      for known in settled where known.endpoint == id {
        let again = arrivals.filter { $0.sequence == known.event && $0.place >= known.arrivals }
        #expect(again.isEmpty, "event \(known.event) was delivered, and sent again")
      }
      checkBodies(arrivals)
      checkOrder(taken, items: items, policy: endpoint.afterFourthFailure)
      if strict.contains(id) { checkStrictOrder(taken, items: items) }
    }
  }

  /// One name and one body for an event, whatever happens.
  private func checkBodies(_ arrivals: [SimulatedNetwork.Arrival]) {
    var known: [Int64: (id: String, body: String)] = [:]
    for arrival in arrivals {
      guard let sequence = arrival.sequence else { continue }
      if let first = known[sequence] {
        #expect(first.id == arrival.id)
        #expect(first.body == arrival.body)
      } else {
        known[sequence] = (arrival.id, arrival.body)
      }
    }
  }

  /// First successes follow the feed within a dossier; who went ahead says so.
  private func checkOrder(
    _ taken: [SimulatedNetwork.Arrival], items: [FeedItem], policy: FourthFailure
  ) {
    var firsts: [Int64: Int] = [:]
    var isMarked: Set<Int64> = []
    for (place, arrival) in taken.enumerated() {
      guard let sequence = arrival.sequence else { continue }
      if firsts[sequence] == nil { firsts[sequence] = place }
      if arrival.isOutOfOrder { isMarked.insert(sequence) }
    }
    for item in items {
      let event = item.event.position.number
      guard let place = firsts[event] else { continue }
      let isAhead = item.before.contains { firsts[$0.number].map { place < $0 } ?? false }
      if isAhead {
        #expect(policy != .block, "event \(event) went ahead")
        #expect(isMarked.contains(event), "event \(event) did not say that it went ahead")
      }
    }
  }
}

extension DeliverySimulation {
  /// First successes follow the feed, whosever dossier; nobody says that it went ahead.
  private func checkStrictOrder(_ taken: [SimulatedNetwork.Arrival], items: [FeedItem]) {
    var seen: Set<Int64> = []
    let firsts = taken.compactMap(\.sequence).filter { seen.insert($0).inserted }
    #expect(firsts == items.map(\.event.position.number), "not in the order of the feed")
    #expect(taken.allSatisfy { !$0.isOutOfOrder })
  }
}

@Suite("Receivers that fail, and a sender that is killed")
struct DeliverySimulationTests {
  @Test(arguments: Seeds.all(orElse: 400))
  func `everything arrives, in order, under one name and with one body`(seed: Int) throws {
    let simulation = try DeliverySimulation(seed: seed)
    try simulation.run()
    try simulation.check()
  }
}
