internal import HosoLedger
internal import HosoState

/// Which endpoints are to look when something comes, so that the others need not.
struct Listeners {
  private var byAudience: [Audience: Set<Int64>] = [:]
  /// Those that look everywhere.
  private var everywhere: Set<Int64> = []
  /// Those that get no events of the ledger.
  private(set) var others: Set<Int64> = []
  private var audiences: [Int64: [Audience]] = [:]

  /// Takes up an endpoint that gets no events of the ledger.
  mutating func put(other number: Int64) {
    remove(number)
    others.insert(number)
  }

  /// Takes up an endpoint, or what it now listens to.
  mutating func put(_ number: Int64, for wanted: [Audience]?) {
    remove(number)
    guard let wanted else {
      everywhere.insert(number)
      return
    }
    audiences[number] = wanted
    for audience in wanted { byAudience[audience, default: []].insert(number) }
  }

  mutating func remove(_ number: Int64) {
    everywhere.remove(number)
    others.remove(number)
    for audience in audiences.removeValue(forKey: number) ?? [] {
      byAudience[audience]?.remove(number)
      if byAudience[audience]?.isEmpty ?? false { byAudience[audience] = nil }
    }
  }

  /// Endpoints for which something may come, and at how many positions.
  func hearing(_ arrivals: [FeedArrival]) -> [Int64: Int] {
    var hearing: [Int64: Int] = [:]
    for arrival in arrivals {
      var here = everywhere
      for audience in arrival.audiences {
        if let numbers = byAudience[audience] { here.formUnion(numbers) }
      }
      for number in here { hearing[number, default: 0] += 1 }
    }
    return hearing
  }
}
