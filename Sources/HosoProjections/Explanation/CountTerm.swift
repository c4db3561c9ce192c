public import HosoDomain

/// A part of a count of the figures: each dossier is in it at most once.
public enum CountTerm: Hashable, Sendable {
  /// Counted under a measure on a date of the period.
  case counted(Measure)
  /// Had come in before an edge of the period and had not left before it.
  case stock(Stock, PeriodEdge)
  /// Without an entry, over the whole ledger.
  case orphans

  /// Whether it counts what has a date in the period, so that parts of a period add up.
  public var isOfDates: Bool {
    switch self {
    case .counted: true
    case .stock, .orphans: false
    }
  }

  public enum Stock: Hashable, Sendable {
    /// Entered and not closed.
    case dossiers
    /// Received by the agency and not settled.
    case form
    /// The same, and not past the due date.
    case formInTime
    /// The same, but past the due date.
    case formOverdue
  }

  public enum PeriodEdge: Hashable, Sendable {
    case start
    case end
  }
}

/// How a dossier stands to a count.
enum CountStanding: Hashable {
  /// Not in it, in no period and no group.
  case none
  /// In another period or group.
  case elsewhere
  /// In it, by the event that decides a measure, on a date.
  case counted(Measure, on: LocalDate)

  /// The same for a count of one group only.
  func within(_ isInGroup: Bool) -> CountStanding {
    if case .counted = self, !isInGroup { return .elsewhere }
    return self
  }
}

extension CountTerm {
  func standing(of contribution: Contribution, in period: Period) -> CountStanding {
    switch self {
    case .counted(let measure):
      guard let date = contribution[measure] else { return .none }
      return date >= period.start && date < period.end ? .counted(measure, on: date) : .elsewhere
    case .stock(let stock, let edge):
      return stock.standing(of: contribution, before: edge == .start ? period.start : period.end)
    case .orphans:
      return contribution[.orphan].map { .counted(.orphan, on: $0) } ?? .none
    }
  }
}

extension CountTerm.Stock {
  private static let formIns: [Measure] = [.formInOnline, .formInOther]
  private static let formOuts: [Measure] = [.formOutEarly, .formOutOnTime, .formOutLate]

  fileprivate func standing(of contribution: Contribution, before day: LocalDate) -> CountStanding {
    switch self {
    case .dossiers:
      return Self.standing(
        ins: [.entered], outs: Measure.closings, of: contribution, before: day)
    case .form:
      return Self.standing(ins: Self.formIns, outs: Self.formOuts, of: contribution, before: day)
    case .formOverdue:
      return Self.standing(
        ins: [.overdueBegan], outs: [.overdueEnded], of: contribution, before: day)
    case .formInTime:
      let overdue = Self.formOverdue.standing(of: contribution, before: day)
      if case .counted = overdue { return .none }
      return Self.form.standing(of: contribution, before: day)
    }
  }

  private static func standing(
    ins: [Measure], outs: [Measure], of contribution: Contribution, before day: LocalDate
  ) -> CountStanding {
    guard let measure = ins.first(where: { contribution[$0] != nil }),
      let date = contribution[measure]
    else { return .none }
    guard date < day else { return .elsewhere }
    let hasLeft = outs.contains { contribution[$0].map { $0 < day } ?? false }
    return hasLeft ? .none : .counted(measure, on: date)
  }
}
