public import HosoDomain
public import HosoLedger

/// A count of the figures to be taken apart: one column of one row.
public struct CountQuery: Sendable {
  public var terms: [CountTerm]
  public var period: Period
  /// What the row is about: the text it has for each grouping, `unknown` where nothing is known.
  public var group: [Grouping: String]

  public init(terms: [CountTerm], period: Period, group: [Grouping: String] = [:]) {
    self.terms = terms
    self.period = period
    self.group = group
  }

  /// Whether a dossier belongs to the row, its province rolled up as figures do.
  func includes(_ group: CubeGroup, provinces: Provinces) -> Bool {
    self.group.allSatisfy { grouping, wanted in
      var group = group
      if grouping == .province, let province = group.province {
        group.province = provinces.successor(province, on: period.lastDay)
      }
      return group.text(of: grouping) == wanted
    }
  }
}

/// A dossier in a count, with the event that makes it count.
public struct CountedDossier: Hashable, Sendable {
  /// The measure that it is counted under; for a stock the one by which it came in.
  public let measure: Measure
  /// The date it is counted on; for a stock the date on which it came in.
  public let date: LocalDate
  /// The event that makes it count.
  public let position: LedgerPosition
  /// A number that no other dossier has: of that event, or of the one that put the item into the
  /// bag that it is about.
  let ownNumber: Int64
  public let type: EventType
  /// When that happened, after amendments.
  public let occurredAt: OccurredAt
  /// Where that happened, after amendments.
  public let office: PostOfficeCode?
  /// Every code of the dossier.
  public let codes: [String]
  /// What the dossier is counted under.
  public let group: CubeGroup
  /// Ngày hẹn trả, by which its timeliness is judged.
  public let dueDate: LocalDate?

  /// By time, then by place in the ledger.
  static func precedes(_ left: CountedDossier, _ right: CountedDossier) -> Bool {
    if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
    return (left.position.number, left.ownNumber) < (right.position.number, right.ownNumber)
  }
}

/// The dossiers behind a count as known at a moment.
public struct Explanation: Sendable {
  /// The cutoff: asking again with it gives the same answer for ever.
  public let asOf: RecordedAt
  /// The last position that counts.
  public let position: LedgerPosition
  /// As many as the count says, by the time of the event that makes them count.
  public let dossiers: [CountedDossier]
}

/// Why a count changed between two moments.
public enum ChangeCause: String, CaseIterable, Hashable, Sendable {
  /// An event was recorded in between.
  case late
  /// An event was voided in between, or a void of it was.
  case voided
  /// An event was amended in between.
  case amended
  /// Codes known before were found to be of one dossier.
  case linked
  /// An event recorded in between put the dossier into another period or group.
  case moved
}

/// A dossier that came into a count or left it.
public struct CountChange: Sendable {
  /// 1 if it came in, -1 if it left.
  public let sign: Int
  public let cause: ChangeCause
  /// The part of the count that it is in, or was.
  let term: CountTerm
  /// As it is counted, or was before it left.
  public let dossier: CountedDossier
  /// The events that caused it, in ledger order.
  public let causes: [LedgerPosition]
}

/// What changed in a count between two moments.
public struct CountDifference: Sendable {
  public let from: RecordedAt
  public let to: RecordedAt
  public let changes: [CountChange]

  /// How much a cause added to the count, or took from it.
  public func sum(of cause: ChangeCause) -> Int {
    changes.lazy.filter { $0.cause == cause }.reduce(0) { $0 + $1.sign }
  }

  /// The later count minus the earlier one.
  public var sum: Int { changes.reduce(0) { $0 + $1.sign } }
}
