public import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// A stretch of one origin's events with contiguous sequences at contiguous positions.
struct OriginRun: Hashable, Sendable {
  let origin: Int64
  let firstSequence: UInt64
  let firstPosition: LedgerPosition
  var count: Int64

  var nextSequence: UInt64 { firstSequence + UInt64(count) }
  var nextPosition: LedgerPosition { LedgerPosition(firstPosition.number + count) }

  /// Where a sequence of this run is; nil if the run does not hold it.
  func position(of sequence: UInt64) -> LedgerPosition? {
    guard sequence >= firstSequence, sequence < nextSequence else { return nil }
    return LedgerPosition(firstPosition.number + Int64(sequence - firstSequence))
  }
}

/// The hash over an origin's first events: h = SHA-256(h ‖ event bytes) from 32 zero bytes, over
/// its events in order of their sequence, from 1 on.
///
/// The same in every ledger that holds them, in whatever order they came.
public struct OriginChain: Hashable, Sendable {
  /// The last sequence that is in it; 0 for none.
  public internal(set) var through: UInt64 = 0
  public internal(set) var hash = Digest.zero

  mutating func append(_ bytes: UnsafeRawBufferPointer, hasher: Hasher256) {
    hash = withUnsafeBytes(of: hash.words) { hasher.digest(prefix: nil, $0, bytes) }
    through += 1
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
    var chain = OriginChain()
    var isChainStored = true
    /// The run touched last; stored when another takes its place and at commit.
    var run: OriginRun?
    var isRunStored = true
  }

  private let store: EventStore
  private let insertOrigin: Statement
  private let upsertRun: Statement
  private let selectChain: Statement
  private let updateChain: Statement
  private var origins: [SourceName: Origin] = [:]
  private var changed: Set<SourceName> = []

  init(store: EventStore) throws {
    self.store = store
    let connection = store.connection
    insertOrigin = try connection.prepare("INSERT INTO origin(name) VALUES(?1) RETURNING number")
    upsertRun = try connection.prepare(
      """
      INSERT INTO origin_run(origin, first_sequence, first_position, count)
      VALUES(?1, ?2, ?3, ?4)
      ON CONFLICT(origin, first_sequence) DO UPDATE SET count=?4
      """)
    selectChain = try connection.prepare(
      "SELECT chained_through, chain FROM origin WHERE number=?1")
    updateChain = try connection.prepare(
      "UPDATE origin SET chained_through=?2, chain=?3 WHERE number=?1")
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

  /// The highest sequence that this origin wrote; 0 for one that never did.
  func lastSequence(of source: SourceName) throws -> UInt64 {
    try find(source)?.mark ?? 0
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
      run.count += 1
      origin.run = run
    } else {
      try storeRun(of: source)
      origin.run = OriginRun(
        origin: origin.number, firstSequence: sequence, firstPosition: position, count: 1)
    }
    if sequence == origin.chain.through + 1 {
      origin.chain.append(bytes, hasher: store.hasher)
      origin.isChainStored = false
    }
    origin.isRunStored = false
    origin.mark = max(origin.mark, sequence)
    origins[source] = origin
    changed.insert(source)
  }

  /// Writes what the transaction changed.
  func flush() throws {
    for source in changed { try storeRun(of: source) }
  }

  /// Adds what lies behind the chains of the origins that the transaction changed, and writes them.
  ///
  /// - Parameter events: How many may be added.
  func catchUpChains(events: Int64) throws {
    var left = events
    for source in changed {
      try catchUpChain(of: source, left: &left)
      try storeChain(of: source)
    }
    changed.removeAll(keepingCapacity: true)
  }

  /// The same for one origin; answers whether more are left.
  func catchUpChain(of source: SourceName, events: Int64) throws -> Bool {
    guard let origin = try find(source) else { return false }
    origins[source] = origin
    var left = events
    try catchUpChain(of: source, left: &left)
    try storeChain(of: source)
    guard let through = origins[source]?.chain.through else { return false }
    return try knownPosition(of: through + 1, source: source) != nil
  }

  private func catchUpChain(of source: SourceName, left: inout Int64) throws {
    guard var origin = origins[source] else { return }
    // Bounded by the events that may be added.
    while left > 0, origin.chain.through < origin.mark,
      let run = try store.run(of: origin.number, atOrBelow: origin.chain.through + 1)
    {
      guard run.position(of: origin.chain.through + 1) != nil else { break }
      while left > 0, let position = run.position(of: origin.chain.through + 1) {
        let isThere: Void? = try store.withEvent(at: position) { _, bytes in
          origin.chain.append(bytes, hasher: store.hasher)
        }
        guard isThere != nil else {
          throw LedgerFault.corrupt(position: position, damage: .index)
        }
        origin.isChainStored = false
        left -= 1
      }
    }
    origins[source] = origin
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
    var origin = Origin(number: number, mark: (last?.nextSequence ?? 1) - 1, run: last)
    defer { selectChain.reset() }
    try selectChain.bind(number, at: 1)
    guard try selectChain.step(), let hash = Digest(selectChain.bytes(1)) else {
      throw LedgerFault.corrupt(position: nil, damage: .index)
    }
    origin.chain = OriginChain(through: UInt64(clamping: selectChain.integer(0)), hash: hash)
    origins[source] = origin
    return origin
  }

  private func storeRun(of source: SourceName) throws {
    guard var origin = origins[source], let run = origin.run, !origin.isRunStored else { return }
    try upsertRun.bind(run.origin, at: 1)
    try upsertRun.bind(Int64(clamping: run.firstSequence), at: 2)
    try upsertRun.bind(run.firstPosition.number, at: 3)
    try upsertRun.bind(run.count, at: 4)
    try upsertRun.run()
    origin.isRunStored = true
    origins[source] = origin
  }

  private func storeChain(of source: SourceName) throws {
    guard var origin = origins[source], !origin.isChainStored else { return }
    try updateChain.bind(origin.number, at: 1)
    try updateChain.bind(Int64(clamping: origin.chain.through), at: 2)
    try updateChain.bind(origin.chain.hash.bytes, at: 3)
    try updateChain.run()
    origin.isChainStored = true
    origins[source] = origin
  }
}
