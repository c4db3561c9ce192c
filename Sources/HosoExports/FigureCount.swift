public import HosoProjections

/// A count of the figures, with the one name it has in every file and answer.
public enum FigureCount: Int, CaseIterable, Sendable {
  case opening
  case entered
  case pickups
  case deliveries
  case returns
  case handled
  case withdrawn
  case lost
  case sentBack
  case closedDelivered
  case closing
  case resolved
  case early
  case onTime
  case late
  case noDue

  public var name: String {
    switch self {
    case .opening: "opening"
    case .entered: "entered"
    case .pickups: "pickups"
    case .deliveries: "deliveries"
    case .returns: "returns"
    case .handled: "handled"
    case .withdrawn: "withdrawn"
    case .lost: "lost"
    case .sentBack: "sent_back"
    case .closedDelivered: "closed_delivered"
    case .closing: "closing"
    case .resolved: "resolved"
    case .early: "early"
    case .onTime: "on_time"
    case .late: "late"
    case .noDue: "no_due"
    }
  }

  public func value(in counts: FigureCounts) -> Int64 {
    switch self {
    case .opening: counts.opening
    case .entered: counts.entered
    case .pickups: counts.pickups
    case .deliveries: counts.deliveries
    case .returns: counts.returns
    case .handled: counts.handled
    case .withdrawn: counts.withdrawn
    case .lost: counts.lost
    case .sentBack: counts.sentBack
    case .closedDelivered: counts.closedDelivered
    case .closing: counts.closing
    case .resolved: counts.resolved
    case .early: counts.early
    case .onTime: counts.onTime
    case .late: counts.late
    case .noDue: counts.noDue
    }
  }
}

/// A column of form II.06a, by its number on the form.
///
/// Source: TT 01/2020/TT-VPCP, form II.06a.
public enum FormColumn: Int, CaseIterable, Sendable {
  /// (3) received in all.
  case c3
  /// (4) received in the period, online.
  case c4
  /// (5) received in the period, at a counter or by post.
  case c5
  /// (6) carried over from the period before.
  case c6
  /// (7) settled in all.
  case c7
  /// (8) settled before the due date.
  case c8
  /// (9) settled in time.
  case c9
  /// (10) settled too late.
  case c10
  /// (11) open in all.
  case c11
  /// (12) open and not due.
  case c12
  /// (13) open and due.
  case c13

  public func value(in counts: FormCounts) -> Int64 {
    switch self {
    case .c3: counts.received
    case .c4: counts.online
    case .c5: counts.other
    case .c6: counts.carried
    case .c7: counts.settled
    case .c8: counts.early
    case .c9: counts.onTime
    case .c10: counts.late
    case .c11: counts.open
    case .c12: counts.openInTime
    case .c13: counts.overdue
    }
  }
}

/// Every count of one period and group, as it is written and as it is audited.
struct NamedCounts: Hashable, Sendable {
  private static let formStart = FigureCount.allCases.count

  /// Every count, in the order of the columns and of the form.
  private(set) var all: [Int64]

  /// Nothing at all.
  init() {
    all = [Int64](
      repeating: 0, count: FigureCount.allCases.count + FormColumn.allCases.count)
  }

  init(_ counts: FigureCounts) {
    all = FigureCount.allCases.map { $0.value(in: counts) }
    all += FormColumn.allCases.map { $0.value(in: counts.form) }
  }

  subscript(count: FigureCount) -> Int64 {
    get { all[count.rawValue] }
    set { all[count.rawValue] = newValue }
  }

  subscript(column: FormColumn) -> Int64 {
    get { all[NamedCounts.formStart + column.rawValue] }
    set { all[NamedCounts.formStart + column.rawValue] = newValue }
  }

  /// The smallest of all counts.
  var least: Int64 { all.min() ?? 0 }

  mutating func add(_ other: NamedCounts) {
    for index in all.indices { all[index] += other.all[index] }
  }
}
