import Glibc
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoEgress
@testable import HosoSigning
@testable import HosoState
@testable import HosoWebhooks

@Suite("The delivery service with real sockets")
struct DeliveryServiceTests {
  private let scene: Scene
  private let policy = EgressPolicy(allowed: [AllowedNetwork("127.0.0.0/8")].compactMap { $0 })

  init() throws {
    scene = try Scene()
  }

  private static func now() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  private func service() -> DeliveryService {
    DeliveryService(
      DeliveryConfiguration(
        folder: scene.ledger.folder, policy: policy,
        settings: DeliverySettings(webhookOrigin: "hoso.example.vn"), baseURL: nil,
        clock: DeliveryServiceTests.now))
  }

  private func add(_ url: String, asksConsent: Bool = false) throws -> EndpointID {
    let keys = EndpointKeys(
      secrets: KeyRing(try SymmetricSecret.random(), at: 0),
      signing: KeyRing(try SigningKey.random(), at: 0))
    let endpoint = Endpoint(
      id: try EndpointID.random(), name: "a", url: url, filter: EventFilter(), keys: keys,
      asksConsent: asksConsent, createdAt: Moment(seconds: 0))
    try DeliveryStore(of: scene.ledger.folder).add(endpoint, after: .start)
    return endpoint.id
  }

  /// Waits until something is so; five minutes at most, however busy the machine.
  private func wait(until isSo: () throws -> Bool) throws -> Bool {
    for _ in 0..<30_000 {
      if try isSo() { return true }
      ChildProcess.pause(microseconds: 10_000)
    }
    return false
  }

  @Test func `what is recorded while it runs is delivered, and never again after a restart`()
    throws
  {
    let server = try LoopbackServer()
    let id = try add(server.url("/hoso"))
    for number in 1...20 { try scene.tell(.itemArrived, "BN-2020-\(number % 7)") }
    let service = service()
    try service.start()
    #expect(try wait { server.requests.count == 20 })
    try scene.tell(.itemArrived, "BN-2020-1")
    service.wake()
    #expect(try wait { server.requests.count == 21 })
    #expect(try wait { service.statistics.counters.delivered == 21 })
    service.stop()
    let store = try DeliveryStore(of: scene.ledger.folder)
    #expect(try store.progress(of: id)?.cursor == FeedCursor(after: LedgerPosition(21)))
    let attempts = try store.attempts(AttemptQuery())
    #expect(attempts.count == 21)
    #expect(attempts.allSatisfy { $0.attempt.remoteAddress?.hasPrefix("127.0.0.1:") ?? false })
    let again = self.service()
    try again.start()
    #expect(try wait { again.statistics.turnAt != nil })
    again.stop()
    #expect(server.requests.count == 21)
  }

  @Test(arguments: [true, false])
  func `attempts are too old only under a clock that is believed`(isBelieved: Bool) throws {
    let server = try LoopbackServer()
    _ = try add(server.url("/hoso"))
    try scene.tell(.itemArrived, "BN-2020-1")
    let service = service()
    try service.start()
    #expect(try wait { service.statistics.counters.delivered == 1 })
    service.stop()
    var configuration = DeliveryConfiguration(
      folder: scene.ledger.folder, policy: policy,
      settings: DeliverySettings(webhookOrigin: "hoso.example.vn"), baseURL: nil,
      clock: { DeliveryServiceTests.now().adding(seconds: 365 * 86_400) })
    configuration.isClockBelieved = { isBelieved }
    let later = DeliveryService(configuration)
    try later.start()
    #expect(try wait { later.statistics.turnAt != nil })
    later.stop()
    let attempts = try DeliveryStore(of: scene.ledger.folder).attempts(AttemptQuery())
    #expect(attempts.count == (isBelieved ? 0 : 1))
  }

  @Test func `stopping waits for what is on the line and keeps its outcome`() throws {
    let server = try LoopbackServer { connection in
      while connection.request() != nil {
        connection.pause(milliseconds: 500)
        connection.answer()
      }
    }
    let id = try add(server.url("/hoso"))
    try scene.tell(.itemArrived, "BN-2020-1")
    let service = service()
    try service.start()
    #expect(try wait { server.requests.count == 1 })
    service.stop()
    let store = try DeliveryStore(of: scene.ledger.folder)
    #expect(try store.progress(of: id)?.delivered == 1)
  }

  @Test func `an endpoint that was stopped is seen by a running service`() throws {
    let server = try LoopbackServer()
    let id = try add(server.url("/hoso"))
    let service = service()
    try service.start()
    defer { service.stop() }
    #expect(try wait { service.statistics.endpoints.count == 1 })
    let store = try DeliveryStore(of: scene.ledger.folder)
    try store.disable(id, at: DeliveryServiceTests.now())
    #expect(try wait { service.statistics.endpoints.first?.state.name == "disabled" })
    try scene.tell(.itemArrived, "BN-2020-1")
    service.wake()
    try store.enable(id, at: DeliveryServiceTests.now())
    #expect(try wait { server.requests.count == 1 })
  }

  @Test func `a missing ledger is said at the start`() {
    let folder = LedgerFolder(path: scene.ledger.folder.path + "/none")
    let service = DeliveryService(
      DeliveryConfiguration(
        folder: folder, policy: policy, settings: DeliverySettings(webhookOrigin: "a.vn"),
        baseURL: nil, clock: DeliveryServiceTests.now))
    #expect(throws: LedgerFault.missing(path: folder.path)) { try service.start() }
  }

  @Test func `a ping is signed, kept, and moves no cursor`() throws {
    let server = try LoopbackServer()
    let id = try add(server.url("/hoso"))
    try scene.tell(.itemArrived, "BN-2020-1")
    let store = try DeliveryStore(of: scene.ledger.folder)
    let tester = try EndpointTester(
      store: store, policy: policy, origin: CloudEvent.Origin(ledgerID: "0a1b", baseURL: nil),
      webhookOrigin: "hoso.example.vn")
    let attempt = try tester.ping(id, at: DeliveryServiceTests.now())
    #expect(attempt.verdict == .delivered)
    #expect(attempt.webhookID.hasPrefix("ping_"))
    let request = try #require(server.requests.first)
    #expect(request.contains("webhook-signature: v1,"))
    #expect(request.contains(#""type":"endpoint.ping""#))
    #expect(try store.attempts(AttemptQuery()).map(\.attempt) == [attempt])
    #expect(try store.progress(of: id)?.cursor == .start)
  }

  @Test func `a handshake notes the consent that the receiver gives`() throws {
    let server = try LoopbackServer { connection in
      while connection.request() != nil {
        connection.answer(
          "204 No Content", "WebHook-Allowed-Origin: *\r\nWebHook-Allowed-Rate: 90\r\n")
      }
    }
    let id = try add(server.url("/hoso"), asksConsent: true)
    let store = try DeliveryStore(of: scene.ledger.folder)
    let tester = try EndpointTester(
      store: store, policy: policy, origin: CloudEvent.Origin(ledgerID: "0a1b", baseURL: nil),
      webhookOrigin: "hoso.example.vn")
    let attempt = try tester.handshake(id, at: DeliveryServiceTests.now())
    #expect(attempt.verdict == .delivered)
    #expect(try store.endpoint(id)?.state == .enabled)
    #expect(try store.endpoint(id)?.consent?.perMinute == 90)
    let request = try #require(server.requests.first)
    #expect(request.hasPrefix("OPTIONS /hoso HTTP/1.1"))
    #expect(request.lowercased().contains("webhook-request-origin: hoso.example.vn"))
  }
}
