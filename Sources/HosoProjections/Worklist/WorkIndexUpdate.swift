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
  private var ends = LooseEnds()

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
      ends.note(contested: part.loader.contestedBags)
    }
    ends.note(corrections: walk.idleCorrections)
    let loose = LooseWork(reader: index.reader, last: last)
    for correction in ends.corrections {
      _ = try rows.remove(at: correction)
      for item in try loose.flag(of: correction) { try rows.add(item, ordinal: 0) }
    }
    for bag in ends.bags {
      try rows.remove(ofBag: bag.key)
      var counter = FindingCounter(start: FindingCounter.ofBags)
      for item in try loose.items(of: bag) {
        try rows.add(item, ordinal: counter.ordinal(of: item), bag: bag.key)
      }
    }
  }

  /// Takes back what was found about events that are judged again.
  private mutating func takeBack(_ facts: [EventFact], _ codeTexts: [String]) throws {
    ends.note(facts, codeTexts)
    let earlier = facts.filter { $0.number <= first.number }
    // Whatever was found about a correction may be otherwise by now.
    ends.note(
      corrections: earlier.lazy.filter { $0.type.subjectKind == .event }
        .map { LedgerPosition($0.number) })
    for fact in earlier {
      for key in try rows.remove(at: LedgerPosition(fact.number)) {
        if let bag = try? ContainerCode(key) { ends.note(bag) }
      }
    }
  }
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
