/// What the dispatcher did since it was started.
public struct DeliveryCounters: Hashable, Sendable {
  /// Requests that ended.
  public var attempts: Int64 = 0
  /// Those that delivered.
  public var delivered: Int64 = 0
  public var commits: Int64 = 0
  /// Commits that could not be made, such as on a full disk; they are tried again.
  public var failedCommits: Int64 = 0
}
