internal import HosoCrypto

/// The way from a leaf to the root of a Merkle tree: the hashes beside it, from the leaf up.
///
/// Source: RFC 6962 section 2.1.1; the check is that of RFC 9162 section 2.1.3.2.
struct InclusionProof: Hashable, Sendable {
  let path: [Digest]

  /// Whether a leaf stands at an index, counted from 0, of the tree of so many leaves with a root.
  func holds(
    for leaf: Digest, at index: Int64, of size: Int64, root: Digest, hasher: Hasher256
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var (place, last, hash) = (index, size - 1, leaf)
    for beside in path {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        hash = MerkleTree.node(beside, hash, hasher: hasher)
        while place & 1 == 0, place > 0 {  // Bounded by the bits of an index.
          place >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleTree.node(hash, beside, hasher: hasher)
      }
      place >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Finds the way through a tree.
  ///
  /// - Parameter subtree: The root over so many leaves from an index on; asked for complete
  ///   subtrees, and for what is left at the right edge.
  init(
    of index: Int64, in size: Int64, subtree: (_ first: Int64, _ count: Int64) throws -> Digest
  ) rethrows {
    var path: [Digest] = []
    var (first, count) = (Int64(0), size)
    while count > 1 {  // Bounded by the bits of the size.
      let left = MerkleTree.split(count)
      if index < first + left {
        path.append(try subtree(first + left, count - left))
        count = left
      } else {
        path.append(try subtree(first, left))
        (first, count) = (first + left, count - left)
      }
    }
    self.path = path.reversed()
  }

  init(path: [Digest]) {
    self.path = path
  }
}

extension MerkleTree {
  /// How many leaves are left of where a tree of so many parts: the largest power of two below it.
  static func split(_ count: Int64) -> Int64 {
    1 << Int64(63 - (count - 1).leadingZeroBitCount)
  }
}
