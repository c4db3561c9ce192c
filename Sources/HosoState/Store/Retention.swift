internal import HosoSQLite

/// How long the operational state keeps what is no longer needed to go on.
///
/// Cursors, outstanding deliveries, keys, endpoints and open notices stay for ever.
public struct Retention: Hashable, Sendable {
  /// Each attempt to deliver, with the beginning of its answer.
  public var attemptsSeconds: Int64 = 90 * 86_400
  /// Notices that are settled, from then on.
  public var noticesSeconds: Int64 = 400 * 86_400
  /// Answers that are given again to the same `Idempotency-Key`.
  public var answersSeconds: Int64 = 30 * 86_400
  /// Who changed which key or endpoint.
  public var auditSeconds: Int64 = 1_830 * 86_400

  public init() {}
}

extension DeliveryStore {
  /// Forgets what is older than it is kept, the oldest first.
  ///
  /// Bounded, so that a big backlog never holds up deliveries: call it again while it is full.
  ///
  /// - Parameter limit: Rows of one table at most.
  /// - Returns: Whether there may be more to forget.
  public func forgetOld(at now: Moment, limit: Int) throws -> Bool {
    let attempts = try pruneAttempts(
      before: now.adding(seconds: -retention.attemptsSeconds), limit: limit)
    let others: [(sql: String, keptSeconds: Int64)] = [
      (
        """
        DELETE FROM notice WHERE id IN (
          SELECT id FROM notice WHERE resolved_at<?1 ORDER BY id LIMIT ?2) RETURNING 1
        """, retention.noticesSeconds
      ),
      (
        """
        DELETE FROM idempotency WHERE rowid IN (
          SELECT rowid FROM idempotency WHERE started_at<?1
          ORDER BY started_at LIMIT ?2) RETURNING 1
        """, retention.answersSeconds
      ),
      // The newest line stays, so that no number is given again.
      (
        """
        DELETE FROM audit WHERE number IN (
          SELECT number FROM audit WHERE at<?1 AND number<(SELECT max(number) FROM audit)
          ORDER BY number LIMIT ?2) RETURNING 1
        """, retention.auditSeconds
      ),
    ]
    var isFull = attempts == limit
    for (sql, keptSeconds) in others {
      let gone = try forget(sql, before: now.adding(seconds: -keptSeconds), limit: limit)
      isFull = isFull || gone == limit
    }
    return isFull
  }

  /// The same for a process that does not deliver, while no other one does: who delivers forgets as
  /// it was told to, and nobody forgets beside it.
  ///
  /// - Returns: Whether there may be more to forget; false if another process delivers.
  public func forgetOldIfNobodyDelivers(at now: Moment, limit: Int) throws -> Bool {
    let turn = try DeliveryTurn(of: folder)
    guard turn.take() else { return false }
    return try forgetOld(at: now, limit: limit)
  }

  /// Runs a statement that deletes; answers how many rows went.
  private func forget(_ sql: String, before moment: Moment, limit: Int) throws -> Int {
    try write {
      let delete = try statement(sql)
      try delete.bind(moment.milliseconds, at: 1)
      try delete.bind(Int64(limit), at: 2)
      var count = 0
      while try delete.step() { count += 1 }  // Bounded by the limit.
      delete.reset()
      return count
    }
  }
}
