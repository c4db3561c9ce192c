internal import Glibc
internal import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// Noticing that the ledger was restored or copied, and going on under another source then.
extension LedgerWriter {
  /// Leaves the first note of a new ledger, durable before the ledger is.
  static func leaveFirst(
    _ mark: LedgerMark, in folder: LedgerFolder, _ lock: WriterLock, clocks: ClockNote? = nil
  ) throws {
    guard let file = FileIdentity(path: folder.ledgerPath),
      let own = FileIdentity(path: folder.lockPath)
    else { throw LedgerFault.missing(path: folder.path) }
    let note = WriterNote(
      generation: (lock.lastNote()?.generation ?? 0) + 1, mark: mark, file: file, lock: own,
      log: nil, clocks: clocks)
    guard lock.leave(note), lock.syncNotes() else {
      throw LedgerFault.file(operation: .lock, path: folder.lockPath, code: errno)
    }
  }

  /// Makes sure, under the lock, that the next event goes to the ledger that stands in the folder,
  /// and under a source that no other copy of it writes under.
  func keepOwn() throws {
    let file = FileIdentity(path: folder.ledgerPath)
    if file != session.file {
      guard file != nil else { throw LedgerFault.missing(path: folder.path) }
      session = try Session(folder, lock)
      known = nil
      isDeliveredAsked = false
    }
    let note = lock.lastNote()
    guard note == nil || note != known else { return }
    try session.state.refresh()
    let state = session.state
    var evidence = Provenance.Evidence(
      note: note, file: session.file, lock: FileIdentity(path: folder.lockPath), delivered: nil)
    if !isDeliveredAsked {
      evidence.delivered = delivered()
      isDeliveredAsked = true
    }
    known = note
    let cause = try Provenance.doubt(
      of: state.settings, head: state.head.position, evidence, leaf: leaf)
    if let cause {
      try begin(because: cause, evidence)
    } else if state.settings.epochs == nil {
      try adopt()
    }
  }

  /// The leaf hash at a position; nil beyond the head.
  private func leaf(at position: LedgerPosition) throws -> Digest? {
    position <= session.state.head.position ? try session.state.store.leaf(at: position) : nil
  }

  /// Takes over a ledger from before there were notes.
  private func adopt() throws {
    try change { state in
      try state.set(.epochs, to: "")
      // Durable before the ledger says that there are notes.
      try LedgerWriter.leaveFirst(
        LedgerMark(
          ledgerID: state.settings.ledgerID, position: state.head.position,
          leaf: try state.headLeaf(), epoch: state.settings.epoch),
        in: folder, lock)
      return ((), true)
    } afterwards: {
      known = lock.lastNote()
    }
  }

  /// Begins a new epoch: another source, whose sequences start at 1.
  private func begin(because cause: EpochCause, _ evidence: Provenance.Evidence) throws {
    let epoch = try change { state -> (LedgerEpoch, Bool) in
      let settings = state.settings
      let noted = evidence.note.flatMap { $0.mark.ledgerID == settings.ledgerID ? $0 : nil }
      let known = [noted?.mark, evidence.delivered].compactMap { $0?.epoch }
      let epoch = LedgerEpoch(
        number: max(settings.epoch, known.max() ?? 1) + 1, cause: cause,
        parted: try parting(of: state, evidence), at: clock(), formerSource: settings.source)
      let isOwnFolder = noted.map { $0.lock == evidence.lock } ?? false
      let source = try LedgerWriter.source(
        after: settings.source, epoch: epoch.number, keepsDevice: isOwnFolder)
      let lines = (settings.epochs ?? []) + [epoch]
      try state.set(.epochs, to: lines.map(\.text).joined(separator: "\n"))
      try state.set(.source, to: source.text)
      return (epoch, true)
    } afterwards: {
      // Both: the older one accuses this ledger as much as the newer one.
      leaveNote()
      leaveNote()
      _ = lock.syncNotes()
    }
    begun = epoch
  }

  /// Up to where the ledger is certain to be what it was: its head, unless another event stands
  /// where one was noted or delivered.
  private func parting(
    of state: WriterState, _ evidence: Provenance.Evidence
  ) throws -> LedgerPosition {
    let head = state.head.position
    let noted = evidence.note?.mark
    for mark in [noted, evidence.delivered].compactMap({ $0 })
    where mark.ledgerID == state.settings.ledgerID && mark.position <= head {
      if try leaf(at: mark.position) == mark.leaf { continue }
      return state.settings.parting(since: mark.epoch) ?? .start
    }
    return head
  }

  /// The source of an epoch: the same office and device with the epoch's number, or another device
  /// where several copies may begin the same epoch.
  private static func source(
    after former: SourceName, epoch: Int, keepsDevice: Bool
  ) throws -> SourceName {
    let parts = former.text.split(separator: "-", omittingEmptySubsequences: false)
    let office = parts.count == 3 ? String(parts[0]) : former.text
    let device = keepsDevice && parts.count == 3 ? String(parts[1]) : try Random.hex(bytes: 3)
    return try SourceName("\(office)-\(device)-\(epoch)")
  }

  /// Notes where the ledger ends, after a commit.
  func leaveNote() {
    guard let file = session.file, let own = FileIdentity(path: folder.lockPath),
      let leaf = try? session.state.headLeaf()
    else { return }
    let (settings, head) = (session.state.settings, session.state.head)
    let note = WriterNote(
      generation: (known?.generation ?? 0) + 1,
      mark: LedgerMark(
        ledgerID: settings.ledgerID, position: head.position, leaf: leaf, epoch: settings.epoch),
      file: file, lock: own, log: FileIdentity(path: folder.logPath),
      clocks: clocks ?? known?.clocks)
    lock.leave(note)
    known = note
  }
}
