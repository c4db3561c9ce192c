import Foundation
import HosoTesting
import Testing

/// Vectors: the reference libraries of Standard Webhooks,
/// `libraries/javascript/src/webhook.test.ts` and `libraries/rust/src/lib.rs`.
@Suite("Signing and verifying from the command line")
struct SignatureCommandTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private static let otherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
  private static let body = #"{"test": 2432232314}"#
  private static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
  private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
  private static let moment = "2021-02-25T22:02:10+07:00"

  private func sign(_ desk: Desk, _ environment: [String: String]) throws -> Outcome {
    try desk.run(
      ["webhook", "sign", "--id", Self.id, "--timestamp", "1614265330"], input: Self.body,
      environment: environment)
  }

  @Test func `the published vector comes out, as lines for curl`() throws {
    let outcome = try sign(Desk(), ["HOSO_WEBHOOK_SECRET": Self.secret])
    #expect(
      outcome.output == """
        webhook-id: \(Self.id)
        webhook-timestamp: 1614265330
        webhook-signature: \(Self.signature)

        """)
  }

  @Test func `every secret of every file signs, in their order`() throws {
    let desk = try Desk()
    let first = try desk.write("\(Self.otherSecret)\n\(Self.secret)\n", to: "secrets")
    let outcome = try desk.run(
      [
        "webhook", "sign", "--id", Self.id, "--timestamp", "1614265330", "--secret-file", first,
        "--json",
      ], input: Self.body)
    let headers = try JSONDecoder().decode([String: String].self, from: Data(outcome.output.utf8))
    let signatures = headers["webhook-signature"]?.split(separator: " ") ?? []
    #expect(signatures.count == 2)
    #expect(signatures.last.map(String.init) == Self.signature)
  }

  @Test func `what was signed is verified, with a moment for old captures`() throws {
    let desk = try Desk()
    let environment = ["HOSO_WEBHOOK_SECRET": Self.secret]
    let headers = try desk.write(try sign(desk, environment).output, to: "headers")
    let body = try desk.write(Self.body, to: "body.json")
    let verify = ["webhook", "verify", "--headers", headers, body]
    let sound = try desk.run(verify + ["--at", Self.moment], environment: environment)
    #expect(sound.code == 0)
    let late = try desk.run(verify, environment: environment)
    #expect(late.code == 65)
    let foreign = try desk.run(
      verify + ["--at", Self.moment], environment: ["HOSO_WEBHOOK_SECRET": Self.otherSecret])
    #expect(foreign.code == 65)
    try desk.write(Self.body + " ", to: "body.json")
    let changed = try desk.run(verify + ["--at", Self.moment], environment: environment)
    #expect(changed.code == 65)
  }

  @Test func `without a secret it is a usage error`() throws {
    let outcome = try sign(Desk(), [:])
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
  }

  @Test func `a broken secret is named by its place and never shown`() throws {
    let outcome = try sign(Desk(), ["HOSO_WEBHOOK_SECRET": "whsec_not!base64"])
    #expect(outcome.code == 65)
    #expect(outcome.errors.contains("HOSO_WEBHOOK_SECRET"))
    #expect(!outcome.errors.contains("not!base64"))
  }
}
