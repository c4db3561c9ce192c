import HosoTesting
import Testing

@testable import HosoEgress

@Suite("Sending to receivers that behave")
struct DeliveringTests {
  @Test func `a request arrives as it was given, and its answer comes back`() throws {
    let server = try LoopbackServer { connection in
      while connection.request() != nil {
        connection.answer(
          "202 Accepted", "Retry-After: 5\r\nWebhook-Delivery: disable\r\nX: y\r\n", body: "ok")
      }
    }
    let pool = try TransferPool(policy: .loopback)
    let finished = try pool.send(
      server.url("/in?a=b"),
      headers: [("webhook-id", "evt_1"), ("Content-Type", "application/json"), ("x-empty", "")],
      body: #"{"a":"hồ sơ"}"#)
    let answer = try #require(finished.answer)
    #expect(answer.status == 202)
    #expect(answer.isSuccess)
    #expect(answer.headers.map(\.name) == ["retry-after", "webhook-delivery"])
    #expect(answer["webhook-delivery"] == "disable")
    #expect(String(decoding: answer.body, as: UTF8.self) == "ok")
    #expect(answer.cut == nil)
    #expect(finished.remote == SocketAddress(IPAddress(v4: 0x7f00_0001), port: server.port))
    let request = try #require(server.requests.first)
    #expect(request.hasPrefix("POST /in?a=b HTTP/1.1\r\n"))
    #expect(request.hasSuffix("\r\n\r\n{\"a\":\"hồ sơ\"}"))
    for line in [
      "webhook-id: evt_1", "Content-Type: application/json", "x-empty:", "Content-Length: 16",
    ] {
      #expect(request.contains("\r\n\(line)\r\n"), "\(line)")
    }
    for name in ["expect:", "accept-encoding:", "content-type: application/x-www"] {
      #expect(!request.lowercased().contains(name), "\(name)")
    }
  }

  @Test func `a connection is used again`() throws {
    let server = try LoopbackServer()
    let pool = try TransferPool(policy: .loopback)
    for _ in 0..<20 { #expect(try pool.send(server.url()).answer?.status == 204) }
    #expect(server.connections == 1)
    #expect(server.requests.count == 20)
  }

  @Test func `many requests at a time each get their own answer`() throws {
    let server = try LoopbackServer { connection in
      while let request = connection.request() {
        connection.answer("200 OK", body: String(request.split(separator: " ")[1]))
      }
    }
    let pool = try TransferPool(policy: .loopback)
    for token in 0..<UInt64(500) {
      try pool.start(
        OutgoingRequest(
          token: token, url: try EndpointURL(server.url("/\(token)"), policy: .loopback)))
    }
    let bodies = pool.finish().map { String(decoding: $0.answer?.body ?? [], as: UTF8.self) }
    #expect(bodies == (0..<500).map { "/\($0)" })
    #expect(server.connections <= pool.limits.transfersPerHost)
  }

  @Test(arguments: [HTTPMethod.options, .get])
  func `a question has no body`(method: HTTPMethod) throws {
    let server = try LoopbackServer { connection in
      while connection.request() != nil {
        connection.answer("200 OK", "WebHook-Allowed-Origin: *\r\nWebHook-Allowed-Rate: 120\r\n")
      }
    }
    let pool = try TransferPool(policy: .loopback)
    let answer = try pool.send(server.url(), method: method, body: "ignored").answer
    #expect(answer?["webhook-allowed-origin"] == "*")
    #expect(answer?["webhook-allowed-rate"] == "120")
    #expect(server.requests.first?.hasPrefix("\(method.rawValue) / HTTP/1.1\r\n") == true)
    #expect(server.requests.first?.hasSuffix("\r\n\r\n") == true)
  }

  @Test func `the waker ends a wait from another thread`() async throws {
    let pool = try TransferPool(policy: .loopback)
    let waker = pool.wakeHandle
    let clock = ContinuousClock()
    let spent = clock.measure {
      waker.wake()
      pool.wait(milliseconds: 120_000)
    }
    #expect(spent < .seconds(120))
  }

  @Test(arguments: [
    ("x\r\ny", "a"), ("x", "a\r\nb"), ("x", "a\u{0}"), ("x:", "a"), ("", "a"), ("x", " a"),
    ("x", "đ"),
  ])
  func `a header that is no single line of ASCII is not sent`(name: String, value: String) throws {
    let pool = try TransferPool(policy: .loopback)
    let url = try EndpointURL("http://127.0.0.1:1/", policy: .loopback)
    #expect(throws: EgressFault.self) {
      try pool.start(OutgoingRequest(token: 1, url: url, headers: [(name, value)]))
    }
    #expect(pool.running == 0)
  }
}
