public import HosoProjections

/// Where a dashboard's links lead.
public struct DashboardLinks: Sendable {
  /// A file of the export, by its path in the folder.
  let file: @Sendable (String) -> String
  /// The dossiers of a count of the nation; nil where nobody can be asked.
  let dossiers: @Sendable (FigureCount) -> String?
  /// What is told of a province alone; nil where nobody can be asked.
  let province: @Sendable (String) -> String?

  public init(
    file: @escaping @Sendable (String) -> String,
    dossiers: @escaping @Sendable (FigureCount) -> String?,
    province: @escaping @Sendable (String) -> String?
  ) {
    self.file = file
    self.dossiers = dossiers
    self.province = province
  }

  /// Within the export's folder.
  static let folder = DashboardLinks(file: { $0 }, dossiers: { _ in nil }, province: { _ in nil })
}
