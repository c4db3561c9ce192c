/// What kept libcrypto from doing its part.
public enum CryptoFault: Error, Hashable, Sendable {
  /// It gave no random bytes; nothing unguessable can be made.
  case noRandomness
  /// It offers no SHA-256, which leaves nothing a ledger could prove.
  case noHash
  /// It offers no Ed25519, as in a configuration for FIPS 140-2.
  case noEd25519
  /// It offers no AES-256-GCM.
  case noCipher
  /// What was sealed is not what it was, or was sealed with another key.
  case damaged
}
