internal import HosoDomain
internal import HosoLedger

/// Brings the index of what is to be done up to date with a stretch of the ledger.
///
/// Every dossier touched in the stretch is judged again with all that is known of it at its end,
/// and what was found about its events before is taken back: that is how a walk through the whole
/// ledger goes from one part to the next, so both find the same.
struct WorkIndexUpdate {
  private let index: WorkIndex
  private let first: LedgerPosition
  private let last: LedgerPosition
  private let rows: WorkRows
  /// Bags of which something may have changed, as the texts of their codes.
  private var bags: Set<String> = []
  /// Corrections that may be without an effect.
  private var corrections: Set<LedgerPosition> = []

  init(_ index: WorkIndex, first: LedgerPosition, last: LedgerPosition) throws {
    self.index = index
    self.first = first
    self.last = last
    rows = try WorkRows(index.file.connection)
  }

  /// - Parameter progress: Told how many events are done, now and then.
  mutating func run(_ progress: @escaping (Int64) -> Void) throws {
    var walk = ClusterWalk(
      reader: index.reader, first: first, last: last, partLength: last.number - first.number)
    walk.keepsTimes = true
    walk.progress = progress
    // What is open is found whenever it is due, so any day will do.
    let rules = TransitRules(
      calendar: index.calendar, zones: index.zones, today: LocalDate(dayNumber: 0))
    try walk.run { reading, part in
      try takeBack(reading.facts, part.codeTexts)
      let judge = WorkJudge(
        kinds: WorkKind.allCases, rules: rules, reader: index.reader, codeTexts: part.codeTexts,
        recordedAt: part.loader.recordedAt)
      var counter = FindingCounter()
      for finding in try judge.findings(&reading, through: last.number) {
        try rows.add(
          finding.item, ordinal: counter.ordinal(of: finding.item), from: finding.from)
      }
    } ended: { part in
      bags.formUnion(part.loader.contestedBags)
    }
    let loose = LooseWork(reader: index.reader, last: last)
    for correction in corrections.union(walk.idleCorrections) {
      _ = try rows.remove(at: correction)
      for item in try loose.flag(of: correction) { try rows.add(item, ordinal: 0) }
    }
    for bag in bags.compactMap(FactDecoder.container) {
      try rows.remove(ofBag: bag.key)
      var counter = FindingCounter(start: FindingCounter.ofBags)
      for item in try loose.items(of: bag) {
        try rows.add(item, ordinal: counter.ordinal(of: item), bag: bag.key)
      }
    }
  }

  private mutating func takeBack(_ facts: [EventFact], _ codeTexts: [String]) throws {
    for fact in facts {
      // An item brings along what befell the bags that it was put into.
      if let code = fact.code, code.isContainer { bags.insert(codeTexts[code.number]) }
      let isEarlier = fact.number <= first.number
      if fact.isCorrectionInVain || isEarlier && fact.type.subjectKind == .event {
        corrections.insert(LedgerPosition(fact.number))
      }
      guard isEarlier else { continue }
      for key in try rows.remove(at: LedgerPosition(fact.number)) {
        if let bag = try? ContainerCode(key) { bags.insert(FactDecoder.text(of: bag)) }
      }
    }
  }
}

extension EventFact {
  /// Whether it is a correction that is about nothing here.
  var isCorrectionInVain: Bool { type.subjectKind == .event && target == nil }
}

/// Tells several things of a kind about one event apart, in the order in which they are found.
struct FindingCounter {
  private struct Place: Hashable {
    let kind: WorkKind
    let position: LedgerPosition
  }

  /// Where those about bags begin: the same event may be in doubt as a bag's.
  static let ofBags: Int64 = 1_000

  private let start: Int64
  private var counts: [Place: Int64] = [:]

  init(start: Int64 = 0) { self.start = start }

  mutating func ordinal(of item: WorkItem) -> Int64 {
    let place = Place(kind: item.kind, position: item.position)
    defer { counts[place, default: 0] += 1 }
    return start + (counts[place] ?? 0)
  }
}
