internal import HosoCrypto
public import HosoDomain
internal import HosoSQLite

extension LedgerReader {
  /// Proves that every event of a dossier is in the ledger, under the root that it has now; nil if
  /// there is none.
  public func proof(of code: Alias) throws -> DossierProof? {
    let events = try history(of: code)
    guard !events.isEmpty else { return nil }
    let size = head.position.number
    let tree = TreeReader(store)
    let proven = try events.map { recorded -> DossierProof.ProvenEvent in
      let bytes = try store.withEvent(at: recorded.position) { _, bytes in [UInt8](bytes) }
      guard let bytes else {
        throw LedgerFault.corrupt(position: recorded.position, damage: .index)
      }
      let index = recorded.position.number - 1
      return DossierProof.ProvenEvent(
        position: recorded.position, recordedAt: recorded.recordedAt, bytes: bytes,
        proof: try InclusionProof(of: index, in: size, subtree: tree.root))
    }
    return DossierProof(
      ledgerID: settings.ledgerID, code: code.text, size: head.position, root: head.root,
      events: proven)
  }
}

/// Roots over any leaves of a ledger; what is above a stored subtree is worked out once.
private final class TreeReader {
  private struct Span: Hashable {
    let first: Int64
    let count: Int64
  }

  private let store: EventStore
  private var known: [Span: Digest] = [:]

  init(_ store: EventStore) {
    self.store = store
  }

  /// The root over so many leaves from an index on.
  func root(from first: Int64, count: Int64) throws -> Digest {
    let span = Span(first: first, count: count)
    if let root = known[span] { return root }
    let root = try read(span)
    if count >= MerkleTree.leavesPerSubtree { known[span] = root }
    return root
  }

  private func read(_ span: Span) throws -> Digest {
    let width = MerkleTree.leavesPerSubtree
    if span.count == width, span.first % width == 0, let stored = try stored(span.first / width) {
      return stored
    }
    if span.count == 1 {
      let position = LedgerPosition(span.first + 1)
      guard let leaf = try store.leaf(at: position) else {
        throw LedgerFault.corrupt(position: position, damage: .head)
      }
      return leaf
    }
    let left = MerkleTree.split(span.count)
    return MerkleTree.node(
      try root(from: span.first, count: left),
      try root(from: span.first + left, count: span.count - left), hasher: store.hasher)
  }

  private func stored(_ number: Int64) throws -> Digest? {
    let statement = try store.connection.prepare("SELECT hash FROM subtree WHERE number=?1")
    try statement.bind(number, at: 1)
    return try statement.step() ? Digest(statement.bytes(0)) : nil
  }
}
