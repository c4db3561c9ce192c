public import HosoDomain

/// What was in a bag or manifest at each of its scans.
///
/// A function of the connected events alone.
public struct ContainerContents {
  /// The bag's effective events in the total order, as amended.
  public let scans: [EventFact]
  private let decoder: FactDecoder
  private var recorded: [Int64: RecordedEvent] = [:]
  private let standings: EventStandings
  /// The dossiers that were ever put into it, each with its effective events and the bags' in the
  /// total order.
  private let dossiers: [[EventFact]]

  /// - Parameters:
  ///   - events: As `LedgerReader.contents(of:)` finds them.
  ///   - codes: Of the office whose ledger it is; they decide which codes are flagged as misread.
  public init(
    of container: ContainerCode, events: [RecordedEvent], codes: CodeRules = .standard
  ) {
    decoder = FactDecoder(codes: codes)
    let history = decoder.history(of: events)
    let code = decoder.index(of: container)
    dossiers = history.dossiers(names: decoder.names)
    scans = history.containerScans(names: decoder.names).filter { $0.code == code }
    standings = EventStandings(history, of: events, names: decoder.names)
    for event in events { recorded[event.position.number] = event }
  }

  /// Whether an event is about the bag: effective, or voided and recorded as one.
  public func isOfBag(_ event: RecordedEvent, _ bag: ContainerCode) -> Bool {
    scans.contains { $0.number == event.position.number }
      || (standings.isVoid(event) && event.event.container?.key == bag.key)
  }

  /// An event as the amendments that are in force say it was.
  public func amended(_ event: RecordedEvent) -> Event { standings.amended(event) }

  /// The same of an effective scan of the bag.
  func event(of scan: EventFact) -> Event? { recorded[scan.number].map(amended) }

  /// What a scan of the bag stands for, in the order in which it was put in.
  public func items(at scan: LedgerPosition) -> [ContainerItem] {
    items { facts in
      let carried = facts.first { $0.isOfContainer && $0.number == scan.number }
      return carried?.target
    }
  }

  /// What is still in a bag on a day, as far as anybody knows.
  public func items(in container: ContainerCode, on day: LocalDate) -> [ContainerItem] {
    let code = decoder.index(of: container)
    return items { Carriage.stay(in: code, on: day, of: $0)?.number }
  }

  /// What was ever put into a bag, whether or not it is there still.
  func itemsEver(in container: ContainerCode) -> [ContainerItem] {
    let code = decoder.index(of: container)
    return items { facts in
      facts.last { !$0.isOfContainer && $0.container == code && $0.type.putsIntoContainer }?.number
    }
  }

  private func items(_ putIn: ([EventFact]) -> Int64?) -> [ContainerItem] {
    let found = dossiers.compactMap { facts in
      putIn(facts).flatMap { recorded[$0] }.map { ContainerItem(putIn: $0, codes: codes(facts)) }
    }
    return found.sorted { $0.putIn.position < $1.putIn.position }
  }

  private func codes(_ facts: [EventFact]) -> [Alias] {
    var seen: Set<Alias> = []
    return facts.filter { !$0.isOfContainer }
      .flatMap { recorded[$0.number]?.event.codes ?? [] }
      .filter { seen.insert($0).inserted }
  }

  /// What looks odd about a scan of the bag; nothing does about a voided one.
  public func flags(of scan: RecordedEvent) -> [EventFlag] {
    guard let fact = scans.first(where: { $0.number == scan.position.number }) else { return [] }
    return FlagRules.flags(
      ofContainerScan: fact, recordedAt: scan.recordedAt, stated: amended(scan).count,
      known: Int64(items(at: scan.position).count))
  }
}

/// One item in a bag.
public struct ContainerItem: Hashable, Sendable {
  /// The event that put it in.
  public let putIn: RecordedEvent
  /// Every code of the dossier.
  public let codes: [Alias]
}
