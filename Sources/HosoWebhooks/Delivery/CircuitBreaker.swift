internal import HosoState

/// Keeps deliveries from an endpoint that is in trouble, so that nobody waits for it and no
/// attempt is used up.
///
/// Opens after five failures of the endpoint in a row, or when 70 % of at least ten attempts
/// within five minutes failed. Stays open for 30 seconds, then twice as long each time up to 15
/// minutes; between, one delivery is let through to try.
///
/// Source of the numbers: Convoy's defaults (frain-dev/convoy, `pkg/circuit_breaker`).
struct CircuitBreaker {
  static let failuresInARow = 5
  static let attemptsMin = 10
  static let failingPercent = 70
  static let windowSeconds: Int64 = 300
  static let openSeconds: Int64 = 30
  static let openSecondsMax: Int64 = 900
  /// The window is counted in pieces, so that it has a fixed size.
  private static let pieceSeconds: Int64 = 10

  enum State: Equatable {
    case closed
    case open(until: Moment)
    /// One delivery is on its way to try.
    case trying
  }

  private(set) var state = State.closed
  private var inARow = 0
  private var timesOpened = 0
  /// It was opened because most attempts failed, in whatever way: then a trial has to succeed.
  private var needsSuccess = false
  private var pieces: [Piece] = []

  private struct Piece {
    let start: Int64
    var attempts = 0
    var failures = 0
  }

  /// Begins with a single trial, as after a long stop.
  mutating func beginCarefully(at now: Moment) {
    state = .open(until: now)
    inARow = 0
    pieces = []
  }

  /// Whether a delivery may begin now.
  func allows(at now: Moment) -> Bool {
    switch state {
    case .closed: true
    case .open(let until): until <= now
    case .trying: false
    }
  }

  /// When it may be asked again; nil while it is closed or a trial is on its way.
  var opensUntil: Moment? {
    if case .open(let until) = state { until } else { nil }
  }

  /// A delivery begins; true if it is the trial.
  mutating func begin(at now: Moment) -> Bool {
    guard case .open = state else { return false }
    state = .trying
    return true
  }

  /// A delivery ended.
  ///
  /// - Parameters:
  ///   - isTrial: It was let through to try: its outcome alone decides.
  ///   - isSample: It failed in a way that tells of the endpoint, not of the event.
  mutating func record(isFailure: Bool, isSample: Bool, isTrial: Bool, at now: Moment) {
    count(isFailure: isFailure, at: now)
    inARow = isSample ? inARow + 1 : 0
    if isTrial {
      // An event that is refused for itself proves that the endpoint answers.
      if isFailure, isSample || needsSuccess { open(at: now) } else { close() }
    } else if case .closed = state {
      let (attempts, failures) = totals(at: now)
      let isMostly =
        attempts >= CircuitBreaker.attemptsMin
        && failures * 100 >= attempts * CircuitBreaker.failingPercent
      let isInARow = inARow >= CircuitBreaker.failuresInARow
      guard isInARow || (isFailure && isMostly) else { return }
      needsSuccess = !isInARow
      open(at: now)
    }
  }

  /// A trial that did not get as far as the endpoint.
  mutating func giveUpTrial(at now: Moment) {
    if case .trying = state { state = .open(until: now) }
  }

  private mutating func open(at now: Moment) {
    let doubled = CircuitBreaker.openSeconds << Int64(min(timesOpened, 10))
    let seconds = min(doubled, CircuitBreaker.openSecondsMax)
    timesOpened += 1
    state = .open(until: now.adding(seconds: seconds))
    inARow = 0
    pieces = []
  }

  private mutating func close() {
    state = .closed
    needsSuccess = false
    timesOpened = 0
    inARow = 0
    pieces = []
  }

  private mutating func count(isFailure: Bool, at now: Moment) {
    let start = now.seconds - now.seconds % CircuitBreaker.pieceSeconds
    if pieces.last?.start != start {
      pieces.removeAll { $0.start <= now.seconds - CircuitBreaker.windowSeconds }
      pieces.append(Piece(start: start))
    }
    pieces[pieces.count - 1].attempts += 1
    if isFailure { pieces[pieces.count - 1].failures += 1 }
  }

  private func totals(at now: Moment) -> (attempts: Int, failures: Int) {
    pieces.reduce(into: (0, 0)) { sums, piece in
      guard piece.start > now.seconds - CircuitBreaker.windowSeconds else { return }
      sums.0 += piece.attempts
      sums.1 += piece.failures
    }
  }
}
