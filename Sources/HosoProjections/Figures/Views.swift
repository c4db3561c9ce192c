internal import HosoDomain
public import HosoLedger
internal import HosoSQLite

/// The figures' cube, kept in views.db and brought up to date from the ledger.
///
/// A cursor over the ledger like any other reader: what it holds is a function of the events
/// up to its position, and deleting the file loses nothing. Belongs to one thread.
/// What it throws: `LedgerFault`, or `SQLiteFault`.
public final class Views {
  /// Changes with the rules or the layout, so that older files are built anew.
  private static let fingerprint = "figures 6"
  /// Events judged at once: bounds the memory of a rebuild to a few hundred megabytes.
  private static let stretchLength: Int64 = 2_000_000

  let reader: LedgerReader
  private let file: DerivedFile
  private(set) var groups = GroupTable()
  /// The last event the cube holds.
  private(set) var position = LedgerPosition.start
  /// Whether questions are answered from what is here, without a look at what came since.
  private var isSettled = false
  /// How often every dossier was judged by itself, which takes most of the time of an export.
  var surveyWalks = 0
  /// What was found out about publications, which never changes.
  var knownChanges: [ReleaseChange: Bool] = [:]

  private var connection: Connection { file.connection }

  /// Opens the ledger's views, making or remaking them where they are missing or out of date.
  public static func open(_ reader: LedgerReader) throws -> Views {
    let path = reader.folder.viewsPath
    return try DisposableFile.open(path) { try Views(path: path, reader: reader) }
  }

  /// Views in memory, for comparing a rebuild with what is on disk.
  public static func inMemory(_ reader: LedgerReader) throws -> Views {
    try Views(path: ":memory:", reader: reader)
  }

  private init(path: String, reader: LedgerReader) throws {
    self.reader = reader
    file = try DerivedFile(
      path: path, reader: reader, fingerprint: Views.fingerprint, schema: Views.schema)
    try file.snapshot { try load() }
  }

  private static let schema = """
    CREATE TABLE cube(known_day INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;
    CREATE TABLE cube_group(
      number INTEGER PRIMARY KEY, province INTEGER, service TEXT, channel INTEGER, agency TEXT,
      office INTEGER
    ) STRICT;
    CREATE TABLE pending_correction(position INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE release(position INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE declaration(
      position INTEGER PRIMARY KEY, first_day INTEGER NOT NULL, end_day INTEGER NOT NULL
    ) STRICT;
    """

  /// Reads the cursor and the groups; throws if they were made from something else.
  private func load() throws {
    position = try file.position()
    try loadGroups()
  }

  /// Reads the groups that were added since; a group's number never changes.
  private func loadGroups() throws {
    let statement = try connection.prepare(
      """
      SELECT province, service, channel, agency, office FROM cube_group WHERE number>=?1
      ORDER BY number
      """)
    try statement.bind(Int64(groups.groups.count), at: 1)
    while try statement.step() {  // Bounded by the rows of the answer.
      groups.append(
        CubeGroup(
          province: ProvinceCode(number: UInt8(clamping: statement.integer(0))),
          service: statement.isNull(1) ? nil : statement.text(1),
          channel: Channel(rawValue: UInt8(clamping: statement.integer(2))),
          agency: statement.isNull(3) ? nil : statement.text(3),
          office: PostOfficeCode(number: UInt32(clamping: statement.integer(4)))))
    }
  }

  /// Takes in what the ledger recorded since; equal to a rebuild, whenever it is called.
  ///
  /// - Parameters:
  ///   - last: Where to stop; the ledger's head unless given.
  ///   - progress: Told how many events are done of how many, now and then.
  public func catchUp(
    through last: LedgerPosition? = nil, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws {
    try reader.refresh()
    let target = last ?? reader.head.position
    guard position < target else { return }
    let begin = position.number
    while position < target {  // Bounded by the events recorded when it began.
      let done = position.number - begin
      do {
        try file.write {
          try load()
          let end = LedgerPosition(min(position.number + Views.stretchLength, target.number))
          if position < end {
            try advance(through: end) { progress(done + $0, target.number - begin) }
          }
        }
      } catch {
        // What was numbered here and not stored, another process may number otherwise.
        groups = GroupTable()
        position = .start
        throw error
      }
    }
    precondition(position >= target, "a view that caught up is where it was to be")
    progress(target.number - begin, target.number - begin)
  }

  /// Takes in some of what the ledger recorded since; answers whether there is more.
  ///
  /// - Parameter count: Events at most.
  public func catchUp(atMost count: Int64) throws -> Bool {
    try reader.refresh()
    try catchUp(through: min(reader.head.position, LedgerPosition(position.number + count)))
    return position < reader.head.position
  }

  /// Catches up once for all the questions that follow: none of them looks for more, until this is
  /// called again.
  public func settle(progress: (Int64, Int64) -> Void = { _, _ in }) throws {
    try catchUp(progress: progress)
    isSettled = true
  }

  /// Before each question; what came behind its cutoff need not be judged for it.
  func keepUp(before cutoff: RecordedAt? = nil) throws {
    guard !isSettled else { return }
    try reader.refresh()
    try catchUp(through: try cutoff.map { try reader.lastPosition(recordedBefore: $0) })
  }

  /// Runs `body` while the cube stands still at `position`, whoever else catches up meanwhile.
  func snapshot<R>(_ body: () throws -> R) throws -> R {
    try file.snapshot {
      try load()
      if position > reader.head.position { try reader.refresh() }
      return try body()
    }
  }

  private func advance(through end: LedgerPosition, progress: (Int64) -> Void) throws {
    var engine = DifferenceEngine(reader: reader, groups: groups)
    let differences = try engine.differences(
      after: position, through: end, corrections: pendingCorrections(), progress: progress)
    try store(engine.groups)
    for (day, cells) in differences.cellsByDay { try store(cells, knownOn: day) }
    try store(pending: differences.pendingCorrections)
    try store(releases: differences.releases)
    try store(declarations: differences.declarations)
    try file.move(to: end)
    position = end
  }

  private func pendingCorrections() throws -> [LedgerPosition] {
    let statement = try connection.prepare("SELECT position FROM pending_correction")
    var positions: [LedgerPosition] = []
    while try statement.step() {  // Bounded by the rows of the answer.
      positions.append(LedgerPosition(statement.integer(0)))
    }
    return positions
  }

  private func store(pending: [LedgerPosition]) throws {
    try connection.execute("DELETE FROM pending_correction")
    let insert = try connection.prepare("INSERT OR IGNORE INTO pending_correction VALUES(?1)")
    for position in pending {
      try insert.bind(position.number, at: 1)
      try insert.run()
    }
  }

  private func store(releases: [LedgerPosition]) throws {
    let insert = try connection.prepare("INSERT INTO release VALUES(?1)")
    for position in releases {
      try insert.bind(position.number, at: 1)
      try insert.run()
    }
  }

  private func store(declarations: [LedgerPosition]) throws {
    let insert = try connection.prepare("INSERT INTO declaration VALUES(?1, ?2, ?3)")
    for position in declarations {
      // One that names no period, of another program, is about no figures.
      guard let period = try reader.event(at: position)?.event.period else { continue }
      try insert.bind(position.number, at: 1)
      try insert.bind(Int64(period.start.dayNumber), at: 2)
      try insert.bind(Int64(period.end.dayNumber), at: 3)
      try insert.run()
    }
  }

  /// Where the ledger up to `position` declares periods complete that share a day with one, in
  /// order.
  func declarationPositions(of period: Period) throws -> [LedgerPosition] {
    let statement = try connection.prepare(
      "SELECT position FROM declaration WHERE first_day<?1 AND end_day>?2 ORDER BY position")
    try statement.bind(Int64(period.end.dayNumber), at: 1)
    try statement.bind(Int64(period.start.dayNumber), at: 2)
    var positions: [LedgerPosition] = []
    while try statement.step() {  // Bounded by the rows of the answer.
      positions.append(LedgerPosition(statement.integer(0)))
    }
    return positions
  }

  /// Where the ledger up to `position` publishes figures, in order.
  func releasePositions() throws -> [LedgerPosition] {
    let statement = try connection.prepare("SELECT position FROM release ORDER BY position")
    var positions: [LedgerPosition] = []
    while try statement.step() {  // Bounded by the rows of the answer.
      positions.append(LedgerPosition(statement.integer(0)))
    }
    return positions
  }

  private func store(_ cells: [CubeCell], knownOn day: Int32) throws {
    let select = try connection.prepare("SELECT cells FROM cube WHERE known_day=?1")
    try select.bind(Int64(day), at: 1)
    var all = cells
    if try select.step() { all += select.withBytes(0) { CubeCells.decode($0) } }
    let upsert = try connection.prepare("INSERT OR REPLACE INTO cube VALUES(?1, ?2)")
    try upsert.bind(Int64(day), at: 1)
    try upsert.bind(CubeCells.encode(CubeCells.merged(all)), at: 2)
    try upsert.run()
  }

  private func store(_ updated: GroupTable) throws {
    let insert = try connection.prepare("INSERT INTO cube_group VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
    for number in groups.groups.count..<updated.groups.count {
      let group = updated.groups[number]
      try insert.bind(Int64(number), at: 1)
      try bind(group.province.map { Int64($0.number) }, to: insert, at: 2)
      try bind(group.service, to: insert, at: 3)
      try bind(group.channel.map { Int64($0.rawValue) }, to: insert, at: 4)
      try bind(group.agency, to: insert, at: 5)
      try bind(group.office.map { Int64($0.number) }, to: insert, at: 6)
      try insert.run()
    }
    groups = updated
  }

  private func bind(_ value: Int64?, to statement: Statement, at index: Int32) throws {
    if let value { try statement.bind(value, at: index) } else { try statement.bindNull(at: index) }
  }

  private func bind(_ value: String?, to statement: Statement, at index: Int32) throws {
    if let value { try statement.bind(value, at: index) } else { try statement.bindNull(at: index) }
  }

  /// Hands over the cells that became known on days before one, in the order of the days.
  func forEachCell(knownBefore day: Int32, _ body: (CubeCell) -> Void) throws {
    let statement = try connection.prepare(
      "SELECT cells FROM cube WHERE known_day<?1 ORDER BY known_day")
    try statement.bind(Int64(day), at: 1)
    while try statement.step() {  // Bounded by the rows of the answer.
      statement.withBytes(0) { CubeCells.forEach(in: $0, body) }
    }
  }

  /// Everything in the cube in a form that does not depend on how it came about.
  func content() throws -> [Int32: [CubeGroup: [UInt64: Int32]]] {
    let statement = try connection.prepare("SELECT known_day, cells FROM cube")
    var content: [Int32: [CubeGroup: [UInt64: Int32]]] = [:]
    while try statement.step() {  // Bounded by the rows of the answer.
      let day = Int32(truncatingIfNeeded: statement.integer(0))
      for cell in statement.withBytes(1, CubeCells.decode) {
        let group = groups.groups[Int(cell.group)]
        content[day, default: [:]][group, default: [:]][cell.key >> 32] = cell.count
      }
    }
    return content
  }
}
