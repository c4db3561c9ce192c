public import HosoCrypto
public import HosoDomain
public import HosoLedger
internal import HosoSQLite

/// What was promised under an `Idempotency-Key`: to do a request once.
public struct IdempotencyClaim: Hashable, Sendable {
  /// When the request that made the claim was taken to have happened; the same however often it
  /// is sent again, so that a scan recorded before a crash is recognised.
  public let occurredAt: OccurredAt
  /// The ledger's head when the claim was made: what the request recorded lies behind it.
  public let head: LedgerPosition
  /// Whether an earlier attempt may have recorded something before it was cut off.
  public let isResumed: Bool

  public init(occurredAt: OccurredAt, head: LedgerPosition, isResumed: Bool) {
    self.occurredAt = occurredAt
    self.head = head
    self.isResumed = isResumed
  }
}

/// An answer that is given again.
public struct KeptAnswer: Hashable, Sendable {
  public let status: Int
  /// Header lines that belong to the answer, such as its type and location.
  public let headers: [String]
  public let body: [UInt8]
  /// How far the ledger was: nothing that the answer tells of lies behind it.
  public let reached: LedgerPosition
  /// The leaf hash of the event there; nil if nobody asked, as an older hoso did not.
  public let leaf: Digest?

  /// - Parameter reached: The start, if it tells of nothing in the ledger.
  public init(
    status: Int, headers: [String], body: [UInt8], reached: LedgerPosition = .start,
    leaf: Digest? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.reached = reached
    self.leaf = leaf
  }

  /// Whether everything it may tell of is in the ledger; not so in one that was restored from an
  /// older copy.
  public func holds(in ledger: LedgerReader) throws -> Bool {
    guard reached <= ledger.head.position else { return false }
    guard let leaf else { return true }
    return try ledger.leaf(at: reached) == leaf
  }
}

/// A request that carries an `Idempotency-Key`.
public struct IdempotentRequest: Hashable, Sendable {
  /// The access key it came with: what others call their requests is no concern of it.
  public let owner: String
  public let key: String
  /// SHA-256 of method, path, query and body.
  public let fingerprint: [UInt8]

  public init(owner: String, key: String, method: String, target: String, body: [UInt8]) {
    self.owner = owner
    self.key = key
    // Lengths in front, so that no two requests run together into the same bytes.
    let head = "\(method)\n\(target.utf8.count)\n\(target)\n"
    fingerprint = HashFunction.sha256.hash(Array(head.utf8) + body)
  }
}

/// What is known of such a request.
public enum IdempotencyStanding: Hashable, Sendable {
  /// It is the caller's to do now.
  case claimed(IdempotencyClaim)
  /// The key was used for something else.
  case otherRequest
  /// It was done.
  case done(KeptAnswer)
}

/// Promises to do a request once.
///
/// A claim is durable before the work begins. One that was never finished, because the server was
/// killed, is taken up by whoever sends the request again: with the same `occurredAt`, so that what
/// its first attempt recorded is recognised instead of repeated. That nobody is working on it just
/// now is for the server to know.
///
/// Source: draft-ietf-httpapi-idempotency-key-header-07.
extension DeliveryStore {
  private static let expiredPerClaim: Int64 = 16

  /// Claims a request, or tells why not.
  ///
  /// - Parameter head: A position that the ledger as it now stands has reached.
  public func claim(
    _ request: IdempotentRequest, head: LedgerPosition, at moment: Moment
  ) throws -> IdempotencyStanding {
    try write {
      try forgetExpired(at: moment)
      let row = try statement(
        """
        SELECT fingerprint, occurred_at, head, status, headers, body, reached, leaf
        FROM idempotency WHERE owner=?1 AND key=?2
        """)
      defer { row.reset() }
      try row.bind(request.owner, at: 1)
      try row.bind(request.key, at: 2)
      guard try row.step() else { return try insertClaim(request, head, at: moment) }
      guard ConstantTime.areEqual(row.bytes(0), request.fingerprint) else { return .otherRequest }
      let known = LedgerPosition(row.integer(2))
      guard row.isNull(3) else {
        let headers = row.text(4).split(separator: "\n").map(String.init)
        return .done(
          KeptAnswer(
            status: Int(row.integer(3)), headers: headers, body: row.bytes(5),
            reached: row.isNull(6) ? known : LedgerPosition(row.integer(6)),
            leaf: row.isNull(7) ? nil : Digest(row.bytes(7))))
      }
      let occurredAt = OccurredAt(milliseconds: row.integer(1))
      // Behind the head it knew of, unless the ledger was restored from an older copy since.
      if head < known { try lowerHead(of: request, to: head) }
      return .claimed(
        IdempotencyClaim(occurredAt: occurredAt, head: min(known, head), isResumed: true))
    }
  }

  /// Takes up a request whose answer no longer holds, as if its first attempt had been cut off:
  /// with the same `occurredAt`, and what is left of what it recorded is recognised.
  ///
  /// - Parameter head: A position that the ledger as it now stands has reached.
  /// - Returns: As `claim` does.
  public func claimAgain(
    _ request: IdempotentRequest, head: LedgerPosition, at moment: Moment
  ) throws -> IdempotencyStanding {
    try write {
      let forget = try statement(
        """
        UPDATE idempotency SET status=NULL, headers=NULL, body=NULL, reached=NULL, leaf=NULL
        WHERE owner=?1 AND key=?2 AND fingerprint=?3
        """)
      try forget.bind(request.owner, at: 1)
      try forget.bind(request.key, at: 2)
      try forget.bind(request.fingerprint, at: 3)
      try forget.run()
      return try claim(request, head: head, at: moment)
    }
  }

  private func lowerHead(of request: IdempotentRequest, to head: LedgerPosition) throws {
    let update = try statement("UPDATE idempotency SET head=?3 WHERE owner=?1 AND key=?2")
    try update.bind(request.owner, at: 1)
    try update.bind(request.key, at: 2)
    try update.bind(head.number, at: 3)
    try update.run()
  }

  /// Keeps the answer to a claimed request.
  public func finish(_ request: IdempotentRequest, with answer: KeptAnswer) throws {
    try write {
      let update = try statement(
        """
        UPDATE idempotency SET status=?3, headers=?4, body=?5, reached=?6, leaf=?7
        WHERE owner=?1 AND key=?2
        """)
      try update.bind(request.owner, at: 1)
      try update.bind(request.key, at: 2)
      try update.bind(Int64(answer.status), at: 3)
      try update.bind(answer.headers.joined(separator: "\n"), at: 4)
      try update.bind(answer.body, at: 5)
      try update.bind(answer.reached.number, at: 6)
      if let leaf = answer.leaf { try update.bind(leaf.bytes, at: 7) }
      try update.run()
    }
  }

  /// Gives a claim up: nothing was done, and the request may be sent again.
  public func abandon(_ request: IdempotentRequest) throws {
    try write {
      let delete = try statement(
        "DELETE FROM idempotency WHERE owner=?1 AND key=?2 AND status IS NULL")
      try delete.bind(request.owner, at: 1)
      try delete.bind(request.key, at: 2)
      try delete.run()
    }
  }

  private func insertClaim(
    _ request: IdempotentRequest, _ head: LedgerPosition, at moment: Moment
  ) throws -> IdempotencyStanding {
    let insert = try statement(
      """
      INSERT INTO idempotency(owner, key, fingerprint, occurred_at, head, started_at)
      VALUES(?1,?2,?3,?4,?5,?4)
      """)
    try insert.bind(request.owner, at: 1)
    try insert.bind(request.key, at: 2)
    try insert.bind(request.fingerprint, at: 3)
    try insert.bind(moment.milliseconds, at: 4)
    try insert.bind(head.number, at: 5)
    try insert.run()
    return .claimed(
      IdempotencyClaim(
        occurredAt: OccurredAt(milliseconds: moment.milliseconds), head: head, isResumed: false))
  }

  /// Forgets a few of the oldest: each claim pays for more than itself.
  private func forgetExpired(at moment: Moment) throws {
    let delete = try statement(
      """
      DELETE FROM idempotency WHERE rowid IN (
        SELECT rowid FROM idempotency WHERE started_at<?1 ORDER BY started_at LIMIT ?2)
      """)
    try delete.bind(moment.adding(seconds: -retention.answersSeconds).milliseconds, at: 1)
    try delete.bind(DeliveryStore.expiredPerClaim, at: 2)
    try delete.run()
  }
}
