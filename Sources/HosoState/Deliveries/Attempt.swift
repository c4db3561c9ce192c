public import HosoLedger
internal import HosoSQLite

/// One try to deliver, and how it ended.
public struct Attempt: Hashable, Sendable {
  /// The event; nil for a ping or a handshake.
  public var event: LedgerPosition?
  /// The `webhook-id` it was sent under.
  public var webhookID: String
  /// Counts the attempts of one delivery from 1.
  public var number: Int
  /// When it began.
  public var at: Moment
  public var durationMilliseconds: Int64
  /// The HTTP status; nil if there was no answer.
  public var status: Int?
  public var verdict: AttemptVerdict
  /// What the transport had to say, or where a redirect led; at most 500 bytes.
  public var detail: String?
  /// The first bytes of the answer, at most `Attempt.answerBytesMax`; of one that took the event
  /// nothing is kept.
  public var answer: [UInt8]
  /// SHA-256 of what was signed (`id.timestamp.body`): proves later what was sent.
  public var requestHash: [UInt8]
  /// The address that was connected to; nil if none was.
  public var remoteAddress: String?

  public init(
    event: LedgerPosition? = nil, webhookID: String, number: Int, at: Moment,
    durationMilliseconds: Int64, status: Int? = nil, verdict: AttemptVerdict, detail: String? = nil,
    answer: [UInt8], requestHash: [UInt8], remoteAddress: String? = nil
  ) {
    self.event = event
    self.webhookID = webhookID
    self.number = number
    self.at = at
    self.durationMilliseconds = durationMilliseconds
    self.status = status
    self.verdict = verdict
    self.detail = detail
    self.answer = answer
    self.requestHash = requestHash
    self.remoteAddress = remoteAddress
  }

  public static let answerBytesMax = 1_024
  public static let detailBytesMax = 500
}

/// An attempt as it was kept.
public struct LoggedAttempt: Hashable, Sendable {
  /// Ascends in the order in which attempts ended.
  public let id: Int64
  public let endpoint: EndpointID
  public let attempt: Attempt
}

/// Which attempts are asked for; nil and false leave a field open.
public struct AttemptQuery: Hashable, Sendable {
  public var endpoint: EndpointID?
  public var event: LedgerPosition?
  public var webhookID: String?
  public var onlyFailures = false
  public var since: Moment?
  /// Only attempts with a smaller id: the next page of a list that goes backwards.
  public var before: Int64?
  public var limit: Int = 100

  public init() {}
}

/// Where attempts are kept.
enum AttemptTables {
  static let sql = """
    CREATE TABLE attempt(
      id INTEGER PRIMARY KEY AUTOINCREMENT, endpoint INTEGER NOT NULL, event INTEGER,
      webhook_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
      duration INTEGER NOT NULL, status INTEGER, verdict TEXT NOT NULL, detail TEXT,
      answer BLOB NOT NULL, request_hash BLOB NOT NULL, remote TEXT
    ) STRICT;
    CREATE INDEX attempt_of_endpoint ON attempt(endpoint, id);
    CREATE INDEX attempt_of_event ON attempt(event);
    """

  /// Added to tables made before an attempt was found by what was sent.
  static let webhookSQL = "CREATE INDEX attempt_of_webhook ON attempt(webhook_id)"
}

extension DeliveryStore {
  /// Keeps an attempt, inside the caller's commit; the answer only if it may say what went wrong.
  public func log(_ attempt: Attempt, of endpoint: Int64) throws {
    let insert = try statement(
      """
      INSERT INTO attempt(endpoint, event, webhook_id, number, at, duration, status, verdict,
        detail, answer, request_hash, remote) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)
      """)
    try insert.bind(endpoint, at: 1)
    try insert.bind(attempt.event?.number, at: 2)
    try insert.bind(attempt.webhookID, at: 3)
    try insert.bind(Int64(attempt.number), at: 4)
    try insert.bind(attempt.at.milliseconds, at: 5)
    try insert.bind(attempt.durationMilliseconds, at: 6)
    try insert.bind(attempt.status.map(Int64.init), at: 7)
    try insert.bind(attempt.verdict.rawValue, at: 8)
    try insert.bind(attempt.detail, at: 9)
    let answer = attempt.verdict.isDelivered ? [] : attempt.answer
    try insert.bind(Array(answer.prefix(Attempt.answerBytesMax)), at: 10)
    try insert.bind(attempt.requestHash, at: 11)
    try insert.bind(attempt.remoteAddress, at: 12)
    try insert.run()
  }

  /// Attempts, the latest first.
  public func attempts(_ query: AttemptQuery) throws -> [LoggedAttempt] {
    // One text for each set of fields asked for, so that each can use its index.
    var conditions = ["1"]
    if query.endpoint != nil {
      // By the event, of which there are few attempts, where one is asked for.
      let column = query.event == nil && query.webhookID == nil ? "" : "+"
      conditions.append("\(column)attempt.endpoint=(SELECT number FROM endpoint WHERE id=?1)")
    }
    if query.event != nil { conditions.append("event=?2") }
    if query.webhookID != nil { conditions.append("webhook_id=?3") }
    if query.since != nil { conditions.append("at>=?4") }
    if query.before != nil { conditions.append("attempt.id<?5") }
    if query.onlyFailures { conditions.append("verdict<>'delivered'") }
    let rows = try statement(
      """
      SELECT attempt.id, endpoint.id, event, webhook_id, attempt.number, at, duration, status,
        verdict, detail, answer, request_hash, remote
      FROM attempt JOIN endpoint ON endpoint.number=attempt.endpoint
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY attempt.id DESC LIMIT ?6
      """)
    defer { rows.reset() }
    if let endpoint = query.endpoint { try rows.bind(endpoint.text, at: 1) }
    if let event = query.event { try rows.bind(event.number, at: 2) }
    if let id = query.webhookID { try rows.bind(id, at: 3) }
    if let since = query.since { try rows.bind(since.milliseconds, at: 4) }
    if let before = query.before { try rows.bind(before, at: 5) }
    try rows.bind(Int64(query.limit), at: 6)
    var found: [LoggedAttempt] = []
    while try rows.step() {  // Bounded by the limit.
      guard let attempt = readAttempt(rows) else { throw DeliveryFault.corrupt(.attempt) }
      found.append(attempt)
    }
    return found
  }

  /// The last attempt at each of some events of an endpoint: why a delivery is outstanding.
  public func lastAttempts(
    of id: EndpointID, at events: [LedgerPosition]
  ) throws -> [LedgerPosition: LoggedAttempt] {
    // By the event, of which there are few attempts, and not by the endpoint, of which many.
    let row = try statement(
      """
      SELECT attempt.id, endpoint.id, event, webhook_id, attempt.number, at, duration, status,
        verdict, detail, answer, request_hash, remote
      FROM attempt JOIN endpoint ON endpoint.number=attempt.endpoint
      WHERE event=?1 AND +attempt.endpoint=(SELECT number FROM endpoint WHERE id=?2)
      ORDER BY attempt.id DESC LIMIT 1
      """)
    defer { row.reset() }
    var found: [LedgerPosition: LoggedAttempt] = [:]
    for event in events {
      row.reset()
      try row.bind(event.number, at: 1)
      try row.bind(id.text, at: 2)
      guard try row.step() else { continue }
      guard let attempt = readAttempt(row) else { throw DeliveryFault.corrupt(.attempt) }
      found[event] = attempt
    }
    return found
  }

  private func readAttempt(_ row: Statement) -> LoggedAttempt? {
    guard let endpoint = EndpointID(row.text(1)),
      let verdict = AttemptVerdict(rawValue: row.text(8))
    else { return nil }
    let attempt = Attempt(
      event: row.optionalInteger(2).map(LedgerPosition.init), webhookID: row.text(3),
      number: Int(row.integer(4)), at: Moment(milliseconds: row.integer(5)),
      durationMilliseconds: row.integer(6), status: row.optionalInteger(7).map { Int($0) },
      verdict: verdict, detail: row.optionalText(9), answer: row.bytes(10),
      requestHash: row.bytes(11), remoteAddress: row.optionalText(12))
    return LoggedAttempt(id: row.integer(0), endpoint: endpoint, attempt: attempt)
  }

  /// Forgets attempts that ended before a moment, the oldest first.
  ///
  /// Bounded, so that a big backlog never holds up deliveries: call it again while it is full.
  /// - Returns: How many went.
  @discardableResult
  func pruneAttempts(before moment: Moment, limit: Int) throws -> Int {
    try write {
      let last = try statement(
        """
        SELECT max(id), count(*) FROM
          (SELECT id, at FROM attempt ORDER BY id LIMIT ?2) WHERE at<?1
        """)
      try last.bind(moment.milliseconds, at: 1)
      try last.bind(Int64(limit), at: 2)
      guard try last.step(), let id = last.optionalInteger(0) else {
        last.reset()
        return 0
      }
      let count = Int(last.integer(1))
      last.reset()
      let delete = try statement("DELETE FROM attempt WHERE id<=?1 AND at<?2")
      try delete.bind(id, at: 1)
      try delete.bind(moment.milliseconds, at: 2)
      try delete.run()
      return count
    }
  }
}
