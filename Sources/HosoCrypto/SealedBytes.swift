internal import CCrypto

/// Bytes that only the holder of a key can read, and nobody can change unnoticed.
///
/// A random nonce (12 bytes), the enciphered bytes, a tag (16 bytes). Source: AES-256-GCM, NIST SP
/// 800-38D.
public enum SealedBytes {
  public static let keyBytes = 32
  private static let nonceBytes = 12
  private static let tagBytes = 16

  /// Seals bytes under a key of 32 bytes, for one context: opened in another, they are damaged.
  public static func seal(
    _ bytes: [UInt8], with key: [UInt8], context: [UInt8]
  ) throws(CryptoFault) -> [UInt8] {
    let nonce = try Random.bytes(nonceBytes)
    let cipher = try SealingContext(key: key, nonce: nonce, isSealing: true)
    try cipher.authenticate(context)
    let sealed = try cipher.update(bytes)
    try cipher.finish()
    return nonce + sealed + (try cipher.tag(count: tagBytes))
  }

  /// The bytes that were sealed.
  ///
  /// - Throws: `CryptoFault.damaged` for another key, another context, or bytes that were changed.
  public static func open(
    _ sealed: [UInt8], with key: [UInt8], context: [UInt8]
  ) throws(CryptoFault) -> [UInt8] {
    guard sealed.count >= nonceBytes + tagBytes else { throw .damaged }
    let cipher = try SealingContext(
      key: key, nonce: Array(sealed.prefix(nonceBytes)), isSealing: false)
    try cipher.authenticate(context)
    let bytes = try cipher.update(Array(sealed.dropFirst(nonceBytes).dropLast(tagBytes)))
    try cipher.expect(tag: Array(sealed.suffix(tagBytes)))
    try cipher.finish()
    return bytes
  }
}

/// One use of the cipher, from key to tag.
private final class SealingContext {
  private let context: OpaquePointer

  init(key: [UInt8], nonce: [UInt8], isSealing: Bool) throws(CryptoFault) {
    precondition(key.count == SealedBytes.keyBytes, "keys are hashes, which have the length")
    guard let context = EVP_CIPHER_CTX_new() else { throw .noCipher }
    guard
      EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce, isSealing ? 1 : 0) == 1
    else {
      EVP_CIPHER_CTX_free(context)
      throw .noCipher
    }
    self.context = context
  }

  deinit {
    EVP_CIPHER_CTX_free(context)
  }

  /// Takes in bytes that are not enciphered, yet have to be the same on opening.
  func authenticate(_ bytes: [UInt8]) throws(CryptoFault) {
    var count: Int32 = 0
    guard EVP_CipherUpdate(context, nil, &count, bytes, Int32(bytes.count)) == 1 else {
      throw .noCipher
    }
  }

  func update(_ bytes: [UInt8]) throws(CryptoFault) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    var result = [UInt8](repeating: 0, count: bytes.count)
    var count: Int32 = 0
    guard EVP_CipherUpdate(context, &result, &count, bytes, Int32(bytes.count)) == 1,
      Int(count) == bytes.count
    else { throw .noCipher }
    return result
  }

  /// Ends the work; on opening, tells whether the tag fits.
  func finish() throws(CryptoFault) {
    var rest = [UInt8](repeating: 0, count: 16)
    var count: Int32 = 0
    guard EVP_CipherFinal_ex(context, &rest, &count) == 1, count == 0 else { throw .damaged }
  }

  func tag(count: Int) throws(CryptoFault) -> [UInt8] {
    var tag = [UInt8](repeating: 0, count: count)
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(count), &tag) == 1 else {
      throw .noCipher
    }
    return tag
  }

  func expect(tag: [UInt8]) throws(CryptoFault) {
    var tag = tag
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1 else {
      throw .noCipher
    }
  }
}
