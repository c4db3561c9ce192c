public import HosoDomain
public import HosoState

/// What a dossier is filtered by, as known at one position.
public struct DossierFacets: Hashable, Sendable {
  /// Canonical; nil while unknown.
  public var agency: String?
  public var province: ProvinceCode?
  public var office: PostOfficeCode?
  /// The procedure's stem.
  public var service: String?
  public var channel: Channel?
  public var mode: ServiceMode
  /// Whose it is, as far as it decides who sees it.
  public var holders = Holders()
  /// Mã hồ sơ: the number its agency gave it; nil while unknown.
  public var number: String?

  public init(mode: ServiceMode = .both) {
    self.mode = mode
  }
}

/// A filter made ready for many questions.
public struct FilterMatcher: Hashable, Sendable {
  public let filter: EventFilter
  /// Whose subscriber it is.
  public let reach: Reach
  private let types: EventTypeSet
  private let agencies: [String]?
  private let services: Set<String>
  private let asksForDossier: Bool
  private let needsNumber: Bool

  /// - Parameters:
  ///   - reach: What the subscriber may see at all.
  ///   - needsNumber: Only dossiers whose number (mã hồ sơ) is known: the national portal
  ///   knows no other.
  public init(
    _ filter: EventFilter, reach: Reach = .everything, needsNumber: Bool = false
  ) {
    self.filter = filter
    self.reach = reach
    self.needsNumber = needsNumber
    types =
      filter.types.isEmpty
      ? .all : filter.types.reduce(into: EventTypeSet()) { $0.formUnion($1.types) }
    agencies = filter.agencies?.map(\.canonical)
    services = Set(filter.services.map(\.stem))
    asksForDossier = filter.asksForDossier || needsNumber
  }

  /// Those for one of whom something has to come so that it may pass; nil for a subscriber for
  /// whom it may come anywhere.
  var audiences: [Audience]? {
    switch reach {
    case .everything: agencies.map { Set($0).sorted().map(Audience.agency) }
    case .agency(let code): [.agency(code.canonical)]
    case .office(let code): [.office(code)]
    case .province(let code): [.province(code)]
    }
  }

  /// Whether events of a type can pass at all.
  public func takes(_ type: EventType) -> Bool { types.contains(type) }

  /// Whether events of a dossier known like this pass; nil for events without a dossier.
  public func takes(_ facets: DossierFacets?) -> Bool {
    guard asksForDossier else { return true }
    guard let facets, !needsNumber || facets.number != nil else { return false }
    return takesAgency(facets.agency) && Self.holds(filter.provinces, facets.province)
      && Self.holds(filter.offices, facets.office) && Self.holds(services, facets.service)
      && Self.holds(filter.channels, facets.channel) && Self.holds(filter.modes, facets.mode)
  }

  /// What an event's dossier is to the subscriber; nil if the event is not theirs to see.
  ///
  /// Of a dossier of which somebody sees their own events only they learn nothing by asking either.
  ///
  /// - Parameter office: Where the event was recorded.
  func seen(_ facets: DossierFacets?, at office: PostOfficeCode?) -> DossierFacets?? {
    guard reach != .everything else { return .some(facets) }
    guard let facets, reach.sees(eventAt: office, of: facets.holders) else { return nil }
    guard reach.sight(of: facets.holders) == .ownEvents else { return .some(facets) }
    var own = DossierFacets(mode: facets.mode)
    own.agency = facets.agency
    own.holders = facets.holders
    return .some(own)
  }

  private func takesAgency(_ code: String?) -> Bool {
    guard let agencies else { return true }
    guard let code else { return false }
    return agencies.contains { AgencyScope.covers($0, code) }
  }

  private static func holds<Value: Hashable>(_ wanted: Set<Value>, _ value: Value?) -> Bool {
    wanted.isEmpty || (value.map(wanted.contains) ?? false)
  }
}
