internal import Glibc
internal import HosoCrypto
public import HosoDomain

/// A ledger in the making from a backup: nothing is in its place before all of it is there.
///
/// Let go before it is published, it is gone.
public final class LedgerRestore {
  /// The ledger as far as it is made.
  public let folder: LedgerFolder
  /// What the backup says of itself.
  public let head: BackupHead
  private let backup: BackupFolder
  private let path: String
  private let draft: DraftFolder

  /// - Parameter path: Where the ledger is to be; nothing, or an empty folder, may be there.
  public init(from backup: BackupFolder, to path: String) throws {
    guard let head = backup.head else { throw BackupFault.missing(path: backup.path) }
    guard head.schema <= Schema.version else {
      throw LedgerFault.newerSchema(found: head.schema, known: Schema.version)
    }
    self.backup = backup
    self.head = head
    // Beside what is there, whatever leads to it, and never in it.
    let named = String(path.reversed().drop { $0 == "/" }.reversed())
    let path = Folder.realPath(path) ?? (named.isEmpty ? path : named)
    self.path = path
    folder = LedgerFolder(path: path + ".hoso-partial")
    do throws(FileFault) {
      guard try Folder(opening: path, followsLinks: true)?.entries().isEmpty ?? true else {
        throw FileFault(operation: .makeFolder, path: path, code: ENOTEMPTY)
      }
      draft = try DraftFolder(at: folder.path, for: .owner)
    } catch  where error.code == ENOTEMPTY {
      let isLedger = LedgerFolder(path: path).holdsLedger
      throw isLedger ? LedgerFault.exists(path: path) : .folderNotEmpty(path: path)
    } catch {
      throw LedgerFault(error)
    }
  }

  /// Replays every pack, compares the root with what the backup's head says, and begins an epoch.
  ///
  /// - Parameter progress: Told how many events are done of how many, now and then.
  /// - Throws: `BackupFault` naming the pack that is missing, damaged or not what it was.
  public func replay(
    at now: RecordedAt, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws -> LedgerEpoch? {
    let writer = try LedgerWriter.restoring(head, in: folder, at: now)
    for pack in head.packs(of: .events) {
      guard let stretch = pack.stretch else { throw BackupFault.head }
      try writer.commit(isBulk: true) { transaction in
        try backup.forEachEntry(of: pack, transaction.replay())
      }
      guard writer.head.position == stretch.last, writer.head.root == stretch.root else {
        throw BackupFault.content(name: pack.name)
      }
      progress(stretch.last.number, head.position.number)
    }
    guard writer.head.root == head.root, writer.head.position == head.position else {
      throw BackupFault.head
    }
    for pack in head.packs(of: .setAside) {
      try writer.commit(isBulk: true) { transaction in
        try backup.forEachEntry(of: pack, transaction.replayAside())
      }
    }
    try writer.endReplay(head)
    return writer.begun
  }

  /// Hands over every row of something that is neither event nor set aside, with its number.
  public func forEachRow(of kind: PackKind, _ body: (PackRow, Int64) throws -> Void) throws {
    for pack in head.packs(of: kind) {
      var index = 0
      try backup.forEachEntry(of: pack) { entry in
        guard let row = PackRow(bytes: entry.bytes) else { throw PackFlaw.entry(index) }
        try body(row, entry.position.number)
        index += 1
      }
    }
  }

  /// Puts the ledger in its place, durable when this returns.
  public func publish() throws {
    do throws(FileFault) {
      try draft.move(to: path)
      try Folder(opening: path + "/..", followsLinks: true)?.sync()
    } catch {
      throw LedgerFault(error)
    }
  }
}

extension LedgerWriter {
  /// Makes an empty ledger with the name and the settings of one that was backed up.
  fileprivate static func restoring(
    _ head: BackupHead, in folder: LedgerFolder, at now: RecordedAt
  ) throws -> LedgerWriter {
    guard let text = head.settings.first(where: { $0.name == SettingName.source.rawValue })?.value,
      let source = try? SourceName(text)
    else { throw BackupFault.head }
    try create(in: folder, settings: LedgerSettings(ledgerID: head.ledgerID, source: source))
    let writer = try LedgerWriter(opening: folder, clock: { now })
    try writer.commit { transaction in
      for setting in head.settings {
        guard let name = SettingName(rawValue: setting.name) else { continue }
        try transaction.set(name, to: setting.value)
      }
    }
    return writer
  }

  fileprivate var head: LedgerHead { session.state.head }

  /// Ends a replay: look-ups are written, and what follows is of another epoch.
  fileprivate func endReplay(_ head: BackupHead) throws {
    if head.isBackfilled {
      try commit { transaction in transaction.markBackfilled() }
    }
    try finishBulk()
    try beginRestored()
  }
}

extension LedgerTransaction {
  /// Takes the entries of a pack of events, one after the other, as they were recorded.
  fileprivate func replay() -> (PackEntry) throws -> Void {
    var index = 0
    return { [self] entry in
      guard entry.position == position.next, entry.moment >= state.head.recordedAt ?? entry.moment,
        case .recorded? = try append(canonical: entry.bytes, at: entry.moment)
      else { throw PackFlaw.entry(index) }
      index += 1
    }
  }

  /// Takes the entries of a pack of what was set aside.
  fileprivate func replayAside() -> (PackEntry) throws -> Void {
    var index = 0
    return { [self] entry in
      guard case .setAside(let known)? = try append(canonical: entry.bytes, at: entry.moment),
        known == entry.position
      else { throw PackFlaw.entry(index) }
      index += 1
    }
  }
}
