internal import HosoState

/// Lets so many deliveries through in a minute, a second's worth at once.
struct TokenBucket {
  /// Thousandths of a delivery, so that slow rates lose nothing to rounding.
  private static let unit: Int64 = 60_000

  private let perMinute: Int64
  private let capacity: Int64
  private var tokens: Int64
  private var at: Moment

  /// - Parameter perMinute: 1 or more.
  init(perMinute: Int, at now: Moment) {
    self.perMinute = Int64(max(1, perMinute))
    capacity = max(TokenBucket.unit, self.perMinute * 1_000)
    tokens = capacity
    at = now
  }

  /// Takes a delivery out; false if there is none.
  mutating func take(at now: Moment) -> Bool {
    fill(at: now)
    guard tokens >= TokenBucket.unit else { return false }
    tokens -= TokenBucket.unit
    return true
  }

  /// When there is one again.
  func nextAt(_ now: Moment) -> Moment {
    let missing = max(0, TokenBucket.unit - tokens)
    return max(now, at).adding(milliseconds: (missing + perMinute - 1) / perMinute)
  }

  /// Adds what came since the last time; a clock that goes back adds nothing.
  private mutating func fill(at now: Moment) {
    let passed = min(max(0, now.milliseconds(since: at)), 60_000)
    tokens = min(capacity, tokens + passed * perMinute)
    at = now
  }
}
