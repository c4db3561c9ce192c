import HosoDomain
import Testing

@Suite("Percentages from exact counts")
struct PercentTests {
  @Test(
    arguments: [
      (1, 2, 1, "50.0"), (1, 3, 1, "33.3"), (2, 3, 1, "66.7"), (1, 8, 1, "12.5"),
      (1, 1_000, 1, "0.1"), (1, 2_000, 1, "0.1"), (1, 2_001, 1, "0.0"), (0, 5, 1, "0.0"),
      (5, 5, 1, "100.0"), (1, 16, 2, "6.25"), (1, 16, 1, "6.3"), (1, 80, 0, "1"),
      (1, 200, 0, "1"), (1, 201, 0, "0"), (3, 2_000, 1, "0.2"), (-3, 2_000, 1, "-0.2"),
      (-1, 2_000, 1, "-0.1"), (-1, 2_001, 1, "0.0"), (1, -2_001, 1, "0.0"), (-1, -2, 1, "50.0"),
      (999_999, 1_000_000, 2, "100.00"), (99_994, 100_000, 2, "99.99"), (1, 7, 4, "14.2857"),
    ])
  func `halves round away from zero and nothing is ever minus zero`(
    numerator: Int64, denominator: Int64, decimals: Int, text: String
  ) {
    #expect(
      percentText(numerator: numerator, denominator: denominator, decimals: decimals) == text)
  }

  @Test func `a share of nothing is empty`() {
    #expect(percentText(numerator: 0, denominator: 0, decimals: 1) == nil)
    #expect(percentText(numerator: 5, denominator: 0, decimals: 1) == nil)
    #expect(growthText(now: 5, before: 0, decimals: 1) == nil)
    #expect(Ratio(1, over: 0).decimal(decimals: 4) == nil)
  }

  @Test(
    arguments: [
      (4_000_000, 3_174_603, "26.0"), (3, 2, "50.0"), (2, 3, "-33.3"), (5, 5, "0.0"),
      (0, 5, "-100.0"), (2_001, 2_000, "0.1"), (1_999, 2_000, "-0.1"), (19_999, 20_000, "0.0"),
      (12_000_000, 9_022_556, "33.0"),
    ])
  func `growth compares with what was before`(now: Int64, before: Int64, text: String) {
    #expect(growthText(now: now, before: before, decimals: 1) == text)
  }

  @Test func `counts of any size stay exact`() {
    let quadrillion: Int64 = 1_000_000_000_000_000
    #expect(
      percentText(numerator: quadrillion, denominator: 3, decimals: 4)
        == "33333333333333333.3333")
    #expect(
      percentText(numerator: 1, denominator: quadrillion, decimals: 9) == "0.000000000")
    #expect(
      percentText(numerator: .max, denominator: 1, decimals: 9)
        == "922337203685477580700.000000000")
    #expect(percentText(numerator: .min, denominator: .min, decimals: 1) == "100.0")
    #expect(
      percentText(numerator: .min, denominator: 1, decimals: 0) == "-922337203685477580800")
    #expect(growthText(now: .max, before: .min, decimals: 1) == "-200.0")
    #expect(growthText(now: .min, before: .max, decimals: 1) == "-200.0")
  }

  @Test func `a plain quotient is a rate`() {
    #expect(Ratio(4_000_000, over: 59).decimal(decimals: 4) == "67796.6102")
    #expect(Ratio(1, over: 2).decimal(decimals: 0) == "1")
    #expect(Ratio(-1, over: 2).decimal(decimals: 0) == "-1")
  }
}
