public import HosoLedger
internal import HosoSQLite

/// A delivery that the endpoint's cursor has left behind: not made yet, never forgotten.
public struct Outstanding: Hashable, Sendable {
  /// The event to be delivered.
  public let event: LedgerPosition
  /// The position at which the event came into the endpoint's feed.
  public let position: LedgerPosition
  public var state: State
  /// Attempts made so far.
  public var attempts: Int
  /// When the next attempt is due; for a held one, when it may be tried once it is free.
  public var retryAt: Moment
  /// When it came into this state.
  public var since: Moment
  /// An earlier event of the dossier was skipped: said in the body, on each attempt alike.
  public var isOutOfOrder: Bool
  /// Asked for by an operator, after it was delivered before.
  public var isReplay: Bool

  /// Why it is outstanding.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// It failed, or is to be sent again, and is due at a moment.
    case retrying
    /// An earlier event of its dossier has to be delivered first.
    case held
    /// It failed so often that only a probe, an operator or a re-enabled endpoint tries it again.
    case parked
  }

  public init(
    event: LedgerPosition, position: LedgerPosition, state: State, attempts: Int = 0,
    retryAt: Moment, since: Moment, isOutOfOrder: Bool = false, isReplay: Bool = false
  ) {
    self.event = event
    self.position = position
    self.state = state
    self.attempts = attempts
    self.retryAt = retryAt
    self.since = since
    self.isOutOfOrder = isOutOfOrder
    self.isReplay = isReplay
  }
}

/// How many deliveries of an endpoint are outstanding.
public struct OutstandingCounts: Hashable, Sendable {
  public var retrying: Int64 = 0
  public var held: Int64 = 0
  public var parked: Int64 = 0

  public init() {}

  public var all: Int64 { retrying + held + parked }

  /// Takes over the count of a stored state.
  mutating func set(_ state: String, _ count: Int64) throws {
    switch Outstanding.State(rawValue: state) {
    case .retrying: retrying = count
    case .held: held = count
    case .parked: parked = count
    case nil: throw DeliveryFault.corrupt(.outstanding)
    }
  }
}

extension DeliveryStore {
  private static let outstandingColumns =
    "event, position, state, attempts, retry_at, since, out_of_order, is_replay"

  /// Deliveries an endpoint's cursor left behind, by event.
  ///
  /// - Parameter limit: How many at most; for listing, page on by `after`.
  public func outstanding(
    of id: EndpointID, state: Outstanding.State? = nil, after event: LedgerPosition = .start,
    limit: Int
  ) throws -> [Outstanding] {
    guard let number = try number(of: id) else { return [] }
    return try outstanding(of: number, state: state, after: event, limit: limit)
  }

  /// The same of an endpoint by its number.
  public func outstanding(
    of endpoint: Int64, state: Outstanding.State? = nil, after event: LedgerPosition = .start,
    limit: Int
  ) throws -> [Outstanding] {
    let rows = try statement(
      """
      SELECT \(DeliveryStore.outstandingColumns) FROM outstanding
      WHERE endpoint=?1 AND event>?2 AND (?3 IS NULL OR state=?3) ORDER BY event LIMIT ?4
      """)
    defer { rows.reset() }
    try rows.bind(endpoint, at: 1)
    try rows.bind(event.number, at: 2)
    try rows.bind(state?.rawValue, at: 3)
    try rows.bind(Int64(limit), at: 4)
    var found: [Outstanding] = []
    while try rows.step() {  // Bounded by the limit.
      guard let state = Outstanding.State(rawValue: rows.text(2)) else {
        throw DeliveryFault.corrupt(.outstanding)
      }
      found.append(
        Outstanding(
          event: LedgerPosition(rows.integer(0)), position: LedgerPosition(rows.integer(1)),
          state: state, attempts: Int(rows.integer(3)),
          retryAt: Moment(milliseconds: rows.integer(4)),
          since: Moment(milliseconds: rows.integer(5)),
          isOutOfOrder: rows.integer(6) != 0, isReplay: rows.integer(7) != 0))
    }
    return found
  }

  /// How many deliveries of an endpoint are outstanding.
  public func outstandingCounts(of id: EndpointID) throws -> OutstandingCounts {
    let rows = try statement(
      """
      SELECT state, count(*) FROM outstanding
      WHERE endpoint=(SELECT number FROM endpoint WHERE id=?1) GROUP BY state
      """)
    defer { rows.reset() }
    try rows.bind(id.text, at: 1)
    var counts = OutstandingCounts()
    while try rows.step() {  // Bounded by the states.
      try counts.set(rows.text(0), rows.integer(1))
    }
    return counts
  }

  /// Stores an outstanding delivery, inside the caller's commit.
  public func store(_ row: Outstanding, of endpoint: Int64) throws {
    let insert = try statement(
      "INSERT OR REPLACE INTO outstanding VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)")
    try insert.bind(endpoint, at: 1)
    try insert.bind(row.event.number, at: 2)
    try insert.bind(row.position.number, at: 3)
    try insert.bind(row.state.rawValue, at: 4)
    try insert.bind(Int64(row.attempts), at: 5)
    try insert.bind(row.retryAt.milliseconds, at: 6)
    try insert.bind(row.since.milliseconds, at: 7)
    try insert.bind(row.isOutOfOrder ? 1 : 0 as Int64, at: 8)
    try insert.bind(row.isReplay ? 1 : 0 as Int64, at: 9)
    try insert.run()
  }

  /// Forgets an outstanding delivery, inside the caller's commit.
  public func removeOutstanding(_ event: LedgerPosition, of endpoint: Int64) throws {
    let delete = try statement("DELETE FROM outstanding WHERE endpoint=?1 AND event=?2")
    try delete.bind(endpoint, at: 1)
    try delete.bind(event.number, at: 2)
    try delete.run()
  }
}
