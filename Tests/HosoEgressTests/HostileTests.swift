import Glibc
import HosoTesting
import Testing

@testable import HosoEgress

@Suite("Receivers that would like to hold a sender up")
struct HostileTests {
  private static let head = "HTTP/1.1 200 OK\r\n"

  /// What one request to such a receiver comes to, under limits of half a second.
  private func send(
    limits: TransferLimits = .quick,
    _ behaviour: @escaping @Sendable (LoopbackServer.Connection) -> Void
  ) throws -> FinishedTransfer {
    let server = try LoopbackServer(behaviour)
    let finished = try TransferPool(policy: .loopback, limits: limits).send(server.url())
    #expect(finished.durationMilliseconds <= limits.totalMilliseconds + 300)
    return finished
  }

  @Test func `a body that drips counts by its status when the time is up`() throws {
    let answer = try send { connection in
      _ = connection.request()
      connection.send(HostileTests.head + "Content-Length: 100\r\n\r\n")
      while connection.send("x"), connection.pause(milliseconds: 20) {}
    }.answer
    #expect(answer?.status == 200)
    #expect(answer?.cut == .timeout)
  }

  @Test(arguments: ["", "Content-Length: 1000000000\r\n", "Transfer-Encoding: chunked\r\n"])
  func `a body without end is cut and counts by its status`(framing: String) throws {
    let piece = String(repeating: "x", count: 65_536)
    let chunk = framing.contains("chunked") ? "10000\r\n\(piece)\r\n" : piece
    let finished = try send { connection in
      _ = connection.request()
      connection.send(HostileTests.head + framing + "\r\n")
      while connection.send(chunk) {}
    }
    #expect(finished.answer?.status == 200)
    #expect(finished.answer?.cut == .tooLong)
    #expect(finished.answer?.body.count == 16_384)
  }

  @Test func `a body of exactly the limit is whole`() throws {
    let answer = try send { connection in
      _ = connection.request()
      connection.answer("200 OK", body: String(repeating: "x", count: 16_384))
    }.answer
    #expect(answer?.body.count == 16_384)
    #expect(answer?.cut == nil)
  }

  @Test(arguments: [
    "X-Filler: \(String(repeating: "x", count: 500))\r\n",
    "X: \(String(repeating: "x", count: 90_000))",
    "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
  ])
  func `headers without end are cut off`(piece: String) throws {
    let finished = try send { connection in
      _ = connection.request()
      if piece.hasPrefix("X") { connection.send(HostileTests.head) }
      while connection.send(piece) {}
    }
    #expect(finished.answer == nil)
    switch finished.fault {
    // libcurl itself gives up on one line of 100 KiB, and on too much before a body.
    case .headersTooLong, .client, .lost, .protocolError: break
    default: Issue.record("\(finished)")
    }
    #expect(finished.durationMilliseconds < 400)
  }

  @Test func `trailers without end are cut off, and the status counts`() throws {
    let finished = try send { connection in
      _ = connection.request()
      connection.send(HostileTests.head + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n")
      while connection.send("X-Filler: \(String(repeating: "x", count: 500))\r\n") {}
    }
    #expect(finished.fault == .headersTooLong || finished.answer?.status == 200)
  }

  @Test func `a compressed body is neither asked for nor unpacked`() throws {
    // What `gzip` makes of an empty text; each member would unpack to nothing, any to a gigabyte.
    let member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let answer = try send { connection in
      let request = connection.request()
      guard request?.lowercased().contains("accept-encoding") == false else { return }
      connection.send(HostileTests.head + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n")
      connection.send(member)
    }.answer
    #expect(answer?.body == member)
  }

  @Test func `a transfer coding that was not asked for is not unpacked beyond the limit`() throws {
    let finished = try send { connection in
      _ = connection.request()
      connection.send(HostileTests.head + "Transfer-Encoding: gzip, chunked\r\n\r\n")
      while connection.send("14\r\n\u{1f}xxxxxxxxxxxxxxxxxxx\r\n") {}
    }
    #expect(finished.fault != nil || finished.answer?.status == 200)
    #expect(finished.answer?.body.count ?? 0 <= 16_384)
  }

  @Test func `a 204 with a body is a success and spoils nothing that follows`() throws {
    let server = try LoopbackServer { connection in
      while connection.request() != nil {
        connection.send("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nHTTP/")
      }
    }
    let pool = try TransferPool(policy: .loopback, limits: .quick)
    for _ in 0..<5 {
      // The bytes that nobody asked for may be taken for the next answer, never for a success.
      let finished = try pool.send(server.url())
      #expect(finished.answer?.status == 204 || finished.fault != nil)
    }
  }

  @Test func `a success counts although the connection is reset after it`() throws {
    let answer = try send { connection in
      _ = connection.request()
      connection.send(HostileTests.head + "Content-Length: 100\r\n\r\n")
      connection.send("half")
      connection.pause(milliseconds: 50)
      connection.reset()
    }.answer
    #expect(answer?.isSuccess == true)
    #expect(answer?.cut == .broken)
  }

  @Test func `who never answers costs the time limit and no more`() throws {
    let finished = try send { connection in
      _ = connection.request()
      connection.pause(milliseconds: 60_000)
    }
    #expect(finished.fault == .timeout(.answer))
    #expect(finished.durationMilliseconds >= 450)
  }

  @Test func `an interim answer is no answer`() throws {
    let finished = try send { connection in
      _ = connection.request()
      connection.send("HTTP/1.1 100 Continue\r\n\r\n")
      connection.pause(milliseconds: 60_000)
    }
    #expect(finished.fault == .timeout(.answer))
  }

  @Test func `half a head is no answer`() throws {
    let finished = try send { connection in
      _ = connection.request()
      connection.send(HostileTests.head + "Content-Length: 0\r\n")
      connection.pause(milliseconds: 60_000)
    }
    #expect(finished.fault == .timeout(.answer))
  }

  @Test func `a connection that breaks before the answer is lost`() throws {
    #expect(try send { _ = $0.request() }.fault == .lost)
    let reset = try send { connection in
      _ = connection.request()
      connection.reset()
    }
    #expect(reset.fault == .lost)
  }

  @Test(arguments: [
    "hello\r\n\r\n", "HTTP/1.1 999 x\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n", "\0\0\0\0\r\n",
  ])
  func `what is no HTTP is no answer`(text: String) throws {
    let finished = try send { connection in
      _ = connection.request()
      connection.send(text)
    }
    #expect(finished.answer == nil)
    guard case .protocolError = finished.fault else {
      Issue.record("\(finished)")
      return
    }
  }

  @Test func `nobody there is said with the reason`() throws {
    let finished = try TransferPool(policy: .loopback, limits: .quick).send("http://127.0.0.1:1/")
    #expect(finished.fault == .connection(code: ECONNREFUSED))
  }

  @Test func `those that hang do not hold up the others`() throws {
    let hanging = try (0..<20).map { _ in
      try LoopbackServer { connection in
        _ = connection.request()
        connection.pause(milliseconds: 60_000)
      }
    }
    let server = try LoopbackServer()
    let pool = try TransferPool(policy: .loopback)
    for (token, server) in hanging.enumerated() {
      try pool.start(
        OutgoingRequest(
          token: UInt64(token), url: try EndpointURL(server.url(), policy: .loopback)))
    }
    let url = try EndpointURL(server.url(), policy: .loopback)
    var answered = 0
    for token in 100..<UInt64(300) { try pool.start(OutgoingRequest(token: token, url: url)) }
    while pool.running > hanging.count {  // Bounded by the pool's time limit.
      answered += pool.perform().count
      if pool.running > hanging.count { pool.wait(milliseconds: 100) }
    }
    // All the others, while those that hang still do.
    #expect(answered == 200)
    #expect(pool.running == hanging.count)
  }

  @Test func `memory stays flat under receivers that send without end`() async {
    // In a process of its own, whose memory nobody else uses.
    await #expect(processExitsWith: .success) {
      let piece = String(repeating: "x", count: 65_536)
      let body = try LoopbackServer { connection in
        _ = connection.request()
        connection.send("HTTP/1.1 200 OK\r\n\r\n")
        while connection.send(piece) {}
      }
      let headers = try LoopbackServer { connection in
        _ = connection.request()
        connection.send("HTTP/1.1 200 OK\r\n")
        while connection.send("X-Filler: \(piece)\r\n") {}
      }
      let pool = try TransferPool(policy: .loopback)
      let urls = try [body, headers].map { try EndpointURL($0.url(), policy: .loopback) }
      var before = 0
      for round in 0..<6 {
        for token in 0..<UInt64(100) {
          try pool.start(OutgoingRequest(token: token, url: urls[Int(token) % 2]))
        }
        guard pool.finish().count == 100 else { exit(2) }
        if round == 0 { before = try HostileTests.residentBytes() }
      }
      // Kept whole, these would be hundreds of megabytes.
      exit(try HostileTests.residentBytes() - before < 16 << 20 ? 0 : 1)
    }
  }

  /// What the process holds in memory now.
  private static func residentBytes() throws -> Int {
    let file = try #require(fopen("/proc/self/statm", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    fgets(&line, 256, file)
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return try #require(Int(text.split(separator: " ")[1])) * Int(getpagesize())
  }
}
