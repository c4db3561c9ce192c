import HosoDomain
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoSigning
@testable import HosoState

@Suite("What the audit says of endpoints")
struct EndpointAuditTests {
  @Test func `an operation has the same line whether a key or the command asks for it`()
    async throws
  {
    try await TestServer.with { server in
      let made = try await server.ask(
        "POST", "/v1/endpoints", as: .administrator,
        body: #"{"url":"https://a.example.vn/x","name":"A"}"#)
      let target = try #require(made["location"])
      let id = try #require(EndpointID(String(target.split(separator: "/").last ?? "")))
      for action in ["disable", "enable", "rotate"] {
        let done = try await server.ask("POST", target + "/" + action, as: .administrator)
        #expect(done.status == 200, "\(action)")
      }
      let cursor = #"{"cursor":"\#(FeedCursor.start.text)"}"#
      let seek = try await server.ask(
        "POST", target + "/seek", as: .administrator,
        body: cursor)
      #expect(seek.status == 202)
      let store = try DeliveryStore(of: server.folder)
      var operations = EndpointOperations(store, by: "command:nv042", at: Moment(seconds: 1))
      _ = try operations.disable(id)
      _ = try operations.enable(id)
      let keys = try NewEndpointKeys()
      operations = EndpointOperations(
        store, by: "command:nv042", at: Moment(server.clock.now).adding(seconds: 1))
      _ = try operations.rotate(id, to: keys, overlapSeconds: 0)
      try operations.seek(id, to: .start)
      let gone = try await server.ask(
        "DELETE", target, as: .administrator, [("If-Match", "*")])
      #expect(gone.status == 204)
      let lines = try store.auditEntries(before: nil, limit: 100).reversed()
        .filter { $0.subject == id.text }
      let details = lines.map { "\($0.action.rawValue) \($0.detail)" }
      let byKey = Array(details[1...4])
      let byCommand = Array(details[5...8])
      #expect(details.first?.hasSuffix(" https://a.example.vn/x") == true)
      #expect(byKey[0] == byCommand[0] && byKey[0].hasSuffix(" A"))
      #expect(byKey[1] == byCommand[1] && byKey[1].hasSuffix(" A"))
      #expect(byCommand[2].hasSuffix(keys.secret.fingerprint))
      #expect(byKey[2].count == byCommand[2].count)
      #expect(byKey[3] == byCommand[3])
      #expect(details.last?.hasSuffix(" A") == true)
    }
  }
}
