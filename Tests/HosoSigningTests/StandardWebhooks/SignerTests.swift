import Testing

@testable import HosoCrypto
@testable import HosoSigning

@Suite("A delivery being signed")
struct SignerTests {
  private static let rust = PublishedSignature.rust

  @Test(arguments: PublishedSignature.all)
  func `a published message gets its published signature`(message: PublishedSignature) throws {
    let secret = try SymmetricSecret(serialized: message.secret)
    let signer = WebhookSigner(secrets: [secret], keys: [])
    #expect(
      signer.signature(id: message.id, timestamp: message.timestamp, body: message.body)
        == message.signature)
  }

  @Test func `Svix's published key pair belongs together and signs as PyNaCl does`() throws {
    let key = try SigningKey(serialized: PublishedSignature.KeyPair.signing)
    #expect(key.verifyingKey.serialized == PublishedSignature.KeyPair.verifying)
    #expect(key.serialized == PublishedSignature.KeyPair.signing)
    let text = WebhookSigner(secrets: [], keys: [key])
      .signature(id: Self.rust.id, timestamp: Self.rust.timestamp, body: Self.rust.body)
    #expect(text == PublishedSignature.KeyPair.signature)
  }

  @Test func `every secret signs before every key, in the order given`() throws {
    let secrets = [try SymmetricSecret.random(), try SymmetricSecret.random()]
    let keys = [try SigningKey.random(), try SigningKey.random()]
    let words = WebhookSigner(secrets: secrets, keys: keys)
      .signature(id: "evt_1", timestamp: 1, body: [0x7b, 0x7d]).split(separator: " ")
    #expect(words.map { $0.prefix { $0 != "," } } == ["v1", "v1", "v1a", "v1a"])
    let alone =
      secrets.map { WebhookSigner(secrets: [$0], keys: []) }
      + keys.map { WebhookSigner(secrets: [], keys: [$0]) }
    #expect(
      words.map(String.init)
        == alone.map {
          $0.signature(id: "evt_1", timestamp: 1, body: [0x7b, 0x7d])
        })
  }

  @Test func `a signer kept by a thread gives the same signatures again and again`() throws {
    let signer = WebhookSigner(secrets: [try .random()], keys: [try .random(), try .random()])
    let kept = ThreadSigner(signer)
    for number in 0..<20 {
      let body = [UInt8](repeating: UInt8(number), count: number * 100)
      #expect(
        kept.signature(id: "evt_\(number)", timestamp: Int64(number), body: body)
          == signer.signature(id: "evt_\(number)", timestamp: Int64(number), body: body))
    }
  }
}

@Suite("Keys as texts")
struct KeyTextTests {
  @Test func `a secret reads with and without its prefix and its padding`() throws {
    let bytes = [UInt8](0..<25)
    let texts = [
      "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA==", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA",
      "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA==", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA",
    ]
    for text in texts {
      let secret = try SymmetricSecret(serialized: text)
      #expect(secret.bytes == bytes)
      #expect(secret.serialized == texts[0])
    }
  }

  @Test(arguments: [
    ("", KeyFault.empty), ("whsec_", .empty), ("whsec_a", .notBase64),
    ("whsec_AAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAA", .notBase64),
    ("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX=", .notBase64),
    ("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY", .wrongLength(bytes: 23, allowed: 24...64)),
    ("whsk_AAAA", .otherKind(expected: .secret, found: .signing)),
    (String(repeating: "A", count: 92), .notBase64),
  ])
  func `what is no secret says why`(text: String, fault: KeyFault) {
    #expect(throws: fault) { try SymmetricSecret(serialized: text) }
  }

  @Test func `a private key reads from its seed alone, and not with another's public half`() throws
  {
    let key = try SigningKey.random()
    let bytes = try #require(Base64.decode(key.serialized.dropFirst(5)))
    let seed = "whsk_" + Base64.encode(bytes.prefix(32))
    #expect(try SigningKey(serialized: seed) == key)
    let other = try SigningKey.random().verifyingKey
    #expect(throws: KeyFault.halvesDiffer) {
      try SigningKey(serialized: "whsk_" + Base64.encode(bytes.prefix(32) + other.bytes))
    }
    #expect(throws: KeyFault.wrongLength(bytes: 33, allowed: 32...64)) {
      try SigningKey(serialized: "whsk_" + Base64.encode(bytes.prefix(33)))
    }
    #expect(throws: KeyFault.notBase64) {
      try SigningKey(serialized: Base64.encode(bytes))
    }
    #expect(throws: KeyFault.otherKind(expected: .verifying, found: .signing)) {
      try VerifyingKey(serialized: seed)
    }
    #expect(try VerifyingKey(serialized: key.verifyingKey.serialized) == key.verifyingKey)
  }

  @Test func `a secret does not get out through descriptions`() throws {
    let secret = try SymmetricSecret.random()
    let key = try SigningKey.random()
    let signer = WebhookSigner(secrets: [secret], keys: [key])
    let ring = KeyRing(secret, at: 0)
    var shown = "\(secret) \(key) \(signer) \(ring) \([secret]) \(String(reflecting: key))"
    for value in [secret, key, signer, ring] as [Any] {
      var text = ""
      dump(value, to: &text)
      shown += text + String(reflecting: value)
    }
    let tails = [secret.serialized.suffix(30), key.serialized.dropFirst(5).prefix(30)]
    let numbers = "\(secret.bytes)".dropFirst().dropLast()
    for tail in tails + [numbers] { #expect(!shown.contains(tail)) }
    #expect(shown.contains(secret.fingerprint) && shown.contains(key.fingerprint))
  }

  @Test func `random keys differ`() throws {
    let secrets = try (0..<100).map { _ in try SymmetricSecret.random() }
    #expect(Set(secrets).count == 100)
    #expect(Set(secrets.map(\.fingerprint)).count == 100)
  }
}

@Suite("Base 64")
struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `the vectors of RFC 4648 section 10 read and write`(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
    #expect(Base64.decode(encoded.filter { $0 != "=" }) == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg=", "Zg===", "=", "====", "Zg==Zg==", "Zm9v=", "Zm-v", "Zm 9", "Zh=="])
  func `what is no base 64 is nil`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `bits of no byte are passed over when asked`() {
    #expect(Base64.decode("Zh==", .lenient) == [0x66])
  }

  @Test func `what was written reads back`() throws {
    for count in 0..<100 {
      let bytes = try Random.bytes(count)
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }
}
