internal import HosoSQLite

/// How long the operational state keeps what is no longer needed to go on.
///
/// Cursors, outstanding deliveries, keys, endpoints and open notices stay for ever.
public struct Retention: Hashable, Sendable {
  /// Each attempt to deliver; where it failed, with the beginning of its answer.
  public var attemptsSeconds: Int64 = 90 * 86_400
  /// Notices that are settled, from then on.
  public var noticesSeconds: Int64 = 400 * 86_400
  /// Answers that are given again to the same `Idempotency-Key`.
  public var answersSeconds: Int64 = 30 * 86_400
  /// Who changed which key or endpoint.
  public var auditSeconds: Int64 = 1_830 * 86_400

  public init() {}
}

/// How fast it is forgotten: a little, then a rest in which everybody else has the disk.
public struct ForgettingPace: Sendable {
  /// Rows of a table in one commit, at most: each is in several indexes, and others wait for it.
  public static let rows = 250
  /// Rows in one commit on the slowest disk.
  private static let fewestRows = 15
  /// What a commit should take, so that a delivery that waits for it is late by little.
  private static let commitMilliseconds: Int64 = 20
  /// How often it is looked for what is too old.
  private static let lookMilliseconds: Int64 = 60_000
  /// The rest between two commits, at least, and in relation to what the last one took.
  private static let restMilliseconds: Int64 = 100
  private static let restShare: Int64 = 9

  private var dueAt: Moment?
  /// Rows of a table in the next commit: fewer while one takes long, such as of a table of millions
  /// whose pages have to be read first.
  public private(set) var rowsAtOnce = ForgettingPace.rows

  public init() {}

  /// How long to rest after a commit that took a while.
  public static func rest(afterMilliseconds spent: Int64) -> Int64 {
    max(restMilliseconds, restShare * max(0, spent))
  }

  /// Whether it is time; also under a clock that was set back.
  public func isDue(at now: Moment) -> Bool {
    guard let dueAt else { return true }
    let left = dueAt.milliseconds(since: now)
    return left <= 0 || left > ForgettingPace.lookMilliseconds
  }

  /// - Parameter isMore: Whether there may be more to forget.
  public mutating func worked(from began: Moment, to ended: Moment, isMore: Bool) {
    let spent = min(ended.milliseconds(since: began), ForgettingPace.lookMilliseconds / 10)
    if spent > ForgettingPace.commitMilliseconds {
      rowsAtOnce = max(ForgettingPace.fewestRows, rowsAtOnce / 2)
    } else if spent < ForgettingPace.commitMilliseconds / 4 {
      rowsAtOnce = min(ForgettingPace.rows, rowsAtOnce * 2)
    }
    let wait =
      isMore
      ? ForgettingPace.rest(afterMilliseconds: spent) : ForgettingPace.lookMilliseconds
    dueAt = ended.adding(milliseconds: wait)
  }
}

extension DeliveryStore {
  /// Pages that stay free for what is kept next; 4 MiB.
  static let freePagesMax: Int64 = 1_024
  /// Pages given back in one commit: each of them may have to be moved.
  static let pagesGivenBackAtOnce: Int64 = 64

  /// Forgets what is older than it is kept, the oldest first, and gives room back that nothing
  /// needs.
  ///
  /// Bounded, so that a big backlog never holds up deliveries: call it again while there is more.
  ///
  /// - Parameter limit: Rows of one table at most.
  /// - Returns: Whether there may be more to forget.
  public func forgetOld(at now: Moment, limit: Int = ForgettingPace.rows) throws -> Bool {
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
    let isRoomLeft = try giveBackRoom()
    return isFull || isRoomLeft
  }

  /// Makes the file a little smaller if much of it is empty; answers whether there is more of that.
  ///
  /// A file made before this was possible stays as long as it is.
  private func giveBackRoom() throws -> Bool {
    let free = try freePages()
    guard free > DeliveryStore.freePagesMax else { return false }
    let count = min(DeliveryStore.pagesGivenBackAtOnce, free - DeliveryStore.freePagesMax)
    try write { try connection.execute("PRAGMA incremental_vacuum(\(count))") }
    let left = try freePages()
    return left < free && left > DeliveryStore.freePagesMax
  }

  private func freePages() throws -> Int64 {
    let row = try statement("PRAGMA freelist_count")
    defer { row.reset() }
    return try row.step() ? row.integer(0) : 0
  }

  /// The same for a process that does not deliver, while no other one does: who delivers forgets as
  /// it was told to, and nobody forgets beside it.
  ///
  /// - Returns: Whether there may be more to forget; false if another process delivers.
  public func forgetOldIfNobodyDelivers(at now: Moment) throws -> Bool {
    let turn = try DeliveryTurn(of: folder)
    guard turn.take() else { return false }
    return try forgetOld(at: now)
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
