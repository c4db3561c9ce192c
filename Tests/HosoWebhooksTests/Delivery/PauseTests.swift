import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("An endpoint that only fails is paused where everybody can see it")
struct PauseTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
  }

  @Test func `the pause and its end are kept beside the cursor, and noted`() throws {
    for number in 1...6 { try scene.tell(.itemArrived, "BN-2020-\(number)") }
    var isUp = false
    let desk = try Desk(scene) { _ in isUp ? .status(204) : .status(503) }
    let id = try desk.add("a")
    try desk.run(seconds: 4)
    let paused = try #require(try desk.store.progress(of: id))
    let until = try #require(paused.pausedUntil)
    #expect(until > Desk.start)
    #expect(paused.breaker(at: Desk.start) == .open)
    #expect(paused.breaker(at: until) == .trying)
    #expect(paused.nextTry(dueAt: Desk.start, at: Desk.start) == until)
    #expect(paused.nextTry(dueAt: Desk.start, at: until.adding(seconds: 9)) > until)
    #expect(try desk.store.notices(onlyOpen: true, limit: 9).map(\.kind) == [.paused])
    isUp = true
    try desk.run(seconds: 3_600)
    let healthy = try #require(try desk.store.progress(of: id))
    #expect(healthy.pausedUntil == nil)
    #expect(healthy.breaker(at: until) == .closed)
    #expect(healthy.delivered == 6)
    let open = try desk.store.notices(onlyOpen: true, limit: 9).map(\.kind)
    #expect(!open.contains(.paused))
  }
}
