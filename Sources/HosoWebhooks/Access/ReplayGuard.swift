internal import HosoSQLite

/// Remembers signed messages, so that none is taken twice while its signature is still good.
///
/// Signatures hold for five minutes before and after; an entry is kept for an hour.
extension DeliveryStore {
  /// How long a message is remembered, in seconds.
  public static let rememberedSeconds: Int64 = 3_600
  private static let forgottenPerMessage: Int64 = 64

  /// Notes a message as seen; false if it was seen before.
  ///
  /// Durable when this returns.
  ///
  /// - Parameter sender: Whose ids they are, such as the id of the callback secret.
  /// - Parameter id: The `webhook-id`, or the `nonce` of an HTTP message signature.
  public func isFirst(sender: String, id: String, at moment: Moment) throws -> Bool {
    try write {
      let forget = try statement(
        """
        DELETE FROM seen_message WHERE token IN (
          SELECT token FROM seen_message WHERE seen_at<?1 LIMIT ?2)
        """)
      try forget.bind(
        moment.adding(seconds: -DeliveryStore.rememberedSeconds).milliseconds, at: 1)
      try forget.bind(DeliveryStore.forgottenPerMessage, at: 2)
      try forget.run()
      let token = HashFunction.sha256.hash(Array("\(sender.utf8.count)\n\(sender)\n\(id)".utf8))
      let known = try statement("SELECT 1 FROM seen_message WHERE token=?1")
      defer { known.reset() }
      try known.bind(token, at: 1)
      guard try !known.step() else { return false }
      let insert = try statement("INSERT INTO seen_message(token, seen_at) VALUES(?1,?2)")
      try insert.bind(token, at: 1)
      try insert.bind(moment.milliseconds, at: 2)
      try insert.run()
      return true
    }
  }
}

/// Secrets that the server makes for itself, such as the one that signs tracking links.
extension DeliveryStore {
  private static let serverSecretBytes = 32

  /// The secret of a name; made the first time it is asked for.
  public func serverSecret(_ name: String) throws -> [UInt8] {
    try write {
      let row = try statement("SELECT value FROM server_secret WHERE name=?1")
      defer { row.reset() }
      try row.bind(name, at: 1)
      if try row.step() { return row.bytes(0) }
      let secret = try Random.bytes(DeliveryStore.serverSecretBytes)
      let insert = try statement("INSERT INTO server_secret(name, value) VALUES(?1,?2)")
      try insert.bind(name, at: 1)
      try insert.bind(secret, at: 2)
      try insert.run()
      return secret
    }
  }
}
