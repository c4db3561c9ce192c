internal import CCrypto

/// The hash functions of signatures and content digests.
public enum HashFunction: Hashable, Sendable {
  case sha256
  case sha512

  /// Length of a hash.
  public var byteCount: Int {
    switch self {
    case .sha256: 32
    case .sha512: 64
    }
  }

  /// The hash of some bytes.
  public func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: byteCount)
    let isDone = EVP_Digest(bytes, bytes.count, &hash, nil, algorithm, nil)
    precondition(isDone == 1, "libcrypto has had SHA-2 since 0.9.8 and needs no memory for it")
    return hash
  }

  /// HMAC (RFC 2104) of some bytes.
  public func authenticator(key: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: byteCount)
    var length: UInt32 = 0
    let result = HMAC(
      algorithm, key, Int32(key.count), bytes, bytes.count, &code, &length)
    precondition(result != nil && Int(length) == byteCount, "libcrypto always has HMAC")
    return code
  }

  private var algorithm: OpaquePointer? {
    switch self {
    case .sha256: EVP_sha256()
    case .sha512: EVP_sha512()
    }
  }
}

/// Comparisons that take the same time wherever two values first differ.
public enum ConstantTime {
  /// Whether two runs of bytes are the same; only their lengths may be told from the time.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
