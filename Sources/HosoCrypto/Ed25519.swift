internal import CCrypto

/// Ed25519 (RFC 8032, PureEdDSA) by libcrypto: the sizes, and one-shot functions.
public enum Ed25519 {
  /// Lengths (RFC 8032 section 5.1).
  public static let seedBytes = 32
  public static let publicBytes = 32
  public static let signatureBytes = 64

  /// Whether a signature of some bytes was made by the owner of a public key.
  ///
  /// False too for a public key that is no point of the curve, which no signature can fit.
  public static func isSignature(_ signature: [UInt8], of bytes: [UInt8], by publicKey: [UInt8])
    -> Bool
  {
    guard signature.count == signatureBytes,
      let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }
}

/// An Ed25519 private key made ready by libcrypto, to sign many times.
///
/// Making a key ready costs about as much as a signature, as the public half is computed. Belongs
/// to one thread at a time.
public final class Ed25519Signer {
  private let key: OpaquePointer
  private let context: OpaquePointer
  /// The public half.
  public let publicKey: [UInt8]

  /// Takes the 32 bytes that RFC 8032 calls the private key, and others the seed.
  ///
  /// - Precondition: As many bytes as `Ed25519.seedBytes`.
  public init(seed: [UInt8]) throws(CryptoFault) {
    precondition(seed.count == Ed25519.seedBytes, "whoever read the key counted its bytes")
    guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
      throw .noEd25519
    }
    var publicKey = [UInt8](repeating: 0, count: Ed25519.publicBytes)
    var length = publicKey.count
    guard EVP_PKEY_get_raw_public_key(key, &publicKey, &length) == 1,
      length == Ed25519.publicBytes, let context = EVP_MD_CTX_new()
    else {
      EVP_PKEY_free(key)
      throw .noEd25519
    }
    self.key = key
    self.context = context
    self.publicKey = publicKey
  }

  deinit {
    EVP_MD_CTX_free(context)
    EVP_PKEY_free(key)
  }

  /// The signature of some bytes: 64 bytes, the same every time.
  public func signature(of bytes: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Ed25519.signatureBytes)
    var length = signature.count
    EVP_MD_CTX_reset(context)
    let isDone =
      EVP_DigestSignInit(context, nil, nil, nil, key) == 1
      && EVP_DigestSign(context, &signature, &length, bytes, bytes.count) == 1
    precondition(isDone && length == signature.count, "a key that was made ready can sign")
    return signature
  }
}
