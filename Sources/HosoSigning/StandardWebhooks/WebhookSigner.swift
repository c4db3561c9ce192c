internal import HosoCrypto

/// Signs webhooks as Standard Webhooks 1.0.0 says, with all keys that are valid at the moment.
///
/// A value that any thread may use. A thread that signs much keeps a `ThreadSigner`.
public struct WebhookSigner: Hashable, Sendable {
  public let secrets: [SymmetricSecret]
  public let keys: [SigningKey]

  /// Takes the keys, newest first.
  public init(secrets: [SymmetricSecret], keys: [SigningKey]) {
    self.secrets = secrets
    self.keys = keys
  }

  /// The value of `webhook-signature` for an attempt.
  ///
  /// One `v1,…` a secret, then one `v1a,…` a key: verifiers that know only `v1` find it first.
  /// - Parameters:
  ///   - id: the value of `webhook-id`; the receiver knows a repeated delivery by it.
  ///   - timestamp: the value of `webhook-timestamp`, seconds since 1970; of the attempt, not of
  ///     the event.
  ///   - body: the bytes that are sent.
  public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
    ThreadSigner(self).signature(id: id, timestamp: timestamp, body: body)
  }
}

/// A `WebhookSigner` whose private keys libcrypto has made ready.
///
/// Halves the cost of a `v1a` signature. Belongs to one thread at a time.
public final class ThreadSigner {
  public let signer: WebhookSigner
  private let ready: [Ed25519Signer]

  public init(_ signer: WebhookSigner) {
    self.signer = signer
    ready = signer.keys.compactMap { try? Ed25519Signer(seed: $0.seed) }
    precondition(ready.count == signer.keys.count, "every SigningKey was made ready once before")
  }

  /// As `WebhookSigner.signature(id:timestamp:body:)`.
  public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
    signature(of: SignedContent.bytes(id: id, timestamp: timestamp, body: body))
  }

  /// The signature of what `SignedContent` made.
  public func signature(of content: [UInt8]) -> String {
    let symmetric = signer.secrets.map { secret in
      SignatureVersion.v1.rawValue + "," + Base64.encode(secret.authenticator(of: content))
    }
    let asymmetric = ready.map { key in
      SignatureVersion.v1a.rawValue + "," + Base64.encode(key.signature(of: content))
    }
    return (symmetric + asymmetric).joined(separator: " ")
  }
}

/// The ways to sign that hoso knows.
enum SignatureVersion: String {
  /// HMAC-SHA256.
  case v1
  /// Ed25519.
  case v1a
}

/// The bytes that are signed: `id.timestamp.body`.
public enum SignedContent {
  /// As one run; their hash is what proves later what was signed.
  public static func bytes(id: String, timestamp: Int64, body: [UInt8]) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(id.utf8.count + 22 + body.count)
    content += id.utf8
    content.append(UInt8(ascii: "."))
    content += String(timestamp).utf8
    content.append(UInt8(ascii: "."))
    content += body
    return content
  }
}
