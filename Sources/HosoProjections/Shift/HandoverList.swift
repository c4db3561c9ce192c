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
  public func handover(_ question: HandoverQuestion) throws -> HandoverList {
    let shift = question.shift
    let first = try lastPosition(recordedBefore: shift.from)
    let last = max(first, try lastPosition(recordedBefore: shift.to))
    var lines: [HandoverList.Line] = []
    var money: [Money.Kind: Int64] = [:]
    var seen: Set<Alias> = []
    try forEachEvent(after: first, through: last) { recorded in
      guard recorded.event.type == question.direction.type, let code = recorded.event.codes.first,
        !seen.contains(code)
      else { return }
      let timeline = try timeline(of: code)
      guard
        let dossier = timeline.dossiers.first(where: { dossier in
          dossier.entries.contains { $0.recorded.position == recorded.position }
        }),
        let scan = dossier.entries.first(where: { $0.recorded.position == recorded.position }),
        scan.isEffective, question.isMeant(scan, of: dossier)
      else { return }
      seen.formUnion(dossier.codes)
      lines.append(HandoverList.Line(dossier: dossier, scan: scan))
      for entry in dossier.entries where question.isRemitted(entry) {
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
    guard isHere(scan.amended), let own = scan.amended.agency?.canonical ?? dossier.agency else {
      return false
    }
    return AgencyScope.covers(agency.canonical, own)
  }

  /// Whether money was handed on in the same stretch of time.
  fileprivate func isRemitted(_ entry: TimelineEntry) -> Bool {
    entry.isEffective && entry.recorded.event.type == .feeRemitted && isHere(entry.amended)
      && entry.recorded.recordedAt >= shift.from && entry.recorded.recordedAt < shift.to
  }

  private func isHere(_ event: Event) -> Bool {
    (shift.office == nil || event.office == shift.office)
      && (shift.actor == nil || event.actor == shift.actor)
  }
}
