public import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// What an audit found wrong in a ledger.
public struct AuditFinding: Hashable, Sendable {
  /// Where; nil where it concerns the ledger as a whole.
  public let position: LedgerPosition?
  public let kind: Kind

  public init(position: LedgerPosition?, kind: Kind) {
    self.position = position
    self.kind = kind
  }

  /// The kinds of damage an audit tells apart.
  public enum Kind: Hashable, Sendable {
    /// SQLite's own check of the file.
    case file(message: String)
    /// There is no event at this position, or one too many.
    case missingEvent
    /// The bytes are no event, or not in canonical form.
    case eventBytes
    /// The event was recorded before its predecessor.
    case timeRanBackwards
    /// The events under a stored subtree hash to something else.
    case subtree(number: Int64)
    /// The events hash to another root than the stored one.
    case root(stored: Digest, computed: Digest)
    /// The stored head names another position, moment or number of corrections.
    case head
    /// An event's origin run is missing, or says something else than the event.
    case originRun(source: String)
    /// The events of an origin hash to another chain.
    case originChain(source: String)
    /// The event is not found by one of its codes or ids.
    case lookup
    /// The look-up table holds entries of no event.
    case surplusLookups(Int64)
    /// The live figures differ from a rebuild, in what became known on this many days.
    case figures(days: Int)
  }
}

/// What an audit saw of a sound or unsound ledger.
public struct AuditReport: Sendable {
  public var findings: [AuditFinding] = []
  public var eventCount: Int64 = 0
  public var root = Digest.zero
  /// Sequences missing between the first and the last of some origin: events not received yet.
  public var holes: Int64 = 0
  public var originCount = 0
}

/// Reads every event again and compares all that was derived from them when they were written.
///
/// Findings beyond the first hundred are counted, not kept. O(events).
public struct LedgerAudit {
  static let findingsMax = 100
  private let reader: LedgerReader
  private var report = AuditReport()
  private var frontier = MerkleFrontier()
  private var runs = OriginAudit()
  private var corrections: Int64 = 0
  private var lookupCount: Int64 = 0
  /// False for a ledger that no newer hoso has opened for writing yet.
  private var findsContainers = true
  private var lastRecordedAt = RecordedAt(microseconds: .min)

  public init(_ reader: LedgerReader) {
    self.reader = reader
  }

  /// - Parameter progress: Told how many events are done of how many, now and then.
  public mutating func run(progress: (Int64, Int64) -> Void = { _, _ in }) throws -> AuditReport {
    let connection = reader.store.connection
    let stored = try stand(connection)
    if let message = try connection.text("PRAGMA quick_check(1)"), message != "ok" {
      add(.file(message: message), at: nil)
    }
    try readEvents(through: stored.last, connection, progress: progress)
    checkHead(stored)
    for source in runs.unfinished() { add(.originRun(source: source), at: nil) }
    for source in try runs.wrongChains(reader.store) { add(.originChain(source: source), at: nil) }
    report.originCount = runs.originCount
    report.holes = runs.holes
    return report
  }

  /// What the ledger says of itself at the moment at which the audit began.
  private struct Stand {
    let frontier: MerkleFrontier
    /// The last event there is, which should be the head.
    let last: LedgerPosition
    let lookups: Int64
  }

  /// Reads all that changes as the ledger grows.
  ///
  /// One snapshot for it, or a scan in between would look like damage, and a short one: as long as
  /// it stands the log cannot be written back. The events up to there stay as they are.
  private mutating func stand(_ connection: Connection) throws -> Stand {
    try connection.execute("BEGIN")
    defer { connection.rollback() }
    try reader.refresh()
    let version = try connection.integer("PRAGMA user_version") ?? 0
    findsContainers = version >= Schema.findsContainers
    try runs.load(connection, withChains: version >= Schema.chainsOrigins)
    return Stand(
      frontier: try reader.store.head().frontier,
      last: LedgerPosition(try connection.integer("SELECT max(position) FROM event") ?? 0),
      lookups: try connection.integer("SELECT count(*) FROM lookup") ?? 0)
  }

  private mutating func readEvents(
    through last: LedgerPosition, _ connection: Connection, progress: (Int64, Int64) -> Void
  ) throws {
    let subtrees = try connection.prepare("SELECT hash FROM subtree WHERE number=?1")
    let lookup = try connection.prepare("SELECT 1 FROM lookup WHERE key=?1 AND position=?2")
    // By rows and not by positions: a damaged one may stand anywhere.
    let events = try connection.prepare(
      """
      SELECT position, recorded_at, bytes FROM event WHERE position>?1 AND position<=?2
      ORDER BY position LIMIT ?3
      """)
    try events.bind(last.number, at: 2)
    try events.bind(LedgerReader.stretchLength, at: 3)
    var expected: Int64 = 1
    var place = Int64.min
    var isMore = true
    while isMore {  // Bounded by the rows of the table.
      try events.bind(place, at: 1)
      isMore = false
      while try events.step() {  // Bounded by the rows of the stretch.
        isMore = true
        let position = LedgerPosition(events.integer(0))
        if position.number != expected { add(.missingEvent, at: LedgerPosition(expected)) }
        place = position.number
        expected = place &+ 1
        let recordedAt = RecordedAt(microseconds: events.integer(1))
        if recordedAt < lastRecordedAt { add(.timeRanBackwards, at: position) }
        lastRecordedAt = recordedAt
        try events.withBytes(2) { bytes in
          try take(bytes, at: position, recordedAt: recordedAt, lookup: lookup, subtrees: subtrees)
        }
        report.eventCount += 1
      }
      events.reset()
      progress(report.eventCount, last.number)
    }
  }

  private mutating func take(
    _ bytes: UnsafeRawBufferPointer, at position: LedgerPosition, recordedAt: RecordedAt,
    lookup: Statement, subtrees: Statement
  ) throws {
    let hasher = reader.store.hasher
    let leaf = MerkleTree.leaf(bytes, recordedAt: recordedAt, hasher: hasher)
    if let hash = frontier.append(leaf: leaf, hasher: hasher) {
      let number = frontier.size / MerkleTree.leavesPerSubtree - 1
      try subtrees.bind(number, at: 1)
      let stored = try subtrees.step() ? Digest(subtrees.bytes(0)) : nil
      subtrees.reset()
      if stored != hash { add(.subtree(number: number), at: position) }
    }
    guard let event = EventCodec.decode(bytes),
      event.event.map({ EventCodec.encode($0).elementsEqual(bytes) }) ?? true
    else { return add(.eventBytes, at: position) }
    if case .event? = event.event?.subject { corrections += 1 }
    if event.identity.sequence != nil,
      let fault = runs.take(event.identity, at: position, bytes: bytes, hasher: hasher)
    {
      add(fault, at: position)
    }
    guard position <= reader.head.lookedUpThrough else { return }
    let keys = LookupKey.all(
      of: event, withContainers: findsContainers, hasher: hasher)
    for key in Set(keys) {
      lookupCount += 1
      try lookup.bind(key.number, at: 1)
      try lookup.bind(position.number, at: 2)
      if try !lookup.step() { add(.lookup, at: position) }
      lookup.reset()
    }
  }

  private mutating func checkHead(_ stand: Stand) {
    let stored = reader.head
    report.root = frontier.root(hasher: reader.store.hasher)
    if stored.root != report.root {
      add(.root(stored: stored.root, computed: report.root), at: stored.position)
    }
    // A wrong frontier would only show in the root of the next commit.
    let last = frontier.size == 0 ? nil : lastRecordedAt
    if stored.position.number != frontier.size || stored.recordedAt != last
      || stored.corrections != corrections || stand.frontier != frontier
      || stored.lookedUpThrough > stored.position
    {
      add(.head, at: stored.position)
    }
    if stand.lookups > lookupCount { add(.surplusLookups(stand.lookups - lookupCount), at: nil) }
  }

  private mutating func add(_ kind: AuditFinding.Kind, at position: LedgerPosition?) {
    guard report.findings.count < LedgerAudit.findingsMax else { return }
    report.findings.append(AuditFinding(position: position, kind: kind))
  }
}
