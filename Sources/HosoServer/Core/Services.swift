internal import HosoDomain
internal import HosoEgress
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import NIOCore
internal import Synchronization

/// Everything the handlers share.
final class Services: Sendable {
  private static let useStoredEvery = TimeAmount.seconds(60)
  private static let idleLookedForEvery = TimeAmount.milliseconds(500)
  /// How often a part of the feed's index is made that is missing: so it takes a fifth of a
  /// processor, and a million events some minutes.
  private static let indexedEvery = TimeAmount.milliseconds(200)

  let configuration: ServerConfiguration
  let routes: RouteTable
  let meters: Meters
  let requestIDs: RequestIDs
  /// The writer.
  let ledger: LedgerCore
  /// Readers for what is answered at once.
  let desks: ReaderThreads
  /// The pull feed, for those that are at its head.
  let feed: FeedThread
  /// The pull feed for everybody else, and its index: work that others at the head do not wait for.
  let catchUps: FeedThread
  /// Figures, and what is published of them.
  let figures: FigureThread
  let worklist: WorklistThread
  /// Exports that are written, and those that were.
  let exports: FigureThread
  let exportShelf = ExportShelf()
  let explanations = ExplanationShelf()
  let pings: PingThread
  let batches: BatchThread
  let tables: TableShelf
  /// What events say of their ledger.
  let origin: CloudEvent.Origin
  /// Keys, promises, endpoints.
  let state: StateCore
  let book: AccessBook
  let gate: Gate
  let promises: Promises
  let bodies: BodyBudget
  let bodyClocks = BodyClocks()
  let proxies: TrustedProxies
  let census: ConnectionCensus
  let tracking: TrackingProofs
  let sessions = ConsoleSessions()
  let reference = ReferencePages()
  let meterShelf = EndpointMeterShelf()
  let publicKeys = PublicKeyShelf()
  private let follower: ViewFollower
  private let threads = CoreThreads()
  private let port = ListeningPort()
  private let chores = Mutex<[RepeatedTask]>([])

  /// Opens the ledger and what lies beside it.
  init(_ configuration: ServerConfiguration) throws {
    self.configuration = configuration
    routes = RouteTable(Operation.all)
    meters = Meters()
    requestIDs = try RequestIDs()
    ledger = try LedgerCore(configuration, meters: meters, thread: threads.ledger)
    state = try StateCore(configuration, thread: threads.state)
    desks = try ReaderThreads(configuration.folder, threads: threads.desks)
    feed = try FeedThread(configuration.folder, thread: threads.feed)
    catchUps = try FeedThread(
      configuration.folder, tracksMax: FeedThread.catchUpTracksMax, thread: threads.catchUps)
    let turns = FigureTurns()
    figures = try FigureThread(configuration.folder, turns: turns, thread: threads.figures)
    exports = try FigureThread(configuration.folder, turns: turns, thread: threads.exports)
    worklist = try WorklistThread(configuration.folder, thread: threads.worklist)
    tables = TableShelf(configuration.tables)
    follower = ViewFollower(
      configuration, turns: turns, tables: tables, thread: threads.follower)
    origin = CloudEvent.Origin(
      ledgerID: ledger.settings.ledgerID, baseURL: configuration.publicURL)
    let port = port
    pings = PingThread(
      configuration,
      policy: { port.value.map(configuration.sparing) ?? configuration.egress },
      origin: origin, thread: threads.pings)
    batches = BatchThread(thread: threads.batches)
    book = AccessBook(state)
    gate = Gate(
      book: book, limiter: RateLimiter(), limits: configuration.limits, meters: meters)
    promises = Promises(state, meters: meters)
    bodies = BodyBudget(configuration.limits)
    proxies = TrustedProxies(networks: configuration.trustedProxies)
    census = ConnectionCensus(limits: configuration.limits, proxies: proxies)
    tracking = TrackingProofs(state)
  }

  var isSecure: Bool { configuration.tls != nil }
  var scheme: String { isSecure ? "https" : "http" }
  /// What others reach this server under, without a slash at its end.
  ///
  /// As it was told, else where it listens, never what a client calls it. Nil if it listens
  /// everywhere and was told nothing.
  var publicURL: String? {
    if let url = configuration.publicURL {
      return String(url.reversed().drop { $0 == "/" }.reversed())
    }
    let host = configuration.host
    guard let port = port.value, host != "0.0.0.0", host != "::" else { return nil }
    return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// To be called once connections are accepted.
  func isListening(port: Int) { self.port.set(port) }

  /// The port it listens on; nil until it does.
  var listeningPort: Int? { port.value }

  /// Where events may be pushed to: never to this server.
  var egress: EgressPolicy { port.value.map(configuration.sparing) ?? configuration.egress }

  /// A position that the ledger has reached.
  var head: LedgerPosition { ledger.head }

  /// Reads keys, and begins what is done now and then.
  func start() async throws {
    try await book.check()
    let book = book
    let log = configuration.log
    let task = threads.state.loop.scheduleRepeatedTask(
      initialDelay: Services.useStoredEvery, delay: Services.useStoredEvery
    ) { _ in
      Task {
        do {
          try await book.storeUse()
        } catch {
          log(
            ServerLogLine(
              .warning, "Use of keys not stored", ["reason": Problem(from: error).kind.slug]))
        }
      }
    }
    let census = census
    let closing = threads.state.loop.scheduleRepeatedTask(
      initialDelay: Services.idleLookedForEvery, delay: Services.idleLookedForEvery
    ) { _ in census.closeIdle() }
    chores.withLock { $0 += [task, closing] }
    if let milliseconds = configuration.followsEveryMilliseconds {
      let follower = follower
      let following = threads.follower.loop.scheduleRepeatedTask(
        initialDelay: .milliseconds(milliseconds), delay: .milliseconds(milliseconds)
      ) { _ in
        Task { await follower.step() }
      }
      chores.withLock { $0.append(following) }
    }
    extendIndex()
    guard let seconds = configuration.forgetsEverySeconds else { return }
    let forgetting = threads.state.loop.scheduleRepeatedTask(
      initialDelay: min(.seconds(seconds), Services.useStoredEvery), delay: .seconds(seconds)
    ) { _ in
      Task { await self.forgetOld() }
    }
    chores.withLock { $0.append(forgetting) }
  }

  /// Has the feed's index extended, a little at a time.
  private func extendIndex() {
    let catchUps = catchUps
    let log = configuration.log
    let indexing = threads.catchUps.loop.scheduleRepeatedTask(
      initialDelay: Services.indexedEvery, delay: Services.indexedEvery
    ) { _ in
      Task { await catchUps.extendIndex(log) }
    }
    chores.withLock { $0.append(indexing) }
  }

  /// Forgets what is too old, a little at a time, unless another process delivers and does that.
  private func forgetOld() async {
    do {
      // Under a clock that nobody believes everything might look old.
      try await ledger.commit(for: .check) { _ = $0.position }
      let moment = Moment(configuration.clock())
      var isMore = true
      while isMore, chores.withLock({ !$0.isEmpty }) {  // Bounded by the rows that are too old.
        let began = NIODeadline.now()
        isMore = try await state.commit { try $0.forgetOldIfNobodyDelivers(at: moment) }
        let spent = (NIODeadline.now() - began).nanoseconds / 1_000_000
        guard isMore else { return }
        let rest = TimeAmount.milliseconds(ForgettingPace.rest(afterMilliseconds: spent))
        // At the end it is cut short, and the loop with it.
        try? await threads.state.loop.scheduleTask(in: rest) {}.futureResult.get()
      }
    } catch {
      configuration.log(
        ServerLogLine(
          .warning, "What is too old was not forgotten",
          ["reason": Problem(from: error).kind.slug]))
    }
  }

  /// Ends the threads, after the last request was answered.
  func stop() async throws {
    let begun = chores.withLock { chores in
      defer { chores = [] }
      return chores
    }
    for chore in begun { chore.cancel() }
    try? await book.storeUse()
    try await threads.stop()
  }
}

/// The port a server listens on; nil until it does.
private final class ListeningPort: Sendable {
  private let port = Mutex<Int?>(nil)

  var value: Int? { port.withLock { $0 } }

  func set(_ number: Int) { port.withLock { $0 = number } }
}

extension ServerConfiguration {
  /// The egress policy of a server that listens on a port.
  fileprivate func sparing(port: Int) -> EgressPolicy { egress.sparing(host: host, port: port) }
}
