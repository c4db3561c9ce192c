/// Two counts whose quotient is a figure.
///
/// Figures are computed from exact integers and rounded once, when they become text. They are
/// never averaged and never pass through a floating point number, so the same counts give the
/// same digits on every machine.
public struct Ratio: Hashable, Sendable {
  public var numerator: Int64
  public var denominator: Int64

  public init(_ numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient in percent, halves away from zero; nil when the denominator is zero.
  public func percent(decimals: Int) -> String? {
    Rounded.text(
      Int128(numerator), over: Int128(denominator), shift: 2, decimals: decimals)
  }

  /// The plain quotient, halves away from zero; nil when the denominator is zero.
  public func decimal(decimals: Int) -> String? {
    Rounded.text(
      Int128(numerator), over: Int128(denominator), shift: 0, decimals: decimals)
  }
}

/// A share in percent with a point and exactly `decimals` digits, 0 to 9; nil when the
/// denominator is zero.
public func percentText(numerator: Int64, denominator: Int64, decimals: Int) -> String? {
  Ratio(numerator, over: denominator).percent(decimals: decimals)
}

/// How much a count grew, in percent of what it was before; nil when it was zero.
public func growthText(now: Int64, before: Int64, decimals: Int) -> String? {
  Rounded.text(
    Int128(now) - Int128(before), over: Int128(before), shift: 2, decimals: decimals)
}

/// Division with one rounding, wide enough that no pair of 64-bit counts overflows.
private enum Rounded {
  /// `numerator / denominator × 10^shift` with `decimals` digits after the point.
  static func text(
    _ numerator: Int128, over denominator: Int128, shift: Int, decimals: Int
  ) -> String? {
    guard denominator != 0 else { return nil }
    let decimals = min(max(decimals, 0), 9)
    let divisor = denominator.magnitude
    let (whole, rest) =
      (numerator.magnitude * power(shift + decimals)).quotientAndRemainder(dividingBy: divisor)
    // rest >= divisor - rest is 2 × rest >= divisor: a half rounds away from zero.
    let rounded = rest >= divisor - rest ? whole + 1 : whole
    let isNegative = rounded > 0 && (numerator < 0) != (denominator < 0)
    let digits = String(rounded)
    let zeros = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count))
    let padded = zeros + digits
    let sign = isNegative ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  private static func power(_ exponent: Int) -> UInt128 {
    var power: UInt128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
