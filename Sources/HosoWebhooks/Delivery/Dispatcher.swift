internal import HosoDomain
internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// Pushes the feed to every endpoint: at least once, in the order of each dossier.
///
/// Single-threaded and without a clock: whoever owns it calls `turn` with the time. What a turn
/// learns is committed together, before anything that depends on it is sent: one synchronisation
/// of the disk for many attempts. All there is to know after a crash is in the store.
final class Dispatcher<Transport: DeliveryTransport> {
  let store: DeliveryStore
  let feed: FeedReader
  let transport: Transport
  let settings: DeliverySettings
  let policy: EgressPolicy
  let maker: RequestMaker
  var chance: any RandomNumberGenerator

  var lanes: [Int64: Lane] = [:]
  var numbers: [EndpointID: Int64] = [:]
  var flights: [UInt64: Flight] = [:]
  var pending = PendingCommit()
  var counters = DeliveryCounters()
  var listeners = Listeners()
  /// How far the ledger was looked at for everybody; nil before the first look.
  private var routed: LedgerPosition?
  /// Those that are to be looked at.
  private var line = Line<Lane>()
  /// Those that have something to send, and only the limit of all requests is in the way.
  private var waitingForRoom = Line<Lane>()
  private var timers = TimerQueue<Lane>()
  private var lastToken: UInt64 = 0
  private var polledAt: Moment?
  private var stalledUntil: Moment?
  var storeVersion: Int64?
  var mustReload = false
  var lastDirective: Int64 = 0
  private var seen: LedgerPosition?

  /// A request on the line.
  struct Flight {
    let lane: Lane
    /// Nil for a handshake.
    let delivery: Delivery?
    let id: String
    let hash: [UInt8]
    let number: Int
    let at: Moment
    let isTrial: Bool
  }

  init(
    store: DeliveryStore, feed: FeedReader, transport: Transport, policy: EgressPolicy,
    origin: CloudEvent.Origin, settings: DeliverySettings, chance: any RandomNumberGenerator
  ) {
    self.store = store
    self.feed = feed
    self.transport = transport
    self.policy = policy
    self.settings = settings
    self.chance = chance
    maker = RequestMaker(origin: origin, webhookOrigin: settings.webhookOrigin)
  }

  /// Does all that can be done now.
  ///
  /// What it throws is the ledger's or the store's trouble; nothing is lost by it, and the next
  /// turn goes on.
  /// - Parameter isWoken: Somebody says that there is something new.
  /// - Returns: When the next turn is due, if nothing happens before.
  func turn(at now: Moment, isWoken: Bool = false) throws -> Moment {
    for finished in transport.perform() { end(finished, at: now) }
    precondition(
      transport.running == flights.count, "the transport has each request on the line, no other")
    if let until = stalledUntil, now < until { return until }
    try poll(at: now, isWoken: isWoken)
    try route()
    while let lane = timers.pop(at: now) {  // Bounded by the timers that were set.
      lane.turn.timerWentOff()
      queue(lane)
    }
    let batch = takeLine()
    do {
      for lane in batch { try prepare(lane, at: now) }
      try commit(at: now)
      for lane in batch { try send(lane, at: now) }
    } catch {
      for lane in batch { queue(lane) }
      throw error
    }
    return next(after: now)
  }

  /// Commits what is known, such as before the end.
  func commit(at now: Moment) throws {
    guard !pending.isEmpty else { return }
    let changed: [Endpoint]
    do {
      changed = try store.write {
        let changed = try pending.write(to: store)
        try keepSeen()
        return changed
      }
      seen = feed.head
    } catch {
      stalledUntil = now.adding(milliseconds: settings.stallMilliseconds)
      counters.failedCommits += 1
      throw error
    }
    stalledUntil = nil
    counters.commits += 1
    pending.settle()
    let tells = !pending.notices.isEmpty || !pending.recovered.isEmpty
    pending = PendingCommit()
    if tells { queueOthers() }
    for endpoint in changed {
      guard let number = numbers[endpoint.id], let lane = lanes[number] else { continue }
      replace(lane, with: endpoint, at: now)
    }
  }

  /// Notes how far the ledger was seen, as part of a commit.
  private func keepSeen() throws {
    let ledger = feed.ledger
    guard ledger.head.position != seen, let leaf = try ledger.leaf(at: ledger.head.position) else {
      return
    }
    try store.keepSeen(
      LedgerMark(
        ledgerID: ledger.settings.ledgerID, position: ledger.head.position, leaf: leaf,
        epoch: ledger.settings.epoch))
  }

  /// Notes how far every feed was read, so that a new start does not read it again.
  func noteCursors() {
    for lane in lanes.values {
      lane.progress.keepCursor()
      note(lane)
    }
  }

  /// Requests that are on the line.
  var running: Int { flights.count }

  // MARK: - The line

  /// Puts an endpoint in the line, once.
  func queue(_ lane: Lane) {
    guard !lane.turn.isQueued else { return }
    lane.turn.queue()
    line.append(lane)
  }

  /// Lets those look that get no events of the ledger.
  private func queueOthers() {
    for number in listeners.others.sorted() { lanes[number].map(queue) }
  }

  /// Lets an endpoint go on as soon as there is room for another request.
  func waitForRoom(_ lane: Lane) {
    guard !lane.turn.isWaitingForRoom else { return }
    lane.turn.waitForRoom()
    waitingForRoom.append(lane)
  }

  /// Everybody who is to be looked at, behind as many as there may be room for of those that wait
  /// for it: however many do, a turn costs what it sends.
  private func takeLine() -> [Lane] {
    var batch: [Lane] = []
    while flights.count + batch.count < settings.inFlight, let lane = waitingForRoom.popFirst() {
      lane.turn.getRoom()
      if !lane.turn.isQueued, lanes[lane.number] === lane { batch.append(lane) }
    }
    while let lane = line.popFirst() {  // Bounded by the endpoints: each stands there once.
      lane.turn.come()
      if lanes[lane.number] === lane { batch.append(lane) }
    }
    counters.looks += Int64(batch.count)
    return batch
  }

  private func next(after now: Moment) -> Moment {
    let isAnybodyNext = !line.isEmpty || !waitingForRoom.isEmpty
    if isAnybodyNext, flights.count < settings.inFlight { return now }
    if let routed, routed < feed.head { return now }
    let poll = now.adding(milliseconds: settings.pollMilliseconds)
    return min(poll, timers.next ?? poll)
  }

  /// Sets a timer, unless an earlier one is set.
  func look(at lane: Lane, at moment: Moment) {
    guard lane.turn.look(at: moment) else { return }
    timers.add(lane, at: moment)
  }

  private func poll(at now: Moment, isWoken: Bool) throws {
    let isDue = polledAt.map { now.milliseconds(since: $0) >= settings.pollMilliseconds } ?? true
    // A clock that was set back must not stop it.
    let isBack = polledAt.map { now < $0 } ?? false
    guard isWoken || isDue || isBack else { return }
    let head = feed.head
    try feed.refresh()
    let version = try store.changes(of: .endpoints)
    if version != storeVersion || mustReload {
      try reload(at: now)
      storeVersion = version
    }
    if polledAt == nil {
      for lane in lanes.values.sorted(by: { $0.number < $1.number }) { queue(lane) }
    } else if feed.head != head {
      queueOthers()
    }
    polledAt = now
  }

  /// Looks at what was recorded since, once for everybody, and lets those look for whom there is
  /// something.
  private func route() throws {
    let last = try routed ?? firstRouted()
    routed = last
    guard last < feed.head else { return }
    let arrivals = try feed.route(after: last, upTo: settings.positionsRoutedPerTurn)
    routed = arrivals.last?.position ?? last
    for (number, count) in listeners.hearing(arrivals).sorted(by: { $0.key < $1.key }) {
      guard let lane = lanes[number] else { continue }
      lane.window.hear(count)
      queue(lane)
    }
  }

  /// Where the index ends: before, an endpoint finds by itself what there is for it.
  private func firstRouted() throws -> LedgerPosition {
    min(try feed.index?.stretch(of: feed.ledger)?.last ?? feed.head, feed.head)
  }

  private func prepare(_ lane: Lane, at now: Moment) throws {
    guard lane.isEnabled else { return note(lane) }
    if lane.replays.areWaiting { try takeReplays(lane, at: now) }
    lane.probe(at: now)
    let goesOn =
      lane.endpoint.kind.getsEvents
      ? try lane.prepare(feed, through: routed ?? feed.head, at: now)
      : try lane.prepareNotices(store, at: now)
    if goesOn { queue(lane) }
    if lane.becameFull() { tell(.backlogFull, of: lane, at: now) }
    note(lane)
  }

  /// Remembers what of an endpoint has to be written.
  func note(_ lane: Lane) {
    if lane.isDirty { pending.lanes[lane.number] = lane }
  }

  func tell(
    _ kind: Notice.Kind, of lane: Lane, event: LedgerPosition? = nil, detail: String? = nil,
    at now: Moment
  ) {
    pending.notices.append(
      PendingCommit.Note(
        kind: kind, endpoint: lane.number, event: lane.endpoint.kind.getsEvents ? event : nil,
        detail: detail, at: now))
  }

  func nextToken() -> UInt64 {
    lastToken += 1
    return lastToken
  }
}
