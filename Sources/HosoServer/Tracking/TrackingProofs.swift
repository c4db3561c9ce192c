internal import HosoState
internal import HosoWebhooks
internal import Synchronization

/// What tracking pages share: the key of signed links, and the count of wrong proofs.
final class TrackingProofs: Sendable {
  static let secretName = "tracking"

  let attempts = TrackingAttempts()
  private let state: StateCore
  private let known = Mutex<TrackingLink?>(nil)

  init(_ state: StateCore) {
    self.state = state
  }

  /// What makes and checks signed links; its key is made the first time one is needed.
  func link() async throws -> TrackingLink {
    if let link = known.withLock({ $0 }) { return link }
    let key = try await state.commit { try $0.serverSecret(TrackingProofs.secretName) }
    let link = TrackingLink(key: key)
    known.withLock { $0 = link }
    return link
  }
}
