import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("Notices pushed to an operator")
struct OperatorTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
  }

  private func notices(_ desk: Desk, at name: String = "duty") -> [SimulatedNetwork.Arrival] {
    desk.network.arrivals.filter { $0.url == "https://\(name).example.vn/" }
  }

  private func kinds(_ arrivals: [SimulatedNetwork.Arrival]) -> [String] {
    arrivals.map { arrival in
      (try? JSONValue(reading: Array(arrival.body.utf8)))?["type"]?.text ?? ""
    }
  }

  @discardableResult
  private func addOperator(_ desk: Desk, after: FeedCursor = .start) throws -> EndpointID {
    try desk.add("duty", after: after) { $0.kind = .operator }
  }

  @Test func `an operator is told of failing endpoints, parked events and recovery`() throws {
    try scene.tell(.itemArrived, "BN-2020-1")
    var isUp = false
    let desk = try Desk(scene) { arrival in
      arrival.url.contains("duty") || isUp ? .status(204) : .status(500)
    }
    let failing = try desk.add("a")
    try addOperator(desk)
    try desk.run(seconds: 4 * 86_400)
    let told = notices(desk)
    #expect(
      kinds(told).sorted() == [
        "attempt.failing", "endpoint.failing_24h", "endpoint.failing_72h", "event.parked",
      ])
    #expect(kinds(told).first == "attempt.failing")
    let first = try JSONValue(reading: Array(try #require(told.first).body.utf8))
    #expect(first["subject"]?.text == failing.text && first["specversion"]?.text == "1.0")
    #expect(first["id"]?.text == told.first?.id && told.first?.id.hasPrefix("ntc_") == true)
    #expect(first["data"]?["position"] == .number("1"))
    isUp = true
    try desk.run(seconds: 86_400)
    #expect(kinds(notices(desk)).last == "endpoint.recovered")
    // No event of the ledger, and no notice twice.
    #expect(Set(notices(desk).map(\.id)).count == notices(desk).count)
  }

  @Test func `a notice that did not arrive is sent again by its name, over crashes too`() throws {
    try scene.tell(.itemArrived, "BN-2020-1")
    var isUp = false
    let desk = try Desk(scene) { arrival in
      arrival.url.contains("duty") && isUp ? .status(204) : .status(503)
    }
    try desk.add("a")
    try addOperator(desk)
    try desk.run(seconds: 2 * 3_600)
    let tried = notices(desk)
    #expect(tried.count > 1 && Set(tried.map(\.id)).count == 1)
    try desk.crash()
    isUp = true
    try desk.run(seconds: 12 * 3_600)
    let taken = Set(notices(desk).filter(\.isTaken).map(\.id))
    #expect(taken.isSuperset(of: tried.map(\.id)))
  }

  @Test func `trouble with the operator's own endpoint is noted, and told to nobody`() throws {
    try scene.tell(.itemArrived, "BN-2020-1")
    let desk = try Desk(scene) { _ in .status(500) }
    try desk.add("a")
    let duty = try addOperator(desk)
    try desk.run(seconds: 10 * 86_400)
    let store = try DeliveryStore(of: scene.ledger.folder)
    let noted = try store.notices(endpoint: duty, limit: 99)
    #expect(noted.contains { $0.kind == .attemptFailing })
    #expect(noted.allSatisfy { $0.event == nil })
    let bodies = notices(desk).map(\.body)
    #expect(bodies.allSatisfy { !$0.contains(duty.text) })
  }

  @Test func `one that is added later begins with what comes, unless it wants everything`() throws {
    try scene.tell(.itemArrived, "BN-2020-1")
    let desk = try Desk(scene) { $0.url.contains("//a.") ? .status(500) : .status(204) }
    try desk.add("a")
    try desk.run(seconds: 3 * 3_600)
    try addOperator(desk, after: FeedCursor(after: LedgerPosition(1)))
    try desk.add("all", after: .start) { $0.kind = .operator }
    try desk.run(seconds: 60)
    #expect(notices(desk).isEmpty)
    #expect(kinds(notices(desk, at: "all")) == ["attempt.failing"])
    try desk.run(seconds: 2 * 86_400)
    #expect(kinds(notices(desk)) == ["endpoint.failing_24h"])
  }

  @Test func `it has no filter, no place in the feed, and nothing to send again`() throws {
    let desk = try Desk(scene) { _ in .status(204) }
    #expect(throws: EndpointFault.field(.filter)) {
      try desk.add("b", EventFilter(agencies: [try AgencyCode("H26")])) { $0.kind = .operator }
    }
    let duty = try addOperator(desk)
    let store = try DeliveryStore(of: scene.ledger.folder)
    #expect(throws: EndpointFault.getsNoEvents) { try store.seek(duty, to: .start) }
    let endpoint = try #require(try store.endpoint(duty))
    #expect(endpoint.kind == .operator)
    let feed = try scene.feed()
    #expect(throws: EndpointFault.getsNoEvents) {
      try feed.replay(
        .positions(1...1), for: endpoint, progress: DeliveryProgress(cursor: .start))
    }
  }
}
