internal import HosoEgress
internal import HosoSigning
internal import HosoState

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
  /// Twice as many endpoints as a store takes: making a key ready costs as much as a signature.
  private static let endpointsMax = 2 * DeliveryStore.endpointsMax

  private var signers = RecentlyUsed<Int64, ThreadSigner>(weightMax: endpointsMax)

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
    let ready = ThreadSigner(signing.signer)
    signers.insert(ready, for: signing.endpoint)
    return ready
  }
}
