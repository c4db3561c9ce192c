internal import HosoDomain
internal import HosoProjections

/// How long legs took of dossiers whose result was returned in the period, by how far they went.
///
/// Source: TT 17/2017/TT-BTTTT Art. 7; days are differences of local dates.
struct TransitTable: ExportDocument {
  let head: RowHead
  /// The nation and provinces that it tells of.
  let groups: [SurveyGroup]
  let tables: ExportTables
  var classes = TransitClass.ordered

  let name = "transit"
  let isSummable = false
  let key = ["period", "level", "province", "leg", "class"]
  var title: Said { SurveyWords.transit }

  let columns: [ExportColumn] =
    RowHead.columns + ExportColumn.named(.province) + [
      ExportColumn(
        "leg", SurveyWords.leg, .text,
        format: .words(SurveyedLeg.Kind.allCases.map(\.rawValue))),
      ExportColumn(
        "class", SurveyWords.zone, .text, format: .words(TransitClass.ordered.map(\.word))),
      ExportColumn("class_name", SurveyWords.zoneName, .text),
      ExportColumn("limit_days", SurveyWords.limit, .count),
      ExportColumn("n", SurveyWords.measured, .count),
      ExportColumn("target_n", SurveyWords.limited, .count),
      ExportColumn("within_target", SurveyWords.within, .count),
      ExportColumn("within_target_pct", SurveyWords.share(SurveyWords.within), .percent),
      ExportColumn("legal_n", SurveyWords.limited + Said(both: ": ") + SurveyWords.legal, .count),
      ExportColumn(
        "legal_within", SurveyWords.within + Said(both: ": ") + SurveyWords.legal, .count),
      ExportColumn("legal_within_pct", SurveyWords.share(SurveyWords.legal), .percent),
      ExportColumn("p50_days", SurveyWords.days(SurveyWords.median), .count),
      ExportColumn("p90_days", SurveyWords.days(SurveyWords.ninetieth), .count),
      ExportColumn("max_days", SurveyWords.days(SurveyWords.longest), .count),
      ExportColumn("p50_working_days", SurveyWords.workingDays(SurveyWords.median), .count),
      ExportColumn("p90_working_days", SurveyWords.workingDays(SurveyWords.ninetieth), .count),
      ExportColumn("first_attempt", SurveyWords.firstAttempt, .count),
      ExportColumn("first_attempt_pct", SurveyWords.share(SurveyWords.firstAttempt), .percent),
    ]

  var rows: [[FigureValue]] {
    groups.flatMap { group in
      SurveyedLeg.Kind.allCases.flatMap { kind in
        classes.compactMap { zone -> [FigureValue]? in
          let sums = TransitSums(group.cells, kind, zone)
          guard group.code == nil || sums.n > 0 else { return nil }
          return head.values(of: group, tables) + names(kind, zone) + sums.values(kind)
        }
      }
    }
  }

  private func names(_ kind: SurveyedLeg.Kind, _ zone: TransitClass) -> [FigureValue] {
    let day = head.period.lastDay
    let first: [FigureValue] = [.text(kind.rawValue), .text(zone.word)]
    switch zone {
    case .all: return first + [.text(SurveyWords.everyZone.vietnamese), .empty]
    case .unknown: return first + [.empty, .empty]
    case .zone(let zone):
      let limit = kind == .endToEnd ? nil : tables.zones.limit(zone, on: day, withSlip: false)
      return first + [
        tables.zones.name(zone, on: day).map { .text($0) } ?? .empty,
        limit.map { .count(Int64($0)) } ?? .empty,
      ]
    }
  }
}

/// How far legs went that are summed together.
enum TransitClass: Hashable {
  case all
  case zone(TransitZone)
  case unknown

  /// In the order of rows.
  static let ordered: [TransitClass] = [.all] + TransitZone.allCases.map { .zone($0) } + [.unknown]

  var word: String {
    switch self {
    case .all: RowHead.all
    case .zone(let zone): zone.rawValue
    case .unknown: CubeGroup.unknown
    }
  }

  func holds(_ zone: TransitZone?) -> Bool {
    switch self {
    case .all: true
    case .zone(let own): zone == own
    case .unknown: zone == nil
    }
  }
}

/// Legs of one kind, and how long they took.
struct TransitSums {
  private(set) var n: Int64 = 0
  private var limited: Int64 = 0
  private var within: Int64 = 0
  private var legal: Int64 = 0
  private var legalWithin: Int64 = 0
  private var firstAttempts: Int64 = 0
  private var days: [Int32: Int64] = [:]
  private var workingDays: [Int32: Int64] = [:]

  init(_ cells: SurveyCells, _ kind: SurveyedLeg.Kind, _ zone: TransitClass = .all) {
    for case (.leg(let leg), let all) in cells where leg.kind == kind && zone.holds(leg.zone) {
      let count = Int64(clamping: all)
      n += count
      if let isInTime = leg.isInTime {
        limited += count
        if isInTime { within += count }
      }
      if let isInTime = leg.isInLegalTime {
        legal += count
        if isInTime { legalWithin += count }
      }
      if leg.isFirstAttempt == true { firstAttempts += count }
      days[leg.days, default: 0] += count
      workingDays[leg.workingDays, default: 0] += count
    }
  }

  func values(_ kind: SurveyedLeg.Kind) -> [FigureValue] {
    let isWhole = kind == .endToEnd
    return [.count(n)] + (isWhole ? TransitSums.none : share(within, of: limited))
      + (isWhole ? TransitSums.none : share(legalWithin, of: legal))
      + [
        TransitSums.percentile(50, of: days), TransitSums.percentile(90, of: days),
        TransitSums.percentile(100, of: days), TransitSums.percentile(50, of: workingDays),
        TransitSums.percentile(90, of: workingDays),
      ]
      + (kind == .intake ? [.empty, .empty] : Array(share(firstAttempts, of: n).dropFirst()))
  }

  /// Where there is no limit.
  private static let none: [FigureValue] = [.empty, .empty, .empty]

  private func share(_ part: Int64, of whole: Int64) -> [FigureValue] {
    [
      .count(whole), .count(part),
      FigureValue(
        percent: percentText(
          numerator: part, denominator: whole, decimals: FigureLine.decimals)),
    ]
  }

  /// By nearest rank: the least value that this share of all is no larger than.
  static func percentile(_ percent: Int64, of counts: [Int32: Int64]) -> FigureValue {
    let n = counts.values.reduce(0, +)
    guard n > 0 else { return .empty }
    let rank = (n * percent + 99) / 100
    var seen: Int64 = 0
    for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if seen >= rank { return .count(Int64(value)) }
    }
    return .empty
  }
}
