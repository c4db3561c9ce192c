public import HosoDomain

/// A bag that was opened, and what a clerk scanned of what was in it.
public struct BagCheck: Sendable {
  public let bag: ContainerCode
  /// Each once, with what came from the scanner if normalising changed it.
  public let scanned: [(code: Alias, text: String?)]
  /// How many the label says there are.
  public let stated: Int64?
  public let occurredAt: OccurredAt
  /// Where it was opened and by whom.
  public let details: ScanDetails

  public init(
    of bag: ContainerCode, scanned: [(code: Alias, text: String?)], stated: Int64?,
    occurredAt: OccurredAt, details: ScanDetails
  ) {
    var seen: Set<Alias> = []
    self.bag = bag
    self.scanned = scanned.filter { seen.insert($0.code).inserted }
    self.stated = stated
    self.occurredAt = occurredAt
    self.details = details
  }
}

/// How a bag's contents differ from what was expected.
public struct BagDifference: Hashable, Sendable {
  /// What was in it when it travelled last, as far as the ledger knows.
  public let expected: [ContainerItem]
  public let scannedCount: Int
  /// How many the label says there are.
  public let stated: Int64?
  /// How many whoever sent it off said there were.
  public let departed: Int64?
  /// Expected, and not scanned.
  public let short: [ContainerItem]
  /// Scanned, and not expected; nothing is where nobody knows what was in it.
  public let over: [Alias]

  /// Whether there is anything to be written down.
  public var isNone: Bool {
    short.isEmpty && over.isEmpty
      && [stated, departed].allSatisfy { $0 == nil || $0 == Int64(scannedCount) }
  }
}

/// What became of a check.
public struct BagCheckOutcome: Sendable {
  public let difference: BagDifference
  /// One for each code that was scanned; nil for one that was checked in already.
  public let scans: [(code: Alias, outcome: ScanOutcome?)]
  /// The difference as an event, of now or of the same check before; nil if there is none.
  public let dispute: RecordedEvent?
  public let isDisputeNew: Bool
}

extension ScanDesk {
  /// Records the arrival of what was scanned from a bag, and what is short or over, as one commit.
  ///
  /// Called again with the same it records nothing new. Without a difference the bag's own arrival
  /// is recorded, unless it was before.
  ///
  /// - Parameter reason: What a difference is written down as.
  public func check(
    _ check: BagCheck, reason: (BagDifference) -> String
  ) throws -> BagCheckOutcome {
    try writer.commit { transaction in
      let run = try BagCheckRun(check, in: transaction)
      let difference = run.difference()
      if difference.isNone { try run.recordArrivalOfBag() }
      let scans = try check.scanned.map { ($0.code, try run.recordArrival(of: $0)) }
      guard !difference.isNone else {
        return BagCheckOutcome(
          difference: difference, scans: scans, dispute: nil, isDisputeNew: false)
      }
      let (dispute, isNew) = try run.recordDispute(reason(difference), about: difference)
      return BagCheckOutcome(
        difference: difference, scans: scans, dispute: dispute, isDisputeNew: isNew)
    }
  }
}

/// One check, as part of a commit.
private struct BagCheckRun {
  let check: BagCheck
  let transaction: LedgerTransaction
  private let events: [RecordedEvent]
  private let contents: ContainerContents
  private let journey: BagJourney
  /// What was scanned and is here already by itself, from the same check before.
  private let isHere: Set<Alias>

  init(_ check: BagCheck, in transaction: LedgerTransaction) throws {
    self.check = check
    self.transaction = transaction
    events = try transaction.contents(of: check.bag, at: check.occurredAt)
    let contents = ContainerContents(
      of: check.bag, events: events, codes: transaction.settings.codes)
    let journey = BagJourney(
      contents.scans.filter { $0.occurredAt <= check.occurredAt }, to: check.details.office)
    self.contents = contents
    self.journey = journey
    isHere = Set(
      try check.scanned.map(\.code).filter { code in
        let decoder = FactDecoder()
        let index = decoder.index(of: code)
        let known = try transaction.history(of: [code])
        let dossier = decoder.history(of: known).dossiers(names: decoder.names).last { facts in
          facts.contains { $0.code == index }
        }
        guard let last = dossier?.last(where: { !$0.isOfContainer }) else { return false }
        return last.type == .itemArrived && last.attributes.office == check.details.office
          && last.occurredAt >= journey.departure?.occurredAt ?? last.occurredAt
      })
  }

  func difference() -> BagDifference {
    var expected = journey.scan.map { contents.items(at: LedgerPosition($0.number)) } ?? []
    let inside = contents.items(in: check.bag, on: LocalDate(vietnam: check.occurredAt))
    let checkedIn = contents.itemsEver(in: check.bag).filter { !isHere.isDisjoint(with: $0.codes) }
    for item in inside + checkedIn
    where !expected.contains(where: { $0.putIn == item.putIn }) {
      expected.append(item)
    }
    if let begin = journey.begin {
      expected.removeAll { contents.amended($0.putIn).occurredAt < begin }
    }
    let scanned = Set(check.scanned.map(\.code))
    let known = Set(expected.flatMap(\.codes))
    return BagDifference(
      expected: expected, scannedCount: check.scanned.count, stated: check.stated,
      departed: journey.departure.flatMap(contents.event)?.count,
      short: expected.filter { scanned.isDisjoint(with: $0.codes) },
      over: expected.isEmpty ? [] : check.scanned.map(\.code).filter { !known.contains($0) })
  }

  private func scan(_ type: EventType, _ subject: ScanSubject) -> Scan {
    Scan(type: type, subject: subject, occurredAt: check.occurredAt, details: check.details)
  }

  private func record(_ scan: Scan) throws -> ScanOutcome {
    // One scan has one outcome.
    try ScanDesk.record([scan], as: transaction.settings.source, in: transaction)[0]
  }

  /// Whether the bag's last journey ended here already.
  private var hasArrived: Bool {
    contents.scans.contains { scan in
      scan.type == .itemArrived && scan.attributes.office == check.details.office
        && scan.occurredAt >= journey.scan?.occurredAt ?? scan.occurredAt
    }
  }

  func recordArrivalOfBag() throws {
    guard !hasArrived else { return }
    var arrival = scan(.itemArrived, .container(check.bag))
    arrival.count = Int64(check.scanned.count)
    _ = try record(arrival)
  }

  /// Nil for an item whose last own event is its arrival here, of the same check before.
  func recordArrival(of item: (code: Alias, text: String?)) throws -> ScanOutcome? {
    guard !isHere.contains(item.code) else { return nil }
    var arrival = scan(.itemArrived, .code(item.code))
    arrival.scannedText = item.text
    return try record(arrival)
  }

  /// Writes a difference down about the bag, and about each item that is short and that nothing
  /// about the bag stands for any more; the same difference of the same journey only once.
  func recordDispute(
    _ reason: String, about difference: BagDifference
  ) throws -> (RecordedEvent?, isNew: Bool) {
    let before = contents.scans.last { scan in
      scan.type == .handoverDisputed && scan.attributes.office == check.details.office
        && scan.number > journey.scan?.number ?? 0
    }
    let known = before.flatMap { before in
      events.first { $0.position.number == before.number && $0.event.reason == reason }
    }
    if let known { return (known, false) }
    var dispute = scan(.handoverDisputed, .container(check.bag))
    dispute.details.reason = reason
    guard case .recorded(let recorded, _, let standsFor) = try record(dispute) else {
      return (nil, false)
    }
    for item in difference.short where !standsFor.contains(item.putIn) {
      guard let code = item.codes.first else { continue }
      var missing = scan(.handoverDisputed, .code(code))
      missing.details.reason = reason
      _ = try record(missing)
    }
    return (recorded, true)
  }
}
