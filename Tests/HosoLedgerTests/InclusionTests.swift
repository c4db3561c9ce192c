import HosoDomain
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoLedger

@Suite("A proof that an event is in the ledger")
struct InclusionTests {
  private let hasher: Hasher256

  init() throws {
    hasher = try Hasher256()
  }

  /// Source: the leaves of google/certificate-transparency, cpp/merkletree/merkle_tree_test.
  private static let inputs: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    Array(0x50...0x57), Array(0x60...0x6f),
  ]

  /// Paths published with those leaves: index, size, hashes from the leaf up.
  private static let published: [(index: Int64, size: Int64, path: [String])] = [
    (0, 1, []),
    (
      0, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      5, 8,
      [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
      1, 5,
      [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ]

  private func leaf(_ index: Int64) -> Digest { hasher.digest(of: [0] + Self.inputs[Int(index)]) }

  private func root(_ first: Int64, _ count: Int64) -> Digest {
    NaiveTree(hasher).root(Array(Self.inputs[Int(first)..<Int(first + count)]))
  }

  @Test func `the published paths come out, and hold`() throws {
    for (index, size, path) in Self.published {
      let proof = InclusionProof(of: index, in: size, subtree: root)
      #expect(proof.path.map(\.hex) == path, "\(index) of \(size)")
      #expect(
        proof.holds(for: leaf(index), at: index, of: size, root: root(0, size), hasher: hasher))
    }
  }

  @Test func `every index of every size has a path, which holds there and nowhere else`() {
    let pairs = (Int64(0)...8).flatMap { index in (Int64(0)...8).map { (index, $0) } }
    for size in Int64(1)...8 {
      for index in 0..<size {
        let proof = InclusionProof(of: index, in: size, subtree: root)
        for (otherIndex, otherSize) in pairs {
          let holds = proof.holds(
            for: leaf(index), at: otherIndex, of: otherSize, root: root(0, size), hasher: hasher)
          #expect(
            holds == isAlike(index, size, otherIndex, otherSize),
            "\(index) of \(size) at \(otherIndex) of \(otherSize)")
        }
      }
    }
  }

  /// Whether both lead the same way to the root, as from one place in some sizes: RFC 6962 hashes
  /// no size.
  private func isAlike(
    _ index: Int64, _ size: Int64, _ otherIndex: Int64, _ otherSize: Int64
  ) -> Bool {
    func turns(_ index: Int64, _ size: Int64) -> [Bool] {
      var turns: [Bool] = []
      var (first, count) = (Int64(0), size)
      while count > 1 {
        let left = MerkleTree.split(count)
        turns.append(index < first + left)
        (first, count) = index < first + left ? (first, left) : (first + left, count - left)
      }
      return turns
    }
    return (0..<otherSize).contains(otherIndex)
      && turns(index, size) == turns(otherIndex, otherSize)
  }

  @Test func `a path with a bit, a hash more or a hash less does not hold`() {
    let proof = InclusionProof(of: 4, in: 7, subtree: root)
    let root = root(0, 7)
    func holds(_ path: [Digest]) -> Bool {
      InclusionProof(path: path).holds(for: leaf(4), at: 4, of: 7, root: root, hasher: hasher)
    }
    #expect(holds(proof.path))
    for index in proof.path.indices {
      for bit in 0..<256 {
        var bytes = proof.path[index].bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        var path = proof.path
        path[index] = Digest(bytes) ?? .zero
        #expect(!holds(path))
      }
    }
    #expect(!holds(Array(proof.path.dropLast())))
    #expect(!holds(proof.path + [.zero]))
    #expect(!holds([]))
    #expect(!proof.holds(for: leaf(4), at: -1, of: 7, root: root, hasher: hasher))
    #expect(!proof.holds(for: leaf(4), at: 4, of: .min, root: root, hasher: hasher))
  }
}

@Suite("A proof of a dossier")
struct DossierProofTests {
  private let ledger: ScratchLedger
  private let moment = RecordedAt(microseconds: 1_583_370_720_000_000)

  init() throws {
    ledger = try ScratchLedger()
    // Beyond the subtrees whose hashes are stored, with the dossier here and there.
    let events = try (1...700).map { number in
      try Samples.event(
        number, code: number % 233 == 1 ? Samples.code : "BN2020/\(1_000 + number)")
    }
    try ledger.record(events, at: moment)
  }

  private func proof() throws -> DossierProof {
    try #require(try ledger.reader().proof(of: Alias(Samples.code)))
  }

  @Test func `holds for each event, without the ledger`() throws {
    let proof = try proof()
    let again = try DossierProof(reading: proof.json)
    #expect(again == proof)
    let events = try again.checked()
    #expect(events.map(\.position.number) == [1, 234, 467, 700])
    let known = try ledger.reader().history(of: Alias(Samples.code))
    #expect(events == known)
    #expect(again.root == (try ledger.reader().head.root))
  }

  @Test func `there is none of a code that the ledger does not hold`() throws {
    #expect(try ledger.reader().proof(of: Alias("RR473124829VN")) == nil)
  }

  @Test func `with one bit changed is refused, wherever`() throws {
    let bytes = try proof().json
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(throws: ProofFault.notAProof) { try DossierProof(reading: changed) }
    }
  }

  @Test func `that was made to say something else does not hold`() throws {
    let proof = try proof()
    let first = try #require(proof.events.first)
    func made(
      _ event: DossierProof.ProvenEvent, code: String = Samples.code, size: Int64 = 700,
      root: Digest? = nil
    ) throws -> DossierProof {
      let made = DossierProof(
        ledgerID: proof.ledgerID, code: code, size: LedgerPosition(size), root: root ?? proof.root,
        events: [event])
      return try DossierProof(reading: made.json)
    }
    func event(
      position: Int64 = 1, recordedAt: Int64? = nil, bytes: [UInt8]? = nil
    ) -> DossierProof.ProvenEvent {
      DossierProof.ProvenEvent(
        position: LedgerPosition(position),
        recordedAt: RecordedAt(microseconds: recordedAt ?? first.recordedAt.microseconds),
        bytes: bytes ?? first.bytes, proof: first.proof)
    }
    #expect(try made(event()).checked().count == 1)
    var bytes = first.bytes
    bytes[bytes.count - 1] ^= 1
    for altered in [
      event(position: 2), event(position: 0), event(position: .min),
      event(recordedAt: first.recordedAt.microseconds + 1), event(bytes: bytes), event(bytes: []),
    ] {
      #expect(throws: ProofFault.notIncluded(position: altered.position)) {
        try made(altered).checked()
      }
    }
    for size: Int64 in [0, 1, 257, .max] {
      #expect(throws: ProofFault.self) { try made(event(), size: size).checked() }
    }
    #expect(throws: ProofFault.self) { try made(event(), root: .zero).checked() }
    #expect(throws: ProofFault.otherCode) {
      try made(event(), code: "RR473124829VN").checked()
    }
  }
}
