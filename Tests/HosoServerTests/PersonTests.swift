import HosoDomain
import Testing

@testable import HosoServer

@Suite("In a browser the server answers with pages, and programs get what they always got")
struct PersonTests {
  private static let browser = (
    "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
  )

  @Test func `the root leads to tracking, the console and the API's description`() async throws {
    try await TestServer.with { server in
      for (language, words) in [("vi", "Bạn muốn làm gì?"), ("en", "What do you want to do?")] {
        let answer = try await server.wire().request(
          "GET", "/", [PersonTests.browser, ("Accept-Language", language)])
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "text/html; charset=utf-8")
        #expect(answer["content-language"] == language)
        #expect(answer.text.contains(words))
        for path in ["/t", "/console", "/docs"] {
          #expect(answer.text.contains("href=\"\(path)?lang=\(language)\""))
          let led = try await server.wire().request("GET", "\(path)?lang=\(language)")
          #expect(led.status == 200)
        }
      }
      #expect(try await server.wire().request("GET", "/?lang=en").text.contains("lang=\"en\""))
    }
  }

  @Test(arguments: ["/nowhere", "/v1/dossiers/EE123456785VN", "/v1/nothing", "/t/a/b", "/%zz"])
  func `an error is a page for a browser and a problem for a program`(
    path: String
  ) async throws {
    try await TestServer.with { server in
      let page = try await server.wire().request("GET", path, [PersonTests.browser])
      let problem = try await server.wire().request("GET", path)
      #expect(page.status == problem.status)
      #expect(page.status >= 400)
      #expect(page["content-type"] == "text/html; charset=utf-8")
      #expect(page["content-security-policy"]?.contains("style-src") == true)
      #expect(page.text.contains("<h1"))
      #expect(page.text.contains("href=\"/?lang=vi\""))
      #expect(page["www-authenticate"] == problem["www-authenticate"])
      #expect(problem["content-type"] == "application/problem+json")
    }
  }

  @Test func `too many requests are a page, too`() async throws {
    try await TestServer.with {
      $0.limits.anonymousPerMinute = 1
    } _: { server in
      _ = try await server.wire().request("GET", "/", [PersonTests.browser])
      let page = try await server.wire().request("GET", "/", [PersonTests.browser])
      #expect(page.status == 429)
      #expect(page["content-type"] == "text/html; charset=utf-8")
      #expect(page["retry-after"] != nil)
    }
  }
}
