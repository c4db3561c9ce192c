internal import HosoLedger
internal import HosoState

/// How many requests to an endpoint are on the line, and how many may be: grows with success.
struct InFlight {
  private let limits: ClosedRange<Int>
  private(set) var count = 0
  private var most: Int

  init(limits: ClosedRange<Int>) {
    precondition(limits.lowerBound > 0, "whoever begins with none never gets one more")
    self.limits = limits
    most = limits.lowerBound
  }

  var hasRoom: Bool { count < most }

  mutating func begin() {
    precondition(hasRoom, "a request begins only where there is room for it")
    count += 1
  }

  mutating func end() {
    precondition(count > 0, "only what is on the line leaves it")
    count -= 1
  }

  mutating func grow() { most = min(most + 1, limits.upperBound) }

  mutating func shrink() { most = max(1, most / 2) }

  mutating func beginCarefully() { most = limits.lowerBound }
}

/// The requests for a receiver's consent, while that is awaited.
struct ConsentRequests {
  /// When the next one is due; nil for at once.
  private(set) var nextAt: Moment?
  /// How many were refused, as far as the schedule of retries goes.
  private(set) var refused = 0

  mutating func beginAnew() {
    nextAt = nil
    refused = 0
  }

  /// The host was asked enough for now.
  mutating func wait(until moment: Moment) { nextAt = moment }

  mutating func refuse(at now: Moment, using chance: inout some RandomNumberGenerator) {
    refused = min(refused + 1, RetrySchedule.delaysSeconds.count)
    let delay = RetrySchedule.delayMilliseconds(afterAttempts: refused, using: &chance)
    nextAt = now.adding(milliseconds: delay ?? 0)
  }
}

/// Events that wait in the store to be sent again.
struct Replays {
  private(set) var areWaiting = false
  /// The last of them that was taken and is not written yet as taken.
  private(set) var last = LedgerPosition.start

  mutating func arrive() { areWaiting = true }

  mutating func take(_ event: LedgerPosition) { last = event }

  mutating func takePage(isFull: Bool) { areWaiting = isFull }

  mutating func wereWritten() { last = .start }
}

/// How an endpoint comes to its turn with the dispatcher.
struct Turn {
  /// Whether it stands in the line.
  private(set) var isQueued = false
  /// Whether it stands among those that wait for room on the line.
  private(set) var isWaitingForRoom = false
  /// The earliest look a timer was set for.
  private var timerAt: Moment?

  mutating func queue() {
    precondition(!isQueued, "an endpoint stands in the line once")
    isQueued = true
  }

  mutating func come() {
    precondition(isQueued, "an endpoint stands in the line once")
    isQueued = false
  }

  mutating func waitForRoom() {
    precondition(!isWaitingForRoom, "an endpoint waits for room once")
    isWaitingForRoom = true
  }

  mutating func getRoom() {
    precondition(isWaitingForRoom, "an endpoint waits for room once")
    isWaitingForRoom = false
  }

  /// Whether a timer has to be set: none is, or a later one.
  mutating func look(at moment: Moment) -> Bool {
    if let timerAt, timerAt <= moment { return false }
    timerAt = moment
    return true
  }

  mutating func timerWentOff() { timerAt = nil }
}
