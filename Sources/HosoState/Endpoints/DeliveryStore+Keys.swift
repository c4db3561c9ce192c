internal import HosoLedger
internal import HosoSQLite
internal import HosoSigning

/// The keys of endpoints; deliveries.db is readable by its owner only.
extension DeliveryStore {
  private static let secretKind = "secret"
  static let signingKind = "signing"

  /// Replaces the keys of an endpoint, inside the caller's commit.
  func storeKeys(_ keys: EndpointKeys, of endpoint: Int64) throws {
    let clear = try statement("DELETE FROM endpoint_key WHERE endpoint=?1")
    try clear.bind(endpoint, at: 1)
    try clear.run()
    for entry in keys.secrets.entries {
      try storeKey(
        entry.key.serialized, DeliveryStore.secretKind, of: endpoint, from: entry.validFrom,
        until: entry.validUntil)
    }
    for entry in keys.signing?.entries ?? [] {
      try storeKey(
        entry.key.serialized, DeliveryStore.signingKind, of: endpoint, from: entry.validFrom,
        until: entry.validUntil)
    }
  }

  private func storeKey(
    _ key: String, _ kind: String, of endpoint: Int64, from: Int64, until: Int64?
  ) throws {
    let insert = try statement("INSERT INTO endpoint_key VALUES(?1,?2,?3,?4,?5)")
    try insert.bind(endpoint, at: 1)
    try insert.bind(kind, at: 2)
    try insert.bind(key, at: 3)
    try insert.bind(from, at: 4)
    try insert.bind(until, at: 5)
    try insert.run()
  }

  /// The keys of an endpoint.
  func keys(of endpoint: Int64) throws -> EndpointKeys {
    let rows = try statement(
      "SELECT kind, key, valid_from, valid_until FROM endpoint_key WHERE endpoint=?1")
    defer { rows.reset() }
    try rows.bind(endpoint, at: 1)
    var secrets: [KeyRing<SymmetricSecret>.Entry] = []
    var signing: [KeyRing<SigningKey>.Entry] = []
    while try rows.step() {  // Bounded by the rows of the answer.
      let (from, until) = (rows.integer(2), rows.optionalInteger(3))
      if rows.text(0) == DeliveryStore.secretKind {
        let key = try SymmetricSecret(serialized: rows.text(1))
        secrets.append(.init(key: key, validFrom: from, validUntil: until))
      } else {
        let key = try SigningKey(serialized: rows.text(1))
        signing.append(.init(key: key, validFrom: from, validUntil: until))
      }
    }
    return EndpointKeys(
      secrets: try KeyRing(entries: secrets),
      signing: signing.isEmpty ? nil : try KeyRing(entries: signing))
  }
}
