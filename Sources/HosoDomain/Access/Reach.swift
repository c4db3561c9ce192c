/// Which dossiers somebody reaches.
public enum Reach: Hashable, Sendable {
  case everything
  /// Dossiers of an agency and of the agencies below it in its code.
  case agency(AgencyCode)
  /// Dossiers that are in a post office's hands or bound for it, and its own scans of others.
  case office(PostOfficeCode)
  /// Dossiers with an event in a province.
  case province(ProvinceCode)
}

/// How much of a dossier somebody sees.
public enum Sight: Hashable, Sendable {
  /// It does not exist for them.
  case nothing
  /// Their own events, the state, the agency, and where it is bound.
  case ownEvents
  /// All of it.
  case all
}

/// Whose a dossier is, as far as it decides who sees it.
public struct Holders: Hashable, Sendable {
  /// The canonical code of the agency that was recorded first; nil while none is.
  public var agency: String?
  /// Post offices that have it in their hands, or that it is bound for.
  public var offices: Set<PostOfficeCode> = []
  /// Post offices that scanned it.
  public var passers: Set<PostOfficeCode> = []
  /// Provinces in which something happened to it.
  public var provinces: Set<ProvinceCode> = []

  public init() {}
}

/// The one function that decides who sees what: asked by every route, the feed and the console.
extension Reach {
  /// How much of a dossier is seen.
  ///
  /// A dossier of which nothing is must be answered exactly as one that does not exist.
  public func sight(of holders: Holders) -> Sight {
    switch self {
    case .everything: .all
    case .agency(let own):
      holders.agency.map { AgencyScope.covers(own.canonical, $0) } ?? false ? .all : .nothing
    case .office(let own):
      if holders.offices.contains(own) {
        .all
      } else {
        holders.passers.contains(own) ? .ownEvents : .nothing
      }
    case .province(let own): holders.provinces.contains(own) ? .all : .nothing
    }
  }

  /// Whether an event of a dossier is seen.
  ///
  /// - Parameter office: Where the event was recorded; a correction's is that of what it corrects.
  public func sees(eventAt office: PostOfficeCode?, of holders: Holders) -> Bool {
    switch sight(of: holders) {
    case .all: true
    case .ownEvents: isOwn(office)
    case .nothing: false
    }
  }

  /// Whether an event is somebody's own, by where it was recorded.
  public func isOwn(_ place: PostOfficeCode?) -> Bool {
    if case .office(let own) = self { place == own } else { false }
  }
}
