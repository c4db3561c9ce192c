import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoEgress
@testable import HosoState
@testable import HosoWebhooks

@Suite("Many endpoints with an agency each")
struct ListenersTests {
  private static let agencies = 40
  private let scene: Scene

  init() throws {
    scene = try Scene()
  }

  private func agency(_ number: Int) -> String { "H\(10 + number)" }

  private func desk() throws -> Desk {
    let desk = try Desk(scene) { _ in .status(204) }
    for number in 0..<ListenersTests.agencies {
      let filter = EventFilter(agencies: [try AgencyCode(agency(number))])
      try desk.add("a\(number)", filter)
    }
    try desk.run(seconds: 1)
    return desk
  }

  @Test func `only those look at a position for whom something may come there`() throws {
    let desk = try desk()
    for number in 0..<ListenersTests.agencies {
      for dossier in 0..<5 {
        try scene.tell(
          .dossierPickedUp, "BN-2020-\(number * 10 + dossier)", agency: agency(number))
      }
    }
    try desk.run(seconds: 5)
    #expect(desk.dispatcher.counters.delivered == Int64(5 * ListenersTests.agencies))
    #expect(desk.dispatcher.feed.positionsJudged == 5 * ListenersTests.agencies)
  }

  @Test func `those that wait for room on the line are looked at when there is some`() throws {
    let desk = try Desk(scene) { _ in .status(204) }
    desk.settings.inFlight = 4
    try desk.crash()
    for number in 0..<ListenersTests.agencies {
      let filter = EventFilter(agencies: [try AgencyCode(agency(number))])
      try desk.add("a\(number)", filter)
      for dossier in 0..<5 {
        try scene.tell(
          .dossierPickedUp, "BN-2020-\(number * 10 + dossier)", agency: agency(number))
      }
    }
    try desk.run(seconds: 60)
    let counters = desk.dispatcher.counters
    #expect(counters.delivered == Int64(5 * ListenersTests.agencies))
    // Once for each that begins, once for each that ends, and when it is met.
    #expect(counters.looks <= Int64(11 * ListenersTests.agencies))
  }

  @Test func `a receiver is asked for its consent once there is room on the line`() throws {
    let desk = try Desk(scene) { arrival in
      arrival.method == .options ? .status(200, ["webhook-allowed-origin": "*"]) : .hang
    }
    desk.settings.inFlight = 1
    try desk.crash()
    try scene.tell(.dossierPickedUp, "BN-2020-1", agency: agency(0))
    try desk.add("a0")
    try desk.run(seconds: 1)
    let id = try desk.add("a1") { endpoint in
      endpoint.asksConsent = true
      endpoint.state = .awaitingConsent(since: Desk.start)
    }
    try desk.run(seconds: 60)
    #expect(try desk.store.endpoint(id)?.state == .enabled)
  }

  @Test func `an endpoint for which nothing came is not behind, however much came for others`()
    throws
  {
    let desk = try desk()
    for dossier in 0..<60 {
      try scene.tell(.dossierPickedUp, "BN-2020-\(dossier)", agency: agency(0))
    }
    try desk.run(seconds: 5)
    #expect(try desk.dispatcher.endpointStatistics().allSatisfy { $0.lag == 0 })
  }

  @Test func `what an endpoint that does not answer is behind is what is for it`() throws {
    let desk = try Desk(scene) { arrival in
      arrival.url.contains("a0.") ? .status(503) : .status(204)
    }
    for number in 0..<2 {
      let filter = EventFilter(agencies: [try AgencyCode(agency(number))])
      try desk.add("a\(number)", filter)
    }
    for dossier in 0..<30 {
      try scene.tell(.dossierPickedUp, "BN-2020-\(dossier)", agency: agency(dossier % 2))
    }
    try desk.run(seconds: 2)
    let statistics = try desk.dispatcher.endpointStatistics()
    #expect(statistics.map { Int($0.lag) + $0.outstanding } == [15, 0])
  }

  @Test func `those are woken who listen to one of the audiences, or look everywhere`() throws {
    var listeners = Listeners()
    listeners.put(1, for: [.agency("H26")])
    listeners.put(2, for: [.agency("H27"), .agency("H26.12")])
    listeners.put(3, for: nil)
    listeners.put(other: 4)
    listeners.put(5, for: [.agency("H26")])
    listeners.put(5, for: [.agency("H28")])
    let arrivals = [
      FeedArrival(
        position: LedgerPosition(1), audiences: Set(Audience.line(of: "H26.12.19")), name: nil),
      FeedArrival(position: LedgerPosition(2), audiences: [.agency("H26")], name: nil),
    ]
    #expect(listeners.hearing(arrivals) == [1: 2, 2: 1, 3: 2])
    listeners.remove(1)
    #expect(listeners.hearing(arrivals) == [2: 1, 3: 2])
  }
}
