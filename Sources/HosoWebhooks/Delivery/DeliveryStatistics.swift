public import HosoLedger
public import HosoState

/// What the dispatcher did since it was started.
public struct DeliveryCounters: Hashable, Sendable {
  /// Requests that ended.
  public var attempts: Int64 = 0
  /// How often an endpoint was looked at, for whatever reason.
  public var looks: Int64 = 0
  /// Those that delivered.
  public var delivered: Int64 = 0
  public var commits: Int64 = 0
  /// Commits that could not be made, such as on a full disk; they are tried again.
  public var failedCommits: Int64 = 0
}

/// What a delivery service is doing.
public struct DeliveryStatistics: Hashable, Sendable {
  public var counters = DeliveryCounters()
  /// Whether another process delivers, for which this one waits.
  public var isWaiting = false
  /// Requests on the line.
  public var inFlight = 0
  /// The ledger's last position as the dispatcher knows it.
  public var head = LedgerPosition.start
  /// When the last turn was; nil before the first.
  public var turnAt: Moment?
  /// What it is waiting out, in the words of the system; nil if nothing.
  public var trouble: String?
  /// How often there was any.
  public var troubles: Int64 = 0
  /// One for each endpoint, a second old at most.
  public var endpoints: [EndpointStatistics] = []

  public init() {}
}

/// How deliveries to one endpoint stand.
public struct EndpointStatistics: Hashable, Sendable {
  public var id: EndpointID
  public var name: String
  public var state: EndpointState
  public var breaker: BreakerState
  public var inFlight: Int
  /// Deliveries that the cursor left behind, parked ones included.
  public var outstanding: Int
  public var parked: Int
  /// Events that are on their way to it, those aside that are listed as outstanding.
  public var lag: Int64
  public var delivered: Int64
  public var failures: Int64
}

extension Dispatcher {
  /// How deliveries to each endpoint stand, by when they were added.
  func endpointStatistics() throws -> [EndpointStatistics] {
    try lanes.values.sorted { $0.number < $1.number }.map { lane in
      let progress = lane.progress.record
      return EndpointStatistics(
        id: lane.endpoint.id, name: lane.endpoint.name, state: lane.endpoint.state,
        breaker: lane.breaker.shown, inFlight: lane.inFlight.count,
        outstanding: lane.unsettled.rowCount, parked: lane.unsettled.parkedCount,
        lag: lane.endpoint.kind.getsEvents ? try lane.lag(feed) : 0,
        delivered: progress.delivered, failures: progress.failures)
    }
  }
}

extension CircuitBreaker {
  var shown: BreakerState {
    switch state {
    case .closed: .closed
    case .open: .open
    case .trying: .trying
    }
  }
}
