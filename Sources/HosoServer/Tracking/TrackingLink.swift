internal import HosoCrypto
internal import HosoDomain
internal import HosoWebhooks

/// Links that show one dossier to whoever has them, such as in a QR code on a slip, until they
/// expire.
///
/// A link says `?e=<expiry, Unix seconds>&s=<signature>`. The signature is HMAC-SHA256 with a key
/// of the server over `hoso-track`, the code and the expiry, each followed by a newline; its first
/// 16 bytes in base64url, which keeps a QR code small and cannot be guessed.
///
/// Source: RFC 2104; NIST SP 800-107 5.3.3 for the truncation.
struct TrackingLink: Sendable {
  /// Bytes of the key.
  static let keyBytes = 32
  /// Days a link is good for unless told otherwise: longer than any procedure usually takes.
  static let daysDefault = 90
  /// An item number may stand for another dossier after twelve months; no link lives to see that.
  static let daysMax = 366

  private static let signatureBytes = 16

  private let key: [UInt8]

  /// - Precondition: The key has `keyBytes` bytes.
  init(key: [UInt8]) {
    precondition(key.count == TrackingLink.keyBytes, "a key of another length is no key of ours")
    self.key = key
  }

  /// The path and query of a link.
  ///
  /// - Parameter expires: Unix seconds.
  func target(_ code: Alias, expires: Int64) -> String {
    let signature = Base64URL.encode(signature(code, expires: expires))
    return "/t/\(URLText.escaped(code.text))?e=\(expires)&s=\(signature)"
  }

  /// What a link is.
  enum Validity: Hashable, Sendable {
    /// One of ours, and still good.
    case good
    /// One of ours that has ended.
    case ended
    /// None of ours.
    case foreign
  }

  /// - Parameter now: Unix seconds.
  func standing(_ code: Alias, expires: String, signature: String, now: Int64) -> Validity {
    guard expires.utf8.count <= 12, let seconds = Int64(expires) else { return .foreign }
    let expected = Array(Base64URL.encode(self.signature(code, expires: seconds)).utf8)
    guard ConstantTime.areEqual(expected, Array(signature.utf8.prefix(64))) else {
      return .foreign
    }
    return seconds > now ? .good : .ended
  }

  private func signature(_ code: Alias, expires: Int64) -> [UInt8] {
    let signed = Array("hoso-track\n\(code.text)\n\(expires)\n".utf8)
    let whole = HashFunction.sha256.authenticator(key: key, of: signed)
    return Array(whole.prefix(TrackingLink.signatureBytes))
  }
}
