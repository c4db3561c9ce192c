public import HosoDomain

/// What a dossier adds to a period's survey: all that is published and needs more than dates.
public enum SurveyCell: Hashable, Sendable {
  /// It is in the closing stock: where, for how many days since its entry, and whether what is to
  /// happen next is past its limit.
  case waiting(WaitingPlace, days: Int32, isOverdue: Bool)
  /// A leg of a dossier whose result was returned in the period.
  case leg(SurveyedLeg)
  /// What was done in the period for a dossier of which the post carries these legs.
  case carried(ServiceMode, SurveyedWork)
  /// Đồng of postage that were collected in the period.
  case postage(ServiceMode)
  /// A pickup or a return, under the commune that the dossier belongs to.
  case commune(CommuneCode?, CommuneWork)
}

/// Where a dossier is that was not closed by the end of a period.
public enum WaitingPlace: String, CaseIterable, Hashable, Sendable {
  /// With the post, on its way to the agency.
  case post
  /// With the agency, which is not done with it: open on form II.06a.
  case agency
  /// The agency is done with it; the citizen does not have the result.
  case awaitingDelivery = "awaiting_delivery"
}

/// What is counted of dossiers by the legs that the post carries.
public enum SurveyedWork: CaseIterable, Hashable, Sendable {
  case pickups
  case deliveries
  case returns
  case lost
  case damaged
}

/// What is counted of communes.
public enum CommuneWork: CaseIterable, Hashable, Sendable {
  case pickups
  case returns
}

/// How long a leg took.
public struct SurveyedLeg: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// From the pickup to the delivery to the agency.
    case intake
    /// From the collection, else from when the result was ready, to its return.
    case result
    /// From the entry to the return.
    case endToEnd = "end_to_end"
  }

  public let kind: Kind
  /// How far it went; nil if an office is unknown.
  public let zone: TransitZone?
  public let days: Int32
  public let workingDays: Int32
  /// Whether it took no more than J+n; nil without a limit.
  public let isInTime: Bool?
  /// The same as the law has it: the result leg ends at the first attempt.
  public let isInLegalTime: Bool?
  /// Whether the return was the first attempt; nil where nobody asks.
  public let isFirstAttempt: Bool?
}

/// The sums of a group.
public typealias SurveyCells = [SurveyCell: Int128]

/// All dossiers of a period, judged one by one.
public struct Survey: Sendable {
  /// By province as rows name it, old ones rolled up.
  public private(set) var provinces: [String: SurveyCells] = [:]

  /// - Parameter found: By province as recorded.
  init(_ found: [ProvinceCode?: SurveyCells], of period: Period, provinces table: Provinces) {
    for (province, cells) in found {
      let successor = province.map { table.successor($0, on: period.lastDay).text }
      provinces[successor ?? CubeGroup.unknown, default: [:]].merge(cells, uniquingKeysWith: +)
    }
    for (province, cells) in provinces {
      provinces[province] = cells.filter { $0.value != 0 }
    }
  }

  /// In the order of rows.
  public var codes: [String] {
    provinces.keys.sorted { FigureFold.precedes([$0], [$1]) }
  }

  /// Those of the whole nation.
  public var nation: SurveyCells {
    provinces.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }
}
