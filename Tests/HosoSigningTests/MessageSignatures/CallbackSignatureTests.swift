import Testing

@testable import HosoSigning

@Suite("A callback with a message signature")
struct CallbackSignatureTests {
  private static let now: Int64 = 1_583_391_120
  private let secret: SymmetricSecret
  private let signing: SigningKey
  private let verifier = MessageVerifier(policy: .callback)

  init() throws {
    secret = try .random()
    signing = try .random()
  }

  private func request(_ more: [(String, String)] = []) -> HTTPRequestParts {
    let body = Array(#"{"id":"tn-1"}"#.utf8)
    let fields = [
      ("Content-Type", "application/json"), ("Content-Digest", ContentDigest.value(of: body)),
      ("Accept", "*/*"),
    ]
    return HTTPRequestParts(
      method: "POST", scheme: "https", authority: "Hoso.Example.VN:443", path: "/v1/callbacks",
      query: nil, fields: (fields + more).map { HTTPRequestParts.Field($0.0, $0.1) }, body: body)
  }

  private func signed(
    _ request: HTTPRequestParts, covering: [String]? = nil, created: Int64? = now,
    expires: Int64? = nil, nonce: String? = "n-1", tag: String? = "hoso-callback"
  ) throws -> HTTPRequestParts {
    let signer = MessageSigner(key: .secret(secret), keyID: "H26.12", tag: tag)
    let fields = try signer.sign(
      request,
      covering: covering ?? MessageSigner.components(for: .callback, of: request),
      created: created, expires: expires, nonce: nonce)
    var signed = request
    signed.fields.append(HTTPRequestParts.Field("Signature-Input", fields.input))
    signed.fields.append(HTTPRequestParts.Field("Signature", fields.signature))
    return signed
  }

  private func fault(
    _ request: HTTPRequestParts, keys: [MessageKey]? = nil, now: Int64 = now
  ) -> MessageSignatureFault? {
    do {
      try verifier.claim(in: request, now: now).verify(with: keys ?? [.secret(secret)])
      return nil
    } catch {
      return error
    }
  }

  @Test func `what covers all that is asked is believed`() throws {
    let request = try signed(request())
    #expect(fault(request) == nil)
    let claims = try verifier.claim(in: request, now: Self.now).claims
    #expect(claims.keyID == "H26.12" && claims.nonce == "n-1" && claims.created == Self.now)
    #expect(claims.label == "sig1" && claims.tag == "hoso-callback")
  }

  @Test func `an Ed25519 key signs as well`() throws {
    let signer = MessageSigner(key: .signing(signing), keyID: "k", tag: "hoso-callback")
    var request = request()
    let fields = try signer.sign(
      request, covering: MessageSigner.components(for: .callback, of: request),
      created: Self.now, nonce: "n")
    request.fields.append(HTTPRequestParts.Field("Signature-Input", fields.input))
    request.fields.append(HTTPRequestParts.Field("Signature", fields.signature))
    let rotated: [MessageKey] = [
      .verifying(try SigningKey.random().verifyingKey), .verifying(signing.verifyingKey),
    ]
    #expect(fault(request, keys: rotated) == nil)
    #expect(fault(request, keys: [rotated[0]]) == .noMatch)
    #expect(fault(request, keys: []) == .noMatch)
  }

  @Test(arguments: ["@method", "@authority", "@path", "@query", "content-digest", "content-type"])
  func `leaving out one part is insufficient coverage`(part: String) throws {
    let all = MessageSigner.components(for: .callback, of: request())
    let request = try signed(request(), covering: all.filter { $0 != part })
    #expect(fault(request) == .insufficientCoverage([part]))
  }

  @Test func `the target URI covers authority, path and query`() throws {
    let covering = ["@method", "@target-uri", "content-digest", "content-type"]
    #expect(fault(try signed(request(), covering: covering)) == nil)
  }

  @Test(arguments: ["Idempotency-Key", "ce-type", "CE-Subject", "Content-Encoding"])
  func `a header that changes the meaning must be covered where it is`(name: String) throws {
    #expect(fault(try signed(request([(name, "x")]))) == nil)
    var added = try signed(request())
    added.fields.append(HTTPRequestParts.Field(name, "x"))
    #expect(fault(added) == .insufficientCoverage([name.lowercased()]))
  }

  @Test func `anything covered that was changed on the way is noticed`() throws {
    let original = try signed(request([("Idempotency-Key", "\"a\"")]))
    let changes: [(inout HTTPRequestParts) -> Void] = [
      { $0.method = "PUT" }, { $0.authority = "evil.example.vn" }, { $0.path = "/v1/scans" },
      { $0.query = "a=b" }, { $0.query = "" + "?" },
      { $0.fields[0] = HTTPRequestParts.Field("content-type", "text/plain") },
      { $0.fields.append(HTTPRequestParts.Field("content-type", "text/plain")) },
      { $0.fields[3] = HTTPRequestParts.Field("idempotency-key", "\"b\"") },
    ]
    for change in changes {
      var changed = original
      change(&changed)
      #expect(fault(changed) == .noMatch)
    }
    var body = original
    body.body.append(0x20)
    #expect(fault(body) == .digest(.mismatch(.sha256)))
    body.fields[1] = HTTPRequestParts.Field("content-digest", ContentDigest.value(of: body.body))
    #expect(fault(body) == .noMatch)
  }

  @Test func `blanks around a value and the case of the host change nothing`() throws {
    var request = try signed(request())
    request.authority = "hoso.example.vn"
    request.fields[0] = HTTPRequestParts.Field("content-type", " \tapplication/json ")
    #expect(fault(request) == nil)
  }

  @Test func `it is believed for five minutes either way, and not when it says it is over`() throws
  {
    let request = try signed(request())
    #expect(fault(request, now: Self.now + 300) == nil)
    #expect(fault(request, now: Self.now - 300) == nil)
    #expect(fault(request, now: Self.now + 301) == .tooOld(seconds: 301))
    #expect(fault(request, now: Self.now - 301) == .tooNew(seconds: 301))
    let short = try signed(self.request(), expires: Self.now + 10)
    #expect(fault(short, now: Self.now + 9) == nil)
    #expect(fault(short, now: Self.now + 10) == .expired(seconds: 0))
  }

  @Test func `a signature for something else, or without what makes it single, is refused`() throws
  {
    #expect(fault(request()) == .missing(field: "signature-input"))
    #expect(fault(try signed(request(), tag: "other")) == .noneMeant(tag: "hoso-callback"))
    #expect(fault(try signed(request(), tag: nil)) == .noneMeant(tag: "hoso-callback"))
    #expect(fault(try signed(request(), nonce: nil)) == .parameterMissing(.nonce))
    #expect(fault(try signed(request(), created: nil)) == .parameterMissing(.created))
  }

  @Test(arguments: [
    ("sig1=(\"@method\" \"@method\")", MessageSignatureFault.component("@method", .repeated)),
    ("sig1=(\"@query-param\";name=\"a\")", .component("\"@query-param\";name=\"a\"", .unsupported)),
    ("sig1=(\"@status\")", .component("\"@status\"", .unsupported)),
    ("sig1=(\"@signature-params\")", .component("\"@signature-params\"", .unsupported)),
    ("sig1=(\"Content-Type\")", .component("\"Content-Type\"", .unsupported)),
    ("sig1=(token)", .component("token", .unsupported)),
    ("sig1=(\"\")", .component("\"\"", .unsupported)),
    ("sig2=()", .missing(field: "signature")), ("sig1", .notASignature(label: "sig1")),
    ("sig1=(), sig2=()", .ambiguous(count: 2)), ("", .noneMeant(tag: nil)),
    ("sig1=(\"x-none\");keyid=\"k\"", .component("x-none", .absent)),
    ("sig1=();keyid=k", .parameterUnreadable(.keyID)), ("sig1=()", .parameterMissing(.keyID)),
    ("sig1=();keyid=\"k\";created=\"1\"", .parameterUnreadable(.created)),
    ("sig1=();keyid=\"k\";nonce=\"\"", .parameterUnreadable(.nonce)),
    ("sig1=();keyid=\"k\";alg=\"rsa-pss-sha512\"", .otherAlgorithm(named: "rsa-pss-sha512")),
    ("sig1=();keyid=\"k\";alg=\"ed25519\"", .otherAlgorithm(named: "ed25519")),
  ])
  func `a signature's list that is not understood says why`(
    input: String, expected: MessageSignatureFault
  ) {
    var request = request()
    request.fields.append(HTTPRequestParts.Field("Signature-Input", input))
    request.fields.append(HTTPRequestParts.Field("Signature", "sig1=:AAAA:"))
    let lenient = MessageVerifier(policy: .anything)
    #expect(throws: expected) {
      try lenient.claim(in: request, now: Self.now).verify(with: [.secret(secret)])
    }
  }

  @Test func `a value that could forge lines of the signed text is not signed or read`() throws {
    for value in ["a\n\"@method\": PUT", "a\r", "hồ sơ", "\u{0}"] {
      let request = request([("x-note", value)])
      let signer = MessageSigner(key: .secret(secret), keyID: "k", tag: nil)
      #expect(throws: MessageSigningFault.message(.component("x-note", .unreadable))) {
        try signer.sign(request, covering: ["x-note"], created: nil, nonce: nil)
      }
    }
  }

  @Test func `more signatures or letters than are needed are not looked at`() throws {
    var request = try signed(request())
    let many = (0..<9).map { "s\($0)=()" }.joined(separator: ", ")
    request.fields[3] = HTTPRequestParts.Field("signature-input", many)
    guard case .unreadable("signature-input", let fault) = fault(request) else {
      Issue.record("nine signatures were read")
      return
    }
    #expect(fault.reason == .tooMany(max: 8))
  }
}
