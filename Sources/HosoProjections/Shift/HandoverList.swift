public import HosoDomain
public import HosoLedger

/// What was handed over between a post office and an agency: the list that both sign.
///
/// Source: TT 17/2017/TT-BTTTT Art. 5 and 7: the handover record lists the dossiers with the number
/// of each slip; the dossier counts as filed at the moment it is signed.
public struct HandoverList: Sendable {
  /// One dossier on the list.
  public struct Line: Sendable {
    public let dossier: DossierView
    /// The scan by which it was handed over, as amended.
    public let scan: TimelineEntry

    /// The number of its slip: the item that travelled, else what was scanned.
    ///
    /// A result travels in another item than its dossier did, so what the scan names goes before,
    /// and what it adds before what it was told by.
    public var slip: Alias? {
      scan.amended.codes.last { $0.kind == .item }
        ?? dossier.codes.first { $0.kind == .item } ?? scan.amended.codes.first
    }

    /// The agency's own number; nil while nobody said it.
    public var number: Alias? { dossier.codes.first { $0.kind == .dossier } }
  }

  /// In the order in which they were scanned.
  public let lines: [Line]
  /// Money handed on with them, by kind; kinds are never summed.
  public let money: [Money.Kind: Int64]
  /// The last position that was looked at.
  public let position: LedgerPosition

  /// How many dossiers are of which procedure, the most first; those without one are under nil.
  public var procedures: [(stem: String?, count: Int)] {
    var counts: [String?: Int] = [:]
    for line in lines { counts[line.dossier.service, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key ?? "~") < ($0.value, $1.key ?? "~") }
      .map { ($0.key, $0.value) }
  }
}

/// Which handover a list is of.
public struct HandoverQuestion: Sendable {
  /// The dossiers go to the agency, or their results come from it.
  public enum Direction: Hashable, Sendable {
    case delivery
    case collection

    var type: EventType {
      switch self {
      case .delivery: .dossierDelivered
      case .collection: .resultCollected
      }
    }

    /// Which leg the record is of.
    public var mode: ServiceMode {
      switch self {
      case .delivery: .send
      case .collection: .return
      }
    }

    init?(_ mode: ServiceMode) {
      switch mode {
      case .send: self = .delivery
      case .return: self = .collection
      case .both: return nil
      }
    }

    /// The scan by which a dossier was handed over: one that was scanned again was handed over at
    /// the first, and its record is that clerk's.
    func scan(of dossier: DossierView) -> TimelineEntry? {
      dossier.entries.first { $0.isEffective && $0.recorded.event.type == type }
    }
  }

  public let direction: Direction
  /// Those below it included.
  public let agency: AgencyCode
  /// Office, clerk and stretch of time.
  public let shift: ShiftQuestion

  public init(_ direction: Direction, agency: AgencyCode, shift: ShiftQuestion) {
    self.direction = direction
    self.agency = agency
    self.shift = shift
  }
}

extension LedgerReader {
  /// Lists what was handed over in a stretch of time, as it stands by now.
  ///
  /// O(events of the stretch), and what each dossier that was handed over has.
  ///
  /// - Parameter known: The last position that is looked at.
  public func handover(
    _ question: HandoverQuestion, through known: LedgerPosition? = nil
  ) throws -> HandoverList {
    let shift = question.shift
    let first = try lastPosition(recordedBefore: shift.from)
    let last = max(
      first, min(try lastPosition(recordedBefore: shift.to), known ?? head.position))
    var lines: [HandoverList.Line] = []
    var money: [Money.Kind: Int64] = [:]
    try forEachEvent(after: first, through: last) { recorded in
      guard recorded.event.type == question.direction.type, let code = recorded.event.codes.first
      else { return }
      let scans = try timeline(of: code, through: known).dossiers.lazy.compactMap { dossier in
        question.direction.scan(of: dossier).map { (dossier, $0) }
      }
      guard
        let (dossier, scan) = scans.first(where: { $1.recorded.position == recorded.position }),
        question.isMeant(scan, of: dossier)
      else { return }
      lines.append(HandoverList.Line(dossier: dossier, scan: scan))
      for entry in dossier.entries where question.isHandedOn(entry, with: scan, of: dossier) {
        guard let paid = entry.amended.money else { continue }
        let (sum, isOver) = money[paid.kind, default: 0].addingReportingOverflow(paid.amount)
        money[paid.kind] = isOver ? .max : sum
      }
    }
    return HandoverList(lines: lines, money: money, position: last)
  }
}

extension HandoverQuestion {
  /// Whether a scan is on the list: at the office, by the clerk, for the agency.
  fileprivate func isMeant(_ scan: TimelineEntry, of dossier: DossierView) -> Bool {
    guard shift.includes(scan.amended),
      let own = scan.amended.agency?.canonical ?? dossier.agency
    else { return false }
    return AgencyScope.covers(agency.canonical, own)
  }

  /// Whether money was handed on with a dossier's scan, in the same stretch of time.
  ///
  /// What was handed on belongs to one scan, so that it stands on one record: at the same office,
  /// the same clerk's before another's, the nearest in time before others.
  fileprivate func isHandedOn(
    _ money: TimelineEntry, with scan: TimelineEntry, of dossier: DossierView
  ) -> Bool {
    guard money.isEffective, money.recorded.event.type == .feeRemitted, isInTime(money) else {
      return false
    }
    let scans = [Direction.delivery, .collection].compactMap { $0.scan(of: dossier) }
      .filter { isInTime($0) && $0.office == money.office }
    let owner = scans.min { left, right in
      let isOwn = left.amended.actor == money.amended.actor
      guard isOwn == (right.amended.actor == money.amended.actor) else { return isOwn }
      return left.gap(to: money) < right.gap(to: money)
    }
    return owner?.recorded.position == scan.recorded.position
  }

  private func isInTime(_ entry: TimelineEntry) -> Bool {
    entry.recorded.recordedAt >= shift.from && entry.recorded.recordedAt < shift.to
  }
}

extension TimelineEntry {
  /// The time between two events, in milliseconds.
  fileprivate func gap(to other: TimelineEntry) -> UInt64 {
    let gap = occurredAt.milliseconds.subtractingReportingOverflow(other.occurredAt.milliseconds)
    return gap.overflow ? .max : gap.partialValue.magnitude
  }
}
