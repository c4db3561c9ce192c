public import HosoDomain

/// Which dossiers a key reaches.
public enum Reach: Hashable, Sendable {
  case everything
  /// Dossiers of an agency and of the agencies below it in its code.
  case agency(AgencyCode)
  /// Dossiers that an event at a post office, or bound for it, belongs to.
  case office(PostOfficeCode)
  /// Dossiers with an event in a province.
  case province(ProvinceCode)
}

/// Whoever asks for something, as far as it matters for what they may have.
///
/// The one place that decides it; routes ask and do not look at keys themselves.
public struct Caller: Hashable, Sendable {
  /// The id of the key, such as `key_7Xb2qP9k`; stands in the audit and in limits.
  public let keyID: String
  public let kind: KeyKind
  public let scopes: Set<Scope>
  public let reach: Reach

  public init(keyID: String, kind: KeyKind, scopes: Set<Scope>, reach: Reach) {
    self.keyID = keyID
    self.kind = kind
    self.scopes = scopes
    self.reach = reach
  }

  public func may(_ scope: Scope) -> Bool { scopes.contains(scope) }

  /// Whether staff numbers are shown.
  public var seesStaff: Bool { kind.seesStaff }

  /// Whether a dossier with these effective events is one the key reaches.
  ///
  /// A dossier that is not must be answered exactly as one that does not exist.
  ///
  /// - Parameter agency: The dossier's agency after corrections, as it is now known.
  public func maySee(agency: AgencyCode?, events: some Sequence<Event>) -> Bool {
    switch reach {
    case .everything: true
    case .agency(let own): agency.map { $0.isAtOrBelow(own) } ?? false
    case .office(let own): events.contains { $0.office == own || $0.destination == own }
    case .province(let own): events.contains { $0.province == own }
    }
  }

  /// Whether an event may be recorded under this key.
  ///
  /// A key of an office records only at that office, one of a province only there, one of an
  /// agency only about itself and the agencies below it.
  public func mayRecord(_ event: Event) -> Bool {
    switch reach {
    case .everything: true
    case .agency(let own): event.agency.map { $0.isAtOrBelow(own) } ?? false
    case .office(let own): event.office == own
    case .province(let own): event.province == own
    }
  }

  /// The agency whose events a feed under this key is limited to; nil for none.
  public var feedAgency: AgencyCode? {
    if case .agency(let own) = reach { own } else { nil }
  }
}

extension AgencyCode {
  /// Whether this is an agency or one below it.
  public func isAtOrBelow(_ other: AgencyCode) -> Bool { AgencyScope.covers(other, self) }
}
