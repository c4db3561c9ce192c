public import HosoDomain

/// Which events a subscriber gets.
///
/// Types are the event's own. Everything else is asked of the dossier, as known at a position
/// and by the rules of the figures: its entry event's value, else the earliest effective event
/// that has one. Fields are joined by "and", the values of one field by "or".
public struct EventFilter: Hashable, Sendable {
  /// Agencies whose dossiers it gets, with all agencies below them; nil for every dossier and
  /// for events without one.
  public var agencies: [AgencyCode]?
  /// Types it gets; empty for all.
  public var types: [TypeGlob] = []
  public var provinces: Set<ProvinceCode> = []
  public var offices: Set<PostOfficeCode> = []
  /// Procedures, compared by their stems.
  public var services: Set<ProcedureCode> = []
  public var channels: Set<Channel> = []
  public var modes: Set<ServiceMode> = []
  /// What else has to hold, in CESQL.
  public var condition: FilterExpression?

  /// Everything.
  public init() {}

  /// Everything of some agencies.
  public init(agencies: [AgencyCode]) {
    self.agencies = agencies
  }

  /// How many values one field may name.
  public static let valuesMax = 500

  /// Whether it asks anything of the dossier, so that events without one are left out.
  public var asksForDossier: Bool {
    agencies != nil || !provinces.isEmpty || !offices.isEmpty || !services.isEmpty
      || !channels.isEmpty || !modes.isEmpty
  }
}
