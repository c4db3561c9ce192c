import HosoDomain

/// How dossiers reach the administration, drifting from the counter to the home and the net.
///
/// Shares are invented: online grows from 2 % to 18 %, the home from 9 % to 20 %.
struct Channels: Sendable {
  private let first: Int
  private let length: Int

  init(days: WorkingDays) {
    first = days.history.lowerBound
    length = max(1, days.history.count)
  }

  /// The channel of a draw from 0 to 1,023.
  @inline(__always)
  func channel(draw: Int, day: Int) -> Channel {
    let passed = day - first
    let online = 20 + 164 * passed / length
    let home = 92 + 113 * passed / length
    if draw < online { return .online }
    return draw < online + home ? .home : .counter
  }
}
