import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

/// The questions asked of every messy history.
enum Questions {
  /// Every quarter of both stretches of time, and what is made of quarters.
  static func periods(_ calendar: ReportingCalendar) throws -> [Period] {
    try ["2019Q3..2021Q3", "2025Q1..2025Q4", "2020H1..2020H2", "2020M9", "2025M9", "2020..2021"]
      .flatMap { try Period.range($0, calendar: calendar) }
      + [try Period.parse("2020-01-20..2020-05-04", calendar: calendar)]
  }

  /// The nation, each grouping alone, and some together.
  static let groupings: [[Grouping]] =
    [[]] + Grouping.allCases.map { [$0] } + [[.province, .service, .channel], [.agency, .office]]

  /// All of them, in both calendars.
  static func queries(cutoff: RecordedAt? = nil) throws -> [FiguresQuery] {
    try ReportingCalendar.allCases.flatMap { calendar in
      let periods = try periods(calendar)
      return groupings.map { FiguresQuery(periods: periods, groupings: $0, cutoff: cutoff) }
    }
  }

  /// The nation and two of the groupings, in both calendars; of a seed that is not asked in full
  /// one grouping in one calendar.
  static func some(
    of seed: Int, cutoff: RecordedAt? = nil, _ chance: inout Chance
  ) throws -> [FiguresQuery] {
    let others = groupings.dropFirst().shuffled(using: &chance).prefix(2)
    guard Seeds.isAskedInFull(seed) else {
      let calendar = chance.pick(ReportingCalendar.calendar, .statutory)
      let grouping = chance.percent(30) ? [] : others.first ?? []
      return [
        FiguresQuery(periods: try periods(calendar), groupings: grouping, cutoff: cutoff)
      ]
    }
    return try ReportingCalendar.allCases.flatMap { calendar in
      let periods = try periods(calendar)
      return ([[]] + others).map {
        FiguresQuery(periods: periods, groupings: $0, cutoff: cutoff)
      }
    }
  }

  /// The head, the edges of some commits, midnights, and moments within days; of a seed that is not
  /// asked in full the head and one more.
  static func cutoffs(of history: MessyHistory, _ chance: inout Chance) -> [RecordedAt?] {
    var cutoffs: [RecordedAt?] = [nil]
    for _ in 0..<(Seeds.isAskedInFull(history.seed) ? 5 : 1) {
      guard let commit = chance.element(of: history.commits) else { continue }
      let at = commit.recordedAt
      let day = LocalDate(vietnam: at)
      cutoffs.append(
        chance.pick(
          at, RecordedAt(microseconds: at.microseconds + 1), day.startRecordedAt,
          day.adding(days: 1).startRecordedAt,
          RecordedAt(
            microseconds: day.startRecordedAt.microseconds
              + Int64(chance.number(1...86_399)) * 1_000_000)))
    }
    return cutoffs
  }
}

extension ScratchLedger {
  /// Records a history, calling `between` after each commit.
  func record(_ commits: [MessyHistory.Commit], between: (Int) throws -> Void = { _ in }) throws {
    for (index, commit) in commits.enumerated() {
      try record(commit.events, at: commit.recordedAt, isBulk: commit.isBulk)
      try between(index)
    }
  }
}

extension MessyHistory {
  /// Fails the test, with the seed and the whole history, unless two tables are the same.
  func check(_ left: FigureTable, equals right: FigureTable, _ query: FiguresQuery) -> Bool {
    let differences = left.differences(from: right)
    if differences.isEmpty { return true }
    let calendar = query.periods.first?.calendar.rawValue ?? ""
    Issue.record(
      """
      seed \(seed), as of \(query.cutoff?.rfc3339 ?? "the head"), \(calendar), \
      by \(query.groupings.map(\.rawValue))
      \(differences.prefix(6).joined(separator: "\n"))

      \(lines)
      """)
    return false
  }
}
