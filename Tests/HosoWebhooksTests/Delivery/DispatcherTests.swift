import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoEgress
@testable import HosoSigning
@testable import HosoState
@testable import HosoWebhooks

@Suite("Deliveries to one receiver")
struct DispatcherTests {
  private let scene: Scene
  private let one = "BN-2020-1"
  private let two = "BN-2020-2"

  init() throws {
    scene = try Scene()
  }

  private func tell(_ codes: String...) throws {
    for code in codes { try scene.tell(.itemArrived, code) }
  }

  private func desk(
    _ react: @escaping (SimulatedNetwork.Arrival) -> SimulatedNetwork.Reaction = { _ in
      .status(204)
    }
  ) throws -> Desk {
    try Desk(scene, react: react)
  }

  @Test func `everything is delivered once, signed and under its name`() throws {
    try tell(one, two, one)
    let desk = try desk()
    let id = try desk.add("a")
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").sorted() == [1, 2, 3])
    let endpoint = try #require(try desk.store.endpoint(id))
    let verifier = WebhookVerifier(
      secrets: endpoint.keys.secrets.keys(at: desk.now.seconds), keys: [])
    for arrival in desk.network.arrivals {
      try verifier.verify(
        id: arrival.id, timestamp: arrival.headers["webhook-timestamp"],
        signature: arrival.headers["webhook-signature"], body: Array(arrival.body.utf8),
        now: arrival.at.seconds)
      #expect(arrival.body.contains(#""id":"\#(arrival.id)""#))
    }
    #expect(try desk.store.progress(of: id)?.cursor == FeedCursor(after: LedgerPosition(3)))
    #expect(try desk.store.progress(of: id)?.delivered == 3)
    var query = AttemptQuery()
    query.endpoint = id
    #expect(try desk.store.attempts(query).map(\.attempt.status) == [204, 204, 204])
  }

  @Test func `what is recorded later is delivered when it is there`() throws {
    let desk = try desk()
    try desk.add("a")
    try desk.run(seconds: 60)
    try tell(one)
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a") == [1])
  }

  @Test func `a failed delivery is tried ten times over three days, then parked`() throws {
    try tell(one)
    let desk = try desk { _ in .status(500) }
    let id = try desk.add("a")
    try desk.run(seconds: 100 * 3_600)
    let times = desk.network.arrivals.map { $0.at.seconds - Desk.start.seconds }
    #expect(times.count == 10 + 3)
    for (index, delay) in RetrySchedule.delaysSeconds.enumerated() {
      let passed = times[index + 1] - times[index]
      // The breaker may add to a wait, up to its longest opening.
      #expect(passed >= delay * 8 / 10 && passed <= delay * 12 / 10 + 901, "\(index)")
    }
    let rows = try desk.store.outstanding(of: id, limit: 10)
    #expect(rows.map(\.state) == [.parked])
    #expect(
      Set(try desk.store.notices(limit: 10).map(\.kind)) == [
        .attemptFailing, .failingForADay, .failingForThreeDays, .eventParked,
      ])
    #expect(try desk.store.progress(of: id)?.cursor == FeedCursor(after: LedgerPosition(1)))
  }

  @Test func `later events of a dossier wait, other dossiers pass`() throws {
    try tell(one, one, two)
    let desk = try desk {
      $0.sequence == 1 && $0.at < Desk.start.adding(seconds: 60)
        ? .status(500) : .status(204)
    }
    try desk.add("a")
    try desk.run(seconds: 30)
    #expect(desk.taken(by: "a") == [3])
    try desk.run(seconds: 600)
    #expect(desk.taken(by: "a") == [3, 1, 2])
  }

  @Test func `after the fourth failure later ones pass, marked, and the failed one stays`() throws {
    try tell(one, one)
    let desk = try desk { $0.sequence == 1 ? .status(500) : .status(204) }
    let id = try desk.add("a") { $0.afterFourthFailure = .skip }
    try desk.run(seconds: 3 * 3_600)
    #expect(desk.taken(by: "a") == [2])
    #expect(desk.network.arrivals.filter(\.isOutOfOrder).map(\.sequence) == [2])
    #expect(try desk.store.outstanding(of: id, limit: 9).map(\.event.number) == [1])
  }

  @Test func `an endpoint that blocks gets the rest only when the first is delivered`() throws {
    try tell(one, one)
    var isHealed = false
    let desk = try desk { $0.sequence == 1 && !isHealed ? .status(500) : .status(204) }
    try desk.add("a") { $0.afterFourthFailure = .block }
    try desk.run(seconds: 90 * 3_600)
    #expect(desk.taken(by: "a") == [])
    isHealed = true
    // The probe finds out.
    try desk.run(seconds: 7 * 3_600)
    #expect(desk.taken(by: "a") == [1, 2])
    #expect(desk.network.arrivals.allSatisfy { !$0.isOutOfOrder })
  }

  @Test func `in the order of all events nothing passes one that is not delivered`() throws {
    try tell(one, two, one, "BN-2020-3")
    var isHealed = false
    let desk = try desk { $0.sequence == 2 && !isHealed ? .status(500) : .status(204) }
    let id = try desk.add("a") { endpoint in
      endpoint.order = .endpoint
      endpoint.afterFourthFailure = .skip
    }
    try desk.run(seconds: 90 * 3_600)
    #expect(desk.taken(by: "a") == [1])
    #expect(Set(desk.tried(at: "a")) == [1, 2])
    #expect(try desk.store.outstanding(of: id, limit: 9).map(\.event.number) == [2])
    isHealed = true
    try desk.run(seconds: 7 * 3_600)
    #expect(desk.taken(by: "a") == [1, 2, 3, 4])
    #expect(desk.network.arrivals.allSatisfy { !$0.isOutOfOrder })
  }

  @Test func `in the order of all events one is on the line at a time`() throws {
    for number in 1...40 { try tell("BN-2020-\(number % 7)") }
    let desk = try Desk(scene) { _ in .status(204) }
    try desk.add("a") { $0.order = .endpoint }
    var most = 0
    for _ in 0..<4_000 where desk.taken(by: "a").count < 40 {
      _ = try desk.turn(isWoken: true)
      most = max(most, desk.network.running)
      desk.network.now = desk.network.now.adding(milliseconds: 1)
    }
    #expect(desk.taken(by: "a") == (1...40).map(Int64.init))
    #expect(most == 1)
  }

  @Test func `what waits dossier by dossier goes on one after another once that is asked`() throws {
    for number in 1...9 { try tell("BN-2020-\(number % 3)") }
    var isHealed = false
    let desk = try Desk(scene) { arrival in
      isHealed || arrival.sequence.map { $0 > 6 } ?? false ? .status(204) : .status(500)
    }
    let id = try desk.add("a") { $0.afterFourthFailure = .block }
    try desk.run(seconds: 3_600)
    #expect(try desk.store.outstandingCounts(of: id).held > 0)
    var endpoint = try #require(try desk.store.endpoint(id))
    endpoint.order = .endpoint
    try DeliveryStore(of: scene.ledger.folder).update(endpoint, ifRevision: nil, at: desk.now)
    isHealed = true
    try desk.run(seconds: 10 * 3_600)
    #expect(desk.taken(by: "a") == (1...9).map(Int64.init))
    #expect(try desk.store.outstandingCounts(of: id) == OutstandingCounts())
  }

  @Test func `a result blocks by default and an arrival does not`() throws {
    try scene.tell(.resultReady, one)
    try tell(one, two, two)
    let desk = try desk { [1, 3].contains($0.sequence) ? .status(500) : .status(204) }
    try desk.add("a")
    try desk.run(seconds: 3 * 3_600)
    #expect(desk.taken(by: "a") == [4])
  }

  @Test func `the receiver's wait holds for the whole endpoint and is kept over a crash`() throws {
    try tell(one, two)
    var isBusy = true
    let desk = try desk { _ in
      isBusy ? .status(429, ["retry-after": "3600"]) : .status(204)
    }
    try desk.add("a")
    try desk.run(seconds: 10)
    let before = desk.network.arrivals.count
    isBusy = false
    try desk.crash()
    try desk.run(seconds: 3_500)
    #expect(desk.network.arrivals.count == before)
    try desk.run(seconds: 600)
    #expect(desk.taken(by: "a").sorted() == [1, 2])
  }

  @Test(arguments: [
    (SimulatedNetwork.Reaction.status(410), DisableReason.gone),
    (.status(200, ["webhook-delivery": "disable"]), .receiverRequest),
  ])
  func `an answer may stop an endpoint at once, and nothing is lost`(
    reaction: SimulatedNetwork.Reaction, reason: DisableReason
  ) throws {
    try tell(one, one, two)
    var isHealed = false
    let desk = try desk { _ in isHealed ? .status(204) : reaction }
    let id = try desk.add("a")
    try desk.run(seconds: 20 * 86_400)
    let state = try desk.store.endpoint(id)?.state
    #expect(state == .disabled(reason, since: state?.since ?? desk.now))
    let audit = try desk.store.auditEntries(before: nil, limit: 1).first
    #expect(audit?.action == .endpointDisabled)
    #expect(audit?.subject == id.text && audit?.detail == reason.rawValue)
    #expect(desk.network.arrivals.count <= 2)
    isHealed = true
    try DeliveryStore(of: scene.ledger.folder).enable(id, at: desk.now)
    try desk.run(seconds: 3_600)
    #expect(
      Set(
        desk.network.arrivals.filter { $0.isTaken && $0.at > Desk.start.adding(seconds: 9) }
          .compactMap(\.sequence)) == [1, 2, 3])
  }

  @Test func `an aborted message is settled and the next one goes on`() throws {
    try tell(one, one)
    let desk = try desk {
      $0.sequence == 1 ? .status(400, ["webhook-delivery": "abort-message"]) : .status(204)
    }
    try desk.add("a")
    try desk.run(seconds: 60)
    #expect(desk.tried(at: "a") == [1, 2])
    #expect(try desk.store.notices(limit: 9).map(\.kind) == [.eventAborted])
  }

  @Test func `a certificate that does not hold is told at once`() throws {
    try tell(one)
    let desk = try desk { _ in
      SimulatedNetwork.Reaction(outcome: .failed(.certificate(.expired)))
    }
    try desk.add("a")
    try desk.run(seconds: 2)
    #expect(try desk.store.notices(limit: 9).map(\.kind) == [.insecure])
  }

  @Test func `five days of nothing but failures switch an endpoint off`() throws {
    for number in 1...9 { try tell("BN-2020-\(number)") }
    let desk = try desk { _ in .refused }
    let id = try desk.add("a")
    try desk.run(seconds: 119 * 3_600)
    #expect(try desk.store.endpoint(id)?.state == .enabled)
    try desk.run(seconds: 30 * 3_600)
    guard case .disabled(.failing, _) = try desk.store.endpoint(id)?.state else {
      Issue.record("still enabled")
      return
    }
    #expect(try desk.store.notices(limit: 9).map(\.kind).contains(.endpointDisabled))
  }

  @Test func `two failures a week apart do not switch it off`() throws {
    try tell(one)
    var isFirst = true
    let desk = try desk { _ in
      defer { isFirst = false }
      return isFirst ? .status(500, ["webhook-delivery": "abort-message"]) : .refused
    }
    let id = try desk.add("a")
    try desk.run(seconds: 7 * 86_400)
    try tell(two)
    try desk.run(seconds: 2)
    #expect(try desk.store.endpoint(id)?.state == .enabled)
  }
}
