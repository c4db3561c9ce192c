internal import HosoDomain
internal import HosoExports
internal import HosoProjections

/// What is to be known of a period before any of its numbers; every page of figures says it, since
/// some readers never see the nation's.
struct FiguresStanding: Sendable {
  /// The period's, oldest first.
  let releases: [Release]
  /// The publication whose figures are shown; nil at any other moment.
  let release: Release?
  let status: RowStatus
  let cutoff: RecordedAt

  /// Such as `sơ bộ, độ bao phủ thấp · 2020Q1.r3`, or that nobody published it and what it knows.
  var words: Said {
    let titles = status.titles(published: release?.status)
    let known =
      release.map { Said(both: $0.name.text) } ?? FiguresWords.known + Said(both: cutoff.rfc3339)
    return titles.dropFirst().reduce(titles[0]) { $0 + Said(both: ", ") + $1 }
      + Said(both: " · ") + known
  }
}

extension FiguresQuestion {
  func standing(_ call: Call) async throws -> FiguresStanding {
    let provinces = try call.services.tables.provinces()
    let offices = try call.services.tables.names().offices
    return try await call.services.figures.ask { views in
      let releases = try views.releases(of: period, provinces: provinces)
      let release = releases.first { $0.cutoff == cutoff }
      let figures = try views.figures(
        [.coverage(of: period, cutoff: cutoff)], provinces: provinces)
      let coverage = Coverage(
        of: period, figures: figures[0],
        declarations: try views.declarations(of: period, before: cutoff), offices: offices)
      return FiguresStanding(
        releases: releases, release: release,
        status: RowStatus(
          hasEnded: period.hasEnded(at: cutoff), published: release?.status,
          isCoverageLow: coverage.isLow),
        cutoff: cutoff)
    }
  }
}
