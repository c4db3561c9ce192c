public import HosoDomain
internal import HosoProjections

/// The most serious thing to know of an export's rows; it stands in each of them.
public enum RowStatus: Hashable, Sendable {
  /// The period has days to come.
  case notEnded
  /// The figures are of some moment; nobody published them.
  case unpublished
  /// Published, but too few offices had declared the period complete.
  case lowCoverage
  case published(ReleaseStatus)

  public init(hasEnded: Bool, published: ReleaseStatus?, isCoverageLow: Bool) {
    if !hasEnded {
      self = .notEnded
    } else if let published {
      self = isCoverageLow ? .lowCoverage : .published(published)
    } else {
      self = .unpublished
    }
  }

  static let all: [RowStatus] =
    [.notEnded, .unpublished, .lowCoverage] + ReleaseStatus.allCases.map { .published($0) }

  /// As files write it: a word, since readers that guess types take letters for truth values.
  public var word: String {
    switch self {
    case .notEnded: "not_ended"
    case .unpublished: "unpublished"
    case .lowCoverage: "low_coverage"
    case .published(let status): status.rawValue
    }
  }

  /// As people read it.
  public var title: Said {
    switch self {
    case .notEnded: Said("chưa hết kỳ", "not over")
    case .unpublished: Said("chưa công bố", "unpublished")
    case .lowCoverage: Said("độ bao phủ thấp", "low coverage")
    case .published(let status): status.title
    }
  }

  /// As what figures were published, then what else keeps them from being compared; just the
  /// latter of what nobody published.
  public func titles(published: ReleaseStatus?) -> [Said] {
    let published = published.map { RowStatus.published($0) }
    return [published, self == published ? nil : self].compactMap { $0?.title }
  }

  /// Whether the figures are compared with those of other periods.
  public var isCompared: Bool {
    switch self {
    case .notEnded, .unpublished, .lowCoverage: false
    case .published: true
    }
  }
}

/// What every row of an export begins with.
struct RowHead: Hashable, Sendable {
  /// What a row says where it counts every province, service or channel.
  static let all = "ALL"
  /// What a row says of days that are no period of a calendar.
  static let anyDays = "custom"
  /// By which calendars periods are.
  static let calendarWords = ReportingCalendar.allCases.map(\.rawValue) + [anyDays]

  let period: Period
  let release: ReleaseName?
  let status: RowStatus
  var circulation = Circulation.inHouse

  static let columns = [
    ExportColumn("period", ColumnWords.period, .text, format: .period),
    ExportColumn("calendar", ColumnWords.calendar, .text, format: .calendar),
    ExportColumn("release", ColumnWords.release, .text, format: .release),
    ExportColumn("status", ColumnWords.status, .text, format: .status),
    ExportColumn("level", ColumnWords.level, .text, format: .level),
  ]

  /// - Parameter level: At which level the row is.
  func values(_ level: String) -> [FigureValue] {
    [
      .text(period.label), .text(calendarWord), release.map { .text($0.text) } ?? .empty,
      .text(status.word), .text(level),
    ]
  }

  /// The order of rows by a code: all together first, what nobody knows last.
  static func precedes(_ left: String, _ right: String) -> Bool {
    if left == right { return false }
    let unknown = CubeGroup.unknown
    if left == unknown || right == unknown { return right == unknown }
    if left == all || right == all { return left == all }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Any days are of no calendar.
  var calendarWord: String {
    if case .dates = period.span { return RowHead.anyDays }
    return period.calendar.rawValue
  }
}
