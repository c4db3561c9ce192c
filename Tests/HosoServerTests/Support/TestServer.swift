import HosoDomain
import HosoLedger
import HosoTesting
import HosoWebhooks
import Synchronization
import Testing

@testable import HosoServer
@testable import HosoState

/// A server over a ledger of its own, on a free port of loopback.
final class TestServer: Sendable {
  let folder: LedgerFolder
  let port: Int
  let clock: SharedClock
  /// A key of each kind: of office 100000, of agency H26.12, and two that reach everything.
  let keys: [KeyKind: AccessKeyText]
  private let scratch: ScratchFolder
  private let server: HosoServer
  private let running: Task<Void, any Error>

  /// - Parameter adjust: Changes the configuration before the start.
  init(_ adjust: (inout ServerConfiguration) -> Void = { _ in }) async throws {
    await Turnstile.shared.enter()
    scratch = try ScratchFolder()
    folder = LedgerFolder(path: scratch.path)
    let clock = SharedClock()
    self.clock = clock
    let settings = try LedgerSettings(
      office: try PostOfficeCode("100000"), province: try ProvinceCode("01"), channel: nil)
    try LedgerWriter.create(in: folder, settings: settings)
    keys = try TestServer.makeKeys(folder, at: Moment(clock.now))
    do {
      (server, running, port) = try await TestServer.start(folder, clock, adjust)
    } catch {
      await Turnstile.shared.leave()
      throw error
    }
  }

  private static func makeKeys(
    _ folder: LedgerFolder, at moment: Moment
  ) throws -> [KeyKind: AccessKeyText] {
    let reaches: [KeyKind: Reach] = [
      .agency: .agency(try AgencyCode("H26.12")), .office: .office(try PostOfficeCode("100000")),
      .planner: .everything, .administrator: .everything,
    ]
    let store = try DeliveryStore(of: folder)
    var keys: [KeyKind: AccessKeyText] = [:]
    for (kind, reach) in reaches {
      let draft = AccessKeyDraft(kind: kind, name: kind.rawValue, reach: reach)
      keys[kind] = try store.addKey(draft, at: moment, by: "test").text
    }
    return keys
  }

  /// The header that proves a kind of caller.
  func bearer(_ kind: KeyKind) -> (String, String) {
    ("Authorization", "Bearer \(keys[kind]?.text ?? "")")
  }

  /// Sends a request with a key over a connection of its own.
  func ask(
    _ method: String, _ target: String, as kind: KeyKind, _ fields: [(String, String)] = [],
    body: String = ""
  ) async throws -> Answer {
    var fields = fields + [bearer(kind)]
    if !body.isEmpty, !fields.contains(where: { $0.0.lowercased() == "content-type" }) {
      fields.append(("Content-Type", "application/json"))
    }
    return try await wire().request(method, target, fields, body: Array(body.utf8))
  }

  private static func start(
    _ folder: LedgerFolder, _ clock: SharedClock, _ adjust: (inout ServerConfiguration) -> Void
  ) async throws -> (HosoServer, Task<Void, any Error>, Int) {
    var configuration = ServerConfiguration(
      folder: folder, clock: { clock.now }, tables: .bundled)
    configuration.port = 0
    adjust(&configuration)
    let (ports, source) = AsyncStream<Int>.makeStream()
    configuration.onListening = { source.yield($0) }
    let server = try HosoServer(configuration)
    let running = Task {
      defer { source.finish() }
      try await server.run()
    }
    for await port in ports { return (server, running, port) }
    try await running.value
    throw WireFault.notConnected(code: 0)
  }

  func wire() throws -> Wire {
    try Wire(port: port)
  }

  /// Stops the server and waits until it has stopped.
  func stop() async throws {
    await server.stop()
    let result = await running.result
    await Turnstile.shared.leave()
    try result.get()
  }

  /// Runs a test against a server and stops it afterwards, however the test ends.
  static func with(
    _ adjust: (inout ServerConfiguration) -> Void = { _ in },
    _ body: (TestServer) async throws -> Void
  ) async throws {
    let server = try await TestServer(adjust)
    do {
      try await body(server)
    } catch {
      try? await server.stop()
      throw error
    }
    try await server.stop()
  }
}

/// A clock that threads share and that stands still until it is set.
final class SharedClock: Sendable {
  private let microseconds = Mutex<Int64>(1_583_391_120_000_000)

  var now: RecordedAt { RecordedAt(microseconds: microseconds.withLock { $0 }) }

  func advance(seconds: Int64) { microseconds.withLock { $0 += seconds * 1_000_000 } }
}

/// Lets a few servers run at a time: each has threads and files of its own, and tests all start
/// together.
private actor Turnstile {
  static let shared = Turnstile()
  private static let placesMax = 4

  private var taken = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    guard taken >= Turnstile.placesMax else {
      taken += 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    taken -= 1
  }
}
