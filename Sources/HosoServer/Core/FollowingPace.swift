internal import NIOCore

/// How fast what is kept beside the log follows it: while far behind, whenever it may; else in a
/// few big steps rather than many small ones, each of which costs a commit of its own.
struct FollowingPace {
  /// The rest after a step that came to the end, in relation to what it took.
  private static let restShare: Int64 = 20
  /// However long the step took: whoever asks waits for no more than came meanwhile.
  private static let restMax = TimeAmount.seconds(1)

  private var restsUntil = NIODeadline.uptimeNanoseconds(0)

  func isDue(at now: NIODeadline) -> Bool { restsUntil <= now }

  /// - Parameter isBehind: Whether there was more than one step takes.
  mutating func worked(from began: NIODeadline, to ended: NIODeadline, isBehind: Bool) {
    let spent = min(max(.zero, ended - began), FollowingPace.restMax)
    restsUntil =
      isBehind ? ended : ended + min(FollowingPace.restMax, spent * FollowingPace.restShare)
  }
}
