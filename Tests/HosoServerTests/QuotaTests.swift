import NIOCore
import Testing

@testable import HosoServer

@Suite("Quotas of keys and addresses")
struct QuotaTests {
  private let now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

  @Test func `who has nothing left is remembered beside so many others, and no flood of more`() {
    let limiter = RateLimiter()
    #expect(limiter.take("first", perMinute: 1, now: now).isAllowed)
    for number in 1..<65_536 {
      #expect(limiter.take("\(number)", perMinute: 1, now: now).isAllowed)
    }
    #expect(!limiter.take("first", perMinute: 1, now: now).isAllowed)
    // One more than are kept: all are forgotten, rather than memory grows.
    #expect(limiter.take("65536", perMinute: 1, now: now).isAllowed)
    #expect(limiter.take("first", perMinute: 1, now: now).isAllowed)
  }

  @Test func `whose quota is whole again makes room first`() {
    let limiter = RateLimiter()
    #expect(limiter.take("first", perMinute: 1, now: now).isAllowed)
    let later = now + .seconds(61)
    #expect(limiter.take("first", perMinute: 1, now: later).isAllowed)
    for number in 1..<65_536 { _ = limiter.take("\(number)", perMinute: 1, now: now) }
    #expect(limiter.take("last", perMinute: 1, now: later).isAllowed)
    #expect(!limiter.take("first", perMinute: 1, now: later).isAllowed)
  }
}
