internal import HosoDomain
internal import HosoLedger
public import HosoState

/// One endpoint on its way through its feed: what is read, ready, on the line and outstanding.
///
/// Belongs to the dispatcher. Its parts are values that change through their own methods only.
final class Lane {
  let number: Int64
  let settings: DeliverySettings
  private(set) var endpoint: Endpoint
  private(set) var matcher: FilterMatcher
  /// Address and certificate; nil for an endpoint that cannot be called as it is stored.
  private(set) var target: RequestMaker.Target?

  var progress: LaneProgress
  var window: FeedWindow
  var unsettled = Unsettled()
  /// Deliveries that may begin, in order.
  var ready = Line<Delivery>()
  /// Outstanding deliveries whose time has come, to be looked at.
  var due = Line<Delivery>()
  /// When outstanding deliveries are due.
  var retries = TimerQueue<Delivery>()

  var inFlight: InFlight
  var consentRequests = ConsentRequests()
  var replays = Replays()
  var turn = Turn()
  private(set) var breaker = CircuitBreaker()
  private var bucket: TokenBucket?
  /// Until when it is left alone because this process may not call its address; never stored, for
  /// another process may have the permission.
  private var leftAloneUntil: Moment?
  /// When the oldest parked delivery is tried next.
  private(set) var probeAt = Moment(milliseconds: .min)
  /// Whether it was told that there is no room for more outstanding deliveries.
  private var isFullTold = false

  init(
    _ numbered: NumberedEndpoint, progress: DeliveryProgress, settings: DeliverySettings
  ) {
    number = numbered.number
    endpoint = numbered.endpoint
    matcher = FilterMatcher(endpoint: numbered.endpoint)
    self.progress = LaneProgress(progress)
    self.settings = settings
    window = FeedWindow(after: progress.cursor)
    inFlight = InFlight(limits: settings.inFlightPerEndpoint)
  }

  var isEnabled: Bool { endpoint.state == .enabled && target != nil }

  var isFull: Bool { unsettled.rowCount >= settings.outstandingPerEndpoint }

  /// Whether it became full since this was asked before.
  func becameFull() -> Bool {
    defer { isFullTold = isFull }
    return isFull && !isFullTold
  }

  /// Whether the next commit has something of it to write.
  var isDirty: Bool { progress.isDirty || !unsettled.dirtyRows.isEmpty }

  /// What the commit was to write is durable.
  func wasWritten() {
    progress.wasWritten()
    unsettled.wereWritten()
    replays.wereWritten()
  }

  /// Whether each item that the cursor passed is settled or listed; looks at every delivery.
  var isPassedListed: Bool {
    unsettled.all.allSatisfy { delivery in
      delivery.row != nil || delivery.outlivesWindow || progress.cursor < delivery.place
    }
  }

  // MARK: - The endpoint

  /// Begins with what was stored.
  func begin(target: RequestMaker.Target?, at now: Moment) {
    self.target = target
    setBucket(at: now)
    wakeRows(at: now)
    if progress.record.failingSince != nil { beginCarefully(at: now) }
  }

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
      for delivery in unsettled.all where delivery.row != nil { delivery.forgetContent() }
    }
    if isOtherFeed || isOtherOrder || !isEnabled { forgetWindow() }
    if isEnabled, !wasEnabled || isOtherFeed || isOtherOrder { wakeRows(at: now) }
    if isEnabled, !wasEnabled {
      inFlight.beginCarefully()
      beginCarefully(at: now)
    }
    consentRequests.beginAnew()
  }

  /// Reads from the cursor again; what is on the line stays there.
  func forgetWindow() {
    window.restart(after: progress.cursor)
    ready.removeAll()
    due.removeAll()
    unsettled.forgetWindow(after: progress.cursor)
  }

  /// Lets every outstanding delivery be looked at when its time has come.
  func wakeRows(at now: Moment) {
    retries = TimerQueue()
    due.removeAll()
    for delivery in unsettled.all.sorted(by: { $0.event < $1.event })
    where delivery.phase == .waiting {
      guard let row = delivery.row, row.state != .parked else { continue }
      retries.add(delivery, at: row.state == .held ? now : row.retryAt)
    }
  }

  // MARK: - When it may be called

  /// The smaller of the rates that its owner and its receiver set.
  private func setBucket(at now: Moment) {
    let rates = [endpoint.rateLimitPerSecond.map { $0 * 60 }, endpoint.consent?.perMinute]
    bucket = rates.compactMap { $0 }.min().map { TokenBucket(perMinute: $0, at: now) }
  }

  /// Counts a delivery against its rate.
  ///
  /// - Returns: When to ask again, if it would be one too many now.
  func takeToken(at now: Moment) -> Moment? {
    guard bucket != nil, bucket?.take(at: now) == false else { return nil }
    return bucket?.nextAt(now)
  }

  /// Leaves it alone for a while.
  ///
  /// - Returns: Until when.
  func leaveAlone(at now: Moment) -> Moment {
    let until = now.adding(seconds: RetrySchedule.leftAloneSeconds)
    leftAloneUntil = until
    return until
  }

  /// The moment until which nothing is sent, if it is still to come.
  func waitsUntil(at now: Moment) -> Moment? {
    if let until = leftAloneUntil, now < until { return until }
    guard let until = progress.record.waitsUntil, now < until else { return nil }
    // A clock that was set back does not make it longer than the receiver may ask.
    let longest = now.adding(seconds: RetrySchedule.retryAfterSecondsMax)
    return min(until, longest)
  }

  // MARK: - The breaker

  /// Lets a single delivery try, as after a long stop.
  func beginCarefully(at now: Moment) {
    changeBreaker { $0.beginCarefully(at: now) }
  }

  /// A delivery begins; true if it is the trial.
  func beginTrial(at now: Moment) -> Bool {
    changeBreaker { $0.begin(at: now) }
  }

  /// A trial did not get as far as the endpoint.
  func giveUpTrial(at now: Moment) {
    changeBreaker { $0.giveUpTrial(at: now) }
  }

  /// Hears of an attempt.
  ///
  /// - Returns: Whether nothing is sent from now on for a while.
  func hear(_ verdict: AttemptVerdict, isTrial: Bool, at now: Moment) -> Bool {
    let wasOpen = breaker.opensUntil != nil
    changeBreaker { breaker in
      breaker.record(
        isFailure: !verdict.isDelivered && verdict != .aborted,
        isSample: verdict.isBreakerSample, isTrial: isTrial, at: now)
    }
    guard let until = breaker.opensUntil, now < until else { return false }
    return isTrial || !wasOpen
  }

  /// Keeps what others see of the breaker in step with it.
  private func changeBreaker<Answer>(_ change: (inout CircuitBreaker) -> Answer) -> Answer {
    let before = breaker.state
    let answer = change(&breaker)
    guard breaker.state != before else { return answer }
    switch breaker.state {
    case .closed: progress.pause(until: nil)
    case .open(let until): progress.pause(until: until)
    case .trying: break
    }
    return answer
  }

  // MARK: - Probes

  /// A delivery was parked.
  func probeSoon(at now: Moment) {
    probeAt = min(probeAt, now.adding(seconds: RetrySchedule.probeSeconds))
  }

  /// Lets the oldest parked delivery be tried once, if it is time.
  func probe(at now: Moment) {
    guard unsettled.parkedCount > 0, probeAt <= now else { return }
    let first = now.adding(seconds: -RetrySchedule.probingSeconds)
    var oldest: Delivery?
    for delivery in unsettled.all {
      guard let row = delivery.row, row.state == .parked, first < row.since,
        oldest.map({ delivery.event < $0.event }) ?? true
      else { continue }
      oldest = delivery
    }
    guard let oldest, let row = oldest.row else {
      probeAt = Moment(milliseconds: .max)
      return
    }
    let last = max(row.since, progress.record.probedAt ?? row.since)
    probeAt = last.adding(seconds: RetrySchedule.probeSeconds)
    guard probeAt <= now else { return }
    probeAt = now.adding(seconds: RetrySchedule.probeSeconds)
    // One that is on its way already tells as much as a new one would.
    guard oldest.phase == .waiting else { return }
    progress.probe(at: now)
    oldest.probe()
    due.append(oldest)
  }
}

extension FilterMatcher {
  /// What an endpoint gets: the portal only dossiers whose number it can know.
  public init(endpoint: Endpoint) {
    let needsNumber = if case .dvcqg = endpoint.kind { true } else { false }
    self.init(endpoint.filter, needsNumber: needsNumber)
  }
}
