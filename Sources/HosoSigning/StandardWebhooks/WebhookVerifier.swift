internal import HosoCrypto

/// Why a webhook is not believed.
///
/// Nothing in it helps to forge one: it never tells how near a signature came.
public enum WebhookSignatureFault: Error, Hashable, Sendable {
  /// A header that is needed is not there, or empty.
  case missing(WebhookHeader)
  /// A header is longer than any sender has reason to make it.
  case tooLong(WebhookHeader, bytesMax: Int)
  /// The id has a full stop, which the signed bytes use as separator, or is not visible ASCII.
  case idUnreadable
  /// The timestamp is not a whole number of seconds in decimal digits.
  case timestampUnreadable
  /// The timestamp is further back than is tolerated.
  case tooOld(seconds: Int64)
  /// The timestamp is further ahead than is tolerated.
  case tooNew(seconds: Int64)
  /// There are more signatures than a sender has keys.
  case tooManySignatures(max: Int)
  /// No signature is of a version for which there is a key here.
  case noKnownVersion
  /// No signature was made with a key that is trusted here.
  case noMatch
}

/// The headers of Standard Webhooks.
public enum WebhookHeader: String, CaseIterable, Hashable, Sendable {
  /// Names the event; the same for every attempt.
  case id = "webhook-id"
  /// When the attempt was made, in seconds since 1970.
  case timestamp = "webhook-timestamp"
  /// Signatures with a blank between them.
  case signature = "webhook-signature"
}

/// Judges signatures as Standard Webhooks 1.0.0 says, with keys trusted beforehand.
///
/// Says nothing about repeats: whoever calls it keeps the ids that were accepted, for at least
/// twice the tolerance.
public struct WebhookVerifier: Sendable {
  /// How far a timestamp may be from now, either way: what the reference libraries tolerate.
  public static let toleranceSeconds: Int64 = 300
  /// Five keys of each version make 700 bytes.
  static let signatureBytesMax = 4_096
  /// More than the keys a sender may have in both versions.
  public static let signaturesMax = 16
  /// Senders' ids are a few dozen letters.
  static let idBytesMax = 256
  /// Enough until the year 33658; keeps arithmetic far from its limits.
  private static let timestampDigitsMax = 12

  public let secrets: [SymmetricSecret]
  public let keys: [VerifyingKey]
  public let toleranceSeconds: Int64

  public init(
    secrets: [SymmetricSecret], keys: [VerifyingKey],
    toleranceSeconds: Int64 = WebhookVerifier.toleranceSeconds
  ) {
    self.secrets = secrets
    self.keys = keys
    self.toleranceSeconds = toleranceSeconds
  }

  /// Returns if the headers and body were signed by a trusted key at about `now`; throws otherwise.
  ///
  /// Header values may be nil where the request has none. A header that came twice is joined with
  /// a blank or refused before; joined with a comma it fits no signature.
  /// - Parameter now: seconds since 1970.
  public func verify(
    id: String?, timestamp: String?, signature: String?, body: [UInt8], now: Int64
  ) throws(WebhookSignatureFault) {
    let id = try WebhookVerifier.present(id, .id, bytesMax: WebhookVerifier.idBytesMax)
    let sent = try WebhookVerifier.present(
      timestamp, .timestamp, bytesMax: WebhookVerifier.signatureBytesMax)
    let list = try WebhookVerifier.present(
      signature, .signature, bytesMax: WebhookVerifier.signatureBytesMax)
    guard id.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ".") }) else {
      throw .idUnreadable
    }
    let timestamp = try seconds(sent, now: now)
    let offered = try WebhookVerifier.signatures(in: list)
    // The digits as they were sent are what was signed; these are the same, as none leads with 0.
    let content = SignedContent.bytes(id: id, timestamp: timestamp, body: body)
    guard offered.contains(where: { isKeyed($0.version) }) else { throw .noKnownVersion }
    guard isMatch(offered, content: content) else { throw .noMatch }
  }

  private static func present(
    _ value: String?, _ header: WebhookHeader, bytesMax: Int
  ) throws(WebhookSignatureFault) -> String {
    guard let value, !value.isEmpty else { throw .missing(header) }
    guard value.utf8.count <= bytesMax else { throw .tooLong(header, bytesMax: bytesMax) }
    return value
  }

  private func seconds(_ text: String, now: Int64) throws(WebhookSignatureFault) -> Int64 {
    let digits = text.utf8
    guard digits.count <= WebhookVerifier.timestampDigitsMax,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      digits.count == 1 || digits.first != UInt8(ascii: "0"), let seconds = Int64(text)
    else { throw .timestampUnreadable }
    guard seconds >= now - toleranceSeconds else { throw .tooOld(seconds: now - seconds) }
    guard seconds <= now + toleranceSeconds else { throw .tooNew(seconds: seconds - now) }
    return seconds
  }

  /// A signature as it was sent, of a version known here.
  private struct OfferedSignature {
    let version: SignatureVersion
    let bytes: [UInt8]
  }

  /// The signatures of known versions; others are passed over, and so is what is no base 64.
  private static func signatures(
    in list: String
  ) throws(WebhookSignatureFault) -> [OfferedSignature] {
    let words = list.split(separator: " ", maxSplits: signaturesMax)
    guard words.count <= signaturesMax else { throw .tooManySignatures(max: signaturesMax) }
    return words.compactMap { word in
      guard let comma = word.firstIndex(of: ","),
        let version = SignatureVersion(rawValue: String(word[..<comma]))
      else { return nil }
      // Unreadable ones stay, as empty ones that fit nothing: their version is known.
      let bytes = Base64.decode(word[word.index(after: comma)...]) ?? []
      return OfferedSignature(version: version, bytes: bytes)
    }
  }

  private func isKeyed(_ version: SignatureVersion) -> Bool {
    switch version {
    case .v1: !secrets.isEmpty
    case .v1a: !keys.isEmpty
    }
  }

  private func isMatch(_ offered: [OfferedSignature], content: [UInt8]) -> Bool {
    var isMatch = false
    // Every code is compared with every other, so that time does not tell which one fits.
    for secret in secrets {
      let expected = secret.authenticator(of: content)
      for signature in offered where signature.version == .v1 {
        if ConstantTime.areEqual(expected, signature.bytes) { isMatch = true }
      }
    }
    if isMatch { return true }
    return offered.contains { signature in
      signature.version == .v1a && keys.contains { $0.accepts(signature.bytes, of: content) }
    }
  }
}
