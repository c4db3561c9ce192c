import HosoDomain
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoSigning
@testable import HosoState

@Suite("Callbacks may be signed instead of carrying a key")
struct SignedCallbackTests {
  private static let body = CallbackDesk.event("result.ready", "H26.12.19-200305-0001")

  /// Makes a credential of an agency; the server learns of it as of one made by another process.
  private func secret(_ server: TestServer) throws -> (SymmetricSecret, id: String) {
    let secret = try SymmetricSecret.random()
    let store = try DeliveryStore(of: server.folder)
    let added = try store.addCallbackSecret(
      .secret(secret), agency: try AgencyCode("H26.12"), overlapSeconds: nil,
      at: Moment(server.clock.now), by: "test")
    return (secret, added.id)
  }

  private func webhookFields(
    _ secret: SymmetricSecret, id: String = "msg1", at seconds: Int64, body: String = body
  ) -> [(String, String)] {
    let signer = WebhookSigner(secrets: [secret], keys: [])
    return [
      ("webhook-id", id), ("webhook-timestamp", "\(seconds)"),
      ("webhook-signature", signer.signature(id: id, timestamp: seconds, body: Array(body.utf8))),
    ]
  }

  @Test func `a Standard Webhooks signature lets its agency in, once a message`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let (secret, _) = try secret(server)
      let now = Moment(server.clock.now).seconds
      let target = "/v1/callbacks?agency=H26.12"
      let fields = webhookFields(secret, at: now)
      let first = try await desk.send(SignedCallbackTests.body, target: target, fields: fields)
      #expect(first.status == 200)
      let again = try await desk.send(SignedCallbackTests.body, target: target, fields: fields)
      #expect(again.status == 200 && again.text == first.text)
      #expect(again["content-location"] == first["content-location"])
      let retry = try await desk.send(
        SignedCallbackTests.body, target: target, fields: webhookFields(secret, at: now + 1))
      #expect(retry.status == 200)
      #expect(retry.json["outcome"]?.text == "duplicate")
      #expect(try desk.head() == 1)
    }
  }

  @Test func `two events under one id in one second are one on record and one refused`()
    async throws
  {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let (secret, _) = try secret(server)
      let now = Moment(server.clock.now).seconds
      let target = "/v1/callbacks?agency=H26.12"
      let first = try await desk.send(
        SignedCallbackTests.body, target: target, fields: webhookFields(secret, at: now))
      #expect(first.status == 200)
      let other = CallbackDesk.event("result.ready", "H26.12.19-200305-0002", id: "e2")
      let refused = try await desk.send(
        other, target: target, fields: webhookFields(secret, at: now, body: other))
      #expect(refused.status == 401 && refused.problem == "replayed-message")
      #expect(try desk.head() == 1)
    }
  }

  @Test func `what came since does not change the answer that is given again`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let (secret, _) = try secret(server)
      let now = Moment(server.clock.now).seconds
      let target = "/v1/callbacks?agency=H26.12"
      let fields = webhookFields(secret, at: now)
      let first = try await desk.send(SignedCallbackTests.body, target: target, fields: fields)
      let earlier = CallbackDesk.event(
        "result.ready", "H26.12.19-200305-0001", id: "e0", time: "2020-03-05T09:00:00+07:00")
      let before = try await desk.send(
        earlier, target: target, fields: webhookFields(secret, id: "m0", at: now, body: earlier))
      #expect(before.status == 200)
      let again = try await desk.send(SignedCallbackTests.body, target: target, fields: fields)
      #expect(again.text == first.text)
    }
  }

  @Test func `what was refused may come again under the same id`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let (secret, _) = try secret(server)
      let now = Moment(server.clock.now).seconds
      let target = "/v1/callbacks?agency=H26.12"
      let foreign = CallbackDesk.event("result.ready", "EE123456785VN")
      let refused = try await desk.send(
        foreign, target: target, fields: webhookFields(secret, at: now, body: foreign))
      #expect(refused.status == 404)
      let mended = try await desk.send(
        SignedCallbackTests.body, target: target, fields: webhookFields(secret, at: now))
      #expect(mended.status == 200)
    }
  }

  @Test func `a signature that does not hold records nothing`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let (secret, _) = try secret(server)
      let now = Moment(server.clock.now).seconds
      let target = "/v1/callbacks?agency=H26.12"
      let other = try SymmetricSecret.random()
      let cases = [
        webhookFields(other, at: now), webhookFields(secret, at: now - 301),
        webhookFields(secret, at: now + 301), webhookFields(secret, at: now, body: "{}"),
        Array(webhookFields(secret, at: now).dropFirst()),
        webhookFields(secret, at: now) + [("webhook-id", "msg2")],
        webhookFields(secret, at: now) + [("ce-type", "dossier.withdrawn")],
      ]
      for fields in cases {
        #expect(
          try await desk.send(SignedCallbackTests.body, target: target, fields: fields).status
            == 401)
      }
      let foreign = try await desk.send(
        SignedCallbackTests.body, target: "/v1/callbacks?agency=H26.13",
        fields: webhookFields(secret, at: now))
      #expect(foreign.status == 401)
      let unnamed = try await desk.send(
        SignedCallbackTests.body, fields: webhookFields(secret, at: now))
      #expect(unnamed.status == 400)
      #expect(try desk.head() == 0)
    }
  }

  @Test func `an HTTP message signature lets its agency in, once a nonce`() async throws {
    try await TestServer.with { server in
      let desk = try CallbackDesk(server)
      let (secret, id) = try secret(server)
      func fields(nonce: String, body: String) throws -> [(String, String)] {
        let digest = ContentDigest.value(of: Array(body.utf8))
        let plain = [
          ("host", "127.0.0.1"), ("content-digest", digest),
        ]
        let parts = HTTPRequestParts(
          method: "POST", scheme: "http", authority: "127.0.0.1", path: "/v1/callbacks",
          query: nil,
          fields: (plain + [("content-type", InboundSamples.structuredType)]).map {
            HTTPRequestParts.Field($0.0, $0.1)
          }, body: Array(body.utf8))
        let signer = MessageSigner(key: .secret(secret), keyID: id, tag: "hoso-callback")
        let signed = try signer.sign(
          parts, covering: MessageSigner.components(for: .callback, of: parts),
          created: Moment(server.clock.now).seconds, nonce: nonce)
        return plain + [("signature-input", signed.input), ("signature", signed.signature)]
      }
      let body = SignedCallbackTests.body
      let first = try await desk.send(body, fields: try fields(nonce: "n1", body: body))
      #expect(first.status == 200)
      let again = try await desk.send(body, fields: try fields(nonce: "n1", body: body))
      #expect(again.status == 200 && again.text == first.text)
      let second = CallbackDesk.event("result.ready", "H26.12.19-200305-0001", id: "e2")
      let forged = try await desk.send(second, fields: try fields(nonce: "n1", body: second))
      #expect(forged.status == 401 && forged.problem == "replayed-message")
      #expect(try desk.head() == 1)
      let retry = try await desk.send(body, fields: try fields(nonce: "n2", body: body))
      #expect(retry.json["outcome"]?.text == "duplicate")
      let other = try await desk.send("{}", fields: try fields(nonce: "n3", body: body))
      #expect(other.status == 401)
    }
  }
}
