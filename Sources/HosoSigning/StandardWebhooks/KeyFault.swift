public import HosoCrypto

/// Why a text is no key.
///
/// Never carries the text, which may be most of a secret.
public enum KeyFault: Error, Hashable, Sendable {
  /// There is nothing after the prefix, if there is a prefix.
  case empty
  /// It begins with a prefix of another kind of key.
  case otherKind(expected: KeyPrefix, found: KeyPrefix)
  /// What follows the prefix is not base 64.
  case notBase64
  /// It has too few bytes to be safe, or more than its kind can have.
  case wrongLength(bytes: Int, allowed: ClosedRange<Int>)
  /// It is a public key for something else than Ed25519.
  case otherAlgorithm
  /// The public half that follows a private key is that of another key.
  case halvesDiffer
  case crypto(CryptoFault)
}

/// What the text of a key begins with (Standard Webhooks, "Signature scheme").
public enum KeyPrefix: String, CaseIterable, Hashable, Sendable {
  /// A symmetric secret.
  case secret = "whsec_"
  /// A private key, which signs.
  case signing = "whsk_"
  /// A public key, which verifies.
  case verifying = "whpk_"

  /// The bytes of a key's text, which begins with this prefix or, where `isOptional`, with none.
  func bytes(of text: String, isOptional: Bool) throws(KeyFault) -> [UInt8] {
    if let other = KeyPrefix.allCases.first(where: { $0 != self && text.hasPrefix($0.rawValue) }) {
      throw .otherKind(expected: self, found: other)
    }
    let hasPrefix = text.hasPrefix(rawValue)
    guard hasPrefix || isOptional || text.isEmpty else { throw .notBase64 }
    let encoded = hasPrefix ? text.dropFirst(rawValue.count) : text[...]
    guard !encoded.isEmpty else { throw .empty }
    guard encoded.utf8.count <= KeyPrefix.textBytesMax, let bytes = Base64.decode(encoded) else {
      throw .notBase64
    }
    return bytes
  }

  /// The longest text of a key: 64 bytes in base 64 are 88 letters.
  private static let textBytesMax = 88
}
