internal import HosoCrypto
public import HosoDomain
internal import HosoSQLite
public import HosoSigning

/// What an agency signs its callbacks with.
public enum CallbackCredential: Hashable, Sendable {
  /// A secret that both sides have (`whsec_`): Standard Webhooks, or `hmac-sha256` of RFC 9421.
  case secret(SymmetricSecret)
  /// The public half of the agency's own key (`whpk_`): Standard Webhooks `v1a`, or `ed25519`.
  case publicKey(VerifyingKey)

  /// As it is written and stored.
  public var serialized: String {
    switch self {
    case .secret(let secret): secret.serialized
    case .publicKey(let key): key.serialized
    }
  }

  var kind: String {
    switch self {
    case .secret: "secret"
    case .publicKey: "public"
    }
  }

  init?(kind: String, serialized text: String) {
    switch kind {
    case "secret":
      guard let secret = try? SymmetricSecret(serialized: text) else { return nil }
      self = .secret(secret)
    case "public":
      guard let key = try? VerifyingKey(serialized: text) else { return nil }
      self = .publicKey(key)
    default: return nil
    }
  }
}

/// A credential of an agency for signing callbacks.
public struct CallbackSecret: Hashable, Sendable {
  /// `cbs_` and 16 hexadecimal digits: the `keyid` of HTTP message signatures.
  public let id: String
  public let agency: AgencyCode
  public let credential: CallbackCredential
  public let createdAt: Moment
  public let createdBy: String
  public internal(set) var expiresAt: Moment?
  public internal(set) var revokedAt: Moment?

  public func isValid(at moment: Moment) -> Bool {
    revokedAt == nil && expiresAt.map { moment < $0 } ?? true
  }

  /// Whoever signed with it: an agency that may send callbacks, and nothing else.
  public var caller: Caller {
    Caller(keyID: id, kind: .agency, scopes: [.callback], reach: .agency(agency))
  }
}

/// Agencies' credentials for callbacks; several of one agency are good at once.
extension DeliveryStore {
  /// Credentials of one agency that are good at once.
  static let callbackSecretsMax = 5

  /// Adds a credential; the others of the agency may be given an end.
  ///
  /// - Parameter overlapSeconds: How long the agency's others stay good; nil for as long as ever.
  public func addCallbackSecret(
    _ credential: CallbackCredential, agency: AgencyCode, overlapSeconds: Int64?,
    at moment: Moment, by actor: String
  ) throws -> CallbackSecret {
    if let overlapSeconds, !(0...DeliveryStore.keyOverlapSecondsMax ~= overlapSeconds) {
      throw AccessFault.field(.overlap)
    }
    return try write {
      if let overlapSeconds {
        let end = try statement(
          """
          UPDATE callback_secret SET expires_at=min(ifnull(expires_at, ?2), ?2)
          WHERE agency=?1 AND revoked_at IS NULL
          """)
        try end.bind(agency.text, at: 1)
        try end.bind(moment.adding(seconds: overlapSeconds).milliseconds, at: 2)
        try end.run()
      }
      let good = try callbackSecrets().filter { $0.agency == agency && $0.isValid(at: moment) }
      guard good.count < DeliveryStore.callbackSecretsMax else {
        throw AccessFault.tooMany(max: DeliveryStore.callbackSecretsMax)
      }
      let secret = CallbackSecret(
        id: "cbs_" + (try Random.hex(bytes: 8)), agency: agency, credential: credential,
        createdAt: moment, createdBy: actor)
      try insert(secret)
      try insertAudit(
        .secretAdded, subject: secret.id, detail: agency.text, at: moment, by: actor)
      return secret
    }
  }

  /// Ends a credential now.
  public func revokeCallbackSecret(_ id: String, at moment: Moment, by actor: String) throws {
    try write {
      guard let secret = try callbackSecrets().first(where: { $0.id == id }) else {
        throw AccessFault.unknown
      }
      guard secret.revokedAt == nil else { return }
      let update = try statement("UPDATE callback_secret SET revoked_at=?2 WHERE id=?1")
      try update.bind(id, at: 1)
      try update.bind(moment.milliseconds, at: 2)
      try update.run()
      try insertAudit(
        .secretRevoked, subject: id, detail: secret.agency.text, at: moment, by: actor)
    }
  }

  /// Every credential, in the order in which they were added.
  public func callbackSecrets() throws -> [CallbackSecret] {
    let rows = try statement(
      """
      SELECT id, agency, kind, value, created_at, created_by, expires_at, revoked_at
      FROM callback_secret ORDER BY rowid
      """)
    defer { rows.reset() }
    var found: [CallbackSecret] = []
    while try rows.step() {  // Bounded by the rows of the answer.
      guard let agency = try? AgencyCode(rows.text(1)),
        let credential = CallbackCredential(kind: rows.text(2), serialized: rows.text(3))
      else { throw DeliveryFault.corrupt(.callbackSecret) }
      var secret = CallbackSecret(
        id: rows.text(0), agency: agency, credential: credential,
        createdAt: Moment(milliseconds: rows.integer(4)), createdBy: rows.text(5))
      secret.expiresAt = rows.optionalInteger(6).map { Moment(milliseconds: $0) }
      secret.revokedAt = rows.optionalInteger(7).map { Moment(milliseconds: $0) }
      found.append(secret)
    }
    return found
  }

  private func insert(_ secret: CallbackSecret) throws {
    let insert = try statement(
      """
      INSERT INTO callback_secret(id, agency, kind, value, created_at, created_by)
      VALUES(?1,?2,?3,?4,?5,?6)
      """)
    try insert.bind(secret.id, at: 1)
    try insert.bind(secret.agency.text, at: 2)
    try insert.bind(secret.credential.kind, at: 3)
    try insert.bind(secret.credential.serialized, at: 4)
    try insert.bind(secret.createdAt.milliseconds, at: 5)
    try insert.bind(secret.createdBy, at: 6)
    try insert.run()
  }
}
