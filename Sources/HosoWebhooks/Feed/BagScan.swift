internal import HosoDomain
internal import HosoLedger

/// A scan of a whole bag, or a correction of one: it may open what is in the bag to others.
///
/// Which dossiers are looked at because of it is decided by it and their own events alone, from
/// either side: so an event comes at the same position whoever reads, and from where.
struct BagScan {
  private static let millisecondsMax = Int64(Carriage.daysMax) * 86_400_000

  let position: LedgerPosition
  let bag: ContainerCode
  /// When the bag was scanned, as it was recorded.
  let occurredAt: OccurredAt

  /// Those among connected events, each correction from when what it is about is known.
  static func all(in events: [RecordedEvent]) -> [BagScan] {
    let corrected = CorrectedEvents(events)
    return events.compactMap { recorded in
      guard let root = corrected.root(of: recorded, through: recorded.position),
        let bag = root.event.bagItMayBeAbout
      else { return nil }
      return BagScan(
        position: recorded.position, bag: bag, occurredAt: root.event.occurredAt)
    }
  }

  /// Where scans may have changed something for a dossier.
  ///
  /// - Parameter scans: Everything that befell the bags it was in.
  static func steps(_ scans: [RecordedEvent], of dossier: [RecordedEvent]) -> [LedgerPosition] {
    guard !scans.isEmpty else { return [] }
    return all(in: scans).filter { scan in
      dossier.contains { $0.position < scan.position && scan.concerns($0.event) }
    }.map(\.position)
  }

  /// Whether an event puts an item into the bag, at a time from which it may be in there still.
  func concerns(_ event: Event) -> Bool {
    if event.amendment?.parent?.key == bag.key { return true }
    guard event.type.putsIntoContainer, event.parent?.key == bag.key else { return false }
    let (gap, overflow) = occurredAt.milliseconds.subtractingReportingOverflow(
      event.occurredAt.milliseconds)
    return !overflow && gap.magnitude <= BagScan.millisecondsMax.magnitude
  }
}

extension Event {
  /// The bag that it is about, or is about if its code turns out to be a bag's: others' systems
  /// tell of a bag as they would of a dossier.
  var bagItMayBeAbout: ContainerCode? {
    switch subject {
    case .container(let bag): bag
    case .dossier(.receipt(let code)) where type.mayBeOfContainer: try? ContainerCode(code.text)
    case .dossier, .event, .period, .desk: nil
    }
  }
}
