import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("What a batch is answered")
struct BatchAnswerTests {
  private static let type = [("Content-Type", "application/x-ndjson")]

  private func line(_ id: Int, of code: String? = nil) -> String {
    let code = code ?? "BN/\(10_000 + id)"
    return """
      {"id":"\(id)","source":"100000-s","type":"dossier.picked_up","dossier":"\(code)",\
      "occurred_at":"2020-03-05T08:12:00+07:00"}
      """
  }

  private func send(
    _ server: TestServer, _ batch: String, _ query: String = ""
  ) async throws -> Answer {
    try await server.ask(
      "POST", "/v1/scans" + query, as: .office, BatchAnswerTests.type, body: batch)
  }

  private func ranges(_ answer: Answer) -> [ClosedRange<Int64>] {
    (answer.json["rejected_ranges"]?.items ?? []).compactMap { range in
      guard let first = range["first"]?.wholeNumber, let last = range["last"]?.wholeNumber else {
        return nil
      }
      return first...last
    }
  }

  @Test func `rejected lines are told as ranges, the first hundred with their reasons`()
    async throws
  {
    try await TestServer.with { server in
      let bad = Array(repeating: "x", count: 300)
      let batch = (bad + [line(1)] + bad).joined(separator: "\n")
      let answer = try await send(server, batch)
      #expect(ranges(answer) == [1...300, 302...601])
      #expect(answer.json["rejected_lines"]?.items?.count == 100)
      #expect(answer.json["rejected"]?.wholeNumber == 600)
      #expect(answer.json["recorded"]?.wholeNumber == 1)
      #expect(answer.json["next_line"] == .null)
    }
  }

  @Test func `an answer stays small, however many lines are rejected`() async throws {
    try await TestServer.with { server in
      let answer = try await send(server, String(repeating: "x\n", count: 200_000))
      #expect(ranges(answer) == [1...200_000] && answer.body.count < 32_768)
      let long = #"{"\#(String(repeating: "k", count: 60_000))":1}"# + "\n"
      let named = try await send(server, String(repeating: long, count: 100))
      #expect(named.json["rejected"]?.wholeNumber == 100 && named.body.count < 65_536)
    }
  }

  @Test func `a batch with too many ranges stops, and goes on where it says`() async throws {
    try await TestServer.with { server in
      let most = Int64(BatchReport.entriesMax)
      let lines = (0..<BatchReport.entriesMax + 50).flatMap { ["x", line($0)] }
      let answer = try await send(server, lines.joined(separator: "\n"))
      #expect(answer.status == 200 && Int64(ranges(answer).count) == most)
      let next = try #require(answer.json["next_line"]?.wholeNumber)
      #expect(next == 2 * most)
      #expect(answer.json["recorded"]?.wholeNumber == most - 1)
      #expect(answer.json["lines"]?.wholeNumber == 2 * most - 1)
      let rest = try await send(server, lines.dropFirst(Int(next) - 1).joined(separator: "\n"))
      #expect(rest.json["recorded"]?.wholeNumber == 51 && rest.json["next_line"] == .null)
      let head = try LedgerReader(opening: server.folder).head.position.number
      #expect(head == most + 50)
    }
  }

  @Test func `a dossier that a key has filled takes no more from it, what is known once more`()
    async throws
  {
    try await TestServer.with { server in
      let (item, most) = ("EE123456785VN", CrowdWatch.eventsMax)
      let lines = (0...most).map { line($0, of: item) }
      let answer = try await send(server, lines.joined(separator: "\n"))
      #expect(answer.json["recorded"]?.wholeNumber == Int64(most))
      #expect(ranges(answer) == [Int64(most) + 1...Int64(most) + 1])
      let again = try await send(server, lines.joined(separator: "\n"))
      #expect(again.json["duplicates"]?.wholeNumber == Int64(most))
      let linked =
        #"{"id":"l","source":"100000-s","type":"alias.linked","dossier":"BN/10001","#
        + #""aliases":["\#(item)"],"occurred_at":"2020-03-05T08:12:00+07:00"}"#
      for body in [line(most + 1, of: item), linked] {
        let refused = try await server.ask("POST", "/v1/scans", as: .office, body: body)
        #expect(refused.status == 422, "\(body)")
      }
      let scan = #"{"type":"item.arrived","dossier":"\#(item)","office":"100000"}"#
      #expect(try await server.ask("POST", "/v1/scans", as: .office, body: scan).status == 422)
      let returned = #"{"type":"result.returned","dossier":"\#(item)","office":"460000"}"#
      let theirs = try await server.ask(
        "POST", "/v1/scans", as: .administrator, body: returned)
      #expect(theirs.status == 201)
      let other = #"{"type":"item.arrived","dossier":"BN/10001","office":"100000"}"#
      #expect(try await server.ask("POST", "/v1/scans", as: .office, body: other).status == 201)
    }
  }

  @Test func `a bag takes no more from others than any bag holds in two months`() async throws {
    try await TestServer.with { server in
      let most = CrowdWatch.bagEventsMax
      let lines = (0..<most + 10).map { scan in
        #"{"id":"\#(scan)","source":"100000-s","type":"item.departed","parent":"TUI-97","count":1,"#
          + #""occurred_at":"2020-03-05T08:12:00+07:00"}"#
      }
      let answer = try await send(server, lines.joined(separator: "\n"))
      #expect(answer.json["recorded"]?.wholeNumber == Int64(most))
      let putIn =
        #"{"id":"p","source":"100000-s","type":"dossier.picked_up","dossier":"BN/10001","#
        + #""parent":"TUI-97","occurred_at":"2020-03-05T08:12:00+07:00"}"#
      let refused = try await server.ask("POST", "/v1/scans", as: .office, body: putIn)
      #expect(refused.status == 422)
    }
  }

  @Test func `what fills a chain of codes ends too, wherever it goes on`() async throws {
    try await TestServer.with { server in
      let most = CrowdWatch.eventsMax
      let links = (0..<most + 50).map { link in
        #"{"id":"\#(link)","source":"100000-s","type":"alias.linked","#
          + #""dossier":"BN/\#(10_000 + link)","aliases":["BN/\#(10_001 + link)"],"#
          + #""occurred_at":"2020-03-05T08:12:00+07:00"}"#
      }
      let answer = try await send(server, links.joined(separator: "\n"))
      #expect(answer.json["rejected"]?.wholeNumber == 1)
    }
  }

  @Test func `a batch whose lines are all told stops after as many`() async throws {
    try await TestServer.with { server in
      let batch = String(repeating: "x\n", count: BatchReport.entriesMax + 1)
      let answer = try await send(server, batch, "?results=all")
      #expect(answer.json["results"]?.items?.count == BatchReport.entriesMax)
      #expect(answer.json["next_line"]?.wholeNumber == Int64(BatchReport.entriesMax) + 1)
      let exact = String(repeating: "x\n", count: BatchReport.entriesMax)
      #expect(try await send(server, exact, "?results=all").json["next_line"] == .null)
    }
  }
}
