import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("The tree over the events")
struct MerkleTests {
  /// Source: the test vectors of google/certificate-transparency, cpp/merkletree/merkle_tree_test.
  private static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    Array(0x50...0x57), Array(0x60...0x6f),
  ]
  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func `the published roots of none to eight leaves come out`() throws {
    let hasher = try Hasher256()
    var frontier = MerkleFrontier()
    #expect(frontier.root(hasher: hasher).hex == Self.roots[0])
    for (index, leaf) in Self.leaves.enumerated() {
      let hash = leaf.withUnsafeBytes { hasher.digest(prefix: 0, $0) }
      #expect(frontier.append(leaf: hash, hasher: hasher) == nil)
      #expect(frontier.root(hasher: hasher).hex == Self.roots[index + 1])
      #expect(NaiveTree(hasher).root(Array(Self.leaves[...index])).hex == Self.roots[index + 1])
    }
  }

  @Test func `a frontier is read back from its bytes, and from no other number of them`() throws {
    let hasher = try Hasher256()
    var frontier = MerkleFrontier()
    for number in UInt8.min...70 {
      let again = try #require(MerkleFrontier(size: frontier.size, bytes: frontier.bytes))
      #expect(again == frontier)
      #expect(MerkleFrontier(size: frontier.size, bytes: frontier.bytes + [0]) == nil)
      let longer = frontier.bytes + [UInt8](repeating: 0, count: 32)
      #expect(MerkleFrontier(size: frontier.size, bytes: longer) == nil)
      _ = frontier.append(leaf: hasher.digest(of: [number]), hasher: hasher)
    }
    #expect(MerkleFrontier(size: -1, bytes: []) == nil)
  }

  @Test func `a leaf is the event's bytes followed by when it was recorded`() throws {
    let hasher = try Hasher256()
    let event = try Samples.event(1)
    let moment = RecordedAt(microseconds: 0x0102_0304_0506_0708)
    let leaf = EventCodec.encode(event).withUnsafeBytes {
      MerkleTree.leaf($0, recordedAt: moment, hasher: hasher)
    }
    let input = [0] + EventCodec.encode(event) + [1, 2, 3, 4, 5, 6, 7, 8]
    #expect(leaf == hasher.digest(of: input))
  }

  @Test func `the root at any position is that of the events up to there`() throws {
    let ledger = try ScratchLedger()
    var inputs: [[UInt8]] = []
    // Beyond two of the subtrees whose hashes are stored, in commits that end anywhere.
    var chance = Chance(seed: 1)
    var roots = [Digest.zero]
    while inputs.count < 600 {  // Each turn adds an event at least.
      let first = inputs.count + 1
      let events = try (first...first + chance.number(0...40)).map { try Samples.event($0) }
      ledger.clock.now = RecordedAt(microseconds: ledger.clock.now.microseconds + 1_000)
      try ledger.record(events, at: ledger.clock.now)
      for event in events {
        let stamp = UInt64(bitPattern: ledger.clock.now.microseconds).bigEndian
        inputs.append(EventCodec.encode(event) + withUnsafeBytes(of: stamp) { [UInt8]($0) })
        roots.append(.zero)
      }
      roots[inputs.count] = try ledger.reader().head.root
    }
    let reader = try ledger.reader()
    let tree = NaiveTree(try Hasher256())
    for count in (0...inputs.count)
    where count < 9 || count % 37 == 0 || count % 256 < 2
      || count % 256 > 253
    {
      let root = tree.root(Array(inputs[..<count]))
      #expect(try reader.root(at: LedgerPosition(Int64(count))) == root, "\(count)")
      #expect(roots[count] == .zero || roots[count] == root, "\(count)")
    }
    #expect(reader.head.root == tree.root(inputs))
  }
}

/// The tree's definition, word for word.
///
/// Source: RFC 6962 section 2.1.
struct NaiveTree {
  private let hasher: Hasher256

  init(_ hasher: Hasher256) {
    self.hasher = hasher
  }

  func root(_ leaves: [[UInt8]]) -> Digest {
    if leaves.isEmpty { return hasher.digest(of: []) }
    if leaves.count == 1 { return hasher.digest(of: [0] + leaves[0]) }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let left = root(Array(leaves[..<split]))
    let right = root(Array(leaves[split...]))
    return hasher.digest(of: [1] + left.bytes + right.bytes)
  }
}
