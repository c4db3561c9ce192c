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
