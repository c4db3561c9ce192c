internal import Synchronization

/// Room for bodies that are being read: the larger ones of all requests share it.
final class BodyBudget: Sendable {
  /// A body up to so many bytes is not counted: there are no more of them than connections.
  private static let smallBytes = Operation.objectBytesMax

  private let limits: ServerLimits
  private let used = Mutex(0)

  init(_ limits: ServerLimits) {
    self.limits = limits
  }

  /// A whole body; what a large one may hold is set aside for it first.
  ///
  /// - Throws: 503 if others fill the room just now, or what is wrong with the body.
  func read(_ body: IncomingBody, upTo max: Int) async throws -> [UInt8] {
    let size = min(body.declaredLength ?? max, max)
    guard body.isExpected, size > BodyBudget.smallBytes else {
      return try await body.whole(upTo: max, withinSeconds: limits.bodySeconds)
    }
    let isTaken = used.withLock { used in
      guard used + size <= limits.bodyBytes else { return false }
      used += size
      return true
    }
    guard isTaken else { throw Problem.crowded() }
    let seconds = limits.bodySeconds + Int64(size) / limits.bodyBytesPerSecond
    do {
      let bytes = try await body.whole(upTo: max, withinSeconds: seconds)
      let kept = bytes.count > BodyBudget.smallBytes ? bytes.count : 0
      used.withLock { $0 -= size - kept }
      return bytes
    } catch {
      used.withLock { $0 -= size }
      throw error
    }
  }

  /// Gives back the room of a body that was dealt with.
  func release(_ count: Int) {
    guard count > BodyBudget.smallBytes else { return }
    used.withLock { $0 -= count }
  }
}
