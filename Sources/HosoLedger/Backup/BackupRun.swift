internal import HosoCrypto
public import HosoDomain

/// What a backup came to.
public struct BackupReport: Hashable, Sendable {
  public let head: BackupHead
  /// Events that were not in the backup before.
  public let newEvents: Int64
  public let packsWritten: Int
  public let bytesWritten: Int
}

/// Brings a backup up to a ledger's head while everybody goes on with the ledger.
///
/// Order matters: what is read of the operational state comes first, so that no place in it lies
/// beyond the events that are backed up.
public final class BackupRun {
  private let folder: BackupFolder
  private let ledger: LedgerReader
  private var head: BackupHead
  /// The packs of the backup to be: of events in ledger order, and of all else.
  private var events: [BackupHead.Listed] = []
  private var others: [BackupHead.Listed] = []
  private var newEvents: Int64 = 0
  private var packsWritten = 0
  private var bytesWritten = 0
  /// Packs under way, by what they are of.
  private var open: [PackKind: PackBuilder] = [:]

  /// - Throws: `BackupFault` if the folder has a backup of another ledger, or of one that parted
  ///   from this.
  public init(of ledger: LedgerReader, to folder: BackupFolder) throws {
    self.folder = folder
    self.ledger = ledger
    head = BackupHead(ledgerID: ledger.settings.ledgerID)
    guard let last = folder.head else { return }
    guard last.ledgerID == head.ledgerID else { throw BackupFault.otherLedger(path: folder.path) }
    if last.position > ledger.head.position { try ledger.refresh() }
    guard last.position <= ledger.head.position, try ledger.root(at: last.position) == last.root
    else { throw BackupFault.otherHistory(path: folder.path, position: last.position) }
    // What somebody removed is written anew, with all behind it.
    let names = try folder.names()
    events = Array(last.packs(of: .events).prefix { names.contains($0.name) })
    newEvents = -last.position.number
  }

  /// Adds a row of something that is neither event nor set aside.
  public func add(_ row: PackRow, numbered number: Int64, to kind: PackKind) throws {
    try row.bytes.withUnsafeBytes {
      try add(LedgerPosition(number), RecordedAt(microseconds: 0), $0, to: kind)
    }
  }

  /// Says which tables the rows of the operational state are of.
  public func noteState(version: Int64) { head.stateVersion = version }

  /// Adds the events through the ledger's head and what was set aside, and makes the backup the one
  /// that counts.
  ///
  /// - Parameter progress: Told how many events are done of how many, now and then.
  public func finish(
    at now: RecordedAt, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws -> BackupReport {
    try ledger.refresh()
    try addEvents(progress: progress)
    try ledger.forEachAsideRow { try add($0, $1, $2, to: .setAside) }
    for kind in PackKind.allCases { try close(kind) }
    let settings = ledger.settings
    head.epoch = settings.epoch
    head.position = ledger.head.position
    head.recordedAt = ledger.head.recordedAt
    head.root = ledger.head.root
    head.isBackfilled = ledger.head.isBackfilled
    head.schema = try ledger.schemaVersion()
    head.madeAt = now
    head.settings = try ledger.storedSettings()
    head.packs = events + others
    try folder.publish(head)
    return BackupReport(
      head: head, newEvents: newEvents, packsWritten: packsWritten, bytesWritten: bytesWritten)
  }

  private func addEvents(progress: (Int64, Int64) -> Void) throws {
    let last = ledger.head.position
    newEvents += last.number
    let done = events.last?.stretch?.last ?? .start
    guard done < last else { return }
    let first = absorbed(last.number - done.number)
    var frontier = try ledger.frontier(at: first)
    var pack = PackBuilder(.events, ledgerID: head.ledgerID)
    var begin = first
    let hasher = folder.hasher
    try ledger.forEachRow(after: first, through: last) { position, recordedAt, bytes in
      guard position == LedgerPosition(frontier.size + 1) else {
        throw BackupFault.ledgerDamaged(position: position)
      }
      pack.add(position: position, moment: recordedAt, bytes: bytes)
      let leaf = MerkleTree.leaf(bytes, recordedAt: recordedAt, hasher: hasher)
      _ = frontier.append(leaf: leaf, hasher: hasher)
      guard pack.isFull || position == last else { return }
      try write(pack, first: begin.next, last: position, root: frontier.root(hasher: hasher))
      pack = PackBuilder(.events, ledgerID: head.ledgerID)
      begin = position
      progress(position.number - first.number, last.number - first.number)
    }
    guard frontier.size == last.number, frontier.root(hasher: hasher) == ledger.head.root else {
      throw BackupFault.ledgerDamaged(position: LedgerPosition(frontier.size))
    }
  }

  /// Takes the last packs back that are small beside what is to be added, so that there are never
  /// many: each pack left has more than twice as many events as the one after it, or is full.
  ///
  /// - Returns: The position behind which events are to be added.
  private func absorbed(_ count: Int64) -> LedgerPosition {
    var count = count
    while let last = events.last?.stretch, last.count <= 2 * count,
      last.count + count <= PackBuilder.entriesMax
    {  // Bounded by the packs.
      events.removeLast()
      count += last.count
    }
    return events.last?.stretch?.last ?? .start
  }

  private func add(
    _ position: LedgerPosition, _ moment: RecordedAt, _ bytes: UnsafeRawBufferPointer,
    to kind: PackKind
  ) throws {
    open[kind, default: PackBuilder(kind, ledgerID: head.ledgerID)]
      .add(position: position, moment: moment, bytes: bytes)
    if open[kind]?.isFull == true { try close(kind) }
  }

  private func close(_ kind: PackKind) throws {
    guard let pack = open.removeValue(forKey: kind) else { return }
    try write(pack)
  }

  private func write(
    _ pack: PackBuilder, first: LedgerPosition, last: LedgerPosition, root: Digest
  ) throws {
    try write(pack, BackupHead.Listed.Stretch(first: first, last: last, root: root))
  }

  private func write(_ pack: PackBuilder, _ stretch: BackupHead.Listed.Stretch? = nil) throws {
    let (bytes, sum) = pack.finished(hasher: folder.hasher)
    let listed = BackupHead.Listed(kind: pack.kind, sum: sum, stretch: stretch)
    let count = try folder.add(bytes, as: listed)
    if stretch == nil { others.append(listed) } else { events.append(listed) }
    bytesWritten += count
    if count > 0 { packsWritten += 1 }
  }
}
