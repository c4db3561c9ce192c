/// Why a clock is not believed: a person has to say what time it is.
///
/// What is recorded under a wrong clock cannot be moved later: `recorded_at` never decreases, so
/// one scan made in a false future would lift the time of every commit after it.
public enum ClockDoubt: Hashable, Sendable {
  /// It lies before the day the program was built.
  case beforeBuild(now: RecordedAt, built: RecordedAt)
  /// It lies before what was recorded already.
  case behindHead(now: RecordedAt, head: RecordedAt)
  /// It moved otherwise than the machine's time since its start.
  case offBootClock(now: RecordedAt, expected: RecordedAt)
  /// It lies further beyond everything known than an office stays closed.
  case beyondEvidence(now: RecordedAt, latest: RecordedAt)

  /// What the clock shows.
  public var now: RecordedAt {
    switch self {
    case .beforeBuild(let now, _), .behindHead(let now, _), .offBootClock(let now, _),
      .beyondEvidence(let now, _):
      now
    }
  }
}

/// What a person said about a clock: it holds until the clock jumps again.
public struct ClockAnswer: Hashable, Sendable {
  /// A moment that was right when it was given.
  public let right: RecordedAt
  /// What spoke against it then: bounds up to here, and after `right`, are refuted.
  public let refuted: RecordedAt
  /// What is added to the machine's clock, where that cannot be set.
  public let offsetMicroseconds: Int64

  public init(right: RecordedAt, refuted: RecordedAt, offsetMicroseconds: Int64) {
    self.right = right
    self.refuted = refuted
    self.offsetMicroseconds = offsetMicroseconds
  }
}

/// What a clock is held to.
public struct ClockEvidence: Hashable, Sendable {
  /// How far a clock may be behind the head, or off the time since the machine's start: more than
  /// time servers move it by, less than would matter.
  static let slackMicroseconds: Int64 = 5 * 60 * 1_000_000
  /// How far a clock may be beyond the evidence: longer than any office is closed.
  static let beyondMicroseconds: Int64 = 40 * 86_400 * 1_000_000

  /// Before this the program did not exist.
  public var built: RecordedAt?
  /// The last event's time, unless another system's is all that is known of it.
  public var head: RecordedAt?
  /// What the clock showed at the last commit, that of an answer included.
  public var noted: RecordedAt?
  /// What it showed then, and what passed since by the clock that runs from the machine's start;
  /// nil if the machine was started anew.
  public var expected: RecordedAt?
  /// When the centre was last heard.
  public var contact: RecordedAt?
  public var answer: ClockAnswer?

  public init() {}

  /// Why a clock is not believed; nil if it is, as where nothing is known.
  public func doubt(of now: RecordedAt) -> ClockDoubt? {
    if let built = believed(built), now < built { return .beforeBuild(now: now, built: built) }
    if let expected, ClockEvidence.gap(now, expected) > ClockEvidence.slackMicroseconds {
      return .offBootClock(now: now, expected: expected)
    }
    let known = latest(believed(head), noted, answer?.right)
    if let known, now < known, ClockEvidence.gap(now, known) > ClockEvidence.slackMicroseconds {
      return .behindHead(now: now, head: known)
    }
    guard let latest = latest(known, believed(contact), expected), now > latest,
      ClockEvidence.gap(now, latest) > ClockEvidence.beyondMicroseconds
    else { return nil }
    return .beyondEvidence(now: now, latest: latest)
  }

  /// The answer of a person who says that a moment is right now.
  public func answer(
    _ right: RecordedAt, offsetMicroseconds: Int64
  ) -> ClockAnswer {
    ClockAnswer(
      right: right, refuted: latest(right, built, head, contact) ?? right,
      offsetMicroseconds: offsetMicroseconds)
  }

  /// A bound, unless it is what a person already said is wrong.
  private func believed(_ bound: RecordedAt?) -> RecordedAt? {
    guard let bound, let answer, bound > answer.right else { return bound }
    // What is recorded since, in a future that was false, comes a microsecond after the other.
    let refuted = answer.refuted
    guard bound > refuted, ClockEvidence.gap(bound, refuted) > ClockEvidence.slackMicroseconds
    else { return nil }
    return bound
  }

  private func latest(_ moments: RecordedAt?...) -> RecordedAt? {
    moments.compactMap { $0 }.max()
  }

  /// The distance of two moments; as far as can be counted where it is further.
  private static func gap(_ one: RecordedAt, _ other: RecordedAt) -> Int64 {
    let (gap, isOverflow) = one.microseconds.subtractingReportingOverflow(other.microseconds)
    return isOverflow || gap == .min ? .max : abs(gap)
  }
}
