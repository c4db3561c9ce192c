import HosoDomain
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("A value that cannot be stored")
struct UnstorableTests {
  @Test(arguments: [
    ("/v1/endpoints", #"{"url":"https://a.example.vn/","name":""}"#, "#/name", "characters"),
    ("/v1/endpoints", #"{"url":"https://a.example.vn/","name":"a\u009bb"}"#, "#/name", "control"),
    (
      "/v1/endpoints", #"{"url":"https://a.example.vn/","headers":{"webhook-id":"x"}}"#,
      "#/headers", "ASCII"
    ),
    (
      "/v1/endpoints", #"{"url":"https://a.example.vn/","rate_per_second":0}"#,
      "#/rate_per_second", "1"
    ),
    (
      "/v1/endpoints",
      #"{"url":"https://a.example.vn/","kind":"dvcqg","portal":{"dstcode":"a b","madonvi":"c"}}"#,
      "#/portal", "madonvi"
    ),
    ("/v1/keys", #"{"kind":"administrator","name":""}"#, "#/name", "characters"),
    ("/v1/keys", #"{"kind":"agency","name":"x"}"#, "#/kind", "agency"),
    ("/v1/keys", #"{"kind":"planner","name":"x","scopes":["scan"]}"#, "#/scopes", "scope"),
    (
      "/v1/keys", #"{"kind":"planner","name":"x","expires_at":"2019-01-01T00:00:00+07:00"}"#,
      "#/expires_at", "later"
    ),
  ])
  func `is answered with its place in the request and the reason`(
    path: String, body: String, pointer: String, word: String
  ) async throws {
    try await TestServer.with { server in
      let answer = try await server.ask(
        "POST", path, as: .administrator, [("Accept-Language", "en")], body: body)
      #expect(answer.status == 422 && answer.problem == "unprocessable", "\(answer.text)")
      let errors = try #require(answer.json["errors"]?.items)
      #expect(errors.map { $0["pointer"]?.text } == [pointer])
      #expect(errors.first?["detail"]?.text?.contains(word) == true, "\(answer.text)")
      let list = try await server.ask("GET", path, as: .administrator)
      let names = (list.json["endpoints"] ?? list.json["keys"])?.items?.map { $0["name"]?.text }
      #expect(names?.contains("x") == false && names?.contains("") == false)
    }
  }
}
