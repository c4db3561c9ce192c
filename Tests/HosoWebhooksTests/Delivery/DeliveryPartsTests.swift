import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoEgress
@testable import HosoState
@testable import HosoWebhooks

@Suite("When a failed delivery is tried again")
struct RetryScheduleTests {
  @Test func `ten attempts span 75 hours 35 minutes and 5 seconds`() {
    #expect(RetrySchedule.attemptsMax == 10)
    let sum: Int64 = RetrySchedule.delaysSeconds.reduce(0, +)
    #expect(sum == 272_105)
  }

  @Test func `each delay is spread by a fifth at most`() {
    var chance = Chance(seed: 5)
    for attempts in 1...9 {
      let middle = RetrySchedule.delaysSeconds[attempts - 1] * 1_000
      let drawn = (0..<200).compactMap { _ in
        RetrySchedule.delayMilliseconds(afterAttempts: attempts, using: &chance)
      }
      #expect(drawn.allSatisfy { $0 * 5 >= middle * 4 && $0 * 5 <= middle * 6 })
      #expect(Set(drawn).count > 20)
    }
    #expect(RetrySchedule.delayMilliseconds(afterAttempts: 10, using: &chance) == nil)
  }

  @Test(arguments: [
    ("0", 0), ("120", 120), ("86400", 86_400), ("86401", 86_400),
    ("99999999999999999999", 86_400), ("Thu, 01 Jan 1970 00:02:00 GMT", 20),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
  ])
  func `a wait is read as seconds or as a date, a day at most`(text: String, seconds: Int64) {
    #expect(RetryAfter.seconds(text, now: Moment(seconds: 100)) == seconds)
  }

  @Test(arguments: ["", "-1", "1.5", "soon", "Thu, 32 Jan 1970 00:02:00 GMT", "1 Jan 1970"])
  func `what is neither asks for no wait`(text: String) {
    #expect(RetryAfter.seconds(text, now: Moment(seconds: 100)) == nil)
  }
}

@Suite("The circuit breaker of an endpoint")
struct CircuitBreakerTests {
  private let start = Moment(seconds: 1_000)

  private func failed(
    _ breaker: inout CircuitBreaker, _ count: Int, at now: Moment, isSample: Bool = true
  ) {
    for _ in 0..<count {
      breaker.record(isFailure: true, isSample: isSample, isTrial: false, at: now)
    }
  }

  @Test func `five failures of the endpoint in a row open it for thirty seconds`() {
    var breaker = CircuitBreaker()
    failed(&breaker, 4, at: start)
    #expect(breaker.allows(at: start))
    failed(&breaker, 1, at: start)
    #expect(!breaker.allows(at: start.adding(seconds: 29)))
    #expect(breaker.allows(at: start.adding(seconds: 30)))
  }

  @Test func `a success between starts the count again`() {
    var breaker = CircuitBreaker()
    failed(&breaker, 4, at: start)
    breaker.record(isFailure: false, isSample: false, isTrial: false, at: start)
    failed(&breaker, 4, at: start)
    #expect(breaker.state == .closed)
  }

  @Test func `seven of ten attempts within five minutes open it, whatever they failed with`() {
    var breaker = CircuitBreaker()
    for _ in 0..<3 {
      breaker.record(isFailure: false, isSample: false, isTrial: false, at: start)
    }
    failed(&breaker, 6, at: start.adding(seconds: 299), isSample: false)
    #expect(breaker.state == .closed)
    failed(&breaker, 1, at: start.adding(seconds: 299), isSample: false)
    #expect(breaker.state != .closed)
  }

  @Test func `attempts of more than five minutes ago do not count`() {
    var breaker = CircuitBreaker()
    failed(&breaker, 6, at: start, isSample: false)
    failed(&breaker, 4, at: start.adding(seconds: 310), isSample: false)
    #expect(breaker.state == .closed)
  }

  @Test func `one delivery tries, and each failure of it doubles the time up to a quarter hour`() {
    var breaker = CircuitBreaker()
    failed(&breaker, 5, at: start)
    var now = start
    var waits: [Int64] = []
    for _ in 0..<7 {
      let until = breaker.opensUntil ?? now
      waits.append(until.seconds - now.seconds)
      now = until
      let isTrial = breaker.begin(at: now)
      #expect(isTrial)
      #expect(!breaker.allows(at: now))
      breaker.record(isFailure: true, isSample: true, isTrial: true, at: now)
    }
    #expect(waits == [30, 60, 120, 240, 480, 900, 900])
    breaker = breaker.afterTrial(at: breaker.opensUntil ?? now)
    #expect(breaker.state == .closed)
  }
}

extension CircuitBreaker {
  fileprivate func afterTrial(at now: Moment) -> CircuitBreaker {
    var breaker = self
    _ = breaker.begin(at: now)
    breaker.record(isFailure: false, isSample: false, isTrial: true, at: now)
    return breaker
  }
}

@Suite("The rate of an endpoint")
struct TokenBucketTests {
  @Test(arguments: [1, 7, 60, 90, 600, 60_000])
  func `no more than the rate goes through, and no less`(perMinute: Int) {
    let start = Moment(seconds: 1_000)
    var bucket = TokenBucket(perMinute: perMinute, at: start)
    var now = start
    var count = 0
    while now < start.adding(seconds: 120) {  // Bounded by the two minutes.
      if bucket.take(at: now) { count += 1 } else { now = bucket.nextAt(now) }
    }
    let burst = max(1, perMinute / 60)
    #expect(count >= perMinute * 2 && count <= perMinute * 2 + burst)
  }

  @Test func `a clock that goes back gives nothing away and stops nothing`() {
    var bucket = TokenBucket(perMinute: 60, at: Moment(seconds: 1_000))
    let taken = [1_000, 500, 501].map { bucket.take(at: Moment(seconds: $0)) }
    #expect(taken == [true, false, true])
  }
}

@Suite("Consent to be delivered to")
struct ConsentTests {
  private func consent(_ headers: [String: String], status: Int = 200) -> ConsentAnswer {
    let list = headers.map { HTTPHeader(name: $0.key, value: $0.value) }
    return ConsentAnswer(HTTPAnswer(status: status, headers: list), origin: "hoso.example.vn")
  }

  @Test func `only the header with our origin or a star consents, whatever the status`() {
    #expect(consent(["webhook-allowed-origin": "*"]) == .given(perMinute: nil))
    #expect(
      consent(["webhook-allowed-origin": "HOSO.example.vn"], status: 405)
        == .given(perMinute: nil))
    #expect(consent([:]) == .refused)
    #expect(consent(["allow": "POST"], status: 204) == .refused)
    #expect(consent(["webhook-allowed-origin": "example.vn"]) == .refused)
  }

  @Test(arguments: [
    ("120", ConsentAnswer.given(perMinute: 120)), ("abc", .given(perMinute: nil)),
    ("0", .refused), ("-5", .refused), ("*", .given(perMinute: nil)),
  ])
  func `a rate is kept to if it is one`(rate: String, answer: ConsentAnswer) {
    #expect(
      consent(["webhook-allowed-origin": "*", "webhook-allowed-rate": rate]) == answer)
  }
}
