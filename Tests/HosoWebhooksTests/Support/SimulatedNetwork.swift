import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting

@testable import HosoEgress
@testable import HosoSigning
@testable import HosoState
@testable import HosoWebhooks

/// Receivers as a test wants them, in a time that the test sets.
final class SimulatedNetwork: DeliveryTransport {
  /// A request as it came to a receiver.
  struct Arrival {
    let url: String
    let method: HTTPMethod
    let id: String
    let headers: [String: String]
    let body: String
    let at: Moment
    let status: Int?
    /// The sender's number of the request, and which life of the sender counted it.
    let token: UInt64
    let life: Int
    /// How many had come before.
    let place: Int
  }

  /// What a receiver does with a request.
  struct Reaction {
    var milliseconds: Int64 = 5
    var outcome: FinishedTransfer.Outcome

    static func status(_ status: Int, _ headers: [String: String] = [:], body: String = "")
      -> Reaction
    {
      Reaction(
        outcome: .answered(
          HTTPAnswer(
            status: status,
            headers: headers.map { HTTPHeader(name: $0.key, value: $0.value) },
            body: Array(body.utf8))))
    }

    static let hang = Reaction(milliseconds: 15_000, outcome: .failed(.timeout(.answer)))
    static let refused = Reaction(outcome: .failed(.connection(code: 111)))
  }

  var now: Moment
  var react: (Arrival) -> Reaction
  private let signers = SignerShelf()
  private var lives = 0
  /// Requests that were sent so far.
  private(set) var sent = 0
  private(set) var arrivals: [Arrival] = []
  private var waiting: [(at: Moment, finished: FinishedTransfer)] = []

  init(now: Moment, react: @escaping (Arrival) -> Reaction = { _ in .status(204) }) {
    self.now = now
    self.react = react
  }

  var running: Int { waiting.count }

  /// When something happens next; nil if nothing is on the line.
  var next: Moment? { waiting.map(\.at).min() }

  func start(_ unsigned: UnsignedRequest) {
    let request = signers.sign(unsigned)
    let headers = Dictionary(request.headers.map { ($0.lowercased(), $1) }) { first, _ in first }
    func arrival(_ status: Int?) -> Arrival {
      Arrival(
        url: request.url.text, method: request.method, id: headers["webhook-id"] ?? "",
        headers: headers, body: String(decoding: request.body, as: UTF8.self), at: now,
        status: status, token: request.token, life: lives, place: sent)
    }
    let reaction = react(arrival(nil))
    let status: Int? =
      if case .answered(let answer) = reaction.outcome { answer.status } else { nil }
    arrivals.append(arrival(status))
    sent += 1
    let finished = FinishedTransfer(
      token: request.token, outcome: reaction.outcome,
      durationMilliseconds: Int(reaction.milliseconds), remote: nil)
    waiting.append((now.adding(milliseconds: reaction.milliseconds), finished))
  }

  func perform() -> [FinishedTransfer] {
    let done = waiting.filter { $0.at <= now }.sorted { $0.at < $1.at }
    waiting.removeAll { $0.at <= now }
    return done.map(\.finished)
  }

  func wait(milliseconds: Int32) {}

  /// The sender died: nobody hears the answers, and the last requests may not have got out.
  func cutOff(losing count: Int) {
    let lost = Set(waiting.suffix(count).map(\.finished.token))
    waiting = []
    lives += 1
    arrivals.removeAll { $0.life == lives - 1 && lost.contains($0.token) }
  }
}

/// A dispatcher over a scene, with simulated receivers and time.
final class Desk {
  static let start = Moment(seconds: 1_583_380_000)

  let scene: Scene
  let network: SimulatedNetwork
  var settings: DeliverySettings
  private(set) var store: DeliveryStore
  private(set) var dispatcher: Dispatcher<SimulatedNetwork>
  /// Commits that found the disk full.
  private(set) var fullDisks = 0
  var now: Moment { network.now }

  init(
    _ scene: Scene, stallMilliseconds: Int64 = 1_000,
    react: @escaping (SimulatedNetwork.Arrival) -> SimulatedNetwork.Reaction
  ) throws {
    self.scene = scene
    network = SimulatedNetwork(now: Desk.start, react: react)
    settings = DeliverySettings(webhookOrigin: "hoso.example.vn")
    // Days pass in a test: nothing changes but what the test changes, and then it says so.
    settings.pollMilliseconds = 3_600_000
    settings.stallMilliseconds = stallMilliseconds
    store = try DeliveryStore(of: scene.ledger.folder)
    dispatcher = try Desk.dispatcher(scene, store, network, settings, seed: 1)
  }

  private static func dispatcher(
    _ scene: Scene, _ store: DeliveryStore, _ network: SimulatedNetwork,
    _ settings: DeliverySettings, seed: Int
  ) throws -> Dispatcher<SimulatedNetwork> {
    let allowed = [AllowedNetwork("127.0.0.0/8")].compactMap { $0 }
    let reader = try scene.ledger.reader()
    return Dispatcher(
      store: store, feed: FeedReader(reader, index: try FeedIndex.open(reader)),
      transport: network,
      policy: EgressPolicy(allowed: allowed),
      origin: CloudEvent.Origin(ledgerID: "0a1b", baseURL: "https://hoso.example.vn"),
      settings: settings, chance: Chance(seed: seed))
  }

  /// Throws the dispatcher away as a kill would, and begins with what the store has.
  func crash(losing count: Int = 0, seed: Int = 1) throws {
    network.cutOff(losing: count)
    store = try DeliveryStore(of: scene.ledger.folder)
    dispatcher = try Desk.dispatcher(scene, store, network, settings, seed: seed)
  }

  /// An endpoint at `https://NAME.example.vn/`.
  @discardableResult
  func add(
    _ name: String, _ filter: EventFilter = EventFilter(), after: FeedCursor = .start,
    _ change: (inout Endpoint) -> Void = { _ in }
  ) throws -> EndpointID {
    let keys = EndpointKeys(
      secrets: KeyRing(try SymmetricSecret.random(), at: Desk.start.seconds), signing: nil)
    var endpoint = Endpoint(
      id: try EndpointID.random(), name: name, url: "https://\(name).example.vn/",
      filter: filter, keys: keys, asksConsent: false, createdAt: Desk.start)
    change(&endpoint)
    // Another connection, as another process would have.
    try DeliveryStore(of: scene.ledger.folder).add(endpoint, after: after)
    return endpoint.id
  }

  /// Lets time pass until nothing is to be done before a moment.
  func run(until end: Moment, turnsMax: Int = 200_000) throws {
    var isWoken = true
    for _ in 0..<turnsMax {
      let next = try turn(isWoken: isWoken)
      isWoken = false
      let moment = min(next, network.next ?? next)
      guard moment < end else {
        network.now = max(network.now, end)
        return
      }
      network.now = max(network.now, moment)
    }
    throw DeskFault.neverAtRest
  }

  /// One turn; a full disk is waited out.
  func turn(isWoken: Bool) throws -> Moment {
    do {
      return try dispatcher.turn(at: network.now, isWoken: isWoken)
    } catch let fault as SQLiteFault where fault.cause == .diskFull {
      fullDisks += 1
      return network.now.adding(seconds: 1)
    }
  }

  /// Lets the file of the store grow no more, or again.
  func setDisk(isFull: Bool) throws {
    let pages = isFull ? try store.connection.integer("PRAGMA page_count") ?? 1 : 1_073_741_823
    try store.connection.execute("PRAGMA max_page_count=\(pages)")
  }

  func run(seconds: Int64) throws { try run(until: now.adding(seconds: seconds)) }

  /// Deliveries that a receiver took, by event of the ledger.
  func taken(by name: String) -> [Int64] {
    network.arrivals.filter { $0.url == "https://\(name).example.vn/" && $0.isTaken }
      .compactMap(\.sequence)
  }

  /// Attempts at a receiver, by event of the ledger.
  func tried(at name: String) -> [Int64] {
    network.arrivals.filter { $0.url == "https://\(name).example.vn/" }.compactMap(\.sequence)
  }
}

enum DeskFault: Error {
  case neverAtRest
}

extension SimulatedNetwork.Arrival {
  var isTaken: Bool { status.map { 200...299 ~= $0 } ?? false }

  /// The ledger position that the body names.
  var sequence: Int64? {
    guard let start = body.firstRange(of: #""sequence":""#)?.upperBound else { return nil }
    return Int64(body[start...].prefix(20))
  }

  var isOutOfOrder: Bool { body.contains(#""outoforder":true"#) }
}
