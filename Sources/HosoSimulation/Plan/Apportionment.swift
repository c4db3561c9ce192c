/// Exact division of a total into whole shares in proportion to weights.
///
/// Source: the largest remainder method (Hamilton); ties go to the earlier share, so that the
/// result depends on nothing but the numbers.
enum Apportionment {
  /// Whole shares that add up to `total`; all zero when no weight is positive.
  static func shares(of total: Int, weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return [Int](repeating: 0, count: weights.count) }
    var shares: [Int] = []
    var remainders: [(index: Int, remainder: Int)] = []
    shares.reserveCapacity(weights.count)
    remainders.reserveCapacity(weights.count)
    for (index, weight) in weights.enumerated() {
      // The product passes 64 bits for no history, but a share must never depend on that.
      let (quotient, remainder) = sum.dividingFullWidth(total.multipliedFullWidth(by: weight))
      shares.append(quotient)
      remainders.append((index, remainder))
    }
    remainders.sort {
      $0.remainder != $1.remainder ? $0.remainder > $1.remainder : $0.index < $1.index
    }
    for place in remainders.prefix(total - shares.reduce(0, +)) {
      shares[place.index] += 1
    }
    return shares
  }
}
