import Foundation
import FoundationNetworking
import HosoTesting
import Testing

/// A `hoso serve` of a desk, on a free port of loopback.
final class RunningServe {
  /// Where it listens; empty if it only delivers.
  let url: String
  let process: ChildProcess
  /// Its folder goes with it.
  private let desk: Desk

  convenience init(
    _ desk: Desk, _ options: [String] = [], environment: [String: String] = [:]
  ) throws {
    try self.init(
      desk,
      running: try desk.start(
        ["serve", "--port", "0", "--json"] + options, environment: environment))
  }

  /// One that was started otherwise; waits until it listens.
  init(_ desk: Desk, running process: ChildProcess) throws {
    self.desk = desk
    self.process = process
    guard try process.waitForLines(1) >= 1 else {
      let errors = try String(contentsOfFile: process.errorPath, encoding: .utf8)
      throw Trouble(what: "the server did not start: \(errors)")
    }
    struct Listening: Decodable {
      var listening: String?
    }
    let line = try String(contentsOfFile: process.outputPath, encoding: .utf8)
    let listening: Listening = try Outcome.decode(try #require(line.split(separator: "\n").first))
    url = listening.listening ?? ""
  }

  deinit { process.kill() }

  /// Asks with a key; answers the status and the body.
  func ask(
    _ path: String, method: String = "GET", key: String? = nil, body: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> (status: Int, body: String) {
    var request = URLRequest(url: try #require(URL(string: url + path)))
    request.httpMethod = method
    if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    if let body { request.httpBody = Data(body.utf8) }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = try #require(response as? HTTPURLResponse).statusCode
    return (status, String(decoding: data, as: UTF8.self))
  }

  /// Asks it to end as an operator does; answers how it ended.
  func stop(_ signal: Int32 = SIGTERM) -> ChildProcess.Ending {
    process.notify(signal)
    return process.wait(seconds: 40)
  }
}

@Suite("The server as its own process")
struct ServeTests {
  @Test func `it says where it listens and is well`() async throws {
    let server = try RunningServe(try Desk.ready())
    #expect(server.url.hasPrefix("http://127.0.0.1:"))
    #expect(try await server.ask("/healthz").status == 200)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a signal stops it gracefully`(signal: Int32) async throws {
    let server = try RunningServe(try Desk.ready())
    #expect(try await server.ask("/healthz").status == 200)
    #expect(server.stop(signal) == .exited(0))
  }

  @Test func `a hangup opens the log anew and never ends it`() async throws {
    let desk = try Desk.ready()
    let log = desk.folder.appending(path: "serve.log").path
    for options in [[], ["--no-http"]] {
      let server = try RunningServe(desk, ["--log", log] + options)
      try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
      server.process.notify(SIGHUP)
      var isNew = false
      for _ in 0..<12_000 where !isNew {
        ChildProcess.pause(microseconds: 25_000)
        isNew = FileManager.default.fileExists(atPath: log)
      }
      #expect(isNew)
      #expect(server.stop() == .exited(0))
      #expect(try String(contentsOfFile: log, encoding: .utf8).contains("Stopping"))
      try FileManager.default.removeItem(atPath: log)
      try FileManager.default.removeItem(atPath: log + ".1")
    }
  }

  @Test(.enabled(if: StandIn.isAvailable))
  func `a hangup takes up other authorities for deliveries, and keeps the old for a bad file`()
    throws
  {
    let desk = try Desk.ready()
    let receiver = try SecureReceiver(desk)
    let (trusted, loopback) = (desk.path("ca.pem"), ["HOSO_ALLOW_EGRESS": "127.0.0.0/8"])
    try SecureReceiver.pem("self-signed").write(to: URL(filePath: trusted))
    let added = try desk.run(
      ["webhook", "add", "--no-consent", "--url", receiver.url], environment: loopback)
    #expect(added.code == 0, "\(added.errors)")
    let server = try RunningServe(desk, ["--egress-ca", trusted], environment: loopback)
    try wait(for: #""Delivering""#, in: server)
    try SecureReceiver.pem("authority").write(to: URL(filePath: trusted))
    server.process.notify(SIGHUP)
    try wait(for: #""Reloaded""#, in: server)
    _ = try desk.scan("pickup", Samples.item)
    #expect(try receiver.visits(atLeast: 1) == 1)
    try Data("no certificate".utf8).write(to: URL(filePath: trusted))
    server.process.notify(SIGHUP)
    try wait(for: "Authorities of --egress-ca not reloaded", in: server)
    _ = try desk.scan("delivery", Samples.item)
    #expect(try receiver.visits(atLeast: 2) == 2)
    #expect(server.stop() == .exited(0))
    let refused = try desk.run("serve", "--port", "0", "--egress-ca", trusted)
    #expect(refused.code == 65 && refused.errors.contains(trusted))
  }

  @Test func `of two servers of a ledger one delivers, and the other when that has ended`()
    async throws
  {
    let desk = try Desk.ready()
    let first = try RunningServe(desk)
    try wait(for: #""Delivering""#, in: first)
    let second = try RunningServe(desk)
    try wait(for: "Another process delivers", in: second)
    #expect(try await second.ask("/readyz").status == 200)
    #expect(first.stop() == .exited(0))
    try wait(for: #""Delivering""#, in: second)
  }

  private func wait(for words: String, in server: RunningServe) throws {
    for _ in 0..<12_000 {
      let errors = try String(contentsOfFile: server.process.errorPath, encoding: .utf8)
      if errors.contains(words) { return }
      ChildProcess.pause(microseconds: 25_000)
    }
    Issue.record("never said: \(words)")
  }

  @Test func `scans over HTTP and from the command meet in one ledger`() async throws {
    let desk = try Desk.ready()
    let made = try desk.run("key", "add", "--kind", "office", "--office", "100000", "--name", "x")
    let key = try #require(
      made.output.split(whereSeparator: \.isWhitespace).last.map(String.init))
    let server = try RunningServe(desk)
    let scan = #"{"type":"dossier.picked_up","dossier":"\#(Samples.item)","office":"100000"}"#
    let answer = try await server.ask(
      "/v1/scans", method: "POST", key: key, body: scan,
      headers: ["Content-Type": "application/json"])
    #expect(answer.status == 200 || answer.status == 201, "\(answer)")
    _ = try desk.scan("delivery", Samples.item)
    #expect(try desk.eventCount() == 2)
    let timeline = try await server.ask("/v1/dossiers/\(Samples.item)", key: key)
    #expect(timeline.status == 200)
    #expect(timeline.body.contains("dossier.delivered"))
  }

  @Test func `a key made while it runs is good at once, and ends when it is revoked`()
    async throws
  {
    let desk = try Desk.ready()
    let server = try RunningServe(desk)
    let made = try desk.run("key", "add", "--kind", "administrator", "--name", "x")
    let words = made.output.split(whereSeparator: \.isWhitespace).map(String.init)
    let key = try #require(words.last)
    #expect(try await server.ask("/v1/keys", key: key).status == 200)
    _ = try desk.run("key", "revoke", try #require(words.first))
    #expect(try await server.ask("/v1/keys", key: key).status == 401)
  }

  @Test func `an open address without TLS is refused unless it is allowed`() throws {
    let desk = try Desk.ready()
    #expect(try desk.run("serve", "--host", "0.0.0.0", "--port", "0").code == 77)
    #expect(try desk.run("serve", "--tls-cert", "x.pem").code == 64)
    #expect(try desk.run("serve", "--requests-per-minute", "0").code == 64)
    #expect(try desk.run("serve", "--anonymous-per-minute", "1000001").code == 64)
    #expect(try desk.run("serve", "--tls-cert", "x.pem", "--tls-key", "x.pem").code == 66)
    #expect(try desk.run("serve", "--base-url", "hoso.example.vn").code == 64)
    #expect(try desk.run("serve", "--trusted-proxy", "proxy").code == 64)
    #expect(try desk.run("serve", "--connections", "0").code == 64)
  }

  @Test func `a port that is taken ends it with words`() throws {
    let desk = try Desk.ready()
    let server = try RunningServe(desk)
    let port = try #require(server.url.split(separator: ":").last.map(String.init))
    let second = try desk.run("serve", "--port", port, "--lang", "en")
    #expect(second.code == 69)
    #expect(second.errors.contains("another program listens on 127.0.0.1:\(port)"))
  }

  @Test func `without a ledger there is nothing to serve`() throws {
    #expect(try Desk().run("serve", "--port", "0").code == 66)
  }
}
