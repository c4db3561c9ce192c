internal import Glibc
public import HosoEgress
public import HosoLedger
public import HosoState
internal import Synchronization

/// What a delivery service runs with.
public struct DeliveryConfiguration: Sendable {
  public var folder: LedgerFolder
  /// Which addresses may be called.
  public var policy: EgressPolicy
  public var limits: TransferLimits
  public var settings: DeliverySettings
  /// Where the HTTP API is reached from outside, for `dataref`; nil where there is none.
  public var baseURL: String?
  /// How long it is kept what is no longer needed.
  public var retention = Retention()
  /// The certificate authorities to trust from now on, asked at every turn; nil where those of the
  /// policy stay.
  public var authorities: (@Sendable () -> [UInt8])?
  public var clock: @Sendable () -> Moment
  /// Whether the ledger believes that clock; nothing is taken for too old under one that it doubts.
  public var isClockBelieved: @Sendable () -> Bool = { true }
  /// Told what has to be waited out, such as `disk-full`, when it begins.
  public var onTrouble: @Sendable (String) -> Void = { _ in }
  /// Told when this process begins to deliver, or that it waits for another one that does.
  public var onTurn: @Sendable (DeliveryStanding) -> Void = { _ in }

  /// The policy with the authorities that are in force now.
  var policyNow: EgressPolicy { authorities.map { policy.trusting($0()) } ?? policy }

  public init(
    folder: LedgerFolder, policy: EgressPolicy = .publicInternet,
    limits: TransferLimits = TransferLimits(), settings: DeliverySettings, baseURL: String?,
    clock: @escaping @Sendable () -> Moment
  ) {
    self.folder = folder
    self.policy = policy
    self.limits = limits
    self.settings = settings
    self.baseURL = baseURL
    self.clock = clock
  }
}

/// Whether a process delivers.
public enum DeliveryStanding: Hashable, Sendable {
  case delivers
  /// Another one does, by its number if that is known; this one takes over when it ends.
  case waits(for: Int64?)
}

/// Delivers in the background: a thread of its own with the dispatcher, the ledger's reader, the
/// store and libcurl.
///
/// Any thread may use it.
public final class DeliveryService: Sendable {
  private let configuration: DeliveryConfiguration
  private let shared = DeliverySignals()
  private let thread = Mutex<OwnThread?>(nil)

  public init(_ configuration: DeliveryConfiguration) {
    self.configuration = configuration
  }

  /// Opens ledger and store, and begins to deliver, as soon as no other process does.
  ///
  /// Throws at once what cannot get better by waiting: `LedgerFault`, `SQLiteFault`,
  /// `DeliveryFault` or `EgressFault`.
  public func start() throws {
    // Opened here once, so that the caller hears of what is wrong.
    _ = try DeliveryStore(of: configuration.folder)
    _ = try LedgerReader(opening: configuration.folder)
    _ = try DeliveryTurn(of: configuration.folder)
    let (configuration, shared) = (configuration, shared)
    let started = OwnThread { DeliveryLoop(configuration: configuration, shared: shared).run() }
    guard let started else {
      throw LedgerFault.file(operation: .open, path: configuration.folder.path, code: EAGAIN)
    }
    thread.withLock { $0 = started }
  }

  /// Says that something was recorded, or that endpoints changed: they are looked at within
  /// milliseconds instead of the usual quarter of a second.
  public func wake() { shared.wake() }

  /// Stops taking up new deliveries, waits for those on the line, commits and ends.
  ///
  /// Takes 20 seconds at the longest; what is still on the line then is sent again later.
  public func stop() {
    shared.stop()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }

  /// What it is doing, as of its last turn.
  public var statistics: DeliveryStatistics { shared.statistics }
}

/// What a delivery service's thread and the others tell each other.
final class DeliverySignals: Sendable {
  private struct State {
    var statistics = DeliveryStatistics()
    var isWoken = false
    var isStopping = false
    var waker: TransferWaker?
  }

  private let state = Mutex(State())

  var statistics: DeliveryStatistics { state.withLock { $0.statistics } }
  var isStopping: Bool { state.withLock { $0.isStopping } }

  func wake() {
    state.withLock { state in
      state.isWoken = true
      state.waker?.wake()
    }
  }

  func stop() {
    state.withLock { state in
      state.isStopping = true
      state.waker?.wake()
    }
  }

  func attach(_ waker: TransferWaker) { state.withLock { $0.waker = waker } }

  func takeWoken() -> Bool {
    state.withLock { state in
      defer { state.isWoken = false }
      return state.isWoken
    }
  }

  func update(_ body: (inout DeliveryStatistics) -> Void) {
    state.withLock { body(&$0.statistics) }
  }
}
