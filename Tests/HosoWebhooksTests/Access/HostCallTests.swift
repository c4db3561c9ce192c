import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoSigning
@testable import HosoState
@testable import HosoWebhooks

@Suite("How often a host is called")
struct HostCallTests {
  private let scene: Scene
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_583_391_120)

  init() throws {
    scene = try Scene()
    store = try DeliveryStore(of: scene.ledger.folder)
  }

  @Test func `an hour's calls are counted for a host by kind, whichever process makes them`() throws
  {
    let other = try DeliveryStore(of: scene.ledger.folder)
    #expect(try store.take(.sent, to: "a.example.vn", perHour: 2, at: now) == nil)
    #expect(try other.take(.sent, to: "A.example.vn", perHour: 2, at: now) == nil)
    let later = now.adding(seconds: 60)
    for store in [store, other] {
      #expect(try store.take(.sent, to: "a.example.vn", perHour: 2, at: later) == 3_540)
    }
    #expect(try store.take(.sent, to: "b.example.vn", perHour: 2, at: later) == nil)
    #expect(try store.take(.asked, to: "a.example.vn", perHour: 2, at: later) == nil)
    let over = now.adding(seconds: 3_600)
    #expect(try store.take(.sent, to: "a.example.vn", perHour: 2, at: over) == nil)
    #expect(try store.take(.sent, to: "a.example.vn", perHour: 1, at: now) == nil)
  }

  @Test func `hosts beyond those that are counted wait, and forgotten hours make room`() throws {
    func take(_ host: String, at moment: Moment) throws -> Int? {
      try store.take(.asked, to: host, perHour: 1, at: moment)
    }
    let waits = try store.commit {
      try (0..<DeliveryStore.hostsMax).compactMap { try take("\($0).example.vn", at: now) }
    }
    #expect(waits.isEmpty)
    #expect(try take("x.example.vn", at: now) == 3_600)
    #expect(try take("7.example.vn", at: now.adding(seconds: 60)) == 3_540)
    #expect(try take("x.example.vn", at: now.adding(seconds: 3_600)) == nil)
  }

  @Test func `however often endpoints change and the server dies, a host is asked so often`() throws
  {
    let desk = try Desk(scene) { _ in .status(404) }
    desk.settings.callsPerHostAndHour = 5
    try desk.crash()
    let ids = try (0..<3).map { _ in
      try desk.add("a") { endpoint in
        endpoint.asksConsent = true
        endpoint.state = .awaitingConsent(since: Desk.start)
      }
    }
    for round in 0..<20 {
      for id in ids {
        try desk.store.changeKeys(of: id, at: desk.now) { keys in
          try keys.secrets.rotate(
            to: try SymmetricSecret.random(), at: desk.now.seconds, overlap: 0)
        }
      }
      try desk.run(seconds: 2)
      if round == 10 { try desk.crash() }
    }
    #expect(desk.network.arrivals.count == 5)
    try desk.run(seconds: 3_600)
    #expect(6...10 ~= desk.network.arrivals.count)
  }
}
