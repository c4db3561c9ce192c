public import HosoCrypto

/// A private Ed25519 key, for signatures of version `v1a` (Standard Webhooks).
///
/// Shows itself only through `serialized`: descriptions, interpolation and `dump` give its
/// fingerprint, which is that of the public key.
public struct SigningKey: Sendable {
  /// A seed, or a seed followed by the public key as Svix writes it.
  private static let byteCounts = Ed25519.seedBytes...(Ed25519.seedBytes + Ed25519.publicBytes)

  let seed: [UInt8]
  /// The public half, which the other side is given.
  public let verifyingKey: VerifyingKey

  private init(seed: [UInt8]) throws(CryptoFault) {
    self.seed = seed
    verifyingKey = VerifyingKey(checked: try Ed25519Signer(seed: seed).publicKey)
  }

  /// Reads `whsk_` and base 64 of 32 bytes (the seed) or 64 (the seed and the public key).
  public init(serialized: String) throws(KeyFault) {
    let bytes = try KeyPrefix.signing.bytes(of: serialized, isOptional: false)
    let allowed = SigningKey.byteCounts
    guard bytes.count == allowed.lowerBound || bytes.count == allowed.upperBound else {
      throw .wrongLength(bytes: bytes.count, allowed: allowed)
    }
    do {
      try self.init(seed: Array(bytes.prefix(Ed25519.seedBytes)))
    } catch {
      throw .crypto(error)
    }
    let rest = Array(bytes.dropFirst(Ed25519.seedBytes))
    guard rest.isEmpty || rest == verifyingKey.bytes else { throw .halvesDiffer }
  }

  /// A new key.
  public static func random() throws(CryptoFault) -> SigningKey {
    try SigningKey(seed: try Random.bytes(Ed25519.seedBytes))
  }

  /// `whsk_` and base 64 of the seed and the public key, as Svix writes it.
  public var serialized: String {
    KeyPrefix.signing.rawValue + Base64.encode(seed + verifyingKey.bytes)
  }
}

extension SigningKey: RotatingKey {
  public var fingerprint: String { verifyingKey.fingerprint }

  public static func == (left: SigningKey, right: SigningKey) -> Bool {
    ConstantTime.areEqual(left.seed, right.seed)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(verifyingKey)
  }
}

/// A public Ed25519 key, which verifies signatures of version `v1a`.
public struct VerifyingKey: Hashable, Sendable {
  public let bytes: [UInt8]

  /// Takes bytes that libcrypto computed.
  init(checked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Takes the 32 bytes of a public key (RFC 8032 section 5.1.5).
  public init(bytes: [UInt8]) throws(KeyFault) {
    guard bytes.count == Ed25519.publicBytes else {
      throw .wrongLength(bytes: bytes.count, allowed: Ed25519.publicBytes...Ed25519.publicBytes)
    }
    self.bytes = bytes
  }

  /// Reads `whpk_` and base 64 of 32 bytes.
  public init(serialized: String) throws(KeyFault) {
    try self.init(bytes: try KeyPrefix.verifying.bytes(of: serialized, isOptional: false))
  }

  /// Reads a PEM file as OpenSSL writes it: `-----BEGIN PUBLIC KEY-----` (RFC 8410 section 4).
  public init(pem: String) throws(KeyFault) {
    let text = pem.filter { !$0.isWhitespace }
    let first = VerifyingKey.pemFirst.filter { $0 != " " }
    let last = VerifyingKey.pemLast.filter { $0 != " " }
    guard text.utf8.count <= VerifyingKey.pemBytesMax, text.hasPrefix(first),
      text.hasSuffix(last), text.count >= first.count + last.count,
      let encoding = Base64.decode(text.dropFirst(first.count).dropLast(last.count))
    else { throw .notBase64 }
    guard encoding.starts(with: VerifyingKey.derPrefix) else { throw .otherAlgorithm }
    try self.init(bytes: Array(encoding.dropFirst(VerifyingKey.derPrefix.count)))
  }

  /// The key as a PEM file, for tools such as `openssl pkeyutl`.
  public var pem: String {
    let text = Base64.encode(VerifyingKey.derPrefix + bytes)
    return [VerifyingKey.pemFirst, text, VerifyingKey.pemLast, ""].joined(separator: "\n")
  }

  private static let pemFirst = "-----BEGIN PUBLIC KEY-----"
  private static let pemLast = "-----END PUBLIC KEY-----"
  /// The largest RSA key in use is a fifth of it.
  private static let pemBytesMax = 4_096
  /// SubjectPublicKeyInfo with the algorithm id-Ed25519, 1.3.101.112, up to the key's bytes.
  private static let derPrefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  /// `whpk_` and padded base 64.
  public var serialized: String { KeyPrefix.verifying.rawValue + Base64.encode(bytes) }

  /// Whether a signature of some bytes was made with the private half.
  func accepts(_ signature: [UInt8], of content: [UInt8]) -> Bool {
    Ed25519.isSignature(signature, of: content, by: bytes)
  }
}

extension VerifyingKey: RotatingKey {
  public var fingerprint: String { KeyFingerprint.of(bytes, kind: .verifying) }
}
