internal import Glibc
internal import HosoCrypto
public import HosoLedger
internal import HosoSQLite

/// The furthest place of the ledger that deliveries saw, with what stood there.
enum SeenLedgerTables {
  static let sql = """
    CREATE TABLE seen_ledger(
      one INTEGER PRIMARY KEY CHECK(one = 1), ledger_id TEXT NOT NULL,
      position INTEGER NOT NULL, leaf BLOB NOT NULL, epoch INTEGER NOT NULL
    ) STRICT;
    """
}

extension DeliveryStore {
  /// The furthest place that the deliveries of a ledger saw; nil if nobody can tell.
  ///
  /// What is wrong with the operational state keeps nobody from scanning.
  public static func seen(of folder: LedgerFolder) -> LedgerMark? {
    guard access(folder.deliveriesPath, F_OK) == 0 else { return nil }
    return try? DeliveryStore(of: folder).seen()
  }

  /// The furthest place that deliveries saw; nil before the first.
  public func seen() throws -> LedgerMark? {
    let row = try statement("SELECT ledger_id, position, leaf, epoch FROM seen_ledger")
    defer { row.reset() }
    guard try row.step() else { return nil }
    guard let leaf = Digest(row.bytes(2)) else { throw DeliveryFault.corrupt(.progress) }
    return LedgerMark(
      ledgerID: row.text(0), position: LedgerPosition(row.integer(1)), leaf: leaf,
      epoch: Int(row.integer(3)))
  }

  /// Keeps how far the ledger was seen, inside the caller's commit.
  public func keepSeen(_ mark: LedgerMark) throws {
    let row = try statement("INSERT OR REPLACE INTO seen_ledger VALUES(1,?1,?2,?3,?4)")
    try row.bind(mark.ledgerID, at: 1)
    try row.bind(mark.position.number, at: 2)
    try row.bind(mark.leaf.bytes, at: 3)
    try row.bind(Int64(mark.epoch), at: 4)
    try row.run()
  }

  /// Meets the ledger as it now is: if it began an epoch since it was seen last, everybody's place
  /// is set back to where the histories part, and the owners of endpoints are told.
  ///
  /// - Returns: Where they part, if anybody's place was set back.
  @discardableResult
  public func meet(_ ledger: LedgerReader, at now: Moment) throws -> LedgerPosition? {
    let settings = ledger.settings
    let head = ledger.head.position
    guard let leaf = try ledger.leaf(at: head) else { return nil }
    let latest = LedgerMark(
      ledgerID: settings.ledgerID, position: head, leaf: leaf, epoch: settings.epoch)
    return try write {
      let known = try seen()
      if let known, known.ledgerID == settings.ledgerID, known.epoch == settings.epoch {
        if known.position < head { try keepSeen(latest) }
        return nil
      }
      // Nothing to compare with: endpoints of a state that never delivered have nothing to repeat.
      let isSame = known.map { $0.ledgerID == settings.ledgerID } ?? true
      let parted = isSame ? settings.parting(since: known?.epoch ?? 1) : nil
      try keepSeen(latest)
      guard let parted, try setBack(to: parted, at: now) else { return nil }
      return parted
    }
  }

  /// Sets every place behind a position back to it; answers whether there was any.
  private func setBack(to parted: LedgerPosition, at now: Moment) throws -> Bool {
    let rows = try statement(
      """
      SELECT endpoint FROM progress JOIN endpoint ON endpoint.number=progress.endpoint
      WHERE cursor_position>?1 AND endpoint.kind<>?2
      """)
    try rows.bind(parted.number, at: 1)
    try rows.bind(EndpointKind.operator.name, at: 2)
    var behind: [Int64] = []
    while try rows.step() { behind.append(rows.integer(0)) }  // Bounded by the endpoints.
    rows.reset()
    for endpoint in behind {
      try note(.ledgerRestored, of: endpoint, detail: "\(parted.number)", at: now)
    }
    // Rows of operators' endpoints count notices, not positions.
    let ofEvents = "endpoint IN (SELECT number FROM endpoint WHERE kind<>?2)"
    for sql in [
      "DELETE FROM outstanding WHERE position>?1 AND \(ofEvents)",
      "DELETE FROM replay WHERE position>?1 AND \(ofEvents)",
      "DELETE FROM directive WHERE position>?1 AND \(ofEvents)",
      "UPDATE attempt SET event=NULL WHERE event>?1 AND \(ofEvents)",
      """
      UPDATE progress SET cursor_position=?1, cursor_event=?1, ahead=x''
      WHERE cursor_position>?1 AND \(ofEvents)
      """,
    ] {
      let change = try statement(sql)
      try change.bind(parted.number, at: 1)
      try change.bind(EndpointKind.operator.name, at: 2)
      try change.run()
    }
    let consumers = try statement(
      """
      UPDATE consumer SET cursor_position=?1, cursor_event=?1, revision=revision+1
      WHERE cursor_position>?1 RETURNING 1
      """)
    try consumers.bind(parted.number, at: 1)
    let isAny = try consumers.step()
    while try consumers.step() {}  // Bounded by the consumers.
    consumers.reset()
    return isAny || !behind.isEmpty
  }
}
