internal import HosoEgress
internal import HosoLedger
internal import HosoSQLite
internal import HosoState

/// The life of a delivery service's thread.
final class DeliveryLoop {
  /// How long it waits after trouble before it opens everything anew.
  private static let troubleMilliseconds: Int32 = 2_000
  /// How long it waits at its end for what is on the line: a little more than a request may take.
  private static let drainMilliseconds: Int64 = 20_000
  /// How often it looks whether the process that delivers has ended.
  private static let turnMilliseconds: Int32 = 500
  /// How often the figures of each endpoint are counted.
  private static let countMilliseconds: Int64 = 1_000

  private let configuration: DeliveryConfiguration
  private let shared: DeliverySignals
  private var forgetting = ForgettingPace()
  private var countedAt: Moment?

  init(configuration: DeliveryConfiguration, shared: DeliverySignals) {
    self.configuration = configuration
    self.shared = shared
  }

  /// Delivers until it is told to stop, when it is this process's turn; trouble of ledger or disk
  /// is waited out.
  func run() {
    var turn: DeliveryTurn?
    while !shared.isStopping {  // Bounded by the service's life.
      // A transport of its own for each dispatcher: nobody hears answers to another's requests.
      guard
        let pool = try? TransferPool(
          policy: configuration.policyNow, limits: configuration.limits),
        let transport = try? SigningTransport(pool)
      else { return shared.update { $0.trouble = "libcurl" } }
      shared.attach(pool.wakeHandle)
      do {
        if turn == nil { turn = try waitForTurn(pool) }
        guard turn != nil else { return }
        let dispatcher = try makeDispatcher(transport)
        try deliver(dispatcher)
        return drain(dispatcher)
      } catch {
        report(error)
        pool.wait(milliseconds: DeliveryLoop.troubleMilliseconds)
      }
    }
  }

  /// Waits until no other process delivers; nil if it is told to stop before.
  private func waitForTurn(_ pool: TransferPool) throws -> DeliveryTurn? {
    let turn = try DeliveryTurn(of: configuration.folder)
    var isTold = false
    while !turn.take() {  // Bounded by the service's life.
      guard !shared.isStopping else { return nil }
      if !isTold { configuration.onTurn(.waits(for: turn.holder)) }
      isTold = true
      shared.update { statistics in
        statistics.isWaiting = true
        statistics.trouble = nil
        statistics.turnAt = configuration.clock()
      }
      pool.wait(milliseconds: DeliveryLoop.turnMilliseconds)
    }
    shared.update { $0.isWaiting = false }
    configuration.onTurn(.delivers)
    return turn
  }

  private func makeDispatcher(
    _ transport: SigningTransport
  ) throws -> Dispatcher<SigningTransport> {
    let store = try DeliveryStore(of: configuration.folder)
    let seen = try store.seen()
    let now = configuration.clock()
    // A ledger that was restored or copied begins its epoch before anything of it is delivered.
    _ = try LedgerWriter(
      opening: configuration.folder, delivered: { seen }, clock: { now.recordedAt })
    let ledger = try LedgerReader(opening: configuration.folder)
    try store.meet(ledger, at: now)
    store.retention = configuration.retention
    return Dispatcher(
      store: store, feed: FeedReader(ledger, index: FeedIndex.ifUsable(ledger)),
      transport: transport, policy: configuration.policy,
      origin: CloudEvent.Origin(
        ledgerID: ledger.settings.ledgerID, baseURL: configuration.baseURL),
      settings: configuration.settings, chance: SystemRandomNumberGenerator())
  }

  private func deliver(_ dispatcher: Dispatcher<SigningTransport>) throws {
    while !shared.isStopping {  // Bounded by the service's life.
      let now = configuration.clock()
      if let authorities = configuration.authorities { dispatcher.transport.trust(authorities()) }
      do {
        let next = try dispatcher.turn(at: now, isWoken: shared.takeWoken())
        shared.update { $0.trouble = nil }
        try look(after: dispatcher, at: now)
        wait(dispatcher, until: next)
      } catch {
        report(error)
        // A full disk is waited out with everything kept; the rest is opened anew.
        guard isPassing(error) else { throw error }
        wait(dispatcher, until: now.adding(milliseconds: 250))
      }
    }
  }

  private func wait(_ dispatcher: Dispatcher<SigningTransport>, until next: Moment) {
    let left = next.milliseconds(since: configuration.clock())
    dispatcher.transport.wait(
      milliseconds: Int32(min(max(0, left), configuration.settings.pollMilliseconds)))
  }

  private func isPassing(_ error: any Error) -> Bool {
    switch error {
    case LedgerFault.busy: true
    case let fault as SQLiteFault:
      switch fault.cause {
      case .diskFull, .busy, .inputOutput: true
      case .corrupt, .notPermitted, .cannotOpen, .other: false
      }
    default: false
    }
  }

  /// Notes trouble, and tells it when it begins or becomes another.
  private func report(_ error: any Error) {
    let name = DeliveryLoop.name(of: error)
    let isKnown = shared.statistics.trouble == name
    shared.update { statistics in
      statistics.trouble = name
      statistics.troubles += 1
    }
    if !isKnown { configuration.onTrouble(name) }
  }

  private static func name(of error: any Error) -> String {
    switch error {
    case LedgerFault.busy: "busy"
    case let fault as SQLiteFault:
      switch fault.cause {
      case .busy: "busy"
      case .diskFull: "disk-full"
      case .inputOutput: "input-output"
      case .corrupt: "corrupt"
      case .notPermitted: "not-permitted"
      case .cannotOpen: "cannot-open"
      case .other: "sqlite"
      }
    case let fault as EgressFault: fault.name
    default: "ledger"
    }
  }

  /// Counts what is shown, and lets go what is too old.
  private func look(after dispatcher: Dispatcher<SigningTransport>, at now: Moment) throws {
    let isCounting = countedAt.map {
      abs(now.milliseconds(since: $0)) >= DeliveryLoop.countMilliseconds
    }
    if isCounting ?? true {
      countedAt = now
      let endpoints = try dispatcher.endpointStatistics()
      shared.update { $0.endpoints = endpoints }
    }
    shared.update { statistics in
      statistics.counters = dispatcher.counters
      statistics.inFlight = dispatcher.running
      statistics.turnAt = now
      statistics.head = dispatcher.feed.head
    }
    guard forgetting.isDue(at: now) else { return }
    let isMore =
      try configuration.isClockBelieved()
      && dispatcher.store.forgetOld(at: now, limit: forgetting.rowsAtOnce)
    forgetting.worked(from: now, to: configuration.clock(), isMore: isMore)
  }

  /// Waits for what is on the line and commits it.
  private func drain(_ dispatcher: Dispatcher<SigningTransport>) {
    let transport = dispatcher.transport
    let end = configuration.clock().adding(milliseconds: DeliveryLoop.drainMilliseconds)
    while dispatcher.running > 0, configuration.clock() < end {
      // Bounded by drainMilliseconds.
      for finished in transport.perform() { dispatcher.end(finished, at: configuration.clock()) }
      if dispatcher.running > 0 { transport.wait(milliseconds: 100) }
    }
    dispatcher.noteCursors()
    do { try dispatcher.commit(at: configuration.clock()) } catch { report(error) }
    shared.update { $0.inFlight = 0 }
  }
}
