public import HosoDomain

/// What was in a bag or manifest at each of its scans.
///
/// A function of the connected events alone.
public struct ContainerContents {
  /// The bag's effective events in the total order, as amended.
  public let scans: [EventFact]
  private let decoder: FactDecoder
  private var recorded: [Int64: RecordedEvent] = [:]
  private let amendments: [Int64: [Int64]]
  private let voided: Set<Int64>
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
    amendments = history.amendments(names: decoder.names)
    voided = history.voidedNumbers
    for event in events { recorded[event.position.number] = event }
  }

  /// Whether an event is about the bag: effective, or voided and recorded as one.
  public func isOfBag(_ event: RecordedEvent, _ bag: ContainerCode) -> Bool {
    let number = event.position.number
    return scans.contains { $0.number == number }
      || (voided.contains(number) && event.event.container?.key == bag.key)
  }

  /// An event as the amendments that are in force say it was.
  private func amended(_ event: RecordedEvent) -> Event {
    (amendments[event.position.number] ?? []).reduce(event.event) { event, number in
      recorded[number]?.event.amendment.map(event.amended) ?? event
    }
  }

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
