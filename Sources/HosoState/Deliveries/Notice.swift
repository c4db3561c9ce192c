public import HosoLedger
internal import HosoSQLite

/// Something an operator, or an endpoint's owner, has to know.
///
/// One of a kind is open for an endpoint at a time: what happens again is counted in it.
public struct Notice: Hashable, Sendable {
  public let id: Int64
  public let endpoint: EndpointID
  public let kind: Kind
  public let firstAt: Moment
  public let lastAt: Moment
  /// How often it happened since it was opened.
  public let count: Int64
  /// The event it last happened to.
  public let event: LedgerPosition?
  /// A value that says more, such as a reason's name or a status.
  public let detail: String?
  /// When it was settled; nil while it is open.
  public let resolvedAt: Moment?

  /// What there is to know.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A delivery failed for the fourth time.
    case attemptFailing = "attempt.failing"
    /// It failed so often that nothing is sent for a while but a try now and then.
    case paused = "endpoint.paused"
    /// Nothing but failures for 24 hours.
    case failingForADay = "endpoint.failing_24h"
    /// Nothing but failures for 72 hours.
    case failingForThreeDays = "endpoint.failing_72h"
    /// A delivery used up its attempts and is parked.
    case eventParked = "event.parked"
    /// The endpoint was switched off by itself.
    case endpointDisabled = "endpoint.disabled"
    /// Its certificate is not in order.
    case insecure = "endpoint.insecure"
    /// The egress policy refused its address.
    case refusedAddress = "endpoint.refused_address"
    /// The receiver let an event go unread (`webhook-delivery: abort-message`).
    case eventAborted = "event.aborted"
    /// So many deliveries are outstanding that its feed stands still.
    case backlogFull = "endpoint.backlog_full"
    /// It takes deliveries again.
    case recovered = "endpoint.recovered"
    /// The ledger was restored or copied: from a position on, which `detail` says, events come
    /// under new ids, and some of those delivered before may be missing.
    case ledgerRestored = "ledger.restored"
  }
}

/// Where notices are kept.
enum NoticeTables {
  static let sql = """
    CREATE TABLE notice(
      id INTEGER PRIMARY KEY AUTOINCREMENT, endpoint INTEGER NOT NULL, kind TEXT NOT NULL,
      first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, count INTEGER NOT NULL, event INTEGER,
      detail TEXT, resolved_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX notice_open ON notice(endpoint, kind) WHERE resolved_at IS NULL;
    """
}

extension DeliveryStore {
  /// Notices, the latest first.
  public func notices(
    endpoint: EndpointID? = nil, onlyOpen: Bool = false, before id: Int64? = nil, limit: Int
  ) throws -> [Notice] {
    let rows = try statement(
      """
      SELECT notice.id, endpoint.id, notice.kind, first_at, last_at, count, event, detail,
        resolved_at
      FROM notice JOIN endpoint ON endpoint.number=notice.endpoint
      WHERE (?1 IS NULL OR endpoint.id=?1) AND (?2=0 OR resolved_at IS NULL)
        AND (?3 IS NULL OR notice.id<?3)
      ORDER BY notice.id DESC LIMIT ?4
      """)
    defer { rows.reset() }
    try rows.bind(endpoint?.text, at: 1)
    try rows.bind(onlyOpen ? 1 : 0 as Int64, at: 2)
    try rows.bind(id, at: 3)
    try rows.bind(Int64(limit), at: 4)
    return try read(rows)
  }

  /// What operators' endpoints are told after a notice, in order.
  ///
  /// Nothing about those endpoints themselves: whoever cannot be told is not told so.
  public func noticesToTell(after id: Int64, limit: Int) throws -> [Notice] {
    try noticesToTell(from: id + 1, through: .max, limit: limit)
  }

  /// One notice as an operator is told; nil if there is none of the number.
  public func noticeToTell(_ id: Int64) throws -> Notice? {
    try noticesToTell(from: id, through: id, limit: 1).first
  }

  /// The number of the latest notice; 0 if there is none.
  func lastNotice() throws -> Int64 {
    let row = try statement("SELECT ifnull(max(id), 0) FROM notice")
    defer { row.reset() }
    return try row.step() ? row.integer(0) : 0
  }

  private func noticesToTell(from first: Int64, through last: Int64, limit: Int) throws -> [Notice]
  {
    let rows = try statement(
      """
      SELECT notice.id, endpoint.id, notice.kind, first_at, last_at, count, event, detail,
        resolved_at
      FROM notice JOIN endpoint ON endpoint.number=notice.endpoint
      WHERE notice.id BETWEEN ?1 AND ?2 AND endpoint.kind<>?3
      ORDER BY notice.id LIMIT ?4
      """)
    defer { rows.reset() }
    try rows.bind(first, at: 1)
    try rows.bind(last, at: 2)
    try rows.bind(EndpointKind.operator.name, at: 3)
    try rows.bind(Int64(limit), at: 4)
    return try read(rows)
  }

  private func read(_ rows: Statement) throws -> [Notice] {
    var found: [Notice] = []
    while try rows.step() {  // Bounded by the limit.
      guard let endpoint = EndpointID(rows.text(1)), let kind = Notice.Kind(rawValue: rows.text(2))
      else { throw DeliveryFault.corrupt(.notice) }
      found.append(
        Notice(
          id: rows.integer(0), endpoint: endpoint, kind: kind,
          firstAt: Moment(milliseconds: rows.integer(3)),
          lastAt: Moment(milliseconds: rows.integer(4)), count: rows.integer(5),
          event: rows.optionalInteger(6).map(LedgerPosition.init), detail: rows.optionalText(7),
          resolvedAt: rows.optionalInteger(8).map(Moment.init(milliseconds:))))
    }
    return found
  }

  /// Opens a notice or counts in the one that is open, inside the caller's commit.
  public func note(
    _ kind: Notice.Kind, of endpoint: Int64, event: LedgerPosition? = nil, detail: String? = nil,
    at moment: Moment
  ) throws {
    let insert = try statement(
      """
      INSERT INTO notice(endpoint, kind, first_at, last_at, count, event, detail)
      VALUES(?1,?2,?3,?3,1,?4,?5)
      ON CONFLICT(endpoint, kind) WHERE resolved_at IS NULL DO UPDATE SET
        last_at=excluded.last_at, count=count+1, event=excluded.event, detail=excluded.detail
      """)
    try insert.bind(endpoint, at: 1)
    try insert.bind(kind.rawValue, at: 2)
    try insert.bind(moment.milliseconds, at: 3)
    try insert.bind(event?.number, at: 4)
    try insert.bind(detail, at: 5)
    try insert.run()
  }

  /// Settles what a success puts right, inside the caller's commit; true if there was anything.
  public func resolveFailing(of endpoint: Int64, at moment: Moment) throws -> Bool {
    let kinds = """
      ('attempt.failing','endpoint.paused','endpoint.failing_24h','endpoint.failing_72h',
        'endpoint.insecure')
      """
    let find = try statement(
      """
      SELECT count(*) FROM notice
      WHERE endpoint=?1 AND resolved_at IS NULL AND kind IN \(kinds)
      """)
    try find.bind(endpoint, at: 1)
    let isAny = try find.step() && find.integer(0) > 0
    find.reset()
    guard isAny else { return false }
    let update = try statement(
      """
      UPDATE notice SET resolved_at=?2
      WHERE endpoint=?1 AND resolved_at IS NULL AND kind IN \(kinds)
      """)
    try update.bind(endpoint, at: 1)
    try update.bind(moment.milliseconds, at: 2)
    try update.run()
    return true
  }
}
