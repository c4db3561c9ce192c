/// What a bag's or manifest's scans say about the items in it.
///
/// An item is in a container from the event that puts it there: a pickup, a collection, a
/// departure or a recovery that names the container. It is in it until the first of
///
/// * the next event that shows the item by itself, or in another container;
/// * the container's arrival at the office that the item, or the container when it last departed,
///   was bound for: there it is opened;
/// * `daysMax` days, since offices use their bags again.
///
/// So what a scan of a container stands for depends on the item's own events and the container's,
/// and on nothing else: neither on other items nor on the order in which anything was recorded.
///
/// Source: this product's rule; the longest limit of TT 17/2017/TT-BTTTT Art. 7 is far below the
/// days.
public struct Carriage: Sendable {
  /// Longer than this no item stays in a container.
  public static let daysMax = 30
  private static let millisecondsMax = Int64(daysMax) * 86_400_000

  private let scans: [CodeIndex: [EventFact]]
  private let names: NameTable

  /// - Parameter scans: Effective events about containers in the total order, as amended.
  init(scans: [EventFact], names: NameTable) {
    var byContainer: [CodeIndex: [EventFact]] = [:]
    for scan in scans {
      if let code = scan.code { byContainer[code, default: []].append(scan) }
    }
    self.scans = byContainer
    self.names = names
  }

  /// A dossier's events with those of the containers it was in, in the total order.
  ///
  /// - Parameter dossier: Its own effective events in the total order.
  func completed(_ dossier: [EventFact]) -> [EventFact] {
    var carried: [EventFact] = []
    for stay in Stay.all(of: dossier) {
      carried += scans(during: stay)
    }
    guard !carried.isEmpty else { return dossier }
    return (dossier + carried).sorted { EventOrder.precedes($0, $1, names: names) }
  }

  private func scans(during stay: Stay) -> [EventFact] {
    var found: [EventFact] = []
    for scan in scans[stay.container] ?? [] {
      guard EventOrder.precedes(stay.start, scan, names: names) else { continue }
      if let end = stay.end, EventOrder.precedes(end, scan, names: names) { break }
      let (gap, overflow) = scan.occurredAt.milliseconds.subtractingReportingOverflow(
        stay.start.occurredAt.milliseconds)
      if overflow || gap > Carriage.millisecondsMax { break }
      var carried = scan
      carried.target = stay.start.number
      found.append(carried)
      if stay.isOver(after: found) { break }
    }
    return found
  }

  /// The event that put an item into a container, if it is still there on a day.
  ///
  /// - Parameter dossier: As `History.dossiers` gives it.
  public static func stay(
    in container: CodeIndex, on day: LocalDate, of dossier: [EventFact]
  ) -> EventFact? {
    guard let stay = Stay.all(of: dossier.filter { !$0.isOfContainer }).last, stay.end == nil,
      stay.container == container,
      LocalDate(vietnam: stay.start.occurredAt).adding(days: daysMax) >= day
    else { return nil }
    let carried = dossier.filter { $0.isOfContainer && $0.target == stay.start.number }
    return stay.isOver(after: carried) ? nil : stay.start
  }
}

/// An item's time in a container, by its own events alone.
private struct Stay {
  let container: CodeIndex
  /// The event that put it in.
  let start: EventFact
  /// The next event that shows it by itself.
  var end: EventFact?

  static func all(of dossier: [EventFact]) -> [Stay] {
    var stays: [Stay] = []
    for fact in dossier where fact.type.showsItem {
      if let last = stays.indices.last, stays[last].end == nil { stays[last].end = fact }
      if let container = fact.container, !container.isNoBag, fact.type.putsIntoContainer {
        stays.append(Stay(container: container, start: fact))
      }
    }
    return stays
  }

  /// Whether the container was opened: it arrived where the item, or the container itself when it
  /// last departed, was bound for.
  func isOver(after scans: [EventFact]) -> Bool {
    guard let last = scans.last, last.type == .itemArrived, let office = last.attributes.office
    else { return false }
    let departure = scans.last { $0.type == .itemDeparted && $0.destination != nil }
    return office == start.destination || office == departure?.destination
  }
}

extension EventType {
  /// Whether an item that this happened to is in the container that the event names.
  ///
  /// An arrival that names one says where the item came from.
  public var putsIntoContainer: Bool {
    switch self {
    case .dossierPickedUp, .resultCollected, .itemDeparted, .papersRecovered: true
    case .dossierDelivered, .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged,
      .resultReady, .resultReturnFailed, .resultReturned, .resultSentBack, .dossierWithdrawn,
      .itemArrived, .itemLost, .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed,
      .recipientInvited, .aliasLinked, .eventVoided, .eventAmended, .periodDeclared,
      .figuresReleased, .recordPrinted, .shiftClosed:
      false
    }
  }

  /// Whether somebody had the item itself in hand, outside what it was carried in, or it was
  /// given up.
  var showsItem: Bool {
    switch self {
    case .dossierPickedUp, .dossierDelivered, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost,
      .papersRecovered:
      true
    case .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged, .resultReady,
      .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited,
      .aliasLinked, .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted,
      .shiftClosed:
      false
    }
  }
}
