internal import HosoCrypto
internal import HosoDomain

/// The hashes of a Merkle tree over the ledger's events.
///
/// Source: RFC 6962 section 2.1. A leaf is SHA-256(0x00 ‖ event bytes ‖ recorded_at), where
/// recorded_at is eight bytes, most significant first; a node is SHA-256(0x01 ‖ left ‖ right);
/// the tree of no leaves is SHA-256 of nothing.
enum MerkleTree {
  /// Leaves of one complete subtree whose hash is stored: enough to find the root at any
  /// position from few rows, at an eighth of a byte an event.
  static let leavesPerSubtree: Int64 = 256

  static func leaf(
    _ event: UnsafeRawBufferPointer, recordedAt: RecordedAt, hasher: Hasher256
  ) -> Digest {
    let stamp = UInt64(bitPattern: recordedAt.microseconds).bigEndian
    return withUnsafeBytes(of: stamp) { hasher.digest(prefix: 0, event, $0) }
  }

  static func node(_ left: Digest, _ right: Digest, hasher: Hasher256) -> Digest {
    withUnsafeBytes(of: left.words) { left in
      withUnsafeBytes(of: right.words) { right in
        hasher.digest(prefix: 1, left, right)
      }
    }
  }
}

/// The right edge of a Merkle tree: the roots of its complete subtrees, largest first.
///
/// All that is needed to add leaves and to name the root. At most 63 hashes.
struct MerkleFrontier: Hashable, Sendable {
  private(set) var size: Int64 = 0
  private var roots: [Digest] = []

  init() {}

  /// Reads what `bytes` wrote; nil if the number of hashes does not fit the size.
  init?(size: Int64, bytes: [UInt8]) {
    guard size >= 0, bytes.count == size.nonzeroBitCount * 32 else { return nil }
    self.size = size
    roots = stride(from: 0, to: bytes.count, by: 32).compactMap { start in
      Digest(Array(bytes[start..<start + 32]))
    }
  }

  var bytes: [UInt8] { roots.flatMap(\.bytes) }

  /// Adds a leaf; answers the hash of the 256-leaf subtree it completed, if it did.
  mutating func append(leaf: Digest, hasher: Hasher256) -> Digest? {
    append(subtree: leaf, leaves: 1, hasher: hasher)
  }

  /// Adds a complete subtree of as many leaves, a power of two that divides the size so far.
  @discardableResult
  mutating func append(subtree: Digest, leaves: Int64, hasher: Hasher256) -> Digest? {
    precondition(leaves.nonzeroBitCount == 1 && size % leaves == 0, "subtrees fill their place")
    var hash = subtree
    var width = leaves
    var completed: Digest?
    while size & width != 0, let left = roots.popLast() {  // Bounded by the bits of the size.
      hash = MerkleTree.node(left, hash, hasher: hasher)
      width *= 2
      if width == MerkleTree.leavesPerSubtree { completed = hash }
    }
    roots.append(hash)
    size += leaves
    return completed
  }

  func root(hasher: Hasher256) -> Digest {
    guard var hash = roots.last else {
      return hasher.digest(prefix: nil, UnsafeRawBufferPointer(start: nil, count: 0))
    }
    for left in roots.dropLast().reversed() {
      hash = MerkleTree.node(left, hash, hasher: hasher)
    }
    return hash
  }
}
