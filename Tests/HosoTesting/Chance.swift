/// Seeded randomness: the same seed gives the same history on every machine.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (SplitMix64).
public struct Chance: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from a range, all of them equally likely.
  public mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// True in so many of a hundred cases.
  public mutating func percent(_ share: Int) -> Bool {
    number(0...99) < share
  }

  /// One of some values, all of them equally likely.
  public mutating func pick<Value>(_ first: Value, _ others: Value...) -> Value {
    let index = number(0...others.count)
    return index == 0 ? first : others[index - 1]
  }

  /// One of some values; nil only if there is none.
  public mutating func element<Value>(of values: [Value]) -> Value? {
    values.randomElement(using: &self)
  }
}

/// The seeds that randomised tests run with.
public enum Seeds {
  /// `HOSO_SEEDS` as a count (`500`) or as the seeds themselves (`17..17`), else `count` of them,
  /// or an eighth where the compiler does not optimise.
  public static func all(orElse count: Int) -> [Int] {
    guard let text = environment("HOSO_SEEDS") else { return Array(1...(count / slowness)) }
    let ends = text.split(separator: ".", omittingEmptySubsequences: true).compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last, first >= 1, first <= last else { return [] }
    return ends.count == 1 ? Array(1...first) : Array(first...last)
  }

  /// Some seeds in so many parts, so that they are tried side by side.
  public static func parts(_ seeds: [Int], count: Int = 4) -> [[Int]] {
    (0..<count).map { part in seeds.filter { $0 % count == part } }.filter { !$0.isEmpty }
  }

  /// Whether a seed is asked all there is to ask; the many after the first only a little.
  public static func isAskedInFull(_ seed: Int) -> Bool { seed <= 300 }

  #if DEBUG
    private static let slowness = 8
  #else
    private static let slowness = 1
  #endif
}
