import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoEgress
@testable import HosoState
@testable import HosoWebhooks

@Suite("What people and crashes do to deliveries")
struct DispatcherControlTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
  }

  private func tell(_ codes: String...) throws {
    for code in codes { try scene.tell(.itemArrived, code) }
  }

  @Test func `a full disk stops new deliveries, and they go on by themselves`() throws {
    let desk = try Desk(scene) { _ in .status(204) }
    try desk.add("a")
    try desk.run(seconds: 5)
    try desk.setDisk(isFull: true)
    for _ in 0..<60 { try tell("BN-2020-1", "BN-2020-2", "BN-2020-3", "BN-2020-4") }
    try desk.run(seconds: 30)
    #expect(desk.fullDisks > 0)
    let before = desk.taken(by: "a").count
    #expect(before < 240)
    try desk.run(seconds: 30)
    #expect(desk.taken(by: "a").count == before)
    try desk.setDisk(isFull: false)
    try desk.run(seconds: 60)
    // Nothing is sent twice: what could not be committed was kept.
    #expect(desk.taken(by: "a").sorted() == (1...240).map { Int64($0) })
  }

  @Test func `what is on the line at a crash is sent again under the same name`() throws {
    try tell("BN-2020-1")
    let desk = try Desk(scene) { _ in .status(204) }
    try desk.add("a")
    _ = try desk.turn(isWoken: true)
    _ = try desk.turn(isWoken: true)
    try desk.crash()
    try desk.run(seconds: 5)
    #expect(desk.taken(by: "a") == [1, 1])
    #expect(Set(desk.network.arrivals.map(\.id)).count == 1)
    #expect(Set(desk.network.arrivals.map(\.body)).count == 1)
  }

  @Test func `a replay sends what was delivered once more, and nothing else`() throws {
    for number in 1...5 { try tell("BN-2020-\(number)") }
    let desk = try Desk(scene) { _ in .status(204) }
    let id = try desk.add("a")
    try desk.run(seconds: 60)
    let store = try DeliveryStore(of: scene.ledger.folder)
    let endpoint = try #require(try store.endpoint(id))
    let progress = try #require(try store.progress(of: id))
    let feed = try scene.feed()
    let entries = try feed.replay(.positions(2...4), for: endpoint, progress: progress)
    #expect(entries.map(\.event.number) == [2, 3, 4])
    #expect(try store.replay(entries, to: id) == 3)
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").sorted() == [1, 2, 2, 3, 3, 4, 4, 5])
    let since = Moment(Scene.start).adding(seconds: 4)
    let recorded = try feed.replay(
      .recorded(since: since, until: nil), for: endpoint, progress: progress)
    #expect(recorded.map(\.event.number) == [4, 5])
    let one = try feed.replay(
      .event(LedgerPosition(3)), for: endpoint, progress: progress,
      types: [try TypeGlob("dossier.*")])
    #expect(one.isEmpty)
  }

  @Test func `seeking back delivers again from there, seeking forward leaves out`() throws {
    for number in 1...5 { try tell("BN-2020-\(number)") }
    let desk = try Desk(scene) { _ in .status(204) }
    let id = try desk.add("a")
    try desk.run(seconds: 60)
    let store = try DeliveryStore(of: scene.ledger.folder)
    try store.seek(id, to: FeedCursor(after: LedgerPosition(3)))
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").sorted() == [1, 2, 3, 4, 4, 5, 5])
    try tell("BN-2020-1", "BN-2020-2")
    try store.seek(id, to: FeedCursor(after: LedgerPosition(6)))
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").suffix(1) == [7])
  }

  @Test func `a disabled endpoint gets nothing until it is enabled, then everything`() throws {
    let desk = try Desk(scene) { _ in .status(204) }
    let id = try desk.add("a")
    let store = try DeliveryStore(of: scene.ledger.folder)
    try store.disable(id, at: desk.now)
    try tell("BN-2020-1", "BN-2020-2")
    try desk.run(seconds: 86_400)
    #expect(desk.network.arrivals.isEmpty)
    try desk.crash()
    try store.enable(id, at: desk.now)
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").sorted() == [1, 2])
  }

  @Test func `another filter takes effect, and what is outstanding and not wanted goes`() throws {
    try tell("BN-2020-1")
    try scene.tell(.resultReady, "BN-2020-2")
    let desk = try Desk(scene) { $0.at < Desk.start.adding(seconds: 60) ? .refused : .status(204) }
    let id = try desk.add("a")
    try desk.run(seconds: 60)
    let store = try DeliveryStore(of: scene.ledger.folder)
    var endpoint = try #require(try store.endpoint(id))
    endpoint.filter.types = [try TypeGlob("result.*")]
    try store.update(endpoint, ifRevision: nil, at: desk.now)
    try desk.run(seconds: 3_600)
    #expect(desk.taken(by: "a") == [2])
    #expect(try desk.store.outstanding(of: id, limit: 9).isEmpty)
  }

  @Test func `nothing but the handshake goes out before consent, and its rate is kept to`() throws {
    for number in 1...9 { try tell("BN-2020-\(number)") }
    var isWilling = false
    let desk = try Desk(scene) { arrival in
      guard arrival.method == .options else { return .status(204) }
      return isWilling
        ? .status(
          405, ["webhook-allowed-origin": "hoso.example.vn", "webhook-allowed-rate": "60"])
        : .status(200)
    }
    let id = try desk.add("a") { endpoint in
      endpoint.asksConsent = true
      endpoint.state = .awaitingConsent(since: Desk.start)
    }
    try desk.run(seconds: 60)
    #expect(desk.network.arrivals.allSatisfy { $0.method == .options })
    #expect(
      desk.network.arrivals.allSatisfy {
        $0.headers["webhook-request-origin"] == "hoso.example.vn"
      })
    isWilling = true
    try desk.run(seconds: 3_600)
    let taken = desk.network.arrivals.filter { $0.method == .post }
    #expect(taken.count == 9)
    #expect(taken.allSatisfy { $0.headers["webhook-request-origin"] == "hoso.example.vn" })
    let first = try #require(taken.first)
    let last = try #require(taken.last)
    #expect(last.at.milliseconds(since: first.at) >= 7_000)
    #expect(try desk.store.endpoint(id)?.consent?.perMinute == 60)
  }

  @Test func `whoever waits for consent is asked at once when an operator says so`() throws {
    try tell("BN-2020-1")
    var isWilling = false
    let desk = try Desk(scene) { arrival in
      guard arrival.method == .options else { return .status(204) }
      return isWilling ? .status(200, ["webhook-allowed-origin": "*"]) : .refused
    }
    let id = try desk.add("a") { endpoint in
      endpoint.asksConsent = true
      endpoint.state = .awaitingConsent(since: Desk.start)
    }
    try desk.run(seconds: 3_600)
    isWilling = true
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").isEmpty)
    try DeliveryStore(of: scene.ledger.folder).enable(id, at: desk.now)
    try desk.run(seconds: 5)
    #expect(desk.taken(by: "a") == [1])
  }

  @Test func `a backlog that is full stops the feed of that endpoint alone`() throws {
    for number in 1...40 { try tell("BN-2020-\(number)") }
    let desk = try Desk(scene) { $0.url.contains("//a.") ? .status(400) : .status(204) }
    desk.settings.outstandingPerEndpoint = 10
    let id = try desk.add("a")
    try desk.add("b")
    try desk.crash()
    try desk.run(seconds: 4 * 3_600)
    #expect(desk.taken(by: "b").count == 40)
    let rows = try desk.store.outstanding(of: id, limit: 100)
    #expect(rows.count >= 10 && rows.count <= 26)
    #expect(try desk.store.notices(limit: 99).map(\.kind).contains(.backlogFull))
  }

  @Test func `an address that this process may not call is told and left alone`() throws {
    try tell("BN-2020-1")
    let desk = try Desk(scene) { _ in .status(204) }
    let id = try desk.add("a") { $0.url = "https://192.168.1.1/" }
    try desk.run(seconds: 60)
    #expect(desk.network.arrivals.isEmpty)
    #expect(try desk.store.endpoint(id)?.state == .enabled)
    let notice = try #require(
      try desk.store.notices(limit: 9).first { $0.kind == .refusedAddress })
    #expect(notice.detail == "address 192.168.1.1 private-use")
  }

  @Test func `a name that leads where this process may not call is left alone for a while`()
    throws
  {
    try tell("BN-2020-1", "BN-2020-2")
    let refused = TransferFault.blocked(
      SocketAddress(IPAddress(v4: 0x0a00_0001), port: 443), .kind(.privateUse))
    var isAllowed = false
    let desk = try Desk(scene) { _ in
      isAllowed ? .status(204) : SimulatedNetwork.Reaction(outcome: .failed(refused))
    }
    let id = try desk.add("a")
    try desk.run(seconds: 6 * 86_400)
    #expect(try desk.store.endpoint(id)?.state == .enabled)
    #expect(try desk.store.outstanding(of: id, limit: 9).isEmpty)
    let notices = try desk.store.notices(limit: 9)
    #expect(notices.first { $0.kind == .refusedAddress }?.detail?.hasSuffix("private-use") == true)
    isAllowed = true
    try desk.run(seconds: 1_000)
    #expect(desk.taken(by: "a").sorted() == [1, 2])
  }

  @Test func `an endpoint that hangs holds few of the places on the line`() throws {
    for number in 1...200 { try tell("BN-2020-\(number)") }
    let desk = try Desk(scene) { $0.url.contains("//a.") ? .hang : .status(204) }
    try desk.add("a")
    try desk.add("b")
    try desk.run(seconds: 14)
    #expect(desk.taken(by: "b").count == 200)
    #expect(desk.tried(at: "a").count <= 2)
  }

  @Test func `a long dossier that waits does not keep the others from being read`() throws {
    for _ in 1...60 { try tell("BN-2020-1") }
    try tell("BN-2020-2")
    let desk = try Desk(scene) { $0.sequence == 1 ? .status(400) : .status(204) }
    desk.settings.window = 16
    try desk.add("a") { $0.afterFourthFailure = .block }
    try desk.crash()
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a") == [61])
  }

  @Test func `waiting for others on the line is no failure of the endpoint`() throws {
    try tell("BN-2020-1")
    var isFirst = true
    let desk = try Desk(scene) { _ in
      defer { isFirst = false }
      return isFirst
        ? SimulatedNetwork.Reaction(milliseconds: 15_000, outcome: .failed(.timeout(.queued)))
        : .status(204)
    }
    let id = try desk.add("a")
    try desk.run(seconds: 60)
    #expect(desk.tried(at: "a") == [1, 1])
    #expect(try desk.store.attempts(AttemptQuery()).map(\.attempt.number) == [1])
    #expect(try desk.store.progress(of: id)?.failures == 0)
  }

  @Test func `what was delivered past one that hangs is not sent again after a crash`() throws {
    for number in 1...5 { try tell("BN-2020-\(number)") }
    var isHanging = true
    let desk = try Desk(scene) { $0.sequence == 1 && isHanging ? .hang : .status(204) }
    try desk.add("a")
    try desk.run(seconds: 5)
    #expect(desk.taken(by: "a").sorted() == [2, 3, 4, 5])
    isHanging = false
    try desk.crash()
    try desk.run(seconds: 60)
    #expect(desk.taken(by: "a").sorted() == [1, 2, 3, 4, 5])
  }

  @Test func `a delivery that went ahead says so after a crash as it did before`() throws {
    try tell("BN-2020-1", "BN-2020-1")
    var isHealed = false
    let desk = try Desk(scene) { arrival in
      if isHealed { return .status(204) }
      return arrival.sequence == 1 ? .status(400) : .hang
    }
    let id = try desk.add("a") { $0.afterFourthFailure = .skip }
    for _ in 0..<10_000 where !desk.tried(at: "a").contains(2) { try desk.run(seconds: 1) }
    isHealed = true
    try desk.crash()
    // Now nothing is in its way any more, but it was sent as one that had gone ahead.
    try DeliveryStore(of: scene.ledger.folder).drop(LedgerPosition(1), of: id)
    try desk.run(seconds: 60)
    let bodies = desk.network.arrivals.filter { $0.sequence == 2 }.map(\.body)
    #expect(bodies.count == 2)
    #expect(Set(bodies).count == 1)
    #expect(bodies.allSatisfy { $0.contains("outoforder") })
  }
}
