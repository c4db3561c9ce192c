internal import HosoLedger
internal import HosoState

/// One delivery of an endpoint that is not made yet.
final class Delivery {
  /// Where its event stands in the endpoint's feed.
  let place: FeedCursor
  /// What is delivered; read again when it is needed for one that waits long.
  private(set) var item: FeedItem?
  /// The same for an operator's endpoint.
  private(set) var notice: Notice?
  /// Its row among the outstanding ones; nil while it is only in the window.
  fileprivate(set) var row: Outstanding?
  private(set) var phase = Phase.waiting
  /// Tried to see whether a parked delivery is taken by now.
  private(set) var isProbe = false
  /// It was on the line when the window was forgotten: it is made to its end, whether the feed has
  /// its event still or not.
  private(set) var outlivesWindow = false
  /// Those that wait for this one, because it is an earlier event of their dossier.
  private(set) var waiters: [Delivery] = []

  enum Phase {
    /// For its time, or for a look at what it waits for.
    case waiting
    /// For an earlier event of its dossier.
    case blocked
    /// For a free place on the line.
    case ready
    case inFlight
  }

  init(at place: FeedCursor) { self.place = place }

  var event: LedgerPosition { place.event }
  var attempts: Int { row?.attempts ?? 0 }
  /// Whether it comes before another in the feed.
  func isBefore(_ other: Delivery) -> Bool { place < other.place }
  /// Whether what is delivered was read.
  var isRead: Bool { item != nil || notice != nil }

  // MARK: - What is delivered

  func read(_ item: FeedItem?) { self.item = item }

  func read(_ notice: Notice?) { self.notice = notice }

  /// Is read again when it is needed: what waits for days takes no room.
  func forgetContent() {
    item = nil
    notice = nil
  }

  // MARK: - Its way

  func wait(behind blocker: Delivery) {
    precondition(phase == .waiting, "only what was looked at is put behind another")
    blocker.waiters.append(self)
    phase = .blocked
  }

  func getReady() {
    precondition(phase == .waiting, "only what was looked at is lined up, and once")
    phase = .ready
  }

  func begin() {
    precondition(phase == .ready, "only what is lined up begins, and once")
    phase = .inFlight
  }

  /// It could not be begun: it is looked at again.
  func missStart() {
    precondition(phase == .ready, "only what is lined up can fail to begin")
    phase = .waiting
  }

  func comeBack() {
    precondition(phase == .inFlight, "what was put on the line comes back once")
    phase = .waiting
  }

  func probe() { isProbe = true }

  func fail() {
    isProbe = false
    forgetContent()
  }

  /// The blocker is out of the way.
  func comeFree() {
    precondition(phase == .blocked, "only what waits for another is let go")
    phase = .waiting
  }

  func takeWaiters() -> [Delivery] {
    defer { waiters = [] }
    return waiters
  }

  /// Is read and lined up anew; what is on the line stays there.
  func forgetWindow() {
    waiters = []
    if phase == .inFlight { outlivesWindow = true } else { phase = .waiting }
  }
}

/// Everything of an endpoint that is not settled, by event, and the rows that some of it has.
struct Unsettled {
  private var byEvent: [LedgerPosition: Delivery] = [:]
  /// How many of them have a row.
  private(set) var rowCount = 0
  private(set) var parkedCount = 0
  /// How many have none.
  var unlistedCount: Int { byEvent.count - rowCount }
  /// Whose rows the next commit has to write or to remove.
  private(set) var dirtyRows: Set<LedgerPosition> = []

  var all: Dictionary<LedgerPosition, Delivery>.Values { byEvent.values }

  subscript(event: LedgerPosition) -> Delivery? { byEvent[event] }

  func holds(_ delivery: Delivery) -> Bool { byEvent[delivery.event] === delivery }

  mutating func add(_ delivery: Delivery) {
    let known = byEvent.updateValue(delivery, forKey: delivery.event)
    precondition(known == nil, "an event is on its way to an endpoint once")
  }

  /// Takes over a row as it was stored.
  mutating func adopt(_ row: Outstanding) throws(DeliveryFault) {
    guard let place = FeedCursor(position: row.position, event: row.event), self[row.event] == nil
    else { throw .corrupt(.outstanding) }
    let delivery = Delivery(at: place)
    delivery.row = row
    add(delivery)
    count(nil, row)
  }

  /// Gives a delivery a row if it has none, so that the cursor can leave it behind.
  mutating func list(_ delivery: Delivery, at now: Moment) {
    guard delivery.row == nil else { return }
    let row = Outstanding(
      event: delivery.event, position: delivery.place.position, state: .retrying, retryAt: now,
      since: now)
    set(row, of: delivery)
  }

  /// Changes the row of a delivery that has one.
  mutating func change(_ delivery: Delivery, _ body: (inout Outstanding) -> Void) {
    guard var row = delivery.row else { return }
    body(&row)
    precondition(row.event == delivery.event, "a row stays its delivery's")
    set(row, of: delivery)
  }

  /// Takes out what is settled; false if it is not among them.
  mutating func remove(_ delivery: Delivery) -> Bool {
    guard holds(delivery) else { return false }
    byEvent[delivery.event] = nil
    if let row = delivery.row {
      count(row, nil)
      dirtyRows.insert(delivery.event)
    }
    return true
  }

  /// Drops what is neither listed nor on the line, to be read again after the cursor.
  mutating func forgetWindow(after cursor: FeedCursor) {
    for delivery in all {
      delivery.forgetWindow()
      guard delivery.row == nil, delivery.phase != .inFlight else { continue }
      precondition(
        cursor < delivery.place || delivery.outlivesWindow,
        "only what is listed or settled was passed by the cursor")
      byEvent[delivery.event] = nil
    }
  }

  /// The rows are stored.
  mutating func wereWritten() { dirtyRows = [] }

  /// Whether the counts are those of the rows; looks at every delivery.
  var areCounted: Bool {
    rowCount == all.count { $0.row != nil }
      && parkedCount == all.count { $0.row?.state == .parked }
  }

  private mutating func set(_ row: Outstanding, of delivery: Delivery) {
    precondition(holds(delivery), "only what is not settled has a row that counts")
    count(delivery.row, row)
    delivery.row = row
    dirtyRows.insert(delivery.event)
  }

  private mutating func count(_ before: Outstanding?, _ after: Outstanding?) {
    rowCount += (after == nil ? 0 : 1) - (before == nil ? 0 : 1)
    parkedCount += (after?.state == .parked ? 1 : 0) - (before?.state == .parked ? 1 : 0)
    precondition(
      0 <= parkedCount && parkedCount <= rowCount && rowCount <= byEvent.count,
      "a parked delivery has a row, and a row is of a delivery that is not settled")
  }
}
