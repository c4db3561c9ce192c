internal import HosoDomain
internal import HosoSQLite

/// A stretch of one origin's events with contiguous sequences at contiguous positions.
struct OriginRun: Hashable, Sendable {
  let origin: Int64
  let firstSequence: UInt64
  let firstPosition: LedgerPosition
  var count: Int64
  /// Hash over the run: h = SHA-256(h ‖ event bytes), from 32 zero bytes.
  var chain: Digest

  var nextSequence: UInt64 { firstSequence + UInt64(count) }
  var nextPosition: LedgerPosition { LedgerPosition(firstPosition.number + count) }

  /// Where a sequence of this run is; nil if the run does not hold it.
  func position(of sequence: UInt64) -> LedgerPosition? {
    guard sequence >= firstSequence, sequence < nextSequence else { return nil }
    return LedgerPosition(firstPosition.number + Int64(sequence - firstSequence))
  }
}

/// What each origin has already written, and where: the marks that tell new from known.
///
/// Runs make a lost event visible as a hole and find any event by its sequence. The log of one
/// writer; forgotten whenever another process committed in between.
final class OriginLog {
  private struct Origin {
    let number: Int64
    /// The highest sequence known.
    var mark: UInt64
    /// The run touched last; stored when another takes its place and at commit.
    var run: OriginRun?
    var isRunStored = true
  }

  private let store: EventStore
  private let insertOrigin: Statement
  private let upsertRun: Statement
  private var origins: [SourceName: Origin] = [:]
  private var changed: Set<SourceName> = []

  init(store: EventStore) throws {
    self.store = store
    insertOrigin = try store.connection.prepare(
      "INSERT INTO origin(name) VALUES(?1) RETURNING number")
    upsertRun = try store.connection.prepare(
      """
      INSERT INTO origin_run(origin, first_sequence, first_position, count, chain)
      VALUES(?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(origin, first_sequence) DO UPDATE SET count=?4, chain=?5
      """)
  }

  /// Forgets everything read or not yet stored: the transaction failed, or another wrote.
  func forget() {
    origins.removeAll(keepingCapacity: true)
    changed.removeAll(keepingCapacity: true)
  }

  /// The sequence the next event of an origin gets.
  func nextSequence(of source: SourceName) throws -> UInt64 {
    try load(source).mark + 1
  }

  /// Where an event of this origin is already; nil if it is new.
  func knownPosition(of sequence: UInt64, source: SourceName) throws -> LedgerPosition? {
    guard let origin = try find(source), sequence <= origin.mark else { return nil }
    if let position = origin.run?.position(of: sequence) { return position }
    try storeRun(of: source)
    return try store.run(of: origin.number, atOrBelow: sequence)?.position(of: sequence)
  }

  /// Takes note of a new event at a position.
  func add(
    _ sequence: UInt64, source: SourceName, at position: LedgerPosition,
    bytes: UnsafeRawBufferPointer
  ) throws {
    var origin = try load(source)
    if var run = origin.run, run.nextSequence == sequence, run.nextPosition == position {
      run.chain = chain(run.chain, bytes)
      run.count += 1
      origin.run = run
    } else {
      try storeRun(of: source)
      origin.run = OriginRun(
        origin: origin.number, firstSequence: sequence, firstPosition: position, count: 1,
        chain: chain(.zero, bytes))
    }
    origin.isRunStored = false
    origin.mark = max(origin.mark, sequence)
    origins[source] = origin
    changed.insert(source)
  }

  /// Writes what the transaction changed.
  func flush() throws {
    for source in changed { try storeRun(of: source) }
    changed.removeAll(keepingCapacity: true)
  }

  private func chain(_ previous: Digest, _ bytes: UnsafeRawBufferPointer) -> Digest {
    withUnsafeBytes(of: previous.words) { store.hasher.digest(prefix: nil, $0, bytes) }
  }

  private func load(_ source: SourceName) throws -> Origin {
    if let origin = try find(source) { return origin }
    defer { insertOrigin.reset() }
    try insertOrigin.bind(source.text, at: 1)
    guard try insertOrigin.step() else {
      throw LedgerFault.corrupt(position: nil, damage: .index)
    }
    let origin = Origin(number: insertOrigin.integer(0), mark: 0)
    origins[source] = origin
    return origin
  }

  /// The origin as known, or nil for one that never wrote; changes nothing.
  private func find(_ source: SourceName) throws -> Origin? {
    if let origin = origins[source] { return origin }
    guard let number = try store.originNumber(of: source) else { return nil }
    let last = try store.run(of: number, atOrBelow: UInt64(Int64.max))
    let origin = Origin(number: number, mark: (last?.nextSequence ?? 1) - 1, run: last)
    origins[source] = origin
    return origin
  }

  private func storeRun(of source: SourceName) throws {
    guard var origin = origins[source], let run = origin.run, !origin.isRunStored else { return }
    try upsertRun.bind(run.origin, at: 1)
    try upsertRun.bind(Int64(clamping: run.firstSequence), at: 2)
    try upsertRun.bind(run.firstPosition.number, at: 3)
    try upsertRun.bind(run.count, at: 4)
    try upsertRun.bind(run.chain.bytes, at: 5)
    try upsertRun.run()
    origin.isRunStored = true
    origins[source] = origin
  }
}
