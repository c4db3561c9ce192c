internal import HosoCrypto
internal import RawStructuredFieldValues

/// A key that verifies message signatures; the algorithm is the key's, whatever a message says.
public enum MessageKey: Hashable, Sendable {
  /// `hmac-sha256` (RFC 9421 section 3.3.3).
  case secret(SymmetricSecret)
  /// `ed25519` (section 3.3.6).
  case verifying(VerifyingKey)

  var algorithm: MessageAlgorithm {
    switch self {
    case .secret: .hmacSHA256
    case .verifying: .ed25519
    }
  }

  func accepts(_ signature: [UInt8], of base: [UInt8]) -> Bool {
    switch self {
    case .secret(let secret): ConstantTime.areEqual(secret.authenticator(of: base), signature)
    case .verifying(let key): key.accepts(signature, of: base)
    }
  }
}

/// The algorithms of message signatures that hoso knows, by their registered names.
public enum MessageAlgorithm: String, CaseIterable, Hashable, Sendable {
  case hmacSHA256 = "hmac-sha256"
  case ed25519
}

/// What a message signature says of itself.
public struct MessageSignatureClaims: Hashable, Sendable {
  /// Its name among the request's signatures.
  public let label: String
  public let keyID: String
  /// Seconds since 1970.
  public let created: Int64?
  /// Seconds since 1970.
  public let expires: Int64?
  /// Its maker never uses it again: with `keyID` what a replay is known by.
  public let nonce: String?
  public let tag: String?
  let algorithm: String?
  /// Names of what is covered, in order.
  public let components: [String]
}

/// A signature that is as it should be and may still be false: its key has to be looked up.
public struct ClaimedSignature: Sendable {
  public let claims: MessageSignatureClaims
  private let base: [UInt8]
  private let signature: [UInt8]
  private let digest: String?
  private let body: [UInt8]

  init(
    claims: MessageSignatureClaims, base: [UInt8], signature: [UInt8],
    request: HTTPRequestParts
  ) {
    self.claims = claims
    self.base = base
    self.signature = signature
    let isDigestCovered = claims.components.contains(ContentDigest.field)
    digest = isDigestCovered ? request.value(of: ContentDigest.field) : nil
    body = request.body
  }

  /// Returns if one of the keys made the signature, and the body is the one it covers.
  ///
  /// - Parameter keys: those trusted under the signature's `keyid`, more than one while they are
  ///   rotated. Never taken from the request.
  public func verify(with keys: [MessageKey]) throws(MessageSignatureFault) {
    var fitting = keys
    if let named = claims.algorithm {
      fitting = keys.filter { $0.algorithm.rawValue == named }
      guard !fitting.isEmpty || keys.isEmpty else { throw .otherAlgorithm(named: named) }
    }
    guard fitting.contains(where: { $0.accepts(signature, of: base) }) else { throw .noMatch }
    guard let digest else { return }
    do {
      try ContentDigest.verify(digest, body: body)
    } catch {
      throw .digest(error)
    }
  }
}

/// Finds the signature of a request and holds it against a policy (RFC 9421 section 3.2).
///
/// Says nothing about repeats: whoever calls it keeps the nonces that were accepted, for at least
/// twice the tolerance.
public struct MessageVerifier: Sendable {
  public static let inputField = "signature-input"
  public static let signatureField = "signature"
  /// Signatures of one request: a sender's, and those of gateways on the way.
  public static let signaturesMax = 8
  /// A field of eight signatures with nine components each.
  static let fieldBytesMax = 4_096
  private static let textBytesMax = 256

  public let policy: MessageSignaturePolicy

  public init(policy: MessageSignaturePolicy) {
    self.policy = policy
  }

  /// Whether a request has a message signature at all.
  public static func isSigned(_ fields: [HTTPRequestParts.Field]) -> Bool {
    fields.contains { $0.name == inputField || $0.name == signatureField }
  }

  /// The signature that is meant for this, if all that the policy asks is covered and in time.
  /// - Parameter now: seconds since 1970.
  public func claim(
    in request: HTTPRequestParts, now: Int64
  ) throws(MessageSignatureFault) -> ClaimedSignature {
    let inputs = try MessageVerifier.dictionary(MessageVerifier.inputField, in: request)
    let signatures = try MessageVerifier.dictionary(MessageVerifier.signatureField, in: request)
    let (label, covered) = try meant(among: inputs)
    guard let member = signatures[label] else {
      throw .missing(field: MessageVerifier.signatureField)
    }
    guard case .item(let item) = member, let signature = item.rfc9651BareItem.bytes else {
      throw .notASignature(label: label)
    }
    let names = try SignatureBase.names(of: covered)
    let claims = try MessageVerifier.claims(covered, label: label, components: names)
    try checkTime(claims, now: now)
    if policy.needsNonce, claims.nonce == nil { throw .parameterMissing(.nonce) }
    let uncovered = policy.uncovered(names, in: request)
    guard uncovered.isEmpty else { throw .insufficientCoverage(uncovered) }
    guard let parameters = covered.serialized else { throw .notASignature(label: label) }
    let base = try SignatureBase.bytes(of: names, in: request, parameters: parameters)
    return ClaimedSignature(claims: claims, base: base, signature: signature, request: request)
  }

  private static func dictionary(
    _ field: String, in request: HTTPRequestParts
  ) throws(MessageSignatureFault) -> StructuredDictionary {
    guard let value = request.value(of: field) else { throw .missing(field: field) }
    var limits = StructuredFieldLimits(bytesMax: fieldBytesMax)
    limits.membersMax = signaturesMax
    do {
      return try StructuredField.dictionary(value, limits: limits)
    } catch {
      throw .unreadable(field: field, error)
    }
  }

  private func meant(
    among inputs: StructuredDictionary
  ) throws(MessageSignatureFault) -> (label: String, InnerList) {
    var meant: [(String, InnerList)] = []
    for (label, member) in inputs {
      guard case .innerList(let list) = member else { throw .notASignature(label: label) }
      let tag = list.rfc9651Parameters[MessageSignatureParameter.tag.rawValue]
      if policy.tag.map({ tag == .string($0) }) ?? true { meant.append((label, list)) }
    }
    guard let first = meant.first else { throw .noneMeant(tag: policy.tag) }
    guard meant.count == 1 else { throw .ambiguous(count: meant.count) }
    return first
  }

  private static func claims(
    _ covered: InnerList, label: String, components: [String]
  ) throws(MessageSignatureFault) -> MessageSignatureClaims {
    guard let keyID = try text(.keyID, of: covered) else { throw .parameterMissing(.keyID) }
    return MessageSignatureClaims(
      label: label, keyID: keyID, created: try seconds(.created, of: covered),
      expires: try seconds(.expires, of: covered), nonce: try text(.nonce, of: covered),
      tag: try text(.tag, of: covered), algorithm: try text(.algorithm, of: covered),
      components: components)
  }

  private static func text(
    _ parameter: MessageSignatureParameter, of covered: InnerList
  ) throws(MessageSignatureFault) -> String? {
    guard let value = covered.rfc9651Parameters[parameter.rawValue] else { return nil }
    guard case .string(let text) = value, (1...textBytesMax).contains(text.utf8.count) else {
      throw .parameterUnreadable(parameter)
    }
    return text
  }

  private static func seconds(
    _ parameter: MessageSignatureParameter, of covered: InnerList
  ) throws(MessageSignatureFault) -> Int64? {
    guard let value = covered.rfc9651Parameters[parameter.rawValue] else { return nil }
    guard case .integer(let seconds) = value else { throw .parameterUnreadable(parameter) }
    return seconds
  }

  private func checkTime(
    _ claims: MessageSignatureClaims, now: Int64
  ) throws(MessageSignatureFault) {
    if let tolerance = policy.toleranceSeconds {
      guard let created = claims.created else { throw .parameterMissing(.created) }
      guard created >= now - tolerance else { throw .tooOld(seconds: now - created) }
      guard created <= now + tolerance else { throw .tooNew(seconds: created - now) }
    }
    if let expires = claims.expires, expires <= now { throw .expired(seconds: now - expires) }
  }
}
