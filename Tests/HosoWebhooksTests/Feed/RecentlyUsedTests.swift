import HosoTesting
import Testing

@testable import HosoWebhooks

@Suite("What was used lately")
struct RecentlyUsedTests {
  /// The weight of all that is still there, without using any of it.
  private func weight(of kept: RecentlyUsed<Int, Int>, keys: Range<Int>) -> Int {
    keys.reduce(0) { sum, key in
      var copy = kept
      return sum + (copy[key] ?? 0)
    }
  }

  @Test func `what is kept weighs no more than it may, whatever is put in and asked for`() {
    for seed in 1...40 {
      var chance = Chance(seed: seed)
      let (most, heaviest) = (chance.number(2...60), chance.number(1...5))
      var kept = RecentlyUsed<Int, Int>(weightMax: most)
      for _ in 0..<400 {
        let key = chance.number(0...99)
        if kept[key] == nil {
          let weight = chance.number(1...heaviest)
          kept.insert(weight, for: key, weight: weight)
        }
        #expect(weight(of: kept, keys: 0..<100) <= most + 2 * heaviest, "seed \(seed)")
      }
    }
  }

  @Test func `what is asked for again and again stays`() {
    var kept = RecentlyUsed<Int, Int>(weightMax: 10)
    kept.insert(1, for: 0)
    for key in 1...1_000 {
      kept.insert(1, for: key)
      #expect(kept[0] == 1)
    }
  }
}
