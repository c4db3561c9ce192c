internal import CCrypto

/// Reads certificates and private keys as OpenSSL would for a handshake.
public enum PEM {
  /// Why a certificate or key cannot be used.
  public enum Flaw: Hashable, Sendable {
    /// What is between the lines of PEM is no certificate.
    case certificateUnreadable
    /// What is between the lines of PEM is no private key.
    case keyUnreadable
    /// The key is another certificate's.
    case otherKey
  }

  /// What keeps a certificate and its key from being used; nil if nothing does.
  public static func flaw(chain: [UInt8], key: [UInt8]) -> Flaw? {
    guard let certificate = read(chain, { PEM_read_bio_X509($0, nil, nil, nil) }) else {
      return .certificateUnreadable
    }
    defer { X509_free(certificate) }
    guard let privateKey = read(key, { PEM_read_bio_PrivateKey($0, nil, nil, nil) }) else {
      return .keyUnreadable
    }
    defer { EVP_PKEY_free(privateKey) }
    let fits = X509_check_private_key(certificate, privateKey) == 1
    ERR_clear_error()
    return fits ? nil : .otherKey
  }

  /// Whether there is at least one certificate, and every one can be read.
  public static func areCertificates(_ pem: [UInt8]) -> Bool {
    let text = String(decoding: pem, as: UTF8.self)
    let count = text.split(whereSeparator: \.isNewline).count { line in
      line.hasPrefix("-----BEGIN ") && line.contains("CERTIFICATE-----")
    }
    guard count > 0, let source = BIO_new_mem_buf(pem, Int32(clamping: pem.count)) else {
      return false
    }
    defer {
      BIO_free(source)
      ERR_clear_error()
    }
    return (0..<count).allSatisfy { _ in
      guard let certificate = PEM_read_bio_X509(source, nil, nil, nil) else { return false }
      X509_free(certificate)
      return true
    }
  }

  /// What OpenSSL reads from some bytes.
  private static func read<Value>(_ bytes: [UInt8], _ body: (OpaquePointer?) -> Value?) -> Value? {
    guard let source = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { return nil }
    defer {
      BIO_free(source)
      ERR_clear_error()
    }
    return body(source)
  }
}
