internal import HosoDomain

/// One thing a key allows.
///
/// The names are part of the contract: they stand in requests, answers and the store.
public enum Scope: String, CaseIterable, Hashable, Sendable {
  /// Record scans, one or many.
  case scan
  /// Void and amend events of this ledger's own desk.
  case correct
  /// Read timelines of dossiers.
  case read
  /// Read what is to be done.
  case worklist
  /// Read figures and the scans behind them.
  case figures
  /// Download exports.
  case export
  /// Send callbacks: acceptances, due dates, results.
  case callback
  /// Pull the feed of events and keep cursors.
  case feed
  /// Change endpoints that events are pushed to, and look at deliveries.
  case endpoints
  /// Make, rotate and revoke keys.
  case keys
  /// Read who changed keys and endpoints.
  case audit
  /// Read the server's metrics.
  case metrics
  /// Publish figures; no key has it that was not made with it by name.
  case publish
}

/// Whose key it is.
public enum KeyKind: String, CaseIterable, Hashable, Sendable {
  /// An agency's system.
  case agency
  /// A post office's desks.
  case office
  /// Who works with figures.
  case planner
  /// Who runs the server.
  case administrator

  /// What keys of the kind may do unless they are made with less.
  public var scopes: Set<Scope> {
    switch self {
    case .agency: [.callback, .feed, .read, .endpoints]
    case .office: [.scan, .correct, .read, .worklist, .feed]
    case .planner: [.figures, .export, .worklist, .read]
    case .administrator: Set(Scope.allCases).subtracting([.publish])
    }
  }

  /// What keys of the kind may be made with, by name.
  ///
  /// Figures are of the whole country: whoever reaches a part of it does not publish them.
  func possibleScopes(within reach: Reach) -> Set<Scope> {
    switch (self, reach) {
    case (.administrator, .everything), (.planner, .everything): scopes.union([.publish])
    case (.agency, _), (.office, _), (.planner, _), (.administrator, _): scopes
    }
  }

  /// Whether staff numbers are shown: only within the post.
  public var seesStaff: Bool {
    switch self {
    case .office, .administrator: true
    case .agency, .planner: false
    }
  }
}
