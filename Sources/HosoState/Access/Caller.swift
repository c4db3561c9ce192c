public import HosoDomain

/// Whoever asks for something, as far as it matters for what they may have.
///
/// The one place that decides it; routes ask and do not look at keys themselves.
public struct Caller: Hashable, Sendable {
  /// The id of the key, such as `key_7Xb2qP9k`; stands in the audit and in limits.
  public let keyID: String
  public let kind: KeyKind
  public let scopes: Set<Scope>
  public let reach: Reach
  /// What it may write besides what its reach is.
  public let grant: WritingGrant

  public init(
    keyID: String, kind: KeyKind, scopes: Set<Scope>, reach: Reach,
    grant: WritingGrant = WritingGrant()
  ) {
    self.keyID = keyID
    self.kind = kind
    self.scopes = scopes
    self.reach = reach
    self.grant = grant
  }

  public func may(_ scope: Scope) -> Bool { scopes.contains(scope) }

  /// Whether it may make, or renew, a key with some scopes: nobody hands out the right to publish
  /// who does not have it.
  public func mayHandOut(_ scopes: Set<Scope>) -> Bool {
    !scopes.contains(.publish) || may(.publish)
  }

  /// Whether staff numbers are shown.
  public var seesStaff: Bool { kind.seesStaff }

  /// Who it is when it writes events; nil for those that write none.
  ///
  /// - Parameter keys: The ids of its key and of those that the key took the place of.
  public func writer(keys: Set<String>) -> Writer? {
    switch (kind, reach) {
    case (.office, .office(let own)): Writer(kind: .office, office: own, grant: grant, keys: keys)
    case (.agency, .agency): Writer(kind: .agency, keys: keys)
    case (.administrator, .everything): Writer(kind: .administrator, keys: keys)
    case (.office, _), (.agency, _), (.administrator, _), (.planner, _): nil
    }
  }
}
