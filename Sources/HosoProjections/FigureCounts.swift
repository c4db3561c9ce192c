internal import HosoDomain

/// The counts of one period and group, by the rules of docs/figures.md.
public struct FigureCounts: Hashable, Sendable {
  /// Entered before the start and not closed before it.
  public var opening: Int64 = 0
  public var entered: Int64 = 0
  public var pickups: Int64 = 0
  public var deliveries: Int64 = 0
  public var returns: Int64 = 0
  public var withdrawn: Int64 = 0
  public var lost: Int64 = 0
  public var sentBack: Int64 = 0
  public var closedDelivered: Int64 = 0
  public var early: Int64 = 0
  public var onTime: Int64 = 0
  public var late: Int64 = 0
  public var noDue: Int64 = 0
  public var form = FormCounts()

  public init() {}

  /// Legs carried: what the press figure "hồ sơ, kết quả" counts.
  public var handled: Int64 { pickups + returns }
  public var closed: Int64 { returns + closedDelivered + sentBack + withdrawn + lost }
  /// Entered before the end and not closed before it.
  public var closing: Int64 { opening + entered - closed }
  public var resolved: Int64 { early + onTime + late + noDue }

  public var isZero: Bool { self == FigureCounts() }

  static func + (left: FigureCounts, right: FigureCounts) -> FigureCounts {
    var sum = left
    for path in paths { sum[keyPath: path] += right[keyPath: path] }
    return sum
  }

  private nonisolated static var paths: [WritableKeyPath<FigureCounts, Int64>] {
    [
      \.opening, \.entered, \.pickups, \.deliveries, \.returns, \.withdrawn, \.lost, \.sentBack,
      \.closedDelivered, \.early, \.onTime, \.late, \.noDue, \.form.carried, \.form.online,
      \.form.other, \.form.early, \.form.onTime, \.form.late, \.form.overdue, \.form.readyUnknown,
    ]
  }
}

/// The counts behind form II.06a, counted at the agency.
///
/// Source: TT 01/2020/TT-VPCP, form II.06a; the numbers are the form's columns.
public struct FormCounts: Hashable, Sendable {
  /// (4) received in the period, online.
  public var online: Int64 = 0
  /// (5) received in the period, at a counter or by post.
  public var other: Int64 = 0
  /// (6) from the period before.
  public var carried: Int64 = 0
  /// (8) settled before the due date.
  public var early: Int64 = 0
  /// (9) settled in time.
  public var onTime: Int64 = 0
  /// (10) settled too late.
  public var late: Int64 = 0
  /// (13) open and due.
  public var overdue: Int64 = 0
  /// Settled in column 9 by what followed, because nobody said the result was ready.
  public var readyUnknown: Int64 = 0

  public init() {}

  /// (3) received in all.
  public var received: Int64 { online + other + carried }
  /// (7) settled in all.
  public var settled: Int64 { early + onTime + late }
  /// (11) open.
  public var open: Int64 { received - settled }
  /// (12) open and not due.
  public var openInTime: Int64 { open - overdue }
}

/// Sums of measures, by measure number.
struct MeasureSums {
  private var sums: [32 of Int64] = .init(repeating: 0)

  subscript(number: Int) -> Int64 {
    get { sums[number] }
    set { sums[number] = newValue }
  }

  subscript(measure: Measure) -> Int64 { sums[Int(measure.rawValue)] }

  mutating func add(_ other: MeasureSums) {
    for number in 0..<Measure.allCases.count { sums[number] += other.sums[number] }
  }

  var isZero: Bool { Measure.allCases.allSatisfy { self[$0] == 0 } }

  /// What came in and is still there.
  var stock: Int64 {
    Measure.closings.reduce(self[.entered]) { $0 - self[$1] }
  }

  /// What the agency received and has not settled.
  var formStock: Int64 {
    self[.formInOnline] + self[.formInOther] - self[.formOutEarly] - self[.formOutOnTime]
      - self[.formOutLate]
  }

  var overdueStock: Int64 { self[.overdueBegan] - self[.overdueEnded] }
}

extension FigureCounts {
  /// - Parameters:
  ///   - before: Sums over all dates before the period.
  ///   - within: Sums over the dates of the period.
  init(before: MeasureSums, within: MeasureSums) {
    opening = before.stock
    entered = within[.entered]
    pickups = within[.pickups]
    deliveries = within[.deliveries]
    returns = within[.returns]
    withdrawn = within[.withdrawn]
    lost = within[.lost]
    sentBack = within[.sentBack]
    closedDelivered = within[.closedDelivered]
    early = within[.early]
    onTime = within[.onTime]
    late = within[.late]
    noDue = within[.noDue]
    form.online = within[.formInOnline]
    form.other = within[.formInOther]
    form.carried = before.formStock
    form.early = within[.formOutEarly]
    form.onTime = within[.formOutOnTime]
    form.late = within[.formOutLate]
    form.overdue = before.overdueStock + within.overdueStock
    form.readyUnknown = within[.readyUnknown]
  }
}
