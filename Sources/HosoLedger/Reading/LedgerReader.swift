public import HosoCrypto
public import HosoDomain
internal import HosoSQLite

/// Reads a ledger as it stood when the reader was opened or last refreshed.
///
/// Cannot append.
///
/// Belongs to one thread. What it throws: `LedgerFault`, or `SQLiteFault`.
public final class LedgerReader {
  public let folder: LedgerFolder
  public private(set) var settings: LedgerSettings
  public private(set) var head: LedgerHead
  let store: EventStore
  private let file: FileIdentity?

  public init(opening folder: LedgerFolder) throws {
    guard folder.holdsLedger else { throw LedgerFault.missing(path: folder.path) }
    self.folder = folder
    // Opening may recover the log after a crash, which counts as writing.
    let lock = try WriterLock(path: folder.lockPath)
    (store, head, settings, file) = try lock.hold {
      folder.setAsideForeignLog(lock.lastNote())
      let file = FileIdentity(path: folder.ledgerPath)
      let connection = try Connection(path: folder.ledgerPath, access: .readOnly)
      try Schema.check(connection, path: folder.path)
      try Schema.configure(connection, isWriter: false)
      let store = try EventStore(connection: connection)
      let head = try store.head().head
      try store.loadTail(of: head)
      return (store, head, try LedgerSettings(store: store), file)
    }
  }

  /// Moves on to what others have committed since.
  ///
  /// - Throws: `LedgerFault.replaced` if another ledger stands in the place of this one.
  public func refresh() throws {
    guard FileIdentity(path: folder.ledgerPath) == file else {
      throw LedgerFault.replaced(path: folder.path)
    }
    let latest = try store.head().head
    guard latest.position >= head.position else {
      throw LedgerFault.replaced(path: folder.path)
    }
    let settings = try LedgerSettings(store: store)
    // Put back in its place, and gone on since.
    guard settings.ledgerID == self.settings.ledgerID,
      settings.epoch == self.settings.epoch || self.settings.epochs == nil
    else { throw LedgerFault.replaced(path: folder.path) }
    try store.loadTail(of: latest)
    (head, self.settings) = (latest, settings)
  }

  /// Why the next writer will begin a new epoch: the ledger was restored or copied; nil if it will
  /// not.
  ///
  /// - Parameter delivered: The furthest place that deliveries saw.
  public func doubt(delivered: LedgerMark? = nil) throws -> EpochCause? {
    let evidence = Provenance.Evidence(
      note: try WriterLock(path: folder.lockPath).lastNote(), file: file,
      lock: FileIdentity(path: folder.lockPath), delivered: delivered)
    // A snapshot is older than the note of a commit that came after it.
    guard let note = evidence.note, note.mark.position > head.position else {
      return try Provenance.doubt(
        of: settings, head: head.position, evidence, leaf: store.leaf)
    }
    try refresh()
    return try Provenance.doubt(of: settings, head: head.position, evidence, leaf: store.leaf)
  }

  /// The leaf hash of the event at a position: what tells a history from another; zero before the
  /// first, nil beyond the head.
  public func leaf(at position: LedgerPosition) throws -> Digest? {
    position <= head.position ? try store.leaf(at: position) : nil
  }

  /// How many events it has read by their positions.
  public var eventsRead: Int { store.eventsRead }

  /// The event at a position; nil beyond the head.
  public func event(at position: LedgerPosition) throws -> RecordedEvent? {
    position <= head.position ? try store.event(at: position) : nil
  }

  /// Everything connected with a code, in ledger order, as known through a position.
  ///
  /// - Parameter withScans: Whether the scans of bags that an item was put into are among it.
  public func history(
    of code: Alias, through last: LedgerPosition? = nil, withScans: Bool = false
  ) throws -> [RecordedEvent] {
    try directory(through: last, withScans: withScans).history(of: [code])
  }

  /// Everything connected with some events, in ledger order, as known through a position.
  ///
  /// - Parameter withScans: Whether the scans of bags that an item was put into are among it.
  public func history(
    around positions: [LedgerPosition], through last: LedgerPosition? = nil,
    withScans: Bool = false
  ) throws -> [RecordedEvent] {
    try directory(through: last, withScans: withScans).history(around: positions)
  }

  /// An event as the amendments that are in force say it was, void or not.
  public func amended(_ recorded: RecordedEvent) throws -> Event {
    try directory(through: nil).amended(recorded)
  }

  /// Every event about a bag or manifest as a whole, with its corrections, in ledger order.
  public func scans(
    of container: ContainerCode, through last: LedgerPosition? = nil
  ) throws -> [RecordedEvent] {
    try directory(through: last).scans(of: container)
  }

  /// Those events, and everything connected with the items that were ever put into it.
  ///
  /// O(events found).
  public func contents(
    of container: ContainerCode, through last: LedgerPosition? = nil
  ) throws -> [RecordedEvent] {
    try directory(through: last).contents(of: container)
  }

  /// Every event that puts an item into a bag, or says afterwards that it was in there.
  public func putIns(
    into container: ContainerCode, through last: LedgerPosition? = nil
  ) throws -> [RecordedEvent] {
    try directory(through: last).putIns(into: container)
  }

  /// Whether any event through a position is about a bag, or puts an item into it.
  public func knows(
    _ container: ContainerCode, through last: LedgerPosition? = nil
  ) throws -> Bool {
    try directory(through: last).knows(container)
  }

  /// Where the event is that a source calls by an id.
  public func position(of id: EventID, source: SourceName) throws -> LedgerPosition? {
    try store.position(of: id, source: source, through: head.position)
  }

  /// Where the event is that a correction takes effect on; nil if it is not known, is another one
  /// than was meant, or is not the correction's to correct.
  public func position(ofTarget correction: Event) throws -> LedgerPosition? {
    try store.position(ofTarget: correction, through: head.position)
  }

  /// The chain of an origin; nil for one that is not known, and in a ledger of an earlier version
  /// that was not opened for writing yet.
  public func chain(of source: SourceName) throws -> OriginChain? {
    let version = try store.connection.integer("PRAGMA user_version") ?? 0
    guard version >= Schema.chainsOrigins else { return nil }
    let statement = try store.connection.prepare(
      "SELECT chained_through, chain FROM origin WHERE name=?1")
    try statement.bind(source.text, at: 1)
    guard try statement.step(), let hash = Digest(statement.bytes(1)) else { return nil }
    return OriginChain(through: UInt64(clamping: statement.integer(0)), hash: hash)
  }

  /// The last position recorded strictly before a moment.
  ///
  /// O(log n) reads.
  public func lastPosition(recordedBefore cutoff: RecordedAt) throws -> LedgerPosition {
    try store.lastPosition(recordedBefore: cutoff, head: head.position)
  }

  /// When the event at a position was recorded; nil beyond the head.
  public func recordedAt(of position: LedgerPosition) throws -> RecordedAt? {
    try store.recordedAt(of: position)
  }

  /// The Merkle root over the first events.
  ///
  /// Reads one hash for 256 of them.
  public func root(at position: LedgerPosition) throws -> Digest {
    if position == head.position { return head.root }
    return try frontier(at: position).root(hasher: store.hasher)
  }

  /// The right edge of the tree over the first events.
  ///
  /// Reads one hash for 256 of them.
  func frontier(at position: LedgerPosition) throws -> MerkleFrontier {
    var frontier = MerkleFrontier()
    let width = MerkleTree.leavesPerSubtree
    let whole = position.number / width
    let statement = try store.connection.prepare(
      "SELECT hash FROM subtree WHERE number<?1 ORDER BY number")
    try statement.bind(whole, at: 1)
    while try statement.step() {  // Bounded by the rows of the answer.
      guard let hash = Digest(statement.bytes(0)) else {
        throw LedgerFault.corrupt(position: nil, damage: .head)
      }
      frontier.append(subtree: hash, leaves: width, hasher: store.hasher)
    }
    var number = whole * width
    while number < position.number {  // Bounded by the leaves of one subtree.
      number += 1
      let leaf = try store.withEvent(at: LedgerPosition(number)) { recordedAt, bytes in
        MerkleTree.leaf(bytes, recordedAt: recordedAt, hasher: store.hasher)
      }
      guard let leaf else {
        throw LedgerFault.corrupt(position: LedgerPosition(number), damage: .head)
      }
      _ = frontier.append(leaf: leaf, hasher: store.hasher)
    }
    return frontier
  }

  private func directory(
    through last: LedgerPosition?, withScans: Bool = false
  ) -> Directory {
    var head = head
    head.position = min(last ?? head.position, head.position)
    return Directory(store: store, head: head, withScans: withScans)
  }
}
