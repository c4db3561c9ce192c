import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoServer
@testable import HosoState
@testable import HosoWebhooks

@Suite("A server without deliveries, and what is too old")
struct ForgettingTests {
  /// Two lines of the audit that are too old, and one that is not.
  private func fill(_ server: TestServer) throws -> DeliveryStore {
    let store = try DeliveryStore(of: server.folder)
    for days in [3_000, 2_000, 0] as [Int64] {
      try store.audit(
        .keyAdded, subject: "key",
        at: Moment(server.clock.now).adding(seconds: -days * 86_400), by: "someone")
    }
    return store
  }

  /// The keys that the server was made with are in the audit too.
  private func old(_ store: DeliveryStore, _ server: TestServer) throws -> Int {
    let kept = Moment(server.clock.now).adding(seconds: -Retention().auditSeconds)
    return try store.auditEntries(before: nil, limit: 99).count { $0.at < kept }
  }

  @Test func `it forgets it by itself, and only that`() async throws {
    try await TestServer.with {
      $0.forgetsEverySeconds = 1
    } _: { server in
      let store = try fill(server)
      let count = try store.auditEntries(before: nil, limit: 99).count
      for _ in 0..<6_000 where try old(store, server) > 0 { try await Pause.milliseconds(50) }
      #expect(try old(store, server) == 0)
      #expect(try store.auditEntries(before: nil, limit: 99).count == count - 2)
    }
  }

  @Test func `while another process delivers it leaves that to it`() async throws {
    try await TestServer.with {
      $0.forgetsEverySeconds = 1
    } _: { server in
      var turn: DeliveryTurn? = try DeliveryTurn(of: server.folder)
      #expect(turn?.take() == true)
      let store = try fill(server)
      try await Pause.milliseconds(2_500)
      #expect(try old(store, server) == 2)
      turn = nil
      for _ in 0..<6_000 where try old(store, server) > 0 { try await Pause.milliseconds(50) }
      #expect(try old(store, server) == 0)
    }
  }
}
