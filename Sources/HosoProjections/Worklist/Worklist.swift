public import HosoDomain
public import HosoLedger

/// A question for the worklist.
public struct WorklistQuery: Sendable {
  public var kinds: [WorkKind]
  /// Only of this post office.
  public var office: PostOfficeCode?
  /// Only of this province, those that went into it among them.
  public var province: ProvinceCode?
  /// Only what was recorded strictly before this counts; nil means everything there is.
  public var cutoff: RecordedAt?
  /// The day through which open terms are counted.
  public var today: LocalDate
  /// The most things of each kind that are told; nil for all.
  public var limit: Int?

  public init(
    kinds: [WorkKind] = WorkKind.allCases, office: PostOfficeCode? = nil,
    province: ProvinceCode? = nil, cutoff: RecordedAt? = nil, today: LocalDate,
    limit: Int? = nil
  ) {
    self.kinds = kinds
    self.office = office
    self.province = province
    self.cutoff = cutoff
    self.today = today
    self.limit = limit
  }
}

/// What is to be done, so that nothing odd is forgotten.
public struct Worklist: Sendable {
  public let asOf: RecordedAt
  /// The last position that counts.
  public let position: LedgerPosition
  /// As many of each kind as were asked for, the oldest first.
  public let items: [WorkItem]
  private let counts: [WorkKind: Int]

  init(
    asOf: RecordedAt, position: LedgerPosition, items: [WorkItem], counts: [WorkKind: Int]
  ) {
    self.asOf = asOf
    self.position = position
    self.items = items
    self.counts = counts
  }

  /// How many things of a kind there are.
  public func count(of kind: WorkKind) -> Int { counts[kind] ?? 0 }

  /// How many things there are.
  public var count: Int { counts.values.reduce(0, +) }
}

extension Explainer {
  /// What was to be done as known at a moment, judged anew.
  ///
  /// Goes through the whole ledger; what is to be done now, `WorkIndex` knows.
  public func worklist(
    _ query: WorklistQuery, calendar: WorkingCalendar, zones: TransitZones,
    progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> Worklist {
    let (asOf, last) = try workMoment(query.cutoff)
    let rules = TransitRules(calendar: calendar, zones: zones, today: query.today)
    var found: [Int64: [WorkItem]] = [:]
    var walk = ClusterWalk(reader: reader, first: .start, last: last, partLength: partLength)
    walk.progress = { progress($0, last.number) }
    walk.keepsTimes = query.kinds.contains(.flags) || query.kinds.contains(.agencies)
    var ends = LooseEnds()
    if query.kinds != [.setAside] {
      try walk.run { reading, part in
        ends.note(reading.facts, part.codeTexts)
        if !part.isFirst {
          for fact in reading.facts { found[fact.number] = nil }
        }
        let judge = WorkJudge(
          kinds: query.kinds, rules: rules, reader: reader, codeTexts: part.codeTexts,
          recordedAt: part.loader.recordedAt)
        for finding in try judge.findings(&reading, through: part.end.number)
        where finding.isDue(on: query.today) && includes(finding.item, query) {
          found[finding.item.position.number, default: []].append(finding.item)
        }
      } ended: { part in
        ends.note(contested: part.loader.contestedBags)
      }
    }
    ends.note(corrections: walk.idleCorrections)
    var told = OldestWork(limit: query.limit)
    for item in found.values.joined() { told.add(item) }
    try tell(query, ends, through: last, before: asOf) { item in
      if includes(item, query) { told.add(item) }
    }
    return Worklist(
      asOf: asOf, position: last, items: told.items(query.kinds), counts: told.counts)
  }

  /// The moment before which all counts, and the last position that does; what was set aside is
  /// no position's, and counts from when it came.
  private func workMoment(_ cutoff: RecordedAt?) throws -> (RecordedAt, LedgerPosition) {
    let (asOf, last) = try moment(cutoff)
    guard cutoff == nil, let aside = try reader.lastSetAsideAt() else { return (asOf, last) }
    return (max(asOf, RecordedAt(microseconds: aside.microseconds + 1)), last)
  }

  /// Hands over what is to be done about what is no dossier's.
  private func tell(
    _ query: WorklistQuery, _ ends: LooseEnds, through last: LedgerPosition,
    before asOf: RecordedAt, _ body: (WorkItem) -> Void
  ) throws {
    let loose = LooseWork(reader: reader, last: last)
    if query.kinds.contains(.flags) {
      for correction in ends.corrections { try loose.flag(of: correction).forEach(body) }
      for bag in ends.bags { try loose.items(of: bag).forEach(body) }
    }
    if query.kinds.contains(.setAside) {
      try reader.forEachSetAside(since: RecordedAt(microseconds: 0), before: asOf) { aside, _ in
        try loose.item(aside).map(body)
      }
    }
  }

  private func includes(_ item: WorkItem, _ query: WorklistQuery) -> Bool {
    if let office = query.office, item.office != office { return false }
    guard let wanted = query.province else { return true }
    return item.province.map { provinces.successor($0, on: query.today) }
      == provinces.successor(wanted, on: query.today)
  }
}

/// The oldest things of each kind, as many as are asked for, and how many there are in all.
private struct OldestWork {
  private let limit: Int
  private var kept: [WorkKind: [WorkItem]] = [:]
  private(set) var counts: [WorkKind: Int] = [:]

  init(limit: Int?) { self.limit = limit ?? Int.max }

  /// O(log n) on the average; never keeps more than a thousand and twice as many as are asked for.
  mutating func add(_ item: WorkItem) {
    counts[item.kind, default: 0] += 1
    kept[item.kind, default: []].append(item)
    let count = kept[item.kind]?.count ?? 0
    if count / 2 > max(limit, 512) { kept[item.kind] = oldest(of: item.kind) }
  }

  func items(_ kinds: [WorkKind]) -> [WorkItem] { kinds.flatMap(oldest) }

  private func oldest(of kind: WorkKind) -> [WorkItem] {
    Array((kept[kind] ?? []).sorted(by: WorkItem.precedes).prefix(limit))
  }
}
