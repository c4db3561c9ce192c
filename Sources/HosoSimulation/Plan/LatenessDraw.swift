/// How a result stands to its due date.
enum Verdict {
  case noDue
  case early
  case onTime
  case late
}

/// Which results are late: exactly as many in each quarter as its published rate says.
///
/// Source: selection sampling, Knuth, The Art of Computer Programming vol. 2, 3.4.2,
/// algorithm S: each candidate is drawn with the chance (still wanted) / (still to come).
struct LatenessDraw: Sendable {
  private struct Quarter: Sendable {
    /// Results with an appointment that are still to come.
    var left: Int
    /// Of these, how many must lose their due date, and how many must be late.
    var unjudged: Int
    var late: Int
  }

  private var quarters: [Quarter]

  /// `appointed` counts the results of each quarter that could have a due date.
  init(appointed: [Int]) {
    quarters = zip(appointed, PublishedVolumes.quarters).map { appointed, published in
      let (judged, late) = LatenessDraw.division(
        appointed: appointed, onTimePermille: published.onTimePermille)
      return Quarter(left: appointed, unjudged: appointed - judged, late: late)
    }
  }

  /// The most results that can be judged so that the rate prints as published, and the late ones.
  ///
  /// From 1,000 results on every number will do; of 200, for example, none is 95.8 % of.
  static func division(appointed: Int, onTimePermille: Int) -> (judged: Int, late: Int) {
    for judged in stride(from: appointed, to: 0, by: -1) {
      let late = (judged * (1_000 - onTimePermille) + 500) / 1_000
      let printed = (2_000 * (judged - late) + judged) / (2 * judged)
      if printed == onTimePermille { return (judged, late) }
    }
    return (0, 0)
  }

  /// The verdict on the next appointed result of a quarter.
  mutating func judge(quarter: Int, bits: UInt64) -> Verdict {
    let state = quarters[quarter]
    guard state.left > 0 else { return .noDue }
    quarters[quarter].left -= 1
    let draw = Int(truncatingIfNeeded: bits.multipliedFullWidth(by: UInt64(state.left)).high)
    if draw < state.late {
      quarters[quarter].late -= 1
      return .late
    }
    if draw < state.late + state.unjudged {
      quarters[quarter].unjudged -= 1
      return .noDue
    }
    return LatenessDraw.inTime(bits)
  }

  /// The verdict on a result that no quarter of the history will count.
  static func beyondHistory(bits: UInt64) -> Verdict {
    bits >> 54 < 43 ? .late : inTime(bits)
  }

  /// Most agencies finish before the day they name.
  private static func inTime(_ bits: UInt64) -> Verdict {
    bits & 7 < 3 ? .onTime : .early
  }
}
