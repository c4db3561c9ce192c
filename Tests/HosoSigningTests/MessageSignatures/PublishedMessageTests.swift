import Foundation
import Testing

@testable import HosoCrypto
@testable import HosoSigning

/// Fixtures/webhooks/rfc9421.json.
struct PublishedMessages: Decodable {
  struct Request: Decodable {
    let method: String
    let scheme: String
    let authority: String
    let path: String
    let query: String
    let fields: [[String]]
    let body: String
  }

  struct Key: Decodable {
    let keyid: String
    let pem: String?
    let secret: String?

    func messageKey() throws -> MessageKey {
      if let secret { return .secret(try SymmetricSecret(serialized: secret)) }
      return .verifying(try VerifyingKey(pem: pem ?? ""))
    }
  }

  struct Signature: Decodable {
    let section: String
    let input: String
    let signature: String
  }

  let request: Request
  let keys: [Key]
  let signatures: [Signature]

  static func load() throws -> PublishedMessages {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/webhooks/rfc9421.json")
    return try JSONDecoder().decode(PublishedMessages.self, from: Data(contentsOf: file))
  }

  func key(_ id: String) throws -> MessageKey {
    try #require(keys.first { $0.keyid == id }).messageKey()
  }

  /// The request with the signature of a section.
  func signed(_ section: String) throws -> HTTPRequestParts {
    let signature = try #require(signatures.first { $0.section == section })
    var parts = unsigned
    parts.fields.append(HTTPRequestParts.Field("Signature-Input", signature.input))
    parts.fields.append(HTTPRequestParts.Field("Signature", signature.signature))
    return parts
  }

  var unsigned: HTTPRequestParts {
    HTTPRequestParts(
      method: request.method, scheme: request.scheme, authority: request.authority,
      path: request.path, query: request.query,
      fields: request.fields.map { HTTPRequestParts.Field($0[0], $0[1]) },
      body: Array(request.body.utf8))
  }
}

@Suite("The published message signatures of RFC 9421")
struct PublishedMessageTests {
  private static let now: Int64 = 1_618_884_473
  private let published: PublishedMessages
  private let verifier = MessageVerifier(policy: .anything)

  init() throws { published = try PublishedMessages.load() }

  @Test(arguments: [("B.2.5", "test-shared-secret"), ("B.2.6", "test-key-ed25519")])
  func `a signature of a known algorithm is believed`(section: String, keyID: String) throws {
    let claim = try verifier.claim(in: try published.signed(section), now: Self.now)
    #expect(claim.claims.keyID == keyID)
    #expect(claim.claims.created == Self.now)
    try claim.verify(with: [try published.key(keyID)])
  }

  @Test(arguments: ["B.2.5", "B.2.6"])
  func `a changed header or path is noticed`(section: String) throws {
    let signed = try published.signed(section)
    for place in signed.fields.indices
    where ["date", "content-type"].contains(
      signed.fields[place].name)
    {
      var changed = signed
      let field = signed.fields[place]
      changed.fields[place] = HTTPRequestParts.Field(field.name, field.value + "x")
      let claim = try verifier.claim(in: changed, now: Self.now)
      #expect(throws: MessageSignatureFault.noMatch) {
        try claim.verify(with: [try published.key(claim.claims.keyID)])
      }
    }
  }

  @Test func `ours over the same request is the published one, to the letter`() throws {
    let secret = try SymmetricSecret(
      serialized: try #require(published.keys.first { $0.secret != nil }?.secret))
    var signer = MessageSigner(key: .secret(secret), keyID: "test-shared-secret", tag: nil)
    signer.label = "sig-b25"
    let fields = try signer.sign(
      published.unsigned, covering: ["date", "@authority", "content-type"], created: Self.now,
      nonce: nil)
    let expected = try #require(published.signatures.first { $0.section == "B.2.5" })
    #expect(fields.input == expected.input)
    #expect(fields.signature == expected.signature)
  }

  @Test(arguments: ["B.2.1", "B.2.2", "B.2.3", "B.2.4"])
  func `a signature of another algorithm is refused, under any key`(section: String) throws {
    let keys = [try published.key("test-shared-secret"), try published.key("test-key-ed25519")]
    #expect(throws: MessageSignatureFault.self) {
      try verifier.claim(in: try published.signed(section), now: Self.now).verify(with: keys)
    }
  }

  @Test(arguments: ["test-key-rsa-pss", "test-key-ecc-p256"])
  func `a key of another algorithm cannot be entered`(keyID: String) {
    #expect(throws: KeyFault.otherAlgorithm) { try published.key(keyID) }
  }

  @Test func `a key reads from the PEM file that it is written to`() throws {
    let pem = try #require(published.keys.first { $0.keyid == "test-key-ed25519" }?.pem)
    #expect(try VerifyingKey(pem: pem).pem == pem)
    for text in ["", "-----BEGIN PUBLIC KEY-----", pem.replacing("MCow", with: "MCo*"), "AAAA"] {
      #expect(throws: KeyFault.notBase64) { try VerifyingKey(pem: text) }
    }
    let bytes = try #require(Base64.decode(pem.split(separator: "\n")[1]))
    let short = pem.split(separator: "\n")[0] + Base64.encode(bytes.dropLast())
    #expect(throws: KeyFault.wrongLength(bytes: 31, allowed: 32...32)) {
      try VerifyingKey(pem: short + "-----END PUBLIC KEY-----")
    }
  }

  @Test func `the published digest is that of the published body`() throws {
    let request = published.unsigned
    let value = try #require(request.fields.first { $0.name == "content-digest" }?.value)
    #expect(ContentDigest.value(of: request.body, [.sha512]) == value)
    try ContentDigest.verify(value, body: request.body)
  }
}

@Suite("A body with a digest")
struct ContentDigestTests {
  private let body = Array(#"{"hello": "world"}"#.utf8)

  /// RFC 9530 appendix D, over the same body with a line feed.
  @Test func `the published digest of RFC 9530 comes out`() {
    #expect(
      ContentDigest.value(of: body + [0x0a])
        == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")
  }

  @Test func `every known hash must fit, and unknown ones are passed over`() throws {
    let right = ContentDigest.value(of: body, [.sha256, .sha512])
    try ContentDigest.verify(right, body: body)
    try ContentDigest.verify("md5=:AAAA:, " + right, body: body)
    let wrong = ContentDigest.value(of: [], [.sha256])
    let mixed = ContentDigest.value(of: body, [.sha512]) + ", " + wrong
    #expect(throws: ContentDigestFault.mismatch(.sha256)) {
      try ContentDigest.verify(mixed, body: body)
    }
    for text in ["", "md5=:AAAA:", "sha-1=:AAAA:"] {
      #expect(throws: ContentDigestFault.noKnownAlgorithm) {
        try ContentDigest.verify(text, body: body)
      }
    }
    #expect(throws: ContentDigestFault.unreadable(nil)) {
      try ContentDigest.verify("sha-256=abc", body: body)
    }
    for text in ["sha-256=:", "SHA-256=:AAAA:", "sha-256=:AAAA:,"] {
      #expect(throws: ContentDigestFault.self) { try ContentDigest.verify(text, body: body) }
    }
  }
}
