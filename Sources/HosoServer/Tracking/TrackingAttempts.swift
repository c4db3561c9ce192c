internal import NIOCore
internal import Synchronization

/// Counts wrong proofs by the code they were for, known or not.
///
/// After some of them a code is shown by signed links only, for an hour; so trying out ends from
/// many addresses leads nowhere either. That a code is held back looks as if the proof were wrong.
final class TrackingAttempts: Sendable {
  /// Wrong ends in a row of a person with both papers in hand: fewer.
  static let wrongMax = 10
  private static let window = TimeAmount.hours(1)
  /// Codes remembered; beyond that the oldest windows go first.
  private static let codesMax = 65_536

  private struct Window {
    var began: NIODeadline
    var wrong: Int
  }

  private let windows = Mutex<[String: Window]>([:])

  /// Whether proofs for a code are looked at.
  func isOpen(_ code: String, now: NIODeadline = .now()) -> Bool {
    windows.withLock { windows in
      guard let window = windows[code], now - window.began < TrackingAttempts.window else {
        return true
      }
      return window.wrong < TrackingAttempts.wrongMax
    }
  }

  /// Counts a wrong proof.
  func countWrong(_ code: String, now: NIODeadline = .now()) {
    windows.withLock { windows in
      var window = windows[code] ?? Window(began: now, wrong: 0)
      if now - window.began >= TrackingAttempts.window { window = Window(began: now, wrong: 0) }
      window.wrong += 1
      if windows.count >= TrackingAttempts.codesMax, windows[code] == nil {
        windows = windows.filter { now - $0.value.began < TrackingAttempts.window }
        // A flood of made-up codes forgets itself, not the rest of the day.
        if windows.count >= TrackingAttempts.codesMax { windows = [:] }
      }
      windows[code] = window
    }
  }
}
