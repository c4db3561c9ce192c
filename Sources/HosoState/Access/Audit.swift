internal import HosoSQLite

/// What was done to keys or endpoints.
public enum AuditAction: String, CaseIterable, Hashable, Sendable {
  case keyAdded = "key.added"
  case keyRotated = "key.rotated"
  case keyRevoked = "key.revoked"
  case secretAdded = "callback-secret.added"
  case secretRevoked = "callback-secret.revoked"
  case endpointAdded = "endpoint.added"
  case endpointChanged = "endpoint.changed"
  case endpointEnabled = "endpoint.enabled"
  case endpointDisabled = "endpoint.disabled"
  case endpointRotated = "endpoint.rotated"
  case endpointRemoved = "endpoint.removed"
  case endpointReplayed = "endpoint.replayed"
  case endpointMoved = "endpoint.moved"
  case endpointConsented = "endpoint.consented"
  /// An office looked at a dossier of which it sees its own events only.
  case dossierRead = "dossier.read"

  /// The actor of what a receiver's answers bring about, such as disabling an endpoint.
  public static let delivery = "delivery"
}

/// One line of the audit: who did what to which, and when.
public struct AuditEntry: Hashable, Sendable {
  /// Counts from 1 without gaps.
  public let number: Int64
  public let at: Moment
  /// A key's id, or who ran the command.
  public let actor: String
  public let action: AuditAction
  /// The id of the key or endpoint.
  public let subject: String
  /// What else is worth knowing; never a secret.
  public let detail: String
}

/// The audit: only ever added to.
extension DeliveryStore {
  /// Adds a line to the audit, as part of the same commit as the change if there is one.
  public func audit(
    _ action: AuditAction, subject: String, detail: String = "", at moment: Moment,
    by actor: String
  ) throws {
    try write { try insertAudit(action, subject: subject, detail: detail, at: moment, by: actor) }
  }

  func insertAudit(
    _ action: AuditAction, subject: String, detail: String, at moment: Moment, by actor: String
  ) throws {
    let insert = try statement(
      "INSERT INTO audit(at, actor, action, subject, detail) VALUES(?1,?2,?3,?4,?5)")
    try insert.bind(moment.milliseconds, at: 1)
    try insert.bind(actor, at: 2)
    try insert.bind(action.rawValue, at: 3)
    try insert.bind(subject, at: 4)
    try insert.bind(detail, at: 5)
    try insert.run()
  }

  /// The latest lines first, from before a number on; nil for the newest.
  public func auditEntries(before number: Int64?, limit: Int) throws -> [AuditEntry] {
    let rows = try statement(
      """
      SELECT number, at, actor, action, subject, detail FROM audit
      WHERE ?1 IS NULL OR number<?1 ORDER BY number DESC LIMIT ?2
      """)
    defer { rows.reset() }
    try rows.bind(number, at: 1)
    try rows.bind(Int64(limit), at: 2)
    var found: [AuditEntry] = []
    while try rows.step() {  // Bounded by the limit.
      // An action of a newer hoso is left out rather than called something else.
      guard let action = AuditAction(rawValue: rows.text(3)) else { continue }
      found.append(
        AuditEntry(
          number: rows.integer(0), at: Moment(milliseconds: rows.integer(1)),
          actor: rows.text(2), action: action, subject: rows.text(4), detail: rows.text(5)))
    }
    return found
  }
}
