public import HosoDomain

/// What was in a bag or manifest at each of its scans.
///
/// A function of the connected events alone.
public struct ContainerContents {
  /// The bag's effective events in the total order, as amended.
  public let scans: [EventFact]
  private let decoder = FactDecoder()
  private var recorded: [Int64: RecordedEvent] = [:]
  /// The dossiers that were ever put into it, each with its effective events and the bags' in the
  /// total order.
  private let dossiers: [[EventFact]]

  /// - Parameter events: As `LedgerReader.contents(of:)` finds them.
  public init(of container: ContainerCode, events: [RecordedEvent]) {
    let history = decoder.history(of: events)
    let code = decoder.index(of: container)
    dossiers = history.dossiers(names: decoder.names)
    scans = history.containerScans(names: decoder.names).filter { $0.code == code }
    for event in events { recorded[event.position.number] = event }
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

  private func items(_ putIn: ([EventFact]) -> Int64?) -> [ContainerItem] {
    let found = dossiers.compactMap { facts in
      putIn(facts).flatMap { recorded[$0] }.map { ContainerItem(putIn: $0, codes: codes(facts)) }
    }
    return found.sorted { $0.putIn.position < $1.putIn.position }
  }

  private func codes(_ facts: [EventFact]) -> [Alias] {
    var seen: Set<Alias> = []
    return facts.flatMap { recorded[$0.number]?.event.codes ?? [] }
      .filter { seen.insert($0).inserted }
  }

  /// What looks odd about a scan of the bag; nothing does about a voided one.
  public func flags(of scan: RecordedEvent) -> [EventFlag] {
    guard let fact = scans.first(where: { $0.number == scan.position.number }) else { return [] }
    return FlagRules.flags(
      ofContainerScan: fact, recordedAt: scan.recordedAt, stated: scan.event.count,
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
