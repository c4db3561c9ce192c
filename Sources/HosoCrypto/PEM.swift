internal import CCrypto

/// Reads certificates and private keys as OpenSSL would for a handshake.
public enum PEM {
  /// Why a certificate or key cannot be used.
  public enum Flaw: Hashable, Sendable {
    /// What is between the lines of PEM is no certificate.
    case certificateUnreadable
    /// What is between the lines of PEM is no private key.
    case keyUnreadable
    /// The private key is locked with a passphrase, which nobody here can type.
    case keyLocked
    /// The key is another certificate's.
    case otherKey
    /// Too weak for the handshakes of this machine: too short a key, or a hash that is broken.
    case tooWeak
  }

  /// What keeps a certificate and its key from being used; nil if nothing does.
  public static func flaw(chain: [UInt8], key: [UInt8]) -> Flaw? {
    guard let certificate = read(chain, { PEM_read_bio_X509($0, nil, nil, nil) }) else {
      return .certificateUnreadable
    }
    defer { X509_free(certificate) }
    guard !String(decoding: key, as: UTF8.self).contains("ENCRYPTED") else { return .keyLocked }
    guard let privateKey = read(key, { PEM_read_bio_PrivateKey($0, nil, nil, nil) }) else {
      return .keyUnreadable
    }
    defer { EVP_PKEY_free(privateKey) }
    let fits = X509_check_private_key(certificate, privateKey) == 1
    ERR_clear_error()
    guard fits else { return .otherKey }
    return isTaken(certificate, privateKey) ? nil : .tooWeak
  }

  /// Whether a handshake would take them, by the security level that the machine is set to.
  private static func isTaken(_ certificate: OpaquePointer, _ key: OpaquePointer) -> Bool {
    defer { ERR_clear_error() }
    guard let context = SSL_CTX_new(TLS_client_method()) else { return false }
    defer { SSL_CTX_free(context) }
    return SSL_CTX_use_certificate(context, certificate) == 1
      && SSL_CTX_use_PrivateKey(context, key) == 1
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
