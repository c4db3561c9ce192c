internal import HosoDomain
internal import HosoProjections

/// What is typed to see the dossiers behind a count.
struct ExplainLine: Hashable, Sendable {
  let period: Period
  private let count: FigureCount
  /// A publication, or a moment.
  let asOf: String
  /// Nil for the nation.
  var province: String?

  /// - Parameters:
  ///   - release: Nil where the cutoff is that of no publication.
  ///   - cutoff: What counts was recorded before it.
  init(_ count: FigureCount, of period: Period, release: ReleaseName?, cutoff: RecordedAt) {
    self.count = count
    self.period = period
    asOf = release?.text ?? cutoff.rfc3339
  }

  var text: String {
    var words = ["hoso", "explain", period.label, count.name, "--as-of", asOf]
    if period.calendar == .statutory { words += ["--calendar", period.calendar.rawValue] }
    if let province { words += ["--province", province] }
    return words.joined(separator: " ")
  }
}
