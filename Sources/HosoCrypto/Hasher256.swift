internal import CCrypto

/// SHA-256 by libcrypto, with one context used again and again.
///
/// Keeping the context costs a third of what the one-shot function costs for inputs of an
/// event's size. Belongs to one thread at a time.
public final class Hasher256 {
  private let context: OpaquePointer
  private let algorithm: OpaquePointer

  /// Fails if libcrypto offers no SHA-256, which leaves nothing a ledger could prove.
  public init() throws(CryptoFault) {
    guard let context = EVP_MD_CTX_new(), let algorithm = EVP_MD_fetch(nil, "SHA2-256", nil) else {
      throw .noHash
    }
    self.context = context
    self.algorithm = algorithm
  }

  deinit {
    EVP_MD_CTX_free(context)
    EVP_MD_free(algorithm)
  }

  /// The hash of a domain byte followed by up to two runs of bytes.
  public func digest(
    prefix: UInt8?, _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) -> Digest {
    EVP_DigestInit_ex2(context, algorithm, nil)
    if var prefix { EVP_DigestUpdate(context, &prefix, 1) }
    EVP_DigestUpdate(context, first.baseAddress, first.count)
    if second.count > 0 { EVP_DigestUpdate(context, second.baseAddress, second.count) }
    var digest = Digest.zero
    withUnsafeMutableBytes(of: &digest.words) { words in
      _ = EVP_DigestFinal_ex(context, words.bindMemory(to: UInt8.self).baseAddress, nil)
    }
    return digest
  }

  /// The hash of some bytes.
  public func digest(of bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { digest(prefix: nil, $0) }
  }
}
