public import HosoDomain
public import HosoLedger

/// What is looked for among the dossiers that were recorded lately.
public struct DossierSearch: Sendable {
  public enum Wanted: Hashable, Sendable {
    /// Those with a code that the text is part of.
    case part(CodeFragment)
    /// Those that an agency promised for a day, and is not done with.
    case due(LocalDate)
    /// Those that wait for something at the office.
    case waiting
  }

  public let wanted: Wanted
  /// Only what had to do with this post office; nil for all.
  public let office: PostOfficeCode?
  /// Only what was recorded since; nil for the whole ledger.
  public let since: RecordedAt?

  /// The most codes that are judged: whoever means more of them says more of the code.
  static let codesMax = 20_000

  public init(_ wanted: Wanted, office: PostOfficeCode?, since: RecordedAt?) {
    self.wanted = wanted
    self.office = office
    self.since = since
  }
}

/// A dossier that a search found.
public struct FoundDossier: Sendable {
  public let dossier: DossierView
  /// How much of its codes was asked for; nil if none was.
  public let match: CodeFragment.Match?
  /// What it waits for at the office; nil for nothing, or if no office was named.
  public let wait: Wait?

  public init(dossier: DossierView, match: CodeFragment.Match?, wait: Wait?) {
    self.dossier = dossier
    self.match = match
    self.wait = wait
  }

  /// What befell it last, as far as that counts.
  public var last: TimelineEntry? {
    dossier.entries.last(where: \.isEffective) ?? dossier.entries.last
  }

  /// Whether something is still to come.
  public var isOpen: Bool { !dossier.state.isOver && dossier.state != .delivered }
}

/// What a search found, and what it looked at.
public struct FoundDossiers: Sendable {
  /// Open ones first, then what is most like what was asked for, then the latest.
  public let dossiers: [FoundDossier]
  /// How many events were looked at.
  public let events: Int64
  /// The last position that was known.
  public let position: LedgerPosition
  /// Whether so many codes were meant that the earliest were left out.
  public let isCut: Bool
}

extension LedgerReader {
  /// Searches the stretch of the ledger that a search names.
  ///
  /// O(events of the stretch), and what each dossier that is found has.
  ///
  /// - Parameter progress: Told how many events are done of how many, now and then.
  public func find(
    _ search: DossierSearch, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws -> FoundDossiers {
    let first = try search.since.map { try lastPosition(recordedBefore: $0) } ?? .start
    let last = head.position
    var codes = CandidateCodes()
    try forEachEvent(after: first, through: last) { recorded in
      let done = recorded.position.number - first.number
      if done % 4_096 == 0 { progress(done, last.number - first.number) }
      try search.take(recorded, into: &codes, reader: self)
    }
    var found: [FoundDossier] = []
    var seen: Set<Alias> = []
    for (code, match) in codes.latest where !seen.contains(code) {
      guard let dossier = try timeline(of: code).latest else { continue }
      seen.formUnion(dossier.codes)
      guard
        let judged = search.judged(
          dossier, match: dossier.codes.compactMap { codes.matches[$0] }.min() ?? match)
      else { continue }
      found.append(judged)
    }
    return FoundDossiers(
      dossiers: found.sorted(by: FoundDossier.comesBefore), events: last.number - first.number,
      position: last, isCut: codes.isCut)
  }
}

extension DossierSearch {
  /// Takes note of the codes that an event of the stretch names, if they may be meant.
  fileprivate func take(
    _ recorded: RecordedEvent, into codes: inout CandidateCodes, reader: LedgerReader
  ) throws {
    let event = recorded.event
    switch wanted {
    case .part(let part):
      guard office == nil || event.office == office else { return }
      for code in event.codes { codes.note(code, part.match(code)) }
    case .waiting:
      guard office == nil || event.office == office else { return }
      for code in event.codes { codes.note(code, .inside) }
      // Nobody scans by themselves what comes in a bag.
      guard let bag = event.container else { return }
      let contents = ContainerContents(of: bag, events: try reader.contents(of: bag))
      for item in contents.items(at: recorded.position) {
        for code in item.codes { codes.note(code, .inside) }
      }
    case .due(let day):
      if event.dueDate == day {
        for code in event.codes { codes.note(code, .inside) }
      } else if event.amendment?.dueDate == day,
        let position = try reader.position(ofTarget: event)
      {
        for code in try reader.event(at: position)?.event.codes ?? [] {
          codes.note(code, .inside)
        }
      }
    }
  }

  /// The dossier as found; nil if it is not meant after all.
  fileprivate func judged(_ dossier: DossierView, match: CodeFragment.Match) -> FoundDossier? {
    let wait = office.flatMap { dossier.wait(at: $0) }
    switch wanted {
    case .part: return FoundDossier(dossier: dossier, match: match, wait: wait)
    case .waiting:
      return wait.map { FoundDossier(dossier: dossier, match: nil, wait: $0) }
    case .due(let day):
      guard (dossier.changedDueDate ?? dossier.dueDate) == day, dossier.isWithAgency,
        office == nil || dossier.entries.contains(where: { $0.isEffective && $0.office == office })
      else { return nil }
      return FoundDossier(dossier: dossier, match: nil, wait: wait)
    }
  }
}

extension DossierView {
  /// Whether the agency is still to say that it is done.
  fileprivate var isWithAgency: Bool {
    switch state {
    case .withAgency, .supplementRequested, .delivered: true
    case .unknownEntry, .onTheWayToAgency, .refused, .resultReady, .resultOnTheWay, .returnFailed,
      .returned, .sentBack, .withdrawn, .lost:
      false
    }
  }
}

extension FoundDossier {
  fileprivate static func comesBefore(_ left: FoundDossier, _ right: FoundDossier) -> Bool {
    if left.isOpen != right.isOpen { return left.isOpen }
    if let own = left.match, let other = right.match, own != other { return own < other }
    let (own, other) = (left.last?.recorded.position, right.last?.recorded.position)
    guard let own, let other, own != other else { return own != nil && other == nil }
    return own > other
  }
}

/// Codes that may be meant, as they were named last.
private struct CandidateCodes {
  private(set) var matches: [Alias: CodeFragment.Match] = [:]
  private var places: [Alias: Int] = [:]
  private var count = 0
  private(set) var isCut = false

  mutating func note(_ code: Alias, _ match: CodeFragment.Match?) {
    guard let match else { return }
    matches[code] = match
    count += 1
    places[code] = count
    // Twice as many are kept, so that the earliest are not looked for each time.
    guard places.count > 2 * DossierSearch.codesMax else { return }
    isCut = true
    for (code, _) in places.sorted(by: { $0.value < $1.value }).prefix(DossierSearch.codesMax) {
      places[code] = nil
      matches[code] = nil
    }
  }

  /// The latest first.
  var latest: [(code: Alias, match: CodeFragment.Match)] {
    places.sorted { $0.value > $1.value }.compactMap { code, _ in
      matches[code].map { (code, $0) }
    }
  }
}
