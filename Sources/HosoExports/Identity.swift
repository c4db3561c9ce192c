internal import HosoDomain
internal import HosoProjections

/// What has to hold between the figures of every export; each is checked before it is written.
public enum Identity: String, CaseIterable, Sendable {
  case stockBalances = "stock_balances"
  case handledIsLegs = "handled_is_legs"
  case resolvedIsParts = "resolved_is_parts"
  case noneIsNegative = "none_is_negative"
  case formReceivedIsParts = "form_received_is_parts"
  case formSettledIsParts = "form_settled_is_parts"
  case formOpenIsParts = "form_open_is_parts"
  case formBalances = "form_balances"
  case openingIsClosingBefore = "opening_is_closing_before"
  case formCarriedIsOpenBefore = "form_carried_is_open_before"
  case provincesAddUp = "provinces_add_up"
  case servicesAddUp = "services_add_up"
  case channelsAddUp = "channels_add_up"
  case leavesAddUp = "leaves_add_up"
  case agenciesAddUp = "agencies_add_up"
  case officesAddUp = "offices_add_up"
  case closedWithinWhatThereWas = "closed_within_what_there_was"
  case monthsAddUp = "months_add_up"
  case revisionIsCauses = "revision_is_causes"
  case backlogIsClosing = "backlog_is_closing"
  case waitingAtAgencyIsOnForm = "waiting_at_agency_is_on_form"
  case endToEndIsReturns = "end_to_end_is_returns"
  case serviceTypesAddUp = "service_types_add_up"
  case communesAddUp = "communes_add_up"
  case reportedShareHolds = "reported_share_holds"

  /// The identity as a formula over the names of the columns; c3 to c13 are form II.06a's.
  public var rule: String {
    switch self {
    case .stockBalances:
      "opening + entered = returns + closed_delivered + sent_back + withdrawn + lost + closing"
    case .handledIsLegs: "handled = pickups + returns"
    case .resolvedIsParts: "resolved = early + on_time + late + no_due"
    case .noneIsNegative: "every count >= 0"
    case .formReceivedIsParts: "c3 = c4 + c5 + c6"
    case .formSettledIsParts: "c7 = c8 + c9 + c10"
    case .formOpenIsParts: "c11 = c12 + c13"
    case .formBalances: "c3 = c7 + c11"
    case .openingIsClosingBefore: "opening(t) = closing(t-1)"
    case .formCarriedIsOpenBefore: "c6(t) = c11(t-1)"
    case .provincesAddUp: "sum of provinces = nation, every count"
    case .servicesAddUp: "sum of services = nation, every count"
    case .channelsAddUp: "sum of channels = nation, every count"
    case .leavesAddUp: "sum of province x service x channel = nation, every count"
    case .agenciesAddUp: "sum of agency x service x channel = nation, every count"
    case .officesAddUp: "sum of offices = nation, handled, now and a year before"
    case .closedWithinWhatThereWas: "returns + closed_delivered <= opening + entered"
    case .monthsAddUp: "sum of the months of a period = period, every count without a stock"
    case .revisionIsCauses: "new - old = n_late + n_voided + n_amended + n_linked + n_moved"
    case .backlogIsClosing: "sum of places and ages = closing"
    case .waitingAtAgencyIsOnForm: "waiting at the agency <= c11, overdue there <= c13"
    case .endToEndIsReturns: "n end to end = returns"
    case .serviceTypesAddUp: "sum of service types = pickups, deliveries, returns, lost"
    case .communesAddUp: "sum of communes = pickups, returns"
    case .reportedShareHolds: "reported part / reported whole = reported share"
    }
  }
}

extension Identity {
  /// The identity as people read it; names of columns as files have them.
  var words: String {
    switch self {
    case .stockBalances, .handledIsLegs, .resolvedIsParts, .formReceivedIsParts,
      .formSettledIsParts, .formOpenIsParts, .formBalances, .closedWithinWhatThereWas,
      .revisionIsCauses:
      rule
    case .noneIsNegative: "không số nào âm"
    case .openingIsClosingBefore: "opening kỳ này = closing kỳ trước"
    case .formCarriedIsOpenBefore: "c6 kỳ này = c11 kỳ trước"
    case .provincesAddUp: "cộng các tỉnh = cả nước, mọi chỉ tiêu"
    case .servicesAddUp: "cộng các thủ tục = cả nước, mọi chỉ tiêu"
    case .channelsAddUp: "cộng các kênh = cả nước, mọi chỉ tiêu"
    case .leavesAddUp: "cộng tỉnh × thủ tục × kênh = cả nước, mọi chỉ tiêu"
    case .agenciesAddUp: "cộng cơ quan × thủ tục × kênh = cả nước, mọi chỉ tiêu"
    case .officesAddUp: "cộng các bưu cục = cả nước, handled, kỳ này và cùng kỳ năm trước"
    case .monthsAddUp: "cộng các tháng của kỳ = kỳ, mọi chỉ tiêu không phải số tồn"
    case .backlogIsClosing: "cộng các nơi và các khoảng tuổi = closing"
    case .waitingAtAgencyIsOnForm: "đang chờ ở cơ quan <= c11, quá hạn ở đó <= c13"
    case .endToEndIsReturns: "n toàn trình = returns"
    case .serviceTypesAddUp: "cộng các loại dịch vụ = pickups, deliveries, returns, lost"
    case .communesAddUp: "cộng các xã = pickups, returns"
    case .reportedShareHolds: "phần đã công bố / tổng đã công bố = tỷ lệ đã công bố"
    }
  }
}

/// Where an identity does not hold.
public struct IdentityBreach: Hashable, Sendable {
  public let identity: Identity
  /// The row's province, service and channel.
  public let group: [String]
  public let left: Int64
  public let right: Int64
}

/// How often an identity was checked, and how often it held.
public struct IdentityCheck: Hashable, Sendable {
  public let identity: Identity
  public let checked: Int
  public let held: Int
}

/// Checks identities over the very counts that are written.
struct IdentityAudit {
  /// One breach shows the fault, a few show its shape; a broken cube would give millions.
  private static let breachesMax = 20

  private(set) var breaches: [IdentityBreach] = []
  private var checked: [Identity: Int] = [:]
  private var held: [Identity: Int] = [:]

  /// What was checked, in the order of the identities.
  var checks: [IdentityCheck] {
    Identity.allCases.map { identity in
      IdentityCheck(
        identity: identity, checked: checked[identity, default: 0],
        held: held[identity, default: 0])
    }
  }

  /// Checks what has to hold within one row, and between it and the quarter before.
  mutating func check(_ line: FigureLine) {
    let counts = line.counts
    let group = line.group
    let closed =
      counts[.returns] + counts[.closedDelivered] + counts[.sentBack] + counts[.withdrawn]
      + counts[.lost]
    check(.stockBalances, group, counts[.opening] + counts[.entered], closed + counts[.closing])
    check(.handledIsLegs, group, counts[.handled], counts[.pickups] + counts[.returns])
    check(
      .resolvedIsParts, group, counts[.resolved],
      counts[.early] + counts[.onTime] + counts[.late] + counts[.noDue])
    check(.noneIsNegative, group, min(0, counts.least), 0)
    check(.formReceivedIsParts, group, counts[.c3], counts[.c4] + counts[.c5] + counts[.c6])
    check(.formSettledIsParts, group, counts[.c7], counts[.c8] + counts[.c9] + counts[.c10])
    check(.formOpenIsParts, group, counts[.c11], counts[.c12] + counts[.c13])
    check(.formBalances, group, counts[.c3], counts[.c7] + counts[.c11])
    check(
      .closedWithinWhatThereWas, group,
      max(counts[.returns] + counts[.closedDelivered], counts[.opening] + counts[.entered]),
      counts[.opening] + counts[.entered])
    if let previous = line.previous { check(stocksOf: line, after: previous) }
  }

  /// Checks that a row's stocks are those that the time before left.
  mutating func check(stocksOf line: FigureLine, after before: NamedCounts) {
    check(.openingIsClosingBefore, line.group, line.counts[.opening], before[.closing])
    check(.formCarriedIsOpenBefore, line.group, line.counts[.c6], before[.c11])
  }

  /// Checks that every count of some rows adds up to the nation's.
  mutating func check(sumOf lines: [FigureLine], isNation nation: FigureLine, _ identity: Identity)
  {
    check(sumOf: lines.map(\.counts), is: nation.counts, nation.group, identity)
  }

  /// Checks that offices add up to the nation, in the period and in the one a year before.
  mutating func check(offices: Figures, of nation: FigureLine) {
    func counts(_ period: Period?) -> [NamedCounts] {
      offices.rows.filter { $0.period == period }.map { NamedCounts($0.counts) }
    }
    check(sumOf: counts(nation.period), is: nation.counts, nation.group, .officesAddUp)
    guard let before = nation.yearBefore else { return }
    check(sumOf: counts(nation.period.yearBefore), is: before, nation.group, .officesAddUp)
  }

  /// Checks that what was counted in the months of a period is what was counted in the period.
  mutating func check(months: [FigureLine], of nation: FigureLine) {
    for count in FigureCount.allCases where count.terms.allSatisfy(\.isOfDates) {
      let sum = months.reduce(0) { $0 + $1[count] }
      check(.monthsAddUp, nation.group, sum, nation[count])
    }
  }

  /// Checks that the causes of every change come to the change.
  mutating func check(_ revision: Revision) {
    for cell in revision.cells {
      check(
        .revisionIsCauses, cell.group + [cell.count.name], cell.new - cell.old,
        ChangeCause.allCases.reduce(0) { $0 + cell.sum(of: $1) })
    }
  }

  private mutating func check(
    sumOf parts: [NamedCounts], is whole: NamedCounts, _ group: [String], _ identity: Identity
  ) {
    var sum = NamedCounts()
    for part in parts { sum.add(part) }
    for (left, right) in zip(sum.all, whole.all) { check(identity, group, left, right) }
  }

  mutating func check(
    _ identity: Identity, _ group: [String], _ left: Int64, _ right: Int64
  ) {
    checked[identity, default: 0] += 1
    if left == right {
      held[identity, default: 0] += 1
    } else if breaches.count < IdentityAudit.breachesMax {
      breaches.append(
        IdentityBreach(identity: identity, group: group, left: left, right: right))
    }
  }
}
