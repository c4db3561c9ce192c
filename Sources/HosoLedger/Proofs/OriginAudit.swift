internal import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// Follows every origin's stored runs and chain along the events they should describe.
struct OriginAudit {
  private struct Run {
    let source: String
    let run: OriginRun
    var seen: Int64 = 0
  }

  private struct Chain {
    let origin: Int64
    let stored: OriginChain
    /// Followed as far as the events came in the order of their sequences.
    var computed = OriginChain()
  }

  private var stored: [Run] = []
  private var byFirstPosition: [Int64: Int] = [:]
  private var active: [String: Int] = [:]
  private var chains: [String: Chain] = [:]
  private(set) var originCount = 0
  /// Sequences that lie between runs of the same origin, or before the first.
  private(set) var holes: Int64 = 0

  /// - Parameter withChains: False for a ledger from before there were chains of origins.
  mutating func load(_ connection: Connection, withChains: Bool) throws {
    let statement = try connection.prepare(
      """
      SELECT name, number, first_sequence, first_position, count
      FROM origin_run JOIN origin ON number=origin ORDER BY number, first_sequence
      """)
    var nextSequences: [Int64: UInt64] = [:]
    while try statement.step() {  // Bounded by the rows of the answer.
      let run = OriginRun(
        origin: statement.integer(1), firstSequence: UInt64(clamping: statement.integer(2)),
        firstPosition: LedgerPosition(statement.integer(3)), count: statement.integer(4))
      byFirstPosition[run.firstPosition.number] = stored.count
      stored.append(Run(source: statement.text(0), run: run))
      let expected = nextSequences[run.origin] ?? 1
      if run.firstSequence > expected { holes += Int64(clamping: run.firstSequence - expected) }
      nextSequences[run.origin] = max(expected, run.nextSequence)
    }
    originCount = nextSequences.count
    if withChains { try loadChains(connection) }
  }

  private mutating func loadChains(_ connection: Connection) throws {
    let statement = try connection.prepare(
      "SELECT name, number, chained_through, chain FROM origin")
    while try statement.step() {  // Bounded by the rows of the answer.
      let chain = OriginChain(
        through: UInt64(clamping: statement.integer(2)), hash: Digest(statement.bytes(3)) ?? .zero)
      chains[statement.text(0)] = Chain(origin: statement.integer(1), stored: chain)
    }
  }

  /// Checks an event against its run; answers what is wrong.
  mutating func take(
    _ identity: EventIdentity, at position: LedgerPosition, bytes: UnsafeRawBufferPointer,
    hasher: Hasher256
  ) -> AuditFinding.Kind? {
    let source = identity.source.text
    if let begun = byFirstPosition[position.number], stored[begun].source == source {
      active[source] = begun
    }
    guard let index = active[source], let sequence = identity.sequence,
      stored[index].run.position(of: sequence) == position
    else { return .originRun(source: source) }
    stored[index].seen += 1
    if let chain = chains[source], sequence == chain.computed.through + 1,
      sequence <= chain.stored.through
    {
      chains[source]?.computed.append(bytes, hasher: hasher)
    }
    return nil
  }

  /// The origins with runs that describe more events than there are.
  func unfinished() -> [String] {
    stored.filter { $0.seen != $0.run.count }.map(\.source)
  }

  /// The origins whose stored chain is not that of their events; reads again what did not come in
  /// the order of its sequences.
  func wrongChains(_ store: EventStore) throws -> [String] {
    try chains.sorted { $0.key < $1.key }.filter { _, chain in
      var computed = chain.computed
      while computed.through < chain.stored.through {  // Bounded by the chain.
        let sequence = computed.through + 1
        guard
          let position = try store.run(of: chain.origin, atOrBelow: sequence)?
            .position(of: sequence)
        else { return true }
        let isThere: Void? = try store.withEvent(at: position) { _, bytes in
          computed.append(bytes, hasher: store.hasher)
        }
        if isThere == nil { return true }
      }
      return computed != chain.stored
    }
    .map(\.key)
  }
}
