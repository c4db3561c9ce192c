import HosoDomain
public import HosoProjections

/// A count that can be taken apart, by the name its column has.
public enum ExplainedCount: Hashable, Sendable {
  case figure(FigureCount)
  case form(FormColumn)
  /// Settled in column 9 by what followed, because nobody said the result was ready.
  case formReadyUnknown
  case orphans

  /// Every count, in the order of the columns.
  public static let all: [ExplainedCount] =
    FigureCount.allCases.map { .figure($0) } + [.orphans] + FormColumn.allCases.map { .form($0) }
    + [.formReadyUnknown]

  public var name: String {
    switch self {
    case .figure(let count): count.name
    case .form(let column): "form_\(column)"
    case .formReadyUnknown: "form_ready_unknown"
    case .orphans: FigureColumn.orphans.name
    }
  }

  /// The count of a name; nil if there is none.
  public init?(name: String) {
    guard let count = ExplainedCount.all.first(where: { $0.name == name }) else { return nil }
    self = count
  }

  /// What is added up in it.
  public var terms: [CountTerm] {
    switch self {
    case .figure(let count): count.terms
    case .form(let column): column.terms
    case .formReadyUnknown: [.counted(.readyUnknown)]
    case .orphans: [.orphans]
    }
  }

  /// What the figures say; nil for orphans of anything but the nation, which nobody counts.
  public func value(in figures: Figures, row: FigureRow) -> Int64? {
    switch self {
    case .figure(let count): count.value(in: row.counts)
    case .form(let column): column.value(in: row.counts.form)
    case .formReadyUnknown: row.counts.form.readyUnknown
    case .orphans: figures.groupings.isEmpty ? figures.orphans : nil
    }
  }
}

extension FigureCount {
  fileprivate var terms: [CountTerm] {
    switch self {
    case .opening: [.stock(.dossiers, .start)]
    case .entered: [.counted(.entered)]
    case .pickups: [.counted(.pickups)]
    case .deliveries: [.counted(.deliveries)]
    case .returns: [.counted(.returns)]
    case .handled: [.counted(.pickups), .counted(.returns)]
    case .withdrawn: [.counted(.withdrawn)]
    case .lost: [.counted(.lost)]
    case .sentBack: [.counted(.sentBack)]
    case .closedDelivered: [.counted(.closedDelivered)]
    case .closing: [.stock(.dossiers, .end)]
    case .resolved:
      [.counted(.early), .counted(.onTime), .counted(.late), .counted(.noDue)]
    case .early: [.counted(.early)]
    case .onTime: [.counted(.onTime)]
    case .late: [.counted(.late)]
    case .noDue: [.counted(.noDue)]
    }
  }
}

extension FormColumn {
  fileprivate var terms: [CountTerm] {
    switch self {
    case .c3: FormColumn.c4.terms + FormColumn.c5.terms + FormColumn.c6.terms
    case .c4: [.counted(.formInOnline)]
    case .c5: [.counted(.formInOther)]
    case .c6: [.stock(.form, .start)]
    case .c7: FormColumn.c8.terms + FormColumn.c9.terms + FormColumn.c10.terms
    case .c8: [.counted(.formOutEarly)]
    case .c9: [.counted(.formOutOnTime)]
    case .c10: [.counted(.formOutLate)]
    case .c11: [.stock(.form, .end)]
    case .c12: [.stock(.formInTime, .end)]
    case .c13: [.stock(.formOverdue, .end)]
    }
  }
}
