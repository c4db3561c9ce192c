import HosoDomain

/// Post offices whose line is down for days: what they scan is uploaded in one go when it is up.
///
/// Shares are invented: one office in 32 within any twelve working days, for up to six of them;
/// a third of these devices come back only weeks later.
struct Outages: Sendable {
  private let chance: Chance
  /// The last day on which an upload may arrive, as a place in the row of working days.
  private let lastUpload: Int

  private static let block = 12

  init(chance: Chance, lastUpload: Int) {
    self.chance = chance
    self.lastUpload = lastUpload
  }

  /// When a scan is recorded that was made while the line was down; nil if it was up.
  func upload(office: UInt32, day: Int, second: Int) -> Recording? {
    let (number, place) = day.quotientAndRemainder(dividingBy: Outages.block)
    var draws = Draws(
      chance.bits(.outage, UInt64(office) << 16 | UInt64(truncatingIfNeeded: number)))
    guard draws.next(5) == 0 else { return nil }
    let start = draws.below(6)
    let end = start + 1 + draws.below(6)
    guard start..<end ~= place else { return nil }
    let isForgotten = draws.next(2) == 0 || draws.next(4) == 0
    let back = number * Outages.block + end + (isForgotten ? 5 + draws.next(5) : 0)
    // All of one outage within a second, in the order in which it happened.
    let base = (28_000 + draws.next(14) * 2) * 1_000_000
    let order = (place - start) * 86_400 + second
    return Recording(day: min(back, lastUpload), microsecond: base + order / 8, isUpload: true)
  }
}
