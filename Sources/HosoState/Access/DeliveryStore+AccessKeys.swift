internal import HosoDomain
internal import HosoSQLite

/// Keys: made, replaced with an overlap, revoked; never deleted.
extension DeliveryStore {
  /// Keys that are good at once.
  static let accessKeysMax = 10_000
  /// How long a replaced key may stay good beside its successor, in seconds: a week.
  public static let keyOverlapSecondsMax: Int64 = 7 * 86_400

  private static let columns = """
    id, kind, name, reach, scopes, hash, created_at, created_by, expires_at, revoked_at,
    replaced_by, last_used_at, revision, writes
    """

  /// Makes a key; its text is told this once.
  ///
  /// - Throws: `AccessFault`, `CryptoFault`, besides what the store throws.
  public func addKey(
    _ draft: AccessKeyDraft, at moment: Moment, by actor: String
  ) throws -> (key: AccessKey, text: AccessKeyText) {
    try draft.check()
    if let end = draft.expiresAt, end <= moment { throw AccessFault.field(.expiresAt) }
    return try write {
      try needsRoom(at: moment)
      return try insertKey(draft, at: moment, by: actor, action: .keyAdded)
    }
  }

  /// Refuses one more good key where there are as many as may be.
  private func needsRoom(at moment: Moment) throws {
    guard try countGoodKeys(at: moment) < DeliveryStore.accessKeysMax else {
      throw AccessFault.tooMany(max: DeliveryStore.accessKeysMax)
    }
  }

  /// Puts a new key with the same rights in a key's place; both are good for a while.
  ///
  /// - Throws: `AccessFault.ended` for a key that is good no more, or was replaced already;
  ///   `.tooMany` if there is no room for both.
  public func rotateKey(
    _ id: String, overlapSeconds: Int64, ifRevision revision: Int64? = nil, at moment: Moment,
    by actor: String
  ) throws -> (key: AccessKey, text: AccessKeyText) {
    guard 0...DeliveryStore.keyOverlapSecondsMax ~= overlapSeconds else {
      throw AccessFault.field(.overlap)
    }
    return try write {
      var old = try goodKey(id, ifRevision: revision, at: moment)
      guard old.replacedBy == nil else { throw AccessFault.ended }
      // Both are good for a while; one that ends at once makes its own room.
      if overlapSeconds > 0 { try needsRoom(at: moment) }
      let draft = AccessKeyDraft(
        kind: old.kind, name: old.name, reach: old.reach, grant: old.grant, scopes: old.scopes,
        expiresAt: old.expiresAt)
      let new = try insertKey(draft, at: moment, by: actor, action: .keyRotated)
      let end = moment.adding(seconds: overlapSeconds)
      old.expiresAt = min(old.expiresAt ?? end, end)
      old.replacedBy = new.key.id
      try update(old)
      return new
    }
  }

  /// Ends a key now.
  ///
  /// A key that was revoked already stays as it is.
  @discardableResult
  public func revokeKey(
    _ id: String, ifRevision revision: Int64? = nil, at moment: Moment, by actor: String
  ) throws -> AccessKey {
    try write {
      guard var key = try accessKey(id) else { throw AccessFault.unknown }
      if let revision, revision != key.revision {
        throw AccessFault.changed(revision: key.revision)
      }
      guard key.revokedAt == nil else { return key }
      key.revokedAt = moment
      try update(key)
      try insertAudit(.keyRevoked, subject: id, detail: key.name, at: moment, by: actor)
      key.revision += 1
      return key
    }
  }

  /// Every key, in the order in which they were made.
  public func accessKeys() throws -> [AccessKey] {
    let rows = try statement("SELECT \(DeliveryStore.columns) FROM access_key ORDER BY rowid")
    return try readKeys(rows)
  }

  /// A page of the keys, in the order in which they were made.
  ///
  /// - Parameter id: The last one of the page before.
  public func accessKeys(after id: String?, limit: Int) throws -> [AccessKey] {
    let rows = try statement(
      """
      SELECT \(DeliveryStore.columns) FROM access_key
      WHERE rowid>ifnull((SELECT rowid FROM access_key WHERE id=?1), 0) ORDER BY rowid LIMIT ?2
      """)
    try rows.bind(id, at: 1)
    try rows.bind(Int64(limit), at: 2)
    return try readKeys(rows)
  }

  public func accessKey(_ id: String) throws -> AccessKey? {
    let rows = try statement("SELECT \(DeliveryStore.columns) FROM access_key WHERE id=?1")
    try rows.bind(id, at: 1)
    return try readKeys(rows).first
  }

  /// Notes when keys were last used; no change in the sense of their revision.
  public func noteUse(of keys: [String: Moment]) throws {
    guard !keys.isEmpty else { return }
    try write {
      let update = try statement("UPDATE access_key SET last_used_at=?2 WHERE id=?1")
      for (id, moment) in keys {
        try update.bind(id, at: 1)
        try update.bind(moment.milliseconds, at: 2)
        try update.run()
      }
    }
  }

  private func goodKey(
    _ id: String, ifRevision revision: Int64?, at moment: Moment
  ) throws -> AccessKey {
    guard let key = try accessKey(id) else { throw AccessFault.unknown }
    if let revision, revision != key.revision {
      throw AccessFault.changed(revision: key.revision)
    }
    guard key.isValid(at: moment) else { throw AccessFault.ended }
    return key
  }

  private func countGoodKeys(at moment: Moment) throws -> Int {
    let rows = try statement(
      """
      SELECT count(*) FROM access_key WHERE revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at>?1)
      """)
    defer { rows.reset() }
    try rows.bind(moment.milliseconds, at: 1)
    return try rows.step() ? Int(rows.integer(0)) : 0
  }
}

// MARK: - Rows

extension DeliveryStore {
  private func insertKey(
    _ draft: AccessKeyDraft, at moment: Moment, by actor: String, action: AuditAction
  ) throws -> (key: AccessKey, text: AccessKeyText) {
    let text = try AccessKeyText.random(draft.kind)
    let key = AccessKey(
      id: text.id, kind: draft.kind, name: draft.name, reach: draft.reach, grant: draft.grant,
      scopes: draft.scopes ?? draft.kind.scopes, createdAt: moment, createdBy: actor,
      expiresAt: draft.expiresAt, revision: 1, hash: text.hash)
    let insert = try statement(
      """
      INSERT INTO access_key(\(DeliveryStore.columns))
      VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,NULL,NULL,NULL,1,?10)
      """)
    try insert.bind(key.id, at: 1)
    try insert.bind(key.kind.rawValue, at: 2)
    try insert.bind(key.name, at: 3)
    try insert.bind(key.reach.storedText, at: 4)
    try insert.bind(key.scopes.map(\.rawValue).sorted().joined(separator: " "), at: 5)
    try insert.bind(key.hash, at: 6)
    try insert.bind(key.createdAt.milliseconds, at: 7)
    try insert.bind(key.createdBy, at: 8)
    try insert.bind(key.expiresAt?.milliseconds, at: 9)
    try insert.bind(key.grant.storedText, at: 10)
    try insert.run()
    try insertAudit(action, subject: key.id, detail: key.name, at: moment, by: actor)
    return (key, text)
  }

  /// Stores what changed, and counts the change.
  private func update(_ key: AccessKey) throws {
    let update = try statement(
      """
      UPDATE access_key SET expires_at=?2, revoked_at=?3, replaced_by=?4, revision=revision+1
      WHERE id=?1
      """)
    try update.bind(key.id, at: 1)
    try update.bind(key.expiresAt?.milliseconds, at: 2)
    try update.bind(key.revokedAt?.milliseconds, at: 3)
    if let successor = key.replacedBy {
      try update.bind(successor, at: 4)
    } else {
      try update.bindNull(at: 4)
    }
    try update.run()
  }

  private func readKeys(_ rows: Statement) throws -> [AccessKey] {
    defer { rows.reset() }
    var found: [AccessKey] = []
    while try rows.step() {  // Bounded by the rows of the answer.
      let scopes = rows.text(4).split(separator: " ").map { Scope(rawValue: String($0)) }
      guard let kind = KeyKind(rawValue: rows.text(1)), let reach = Reach(storedText: rows.text(3)),
        let grant = WritingGrant(storedText: rows.text(13)), !scopes.contains(nil)
      else { throw DeliveryFault.corrupt(.accessKey) }
      var key = AccessKey(
        id: rows.text(0), kind: kind, name: rows.text(2), reach: reach, grant: grant,
        scopes: Set(scopes.compactMap { $0 }),
        createdAt: Moment(milliseconds: rows.integer(6)), createdBy: rows.text(7),
        revision: rows.integer(12), hash: rows.bytes(5))
      key.expiresAt = rows.optionalInteger(8).map { Moment(milliseconds: $0) }
      key.revokedAt = rows.optionalInteger(9).map { Moment(milliseconds: $0) }
      key.replacedBy = rows.isNull(10) ? nil : rows.text(10)
      key.lastUsedAt = rows.optionalInteger(11).map { Moment(milliseconds: $0) }
      found.append(key)
    }
    return found
  }
}
