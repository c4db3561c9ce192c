internal import HosoCrypto
public import HosoDomain
public import HosoLedger
internal import HosoSQLite

/// Where on the ledger there is something to be done, kept in worklist.db and brought up to date
/// from the ledger.
///
/// What it tells of is judged anew when it is asked, so a question costs what its answer holds,
/// however long the ledger is. Belongs to one thread.
/// What it throws: `LedgerFault`, or `SQLiteFault`.
public final class WorkIndex {
  /// Changes with the rules or the layout, so that older files are built anew.
  private static let version = "worklist 2"
  /// Events judged at once: bounds the memory of a rebuild to a few hundred megabytes.
  static let usualStretchLength = ClusterWalk.usualPartLength

  let reader: LedgerReader
  let calendar: WorkingCalendar
  let zones: TransitZones
  let file: DerivedFile
  private let stretchLength: Int64

  /// Opens the ledger's index, making or remaking it where it is missing or out of date.
  public static func open(
    _ reader: LedgerReader, calendar: WorkingCalendar, zones: TransitZones
  ) throws -> WorkIndex {
    let path = reader.folder.worklistPath
    return try DisposableFile.open(path) {
      try WorkIndex(path: path, reader, calendar, zones, usualStretchLength)
    }
  }

  /// An index in memory, for comparing a rebuild with what is on disk.
  ///
  /// - Parameter stretchLength: How many events are judged at once; changes no answer.
  public static func inMemory(
    _ reader: LedgerReader, calendar: WorkingCalendar, zones: TransitZones, stretchLength: Int64
  ) throws -> WorkIndex {
    try WorkIndex(path: ":memory:", reader, calendar, zones, max(1, stretchLength))
  }

  private init(
    path: String, _ reader: LedgerReader, _ calendar: WorkingCalendar, _ zones: TransitZones,
    _ stretchLength: Int64
  ) throws {
    self.reader = reader
    self.calendar = calendar
    self.zones = zones
    self.stretchLength = stretchLength
    // By these days are counted, and codes judged.
    let tables = "\(calendar.version) \(zones.version) \(reader.settings.codes.receipts)"
    file = try DerivedFile(
      path: path, reader: reader, fingerprint: "\(WorkIndex.version) \(tables)",
      schema: WorkIndex.schema)
  }

  /// What a row is told apart by.
  ///
  /// `ordinal` counts what is found about one event; of an event that was set aside it is when that
  /// came, and `aside` the hash of its bytes. `code` is one of the dossier's.
  private static let schema = """
    CREATE TABLE work(
      kind INTEGER NOT NULL, occurred_at INTEGER NOT NULL, position INTEGER NOT NULL,
      ordinal INTEGER NOT NULL, aside BLOB NOT NULL, bag TEXT NOT NULL, code TEXT,
      from_day INTEGER NOT NULL, office INTEGER, province INTEGER,
      PRIMARY KEY(kind, occurred_at, position, ordinal, aside, bag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX work_of_event ON work(position);
    CREATE INDEX work_of_bag ON work(bag) WHERE bag<>'';
    CREATE INDEX work_from ON work(kind, from_day);
    CREATE INDEX work_of_office ON work(office, kind, from_day);
    CREATE INDEX work_of_province ON work(province, kind, from_day);
    CREATE TABLE aside_seen(one INTEGER PRIMARY KEY CHECK(one = 1), at INTEGER NOT NULL) STRICT;
    INSERT INTO aside_seen VALUES(1, 0);
    """

  /// Takes in what the ledger recorded since; equal to a rebuild, whenever it is called.
  ///
  /// - Parameter progress: Told how many events are done of how many, now and then.
  public func catchUp(progress: @escaping (Int64, Int64) -> Void = { _, _ in }) throws {
    try reader.refresh()
    let target = reader.head.position
    let begin = try file.position()
    var position = begin
    while position < target {  // Bounded by the events recorded when it began.
      position = try advance(atMost: stretchLength, through: target) { done in
        progress(done - begin.number, target.number - begin.number)
      }
    }
    progress(target.number - begin.number, target.number - begin.number)
    if try isAnythingAside() { try file.write { try takeAsides() } }
  }

  /// Takes in some of what the ledger recorded since.
  ///
  /// - Parameter count: Events at most.
  /// - Returns: Whether there is more.
  public func catchUp(atMost count: Int64) throws -> Bool {
    try reader.refresh()
    let target = reader.head.position
    guard try file.position() < target else { return false }
    return try advance(atMost: count, through: target) { _ in } < target
  }

  /// Takes in a stretch all at once; answers how far it has come.
  private func advance(
    atMost count: Int64, through target: LedgerPosition, _ progress: @escaping (Int64) -> Void
  ) throws -> LedgerPosition {
    try file.write {
      // Another process may have gone on meanwhile.
      let position = try file.position()
      let end = LedgerPosition(min(position.number + count, target.number))
      guard position < end else { return position }
      var update = try WorkIndexUpdate(self, first: position, last: end)
      try update.run { progress(position.number + $0) }
      try file.move(to: end)
      return end
    }
  }

  private func isAnythingAside() throws -> Bool {
    try reader.isAnythingSetAside(after: RecordedAt(microseconds: try asideSeen()))
  }

  /// When what was set aside last came, of what was taken in; 0 before anything was.
  func asideSeen() throws -> Int64 {
    try file.connection.integer("SELECT at FROM aside_seen") ?? 0
  }

  /// Takes in what was set aside since.
  private func takeAsides() throws {
    let since = try asideSeen()
    var seen = since
    let loose = LooseWork(reader: reader, last: reader.head.position)
    let rows = try WorkRows(file.connection)
    try reader.forEachSetAside(since: RecordedAt(microseconds: since)) { aside, hash in
      seen = max(seen, aside.seenAt.microseconds)
      guard let item = try loose.item(aside) else { return }
      try rows.add(item, ordinal: aside.seenAt.microseconds, aside: hash.bytes)
    }
    guard seen > since else { return }
    let update = try file.connection.prepare("UPDATE aside_seen SET at=?1")
    try update.bind(seen, at: 1)
    try update.run()
  }
}

/// The rows of the index, as they are written.
struct WorkRows {
  private let insert: Statement
  private let deleteOfEvent: Statement
  private let deleteOfBag: Statement

  init(_ connection: Connection) throws {
    insert = try connection.prepare(
      """
      INSERT OR REPLACE INTO work(
        kind, occurred_at, position, ordinal, aside, bag, from_day, office, province, code)
      VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """)
    deleteOfEvent = try connection.prepare(
      "DELETE FROM work WHERE position=?1 AND aside=x'' RETURNING bag")
    deleteOfBag = try connection.prepare("DELETE FROM work WHERE bag=?1 AND bag<>''")
  }

  /// - Parameters:
  ///   - bag: Whose scans it was found among, by key; empty if it is no bag's.
  ///   - from: The first day on which it is to be done; nil if it does not wait for one.
  func add(
    _ item: WorkItem, ordinal: Int64, aside: [UInt8] = [], bag: String = "",
    from: LocalDate? = nil
  ) throws {
    try insert.bind(item.kind.number, at: 1)
    try insert.bind(item.occurredAt.milliseconds, at: 2)
    try insert.bind(item.position.number, at: 3)
    try insert.bind(ordinal, at: 4)
    try insert.bind(aside, at: 5)
    try insert.bind(bag, at: 6)
    try insert.bind(from.map { Int64($0.dayNumber) } ?? Int64.min, at: 7)
    try insert.bind(item.office.map { Int64($0.number) }, at: 8)
    try insert.bind(item.province.map { Int64($0.number) }, at: 9)
    try insert.bind(item.codes.first, at: 10)
    try insert.run()
  }

  /// Takes back what was found about an event; answers the bags that it was found among.
  func remove(at position: LedgerPosition) throws -> [String] {
    defer { deleteOfEvent.reset() }
    try deleteOfEvent.bind(position.number, at: 1)
    var bags: [String] = []
    while try deleteOfEvent.step() {  // Bounded by the rows of the answer.
      let bag = deleteOfEvent.text(0)
      if !bag.isEmpty { bags.append(bag) }
    }
    return bags
  }

  /// Takes back what was found about a bag.
  func remove(ofBag key: String) throws {
    try deleteOfBag.bind(key, at: 1)
    try deleteOfBag.run()
  }
}

extension WorkKind {
  /// Its number in the index.
  var number: Int64 { Int64(WorkKind.allCases.firstIndex(of: self) ?? 0) }
}
