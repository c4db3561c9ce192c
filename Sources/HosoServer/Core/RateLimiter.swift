internal import NIOCore
internal import Synchronization

/// Where somebody stands with their quota.
struct RateStanding: Hashable, Sendable {
  /// Requests a window holds, and its length in seconds.
  let quota: Int
  let windowSeconds: Int
  /// Whole requests that are left.
  let remaining: Int
  /// Seconds until the quota is whole again, or, with nothing left, until there is one more.
  let seconds: Int
  let isAllowed: Bool

  /// Source: draft-ietf-httpapi-ratelimit-headers-10, 3 and 4.
  var policyField: String { "\"default\";q=\(quota);w=\(windowSeconds)" }
  var standingField: String { "\"default\";r=\(remaining);t=\(seconds)" }
}

/// Token buckets, one for each key or address: a quota a minute, all of it at once if need be.
final class RateLimiter: Sendable {
  private static let windowSeconds = 60
  /// Buckets that are kept; full ones say nothing and go first, then a flood forgets itself.
  private static let bucketsMax = 65_536
  private static let nanosecondsPerSecond: Double = 1_000_000_000

  private struct Bucket {
    /// In thousandths of a request.
    var thousandths: Int64
    var at: NIODeadline
    /// What it holds when nothing was taken, in thousandths of a request.
    let full: Int64

    func isFull(at now: NIODeadline) -> Bool {
      thousandths + RateLimiter.gain(at, now, full) >= full
    }
  }

  private let buckets = Mutex<[String: Bucket]>([:])

  /// Counts a request.
  ///
  /// - Parameter now: The monotonic clock.
  func take(_ who: String, perMinute quota: Int, now: NIODeadline = .now()) -> RateStanding {
    let full = Int64(quota) * 1_000
    return buckets.withLock { buckets in
      var bucket = buckets[who] ?? Bucket(thousandths: full, at: now, full: full)
      bucket.thousandths = min(full, bucket.thousandths + RateLimiter.gain(bucket.at, now, full))
      bucket.at = now
      let isAllowed = bucket.thousandths >= 1_000
      if isAllowed { bucket.thousandths -= 1_000 }
      if buckets.count >= RateLimiter.bucketsMax, buckets[who] == nil {
        buckets = buckets.filter { !$0.value.isFull(at: now) }
        if buckets.count >= RateLimiter.bucketsMax { buckets = [:] }
      }
      buckets[who] = bucket
      let missing = isAllowed ? full - bucket.thousandths : 1_000 - bucket.thousandths
      return RateStanding(
        quota: quota, windowSeconds: RateLimiter.windowSeconds,
        remaining: Int(bucket.thousandths / 1_000),
        seconds: RateLimiter.seconds(toGain: missing, full), isAllowed: isAllowed)
    }
  }

  /// What comes back between two moments, in thousandths of a request.
  private static func gain(_ from: NIODeadline, _ to: NIODeadline, _ full: Int64) -> Int64 {
    let nanoseconds = max(0, (to - from).nanoseconds)
    let seconds = Double(nanoseconds) / nanosecondsPerSecond
    return Int64(min(Double(full), seconds * Double(full) / Double(windowSeconds)))
  }

  /// Rounded up, so that whoever waits so long does not come too early.
  private static func seconds(toGain thousandths: Int64, _ full: Int64) -> Int {
    Int((thousandths * Int64(windowSeconds) + full - 1) / full)
  }
}
