internal import Synchronization

/// Counts wrong proofs by what was tried, whether or not there is such a thing, for an hour.
///
/// After some of them one more thing is asked. Nothing is ever closed: whoever tries out a
/// stranger's codes must not lock the stranger out.
final class TrackingAttempts: Sendable {
  private static let window = Duration.seconds(3_600)
  /// A fixed number for any number of codes: no flood of made-up ones makes another be forgotten.
  ///
  /// Two that fall together share their count: then a little more is asked.
  private static let countersMax = 1 << 18

  private struct Counters {
    var began: ContinuousClock.Instant
    var wrong: [UInt8]
  }

  private let counters = Mutex<Counters?>(nil)

  /// Whether any of some things was tried in vain so often.
  func areTried(_ tried: [String], times: Int, now: ContinuousClock.Instant = .now) -> Bool {
    counters.withLock { counters in
      guard let counters, counters.began.duration(to: now) < TrackingAttempts.window else {
        return false
      }
      return tried.contains { Int(counters.wrong[TrackingAttempts.place($0)]) >= min(times, 255) }
    }
  }

  /// Counts a wrong proof.
  func countWrong(_ tried: [String], now: ContinuousClock.Instant = .now) {
    counters.withLock { counters in
      if counters.map({ $0.began.duration(to: now) >= TrackingAttempts.window }) ?? true {
        counters = Counters(
          began: now, wrong: [UInt8](repeating: 0, count: TrackingAttempts.countersMax))
      }
      for place in Set(tried.map(TrackingAttempts.place)) {
        if let wrong = counters?.wrong[place], wrong < .max { counters?.wrong[place] = wrong + 1 }
      }
    }
  }

  private static func place(_ text: String) -> Int {
    // Seeded anew in each process, so that nobody can aim at another's counter.
    var hasher = Hasher()
    hasher.combine(text)
    return Int(UInt(bitPattern: hasher.finalize()) % UInt(countersMax))
  }
}
