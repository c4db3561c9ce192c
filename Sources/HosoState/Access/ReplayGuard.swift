internal import HosoCrypto
public import HosoLedger
internal import HosoSQLite

/// One signed message, by what its signature makes unique.
public struct SignedMessage: Hashable, Sendable {
  /// SHA-256 of whose messages it is told from, and of its id.
  let token: [UInt8]
  /// SHA-256 of everything that says what it means.
  let fingerprint: [UInt8]

  /// - Parameter sender: Whose ids they are, such as the id of the callback secret.
  /// - Parameter id: The `webhook-id` with its moment, or the `nonce` of an HTTP message signature.
  /// - Parameter content: What it says: the same bytes are the same message.
  public init(sender: String, id: String, content: [UInt8]) {
    token = HashFunction.sha256.hash(Array("\(sender.utf8.count)\n\(sender)\n\(id)".utf8))
    fingerprint = HashFunction.sha256.hash(content)
  }
}

/// What is known of a signed message.
public enum SignedMessageStanding: Hashable, Sendable {
  case first
  /// The same message came before: what it recorded lies behind this position.
  case again(head: LedgerPosition)
  /// The same id came with other content.
  case otherContent
}

/// Remembers signed messages, so that none is taken for another while its signature is still good.
///
/// Signatures hold for five minutes before and after; an entry is kept for an hour.
extension DeliveryStore {
  /// How long a message is remembered, in seconds.
  static let rememberedSeconds: Int64 = 3_600
  private static let forgottenPerMessage: Int64 = 64

  /// Notes a message before anything is done about it, and tells whether it came before.
  ///
  /// Durable when this returns.
  ///
  /// - Parameter head: A position that the ledger as it now stands has reached.
  public func meet(
    _ message: SignedMessage, head: LedgerPosition, at moment: Moment
  ) throws -> SignedMessageStanding {
    try write {
      let old = try statement(
        """
        DELETE FROM seen_message WHERE token IN (
          SELECT token FROM seen_message WHERE seen_at<?1 LIMIT ?2)
        """)
      try old.bind(moment.adding(seconds: -DeliveryStore.rememberedSeconds).milliseconds, at: 1)
      try old.bind(DeliveryStore.forgottenPerMessage, at: 2)
      try old.run()
      let known = try statement("SELECT fingerprint, head FROM seen_message WHERE token=?1")
      defer { known.reset() }
      try known.bind(message.token, at: 1)
      if try known.step() {
        guard ConstantTime.areEqual(known.bytes(0), message.fingerprint) else {
          return .otherContent
        }
        let noted = LedgerPosition(known.integer(1))
        // What it recorded may have been lost with the ledger, and lie elsewhere after this try.
        if head < noted { try lowerHead(of: message, to: head) }
        return .again(head: min(noted, head))
      }
      let insert = try statement(
        "INSERT INTO seen_message(token, fingerprint, head, seen_at) VALUES(?1,?2,?3,?4)")
      try insert.bind(message.token, at: 1)
      try insert.bind(message.fingerprint, at: 2)
      try insert.bind(head.number, at: 3)
      try insert.bind(moment.milliseconds, at: 4)
      try insert.run()
      return .first
    }
  }

  private func lowerHead(of message: SignedMessage, to head: LedgerPosition) throws {
    let update = try statement("UPDATE seen_message SET head=?2 WHERE token=?1")
    try update.bind(message.token, at: 1)
    try update.bind(head.number, at: 2)
    try update.run()
  }

  /// Forgets a message of which nothing was recorded: its id may be used again.
  public func forget(_ message: SignedMessage) throws {
    try write {
      let delete = try statement("DELETE FROM seen_message WHERE token=?1 AND fingerprint=?2")
      try delete.bind(message.token, at: 1)
      try delete.bind(message.fingerprint, at: 2)
      try delete.run()
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
