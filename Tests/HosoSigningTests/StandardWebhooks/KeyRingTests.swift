import Testing

@testable import HosoSigning

@Suite("Keys that follow one another")
struct KeyRingTests {
  private static let day: Int64 = 86_400
  private let keys = (0..<8).compactMap { number in
    try? SymmetricSecret(bytes: [UInt8](repeating: UInt8(number), count: 32))
  }

  @Test func `a ring begins with one key that has no end`() {
    let ring = KeyRing(keys[0], at: 100)
    #expect(ring.keys(at: 100) == [keys[0]])
    #expect(ring.keys(at: .max) == [keys[0]])
  }

  @Test func `a clock before the first key still signs`() {
    #expect(KeyRing(keys[0], at: 100).keys(at: 99) == [keys[0]])
  }

  @Test func `the old key signs beside the new one until the overlap has passed`() throws {
    var ring = KeyRing(keys[0], at: 0)
    try ring.rotate(to: keys[1], at: 1_000, overlap: Self.day)
    #expect(ring.current == keys[1])
    #expect(ring.keys(at: 999) == [keys[0]])
    #expect(ring.keys(at: 1_000) == [keys[1], keys[0]])
    #expect(ring.keys(at: 1_000 + Self.day - 1) == [keys[1], keys[0]])
    #expect(ring.keys(at: 1_000 + Self.day) == [keys[1]])
  }

  @Test func `no overlap ends the old key at once`() throws {
    var ring = KeyRing(keys[0], at: 0)
    try ring.rotate(to: keys[1], at: 1_000, overlap: 0)
    #expect(ring.keys(at: 1_000) == [keys[1]])
  }

  @Test(arguments: [-1, 7 * day + 1])
  func `an overlap is none to seven days`(overlap: Int64) {
    var ring = KeyRing(keys[0], at: 0)
    #expect(throws: KeyRingFault.overlapOutOfRange(seconds: overlap, allowed: 0...604_800)) {
      try ring.rotate(to: keys[1], at: 0, overlap: overlap)
    }
    #expect(ring == KeyRing(keys[0], at: 0))
  }

  @Test func `a sixth key waits until one has ended`() throws {
    var ring = KeyRing(keys[0], at: 0)
    for number in 1...4 {
      try ring.rotate(to: keys[number], at: Int64(number), overlap: 7 * Self.day)
    }
    #expect(ring.keys(at: 4) == [keys[4], keys[3], keys[2], keys[1], keys[0]])
    #expect(throws: KeyRingFault.tooManyKeys(max: 5)) { try ring.rotate(to: keys[5], at: 5) }
    try ring.rotate(to: keys[5], at: 1 + 7 * Self.day)
    #expect(ring.keys(at: 1 + 7 * Self.day) == [keys[5], keys[4], keys[3], keys[2], keys[1]])
    #expect(ring.entries.count == 5)
  }

  @Test func `the same key cannot follow itself`() throws {
    var ring = KeyRing(keys[0], at: 0)
    #expect(throws: KeyRingFault.knownKey(fingerprint: keys[0].fingerprint)) {
      try ring.rotate(to: keys[0], at: 1)
    }
  }

  @Test func `a key cannot begin before the one it replaces`() throws {
    var ring = KeyRing(keys[0], at: 10)
    #expect(throws: KeyRingFault.beforeCurrent(since: 10)) { try ring.rotate(to: keys[1], at: 9) }
  }

  @Test func `a revoked key is gone at once, and the current one cannot be`() throws {
    var ring = KeyRing(keys[0], at: 0)
    try ring.rotate(to: keys[1], at: 1)
    try ring.revoke(keys[0].fingerprint)
    #expect(ring.keys(at: 1) == [keys[1]])
    #expect(throws: KeyRingFault.currentKey(fingerprint: keys[1].fingerprint)) {
      try ring.revoke(keys[1].fingerprint)
    }
    #expect(throws: KeyRingFault.noSuchKey(fingerprint: keys[0].fingerprint)) {
      try ring.revoke(keys[0].fingerprint)
    }
  }

  @Test func `a stored ring reads back in any order`() throws {
    var ring = KeyRing(keys[0], at: 0)
    for number in 1...4 { try ring.rotate(to: keys[number], at: Int64(number / 2)) }
    #expect(try KeyRing(entries: ring.entries.reversed()).keys(at: 2).first == keys[4])
    #expect(Set(try KeyRing(entries: ring.entries.shuffled()).entries) == Set(ring.entries))
  }

  @Test func `stored keys with no current one, or two, are incoherent`() {
    typealias Entry = KeyRing<SymmetricSecret>.Entry
    let open = Entry(key: keys[0], validFrom: 0, validUntil: nil)
    let ended = Entry(key: keys[1], validFrom: 0, validUntil: 5)
    let second = Entry(key: keys[2], validFrom: 0, validUntil: nil)
    let backward = Entry(key: keys[3], validFrom: 9, validUntil: 5)
    for entries in [[], [ended], [open, second], [open, open], [open, backward]] {
      #expect(throws: KeyRingFault.incoherent) { try KeyRing(entries: entries) }
    }
  }

  @Test func `an endpoint signs with v1 always and with v1a where it has keys`() throws {
    var secrets = KeyRing(keys[0], at: 0)
    try secrets.rotate(to: keys[1], at: 10)
    let plain = EndpointKeys(secrets: secrets, signing: nil)
    #expect(plain.signer(at: 10) == WebhookSigner(secrets: [keys[1], keys[0]], keys: []))
    let key = try SigningKey.random()
    let both = EndpointKeys(secrets: secrets, signing: KeyRing(key, at: 5))
    #expect(both.signer(at: 9) == WebhookSigner(secrets: [keys[0]], keys: [key]))
  }
}
