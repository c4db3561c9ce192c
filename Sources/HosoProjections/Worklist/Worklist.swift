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
    let (asOf, last) = try moment(query.cutoff)
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
    let items =
      try found.values.joined()
      + self.items(query, ends, through: last).filter { includes($0, query) }
    return Worklist(
      asOf: asOf, position: last, items: shortened(items.sorted(by: WorkItem.precedes), query),
      counts: items.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 })
  }

  /// What is to be done about what is no dossier's.
  private func items(
    _ query: WorklistQuery, _ ends: LooseEnds, through last: LedgerPosition
  ) throws -> [WorkItem] {
    let loose = LooseWork(reader: reader, last: last)
    var items: [WorkItem] = []
    if query.kinds.contains(.flags) {
      for correction in ends.corrections { items += try loose.flag(of: correction) }
      for bag in ends.bags { items += try loose.items(of: bag) }
    }
    if query.kinds.contains(.setAside) {
      items += try reader.setAside(before: query.cutoff).compactMap(loose.item)
    }
    return items
  }

  private func shortened(_ items: [WorkItem], _ query: WorklistQuery) -> [WorkItem] {
    let limit = query.limit ?? Int.max
    return query.kinds.flatMap { kind in items.filter { $0.kind == kind }.prefix(limit) }
  }

  private func includes(_ item: WorkItem, _ query: WorklistQuery) -> Bool {
    if let office = query.office, item.office != office { return false }
    guard let wanted = query.province else { return true }
    return item.province.map { provinces.successor($0, on: query.today) }
      == provinces.successor(wanted, on: query.today)
  }
}
