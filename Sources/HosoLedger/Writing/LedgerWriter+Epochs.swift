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

  /// Begins the epoch of a ledger that was made from a backup: others may be made from it too.
  func beginRestored() throws {
    try lock.hold {
      try keepOwn()
      try begin(
        because: .backup,
        Provenance.Evidence(
          note: nil, file: session.file, lock: FileIdentity(path: folder.lockPath),
          delivered: nil))
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
      leaveNote(isBeginning: true)
      leaveNote()
      _ = lock.syncNotes()
    }
    begun = epoch
  }

  /// Up to where the ledger is certain to be what it was: its head, unless it went on elsewhere;
  /// then the last place where it holds what was noted or delivered, or where an epoch began.
  private func parting(
    of state: WriterState, _ evidence: Provenance.Evidence
  ) throws -> LedgerPosition {
    let (head, settings) = (state.head.position, state.settings)
    let note = evidence.note.flatMap { $0.mark.ledgerID == settings.ledgerID ? $0 : nil }
    let marks = [note?.mark, evidence.delivered].compactMap { $0 }
      .filter { $0.ledgerID == settings.ledgerID }
    let places = note?.shared ?? []
    // An epoch that this ledger never began, behind what it began on: both went on from there.
    var isParted = places.contains { $0.epoch > settings.epoch && $0.isStart && $0.position < head }
    var certain: [LedgerPosition] = []
    for mark in marks where mark.position <= head {
      if try leaf(at: mark.position) == mark.leaf {
        certain.append(mark.position)
      } else {
        isParted = true
        if let parting = settings.parting(since: mark.epoch) { certain.append(parting) }
      }
    }
    guard isParted else { return head }
    for place in places where place.isHeld(by: try leaf(at: place.position)) {
      certain.append(place.position)
    }
    return certain.max() ?? .start
  }

  /// Where the latest epochs began, to be found again should another copy be put in this one's
  /// place: up to where it was what was noted before, and where the ledger itself ended then.
  private func shared(_ settings: LedgerSettings, isBeginning: Bool) throws -> [SharedPlace] {
    if !isBeginning, let known, known.mark.epoch == settings.epoch, !known.shared.isEmpty {
      return known.shared
    }
    var places: [SharedPlace] = []
    for epoch in settings.epochs ?? [] where epoch.parted > .start {
      guard let leaf = try leaf(at: epoch.parted) else { continue }
      places.append(SharedPlace(epoch: epoch.number, position: epoch.parted, leaf: leaf))
    }
    let head = session.state.head.position
    if isBeginning, head > .start, let leaf = try leaf(at: head) {
      places.append(
        SharedPlace(epoch: settings.epoch, position: head, leaf: leaf, isStart: true))
    }
    return Array(places.suffix(SharedPlace.most))
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
  func leaveNote(isBeginning: Bool = false) {
    guard let file = session.file, let own = FileIdentity(path: folder.lockPath),
      let leaf = try? session.state.headLeaf()
    else { return }
    let (settings, head) = (session.state.settings, session.state.head)
    let note = WriterNote(
      generation: (known?.generation ?? 0) + 1,
      mark: LedgerMark(
        ledgerID: settings.ledgerID, position: head.position, leaf: leaf, epoch: settings.epoch),
      file: file, lock: own, log: FileIdentity(path: folder.logPath),
      clocks: clocks ?? known?.clocks,
      shared: (try? shared(settings, isBeginning: isBeginning)) ?? [])
    lock.leave(note)
    known = note
  }
}
