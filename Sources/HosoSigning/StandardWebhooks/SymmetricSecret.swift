public import HosoCrypto

/// A secret both sides know, for signatures of version `v1` (Standard Webhooks).
///
/// Shows itself only through `serialized` and `bytes`: descriptions, interpolation and `dump` give
/// its fingerprint.
public struct SymmetricSecret: Sendable {
  /// How many bytes a secret has (Standard Webhooks: between 24 and 64, from a secure source).
  static let byteCounts = 24...64
  private static let madeBytes = 32

  public let bytes: [UInt8]

  /// Takes bytes that came from a secure source.
  public init(bytes: [UInt8]) throws(KeyFault) {
    guard SymmetricSecret.byteCounts.contains(bytes.count) else {
      throw .wrongLength(bytes: bytes.count, allowed: SymmetricSecret.byteCounts)
    }
    self.bytes = bytes
  }

  /// Reads `whsec_…` or the bare base 64 after it, padded or not.
  public init(serialized: String) throws(KeyFault) {
    try self.init(bytes: try KeyPrefix.secret.bytes(of: serialized, isOptional: true))
  }

  private init(made bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A new secret of 32 bytes.
  public static func random() throws(CryptoFault) -> SymmetricSecret {
    SymmetricSecret(made: try Random.bytes(madeBytes))
  }

  /// `whsec_` and padded base 64: what the other side is given, once.
  public var serialized: String { KeyPrefix.secret.rawValue + Base64.encode(bytes) }

  /// HMAC-SHA256 of some bytes.
  func authenticator(of content: [UInt8]) -> [UInt8] {
    HashFunction.sha256.authenticator(key: bytes, of: content)
  }
}

extension SymmetricSecret: RotatingKey {
  public var fingerprint: String { KeyFingerprint.of(bytes, kind: .secret) }

  public static func == (left: SymmetricSecret, right: SymmetricSecret) -> Bool {
    ConstantTime.areEqual(left.bytes, right.bytes)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}
