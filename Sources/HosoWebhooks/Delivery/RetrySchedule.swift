/// When a failed delivery is tried again.
///
/// Source: Standard Webhooks 1.0.0, "Deliverability and reliability": ten attempts within 75 hours.
public enum RetrySchedule {
  /// Seconds from an attempt to the next one, by how many attempts were made.
  public static let delaysSeconds: [Int64] = [
    5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]
  /// Attempts before a delivery is parked.
  public static let attemptsMax = delaysSeconds.count + 1
  /// The attempt whose failure is told, and after which later events may pass.
  public static let fourth = 4
  /// Each delay is spread by a fifth either way, so that what failed together does not come back
  /// together.
  private static let spreadPercent: Int64 = 20
  /// The longest `Retry-After` that is kept to.
  static let retryAfterSecondsMax: Int64 = 86_400
  /// How often the oldest parked delivery is tried, and for how long after it was parked.
  static let probeSeconds: Int64 = 6 * 3_600
  static let probingSeconds: Int64 = 14 * 86_400
  /// How long an endpoint is left alone whose address this process may not call.
  static let leftAloneSeconds: Int64 = 900
  /// How long there are nothing but failures before an endpoint is switched off.
  static let disableSeconds: Int64 = 5 * 86_400
  /// The failures before the last one have to span so long, so that two stray ones a week apart
  /// do not switch off an endpoint that gets little.
  static let disableSpanSeconds: Int64 = 12 * 3_600

  /// Milliseconds until the next attempt, drawn; nil when no further one is on the schedule.
  static func delayMilliseconds(
    afterAttempts attempts: Int, using chance: inout some RandomNumberGenerator
  ) -> Int64? {
    guard attempts >= 1, attempts <= delaysSeconds.count else { return nil }
    let middle = delaysSeconds[attempts - 1] * 1_000
    let spread = middle * spreadPercent / 100
    return Int64.random(in: (middle - spread)...(middle + spread), using: &chance)
  }
}
