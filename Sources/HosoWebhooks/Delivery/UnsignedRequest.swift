internal import HosoEgress
internal import HosoSigning

/// A request that is complete but for its signature, which takes longest to make.
struct UnsignedRequest: Sendable {
  /// What signs, and what is signed.
  struct Signing: Sendable {
    /// The endpoint's number in the store.
    let endpoint: Int64
    let signer: WebhookSigner
    /// Of `SignedBody`.
    let content: [UInt8]
  }

  let request: OutgoingRequest
  /// Nil for what is sent unsigned, such as the question for consent.
  let signing: Signing?
}

/// Signs requests, and keeps the keys of endpoints ready from one request to the next.
///
/// Belongs to one thread at a time.
final class SignerShelf {
  /// Beyond that all keys are made ready anew; also bounds how long those of an endpoint that was
  /// removed are kept.
  private static let endpointsMax = 2_048

  private var signers: [Int64: ThreadSigner] = [:]

  func sign(_ unsigned: UnsignedRequest) -> OutgoingRequest {
    guard let signing = unsigned.signing else { return unsigned.request }
    var request = unsigned.request
    let signature = signer(signing).signature(of: signing.content)
    request.headers.append((WebhookHeader.signature.rawValue, signature))
    return request
  }

  /// Made anew when a key begins or ends.
  private func signer(_ signing: UnsignedRequest.Signing) -> ThreadSigner {
    if let known = signers[signing.endpoint], known.signer == signing.signer { return known }
    if signers.count >= SignerShelf.endpointsMax { signers = [:] }
    let ready = ThreadSigner(signing.signer)
    signers[signing.endpoint] = ready
    return ready
  }
}
