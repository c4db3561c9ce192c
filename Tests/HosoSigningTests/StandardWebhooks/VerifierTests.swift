import Testing

@testable import HosoCrypto
@testable import HosoSigning

/// The cases are those of the reference libraries' own tests, and some of ours.
@Suite("A webhook that claims to be signed")
struct VerifierTests {
  private static let now: Int64 = 1_649_367_553
  private let secret: SymmetricSecret
  private let verifier: WebhookVerifier
  private let id = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk"
  private let body = Array(#"{"email":"test@example.com"}"#.utf8)
  private let signature: String

  init() throws {
    secret = try SymmetricSecret(serialized: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
    verifier = WebhookVerifier(secrets: [secret], keys: [])
    signature = WebhookSigner(secrets: [secret], keys: [])
      .signature(id: id, timestamp: Self.now, body: body)
  }

  private func fault(
    id: String?? = nil, timestamp: String?? = nil, signature: String?? = nil,
    body: [UInt8]? = nil, verifier: WebhookVerifier? = nil
  ) -> WebhookSignatureFault? {
    do {
      try (verifier ?? self.verifier).verify(
        id: id ?? self.id, timestamp: timestamp ?? String(Self.now),
        signature: signature ?? self.signature, body: body ?? self.body, now: Self.now)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: PublishedSignature.all)
  func `a published signature is believed`(message: PublishedSignature) throws {
    let secret = try SymmetricSecret(serialized: message.secret)
    try WebhookVerifier(secrets: [secret], keys: []).verify(
      id: message.id, timestamp: String(message.timestamp), signature: message.signature,
      body: message.body, now: message.timestamp)
  }

  @Test func `a header that is missing or empty is named`() {
    #expect(fault() == nil)
    for nothing in [nil, ""] as [String?] {
      #expect(fault(id: .some(nothing)) == .missing(.id))
      #expect(fault(timestamp: .some(nothing)) == .missing(.timestamp))
      #expect(fault(signature: .some(nothing)) == .missing(.signature))
    }
  }

  @Test(arguments: [
    "hello", "1649367553.0", "+1649367553", "-1649367553", " 1649367553", "01649367553", "1e9",
    "0x62", "\u{661}\u{666}", "9223372036854775808", "99999999999999999999999999",
    "1649367553,1649367553",
  ])
  func `a timestamp is whole seconds in digits and nothing else`(text: String) {
    #expect(fault(timestamp: text) == .timestampUnreadable)
  }

  @Test func `a timestamp may be five minutes off, and not a second more`() {
    for offset: Int64 in [-301, -300, 300, 301] {
      let timestamp = Self.now + offset
      let signature = WebhookSigner(secrets: [secret], keys: [])
        .signature(id: id, timestamp: timestamp, body: body)
      let expected: WebhookSignatureFault? =
        switch offset {
        case -301: .tooOld(seconds: 301)
        case 301: .tooNew(seconds: 301)
        default: nil
        }
      #expect(fault(timestamp: String(timestamp), signature: signature) == expected)
    }
    #expect(fault(timestamp: "0") == .tooOld(seconds: Self.now))
    #expect(fault(timestamp: "999999999999") == .tooNew(seconds: 999_999_999_999 - Self.now))
  }

  @Test func `what is not to the letter the signature of these bytes is not believed`() throws {
    let code = signature.dropFirst(3)
    let wrong = [
      "v1,", "v1," + code.prefix(8), "v1," + code.lowercased(), "v1," + code + "AAAA",
      "v1," + code.dropLast(2), "v1,dawfeoifkpqwoekfpqoekf", "v1, " + code, "v1,,\(code)",
      "v1,\(code),v1,\(code)",
    ]
    for text in wrong { #expect(fault(signature: text) == .noMatch, "\(text)") }
    for text in ["v1", "v2,\(code)", "\(code)", ",\(code)", "V1,\(code)", "v1a,\(code)", "   "] {
      #expect(fault(signature: text) == .noKnownVersion, "\(text)")
    }
    #expect(fault(id: "msg_other") == .noMatch)
    #expect(fault(timestamp: String(Self.now + 1)) == .noMatch)
    #expect(fault(body: body + [0x20]) == .noMatch)
    #expect(fault(body: []) == .noMatch)
    let other = WebhookVerifier(secrets: [try .random()], keys: [])
    #expect(fault(verifier: other) == .noMatch)
    #expect(fault(verifier: WebhookVerifier(secrets: [], keys: [])) == .noKnownVersion)
  }

  @Test func `one right signature among several is enough, wherever it stands`() {
    let wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="
    for list in [
      "\(wrong) v2,\(signature.dropFirst(3)) \(wrong) \(signature)", "\(signature) \(wrong)",
      " \(signature) ", "\(wrong)  \(signature)", "v1a,AAAA \(signature)",
    ] {
      #expect(fault(signature: list) == nil, "\(list)")
    }
  }

  @Test func `base 64 without its padding is the same signature`() {
    #expect(fault(signature: String(signature.filter { $0 != "=" })) == nil)
  }

  @Test func `an empty body can be signed too`() {
    let signer = WebhookSigner(secrets: [secret], keys: [])
    #expect(
      fault(signature: signer.signature(id: id, timestamp: Self.now, body: []), body: []) == nil)
  }

  @Test func `more signatures or letters than a sender needs are not looked at`() {
    let many = Array(repeating: signature, count: 16).joined(separator: " ")
    #expect(fault(signature: many) == nil)
    #expect(fault(signature: many + " " + signature) == .tooManySignatures(max: 16))
    let long = String(repeating: "a", count: 4_097)
    #expect(fault(signature: long) == .tooLong(.signature, bytesMax: 4_096))
    #expect(fault(id: long) == .tooLong(.id, bytesMax: 256))
    #expect(fault(timestamp: long) == .tooLong(.timestamp, bytesMax: 4_096))
  }

  @Test(arguments: ["msg.1649367553", "msg 1", "msg\u{0}", "hồ-sơ", "msg\r\nx"])
  func `an id that could blur the signed bytes is not read`(id: String) {
    #expect(fault(id: id) == .idUnreadable)
  }

  @Test func `both keys of a rotation are believed, and an asymmetric one alone too`() throws {
    let keys = [try SigningKey.random(), try SigningKey.random()]
    let other = try SymmetricSecret.random()
    let both = WebhookVerifier(secrets: [other, secret], keys: keys.map(\.verifyingKey))
    #expect(fault(verifier: both) == nil)
    let signer = WebhookSigner(secrets: [], keys: [keys[1]])
    let asymmetric = signer.signature(id: id, timestamp: Self.now, body: body)
    #expect(fault(signature: asymmetric, verifier: both) == nil)
    #expect(fault(signature: asymmetric, body: body + [0], verifier: both) == .noMatch)
    #expect(fault(signature: asymmetric) == .noKnownVersion)
    let stranger = WebhookVerifier(secrets: [], keys: [keys[0].verifyingKey])
    #expect(fault(signature: asymmetric, verifier: stranger) == .noMatch)
  }

  @Test func `a changed bit anywhere in an asymmetric signature is noticed`() throws {
    let key = try SigningKey.random()
    let verifier = WebhookVerifier(secrets: [], keys: [key.verifyingKey])
    let text = WebhookSigner(secrets: [], keys: [key])
      .signature(id: id, timestamp: Self.now, body: body)
    let bytes = try #require(Base64.decode(text.dropFirst(4)))
    for place in 0..<bytes.count * 8 {
      var changed = bytes
      changed[place / 8] ^= 1 << UInt8(place % 8)
      #expect(
        fault(signature: "v1a," + Base64.encode(changed), verifier: verifier) == .noMatch)
    }
  }
}
