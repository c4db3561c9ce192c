/// What a dossier can be counted as, at most once each, on one local date.
///
/// Everything in the figures is a sum of these over dates: a stock is what came in before a day
/// minus what went out before it. The raw value is part of the views' file only.
public enum Measure: UInt8, CaseIterable, Hashable, Sendable {
  /// Entry: the first pickup, or the first collection where the post only carries the result.
  case entered = 0
  case pickups
  case deliveries
  /// Closing events by type.
  case returns
  case sentBack
  case withdrawn
  case lost
  case closedDelivered
  /// The agency finished before, on or after the due date, or without one.
  case early
  case onTime
  case late
  case noDue
  /// Form II.06a: received by the agency in the period, online or otherwise (columns 4, 5).
  case formInOnline
  case formInOther
  /// Form II.06a: settled before, on or after the due date (columns 8, 9, 10).
  case formOutEarly
  case formOutOnTime
  case formOutLate
  /// Settled by what followed, since nobody said the result was ready; counted in column 9 too.
  case readyUnknown
  /// Open at the agency past its due date: from when, until when (column 13 is the difference).
  case overdueBegan
  case overdueEnded
  /// It has events but no entry. Counted over the whole ledger, so its date means nothing.
  case orphan

  /// Measures that end a dossier's stay; their sum is what left the stock.
  public static let closings: [Measure] = [
    .returns, .sentBack, .withdrawn, .lost, .closedDelivered,
  ]
}

/// What one dossier adds to the figures, and under which attributes.
public struct Contribution: Hashable, Sendable {
  public var attributes: DossierAttributes
  private var days: [32 of Int32]
  private static let none = Int32.min

  /// A contribution of nothing.
  public init(attributes: DossierAttributes) {
    self.attributes = attributes
    days = .init(repeating: Contribution.none)
  }

  /// The date a measure is counted on; nil if it is not.
  public subscript(measure: Measure) -> LocalDate? {
    get {
      let day = days[Int(measure.rawValue)]
      return day == Contribution.none ? nil : LocalDate(dayNumber: day)
    }
    set { days[Int(measure.rawValue)] = newValue?.dayNumber ?? Contribution.none }
  }

  public static func == (left: Contribution, right: Contribution) -> Bool {
    guard left.attributes == right.attributes else { return false }
    for measure in Measure.allCases where left[measure] != right[measure] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(attributes)
    for measure in Measure.allCases { hasher.combine(self[measure]) }
  }
}
