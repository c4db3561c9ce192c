internal import HosoDomain
internal import HosoLedger
public import HosoState

/// One delivery of an endpoint that is not made yet.
final class Delivery {
  let event: LedgerPosition
  /// Where the event came into the endpoint's feed.
  let position: LedgerPosition
  /// What is delivered; read again when it is needed for one that waits long.
  var item: FeedItem?
  /// The same for an operator's endpoint.
  var notice: Notice?
  /// Its row among the outstanding ones; nil while it is only in the window.
  var row: Outstanding?
  var phase = Phase.waiting
  /// Tried to see whether a parked delivery is taken by now.
  var isProbe = false
  /// Those that wait for this one, because it is an earlier event of their dossier.
  var waiters: [Delivery] = []

  enum Phase {
    /// For its time, or for a look at what it waits for.
    case waiting
    /// For an earlier event of its dossier.
    case blocked
    /// For a free place on the line.
    case ready
    case inFlight
  }

  init(event: LedgerPosition, position: LedgerPosition) {
    self.event = event
    self.position = position
  }

  var attempts: Int { row?.attempts ?? 0 }
  /// Whether it comes before another in the feed.
  func isBefore(_ other: Delivery) -> Bool {
    (position, event) < (other.position, other.event)
  }
  /// Whether what is delivered was read.
  var isRead: Bool { item != nil || notice != nil }
}

/// One endpoint on its way through its feed: what is read, ready, on the line and outstanding.
///
/// Belongs to the dispatcher.
final class Lane {
  let number: Int64
  let settings: DeliverySettings
  var endpoint: Endpoint
  var matcher: FilterMatcher
  var progress: DeliveryProgress
  /// Address and certificate; nil for an endpoint that cannot be called as it is stored.
  var target: RequestMaker.Target?

  /// Everything that is not settled, by event.
  var deliveries: [LedgerPosition: Delivery] = [:]
  /// Items read and not left behind by the cursor, in the order of the feed.
  var window: [FeedCursor] = []
  /// Events past the cursor that are settled.
  var ahead: Set<LedgerPosition> = []
  /// How far the feed is read.
  var readCursor: FeedCursor
  /// Deliveries that may begin, in order.
  var ready = Line<Delivery>()
  /// Outstanding deliveries whose time has come, to be looked at.
  var due = Line<Delivery>()
  /// When outstanding deliveries are due.
  var retries = TimerQueue<Delivery>()
  /// How many of `deliveries` have a row.
  var rowCount = 0
  var parkedCount = 0
  /// Whether it was told that there is no room for more of them.
  var isFullTold = false

  var inFlight = 0
  /// How many may be in flight: grows with success.
  var inFlightMax: Int
  var breaker = CircuitBreaker() {
    didSet { if breaker.state != oldValue.state { showBreaker() } }
  }
  var bucket: TokenBucket?
  /// Until when it is left alone because this process may not call its address; never stored, for
  /// another process may have the permission.
  var leftAloneUntil: Moment?
  /// When the handshake is tried next, while consent is awaited.
  var consentAt: Moment?
  var consentAttempts = 0
  /// The earliest look a timer was set for.
  var timerAt: Moment?
  /// When the oldest parked delivery is tried next.
  var probeAt = Moment(milliseconds: .min)
  /// Whether events wait to be sent again, and the last of them that was taken.
  var hasReplays = false
  var lastReplay = LedgerPosition.start
  /// Whether it stands in the dispatcher's line already.
  var isQueued = false

  /// The cursor as it was stored last.
  var storedCursor: FeedCursor
  // What the next commit has to write.
  var isProgressDirty = false
  var dirtyRows: Set<LedgerPosition> = []

  init(
    _ numbered: NumberedEndpoint, progress: DeliveryProgress, settings: DeliverySettings
  ) {
    number = numbered.number
    endpoint = numbered.endpoint
    matcher = FilterMatcher(endpoint: numbered.endpoint)
    self.progress = progress
    self.settings = settings
    readCursor = progress.cursor
    storedCursor = progress.cursor
    ahead = Set(progress.deliveredAhead)
    inFlightMax = settings.inFlightPerEndpoint.lowerBound
  }

  /// Keeps what others see of the breaker in step with it.
  private func showBreaker() {
    switch breaker.state {
    case .closed: progress.pausedUntil = nil
    case .open(let until): progress.pausedUntil = until
    case .trying: return
    }
    isProgressDirty = true
  }

  var isEnabled: Bool { endpoint.state == .enabled && target != nil }

  var isFull: Bool { rowCount >= settings.outstandingPerEndpoint }

  /// Takes over an endpoint as somebody changed it.
  func replace(_ endpoint: Endpoint, target: RequestMaker.Target?, at now: Moment) {
    let wasEnabled = isEnabled
    let isOtherFeed =
      endpoint.filter != self.endpoint.filter || endpoint.kind.name != self.endpoint.kind.name
    let isOtherOrder = endpoint.order != self.endpoint.order
    self.endpoint = endpoint
    self.target = target
    setBucket(at: now)
    if isOtherFeed {
      matcher = FilterMatcher(endpoint: endpoint)
      for delivery in deliveries.values where delivery.row != nil { delivery.item = nil }
    }
    if isOtherFeed || isOtherOrder || !isEnabled { forgetWindow() }
    if isEnabled, !wasEnabled || isOtherFeed || isOtherOrder { wakeRows(at: now) }
    if isEnabled, !wasEnabled {
      inFlightMax = settings.inFlightPerEndpoint.lowerBound
      breaker.beginCarefully(at: now)
    }
    consentAt = nil
    consentAttempts = 0
  }

  /// The smaller of the rates that its owner and its receiver set.
  func setBucket(at now: Moment) {
    let rates = [endpoint.rateLimitPerSecond.map { $0 * 60 }, endpoint.consent?.perMinute]
    bucket = rates.compactMap { $0 }.min().map { TokenBucket(perMinute: $0, at: now) }
  }

  /// Reads from the cursor again; what is on the line stays there.
  func forgetWindow() {
    window = []
    readCursor = progress.cursor
    ready.removeAll()
    due.removeAll()
    for delivery in deliveries.values where delivery.phase != .inFlight {
      if delivery.row == nil {
        deliveries[delivery.event] = nil
      } else {
        delivery.phase = .waiting
      }
      delivery.waiters = []
    }
    for delivery in deliveries.values { delivery.waiters = [] }
  }

  /// Lets every outstanding delivery be looked at when its time has come.
  func wakeRows(at now: Moment) {
    retries = TimerQueue()
    due.removeAll()
    for delivery in deliveries.values.sorted(by: { $0.event < $1.event })
    where delivery.phase == .waiting {
      guard let row = delivery.row, row.state != .parked else { continue }
      retries.add(delivery, at: row.state == .held ? now : row.retryAt)
    }
  }
}

/// A line that is joined at its end and left at its front.
struct Line<Value> {
  private var values: [Value] = []
  private var first = 0

  var isEmpty: Bool { first == values.count }
  var count: Int { values.count - first }

  mutating func append(_ value: Value) { values.append(value) }

  mutating func popFirst() -> Value? {
    guard first < values.count else { return nil }
    let value = values[first]
    first += 1
    if first > 32, first * 2 > values.count {
      values.removeFirst(first)
      first = 0
    }
    return value
  }

  mutating func removeAll() {
    values = []
    first = 0
  }
}

extension FilterMatcher {
  /// What an endpoint gets: the portal only dossiers whose number it can know.
  public init(endpoint: Endpoint) {
    let needsNumber = if case .dvcqg = endpoint.kind { true } else { false }
    self.init(endpoint.filter, needsNumber: needsNumber)
  }
}
