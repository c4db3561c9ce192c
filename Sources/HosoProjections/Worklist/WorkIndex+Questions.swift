public import HosoDomain
internal import HosoLedger
internal import HosoSQLite

extension WorkIndex {
  /// What is to be done by now.
  ///
  /// Brings itself up to date, then O(log n) and what the answer holds; counting is O(rows of the
  /// kinds that were asked for).
  ///
  /// - Parameter query: Without a cutoff: what was to be done is asked of `Explainer`.
  public func worklist(
    _ query: WorklistQuery, provinces: Provinces,
    progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> Worklist {
    precondition(query.cutoff == nil, "the index knows what is to be done now")
    try catchUp(progress: progress)
    // Where a row is not what the ledger says, the ledger is asked.
    return try answer(query, provinces)
      ?? Explainer(reader, provinces: provinces)
      .worklist(query, calendar: calendar, zones: zones, progress: progress)
  }

  /// What the rows say; nil if one of them stands for nothing.
  func answer(_ query: WorklistQuery, _ provinces: Provinces) throws -> Worklist? {
    try file.snapshot {
      let position = try file.position()
      if position > reader.head.position { try reader.refresh() }
      let filter = WorkFilter(query, provinces)
      var judged = JudgedWork(self, through: position, on: query.today)
      var counts: [WorkKind: Int] = [:]
      var items: [WorkItem] = []
      for kind in query.kinds {
        counts[kind] = try filter.count(of: kind, in: file.connection)
        for row in try filter.rows(of: kind, limit: query.limit, in: file.connection) {
          guard let item = try judged.item(row) else { return nil }
          items.append(item)
        }
      }
      // So that asking for what was known then tells the same again.
      let aside = try asideSeen()
      let asOf = max(
        try reader.recordedAt(of: position)?.microseconds ?? -1, aside == 0 ? -1 : aside)
      return Worklist(
        asOf: RecordedAt(microseconds: asOf + 1), position: position, items: items, counts: counts)
    }
  }
}

/// A row of the index.
struct WorkRow {
  let kind: WorkKind
  let position: LedgerPosition
  let ordinal: Int64
  let aside: [UInt8]
  /// By its key; empty if it is no bag's.
  let bag: String
  /// One of the dossier's, or what is told of in its place.
  let code: String?
}

/// Which rows of the index are asked for.
private struct WorkFilter {
  private let today: LocalDate
  private let office: PostOfficeCode?
  /// Those that are one with the province that was asked for by now; nil for all.
  private let provinces: [ProvinceCode]?

  init(_ query: WorklistQuery, _ table: Provinces) {
    today = query.today
    office = query.office
    provinces = query.province.map { wanted in
      let successor = table.successor(wanted, on: query.today)
      return ProvinceCode.all.filter { table.successor($0, on: query.today) == successor }
    }
  }

  private var condition: String {
    var condition = "kind=?1 AND from_day<=?2"
    if office != nil { condition += " AND office=?3" }
    if let provinces {
      let numbers = provinces.map { String($0.number) }.joined(separator: ",")
      condition += " AND province IN (\(numbers))"
    }
    return condition
  }

  private func bind(_ kind: WorkKind, to statement: Statement) throws {
    try statement.bind(kind.number, at: 1)
    try statement.bind(Int64(today.dayNumber), at: 2)
    if let office { try statement.bind(Int64(office.number), at: 3) }
  }

  func count(of kind: WorkKind, in connection: Connection) throws -> Int {
    let statement = try connection.prepare("SELECT count(*) FROM work WHERE \(condition)")
    try bind(kind, to: statement)
    return try statement.step() ? Int(statement.integer(0)) : 0
  }

  /// The oldest first.
  func rows(of kind: WorkKind, limit: Int?, in connection: Connection) throws -> [WorkRow] {
    let statement = try connection.prepare(
      """
      SELECT position, ordinal, aside, bag, code FROM work WHERE \(condition)
      ORDER BY occurred_at, position, ordinal, aside, bag LIMIT ?4
      """)
    try bind(kind, to: statement)
    try statement.bind(limit.map { Int64($0) } ?? -1, at: 4)
    var rows: [WorkRow] = []
    while try statement.step() {  // Bounded by the limit.
      rows.append(
        WorkRow(
          kind: kind, position: LedgerPosition(statement.integer(0)),
          ordinal: statement.integer(1), aside: statement.bytes(2),
          bag: statement.text(3), code: statement.isNull(4) ? nil : statement.text(4)))
    }
    return rows
  }
}

/// What the rows of the index stand for, judged from the ledger.
private struct JudgedWork {
  private let index: WorkIndex
  private let last: LedgerPosition
  private let today: LocalDate
  private let loose: LooseWork
  /// Of the events that were judged last, which as a rule are those of one dossier.
  private var found: [Place: WorkItem] = [:]

  private struct Place: Hashable {
    let kind: WorkKind
    let position: LedgerPosition
    let ordinal: Int64
    let bag: String
  }

  init(_ index: WorkIndex, through last: LedgerPosition, on today: LocalDate) {
    self.index = index
    self.last = last
    self.today = today
    loose = LooseWork(reader: index.reader, last: last)
  }

  /// Nil if there is no such thing.
  mutating func item(_ row: WorkRow) throws -> WorkItem? {
    if !row.aside.isEmpty {
      return try index.reader.setAside(hash: row.aside).flatMap(loose.item)
    }
    let place = Place(
      kind: row.kind, position: row.position, ordinal: row.ordinal, bag: row.bag)
    if let item = found[place] { return item }
    found.removeAll(keepingCapacity: true)
    if !row.bag.isEmpty {
      guard let code = try? ContainerCode(row.bag) else { return nil }
      var counter = FindingCounter(start: FindingCounter.ofBags)
      for item in try loose.items(of: code) { keep(item, &counter, bag: row.bag) }
    } else if try index.reader.event(at: row.position)?.event.type.subjectKind == .event {
      var counter = FindingCounter()
      for item in try loose.flag(of: row.position) { keep(item, &counter) }
    } else {
      try judgeDossiers(around: row)
    }
    return found[place]
  }

  private mutating func keep(
    _ item: WorkItem, _ counter: inout FindingCounter, bag: String = ""
  ) {
    let ordinal = counter.ordinal(of: item)
    found[Place(kind: item.kind, position: item.position, ordinal: ordinal, bag: bag)] = item
  }

  private mutating func judgeDossiers(around row: WorkRow) throws {
    let reader = index.reader
    // What was recorded as a bag's may be a dossier's: then the code leads to the rest of it.
    var connected: [LedgerPosition: RecordedEvent] = [:]
    let code = row.code.flatMap { Alias(stored: $0) }
    for event in try code.map({ try reader.history(of: $0, through: last, withScans: true) }) ?? []
    {
      connected[event.position] = event
    }
    for event in try reader.history(around: [row.position], through: last, withScans: true) {
      connected[event.position] = event
    }
    let events = connected.values.sorted { $0.position < $1.position }
    let times = Dictionary(
      events.map { ($0.position.number, $0.recordedAt) }, uniquingKeysWith: { first, _ in first })
    let decoder = FactDecoder(codes: reader.settings.codes)
    let history = decoder.history(of: events)
    var reading = ClusterReading(names: decoder.names)
    reading.take(history)
    let rules = TransitRules(calendar: index.calendar, zones: index.zones, today: today)
    let judge = WorkJudge(
      kinds: WorkKind.allCases, rules: rules, reader: reader, codeTexts: decoder.codeTexts,
      recordedAt: { times[$0] })
    var counter = FindingCounter()
    for finding in try judge.findings(&reading, through: last.number) {
      keep(finding.item, &counter)
    }
  }
}
