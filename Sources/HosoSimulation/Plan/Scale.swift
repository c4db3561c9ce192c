/// The share of the national volume that a history carries, exact.
public struct Scale: Hashable, Sendable {
  /// Millionths of the national volume, 100 to 1,000,000.
  public let millionths: Int

  /// The most digits after the point.
  static let decimalsMax = 6

  private static let one = 1_000_000
  /// Below this a quarter has too few dossiers to have a shape.
  private static let smallest = 100

  public init(millionths: Int) throws(SimulationFault) {
    guard Scale.smallest...Scale.one ~= millionths else {
      throw .scaleOutOfRange(text: "\(millionths)e-6")
    }
    self.millionths = millionths
  }

  /// Reads a plain decimal such as `0.01` or `1`; no exponent, no sign.
  public init(_ text: String) throws(SimulationFault) {
    let notAScale = SimulationFault.notAScale(text: text, decimals: Scale.decimalsMax)
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, 1...9 ~= whole.count else { throw notAScale }
    let decimals = parts.count == 2 ? parts[1] : "".utf8[...]
    guard parts.count == 1 || 1...Scale.decimalsMax ~= decimals.count else { throw notAScale }
    var millionths = 0
    for byte in whole {
      guard 0x30...0x39 ~= byte else { throw notAScale }
      millionths = millionths * 10 + Int(byte & 0x0F)
    }
    millionths *= Scale.one
    var place = Scale.one / 10
    for byte in decimals {
      guard 0x30...0x39 ~= byte else { throw notAScale }
      millionths += Int(byte & 0x0F) * place
      place /= 10
    }
    guard Scale.smallest...Scale.one ~= millionths else { throw .scaleOutOfRange(text: text) }
    self.millionths = millionths
  }

  /// The shortest decimal: `0.01`, whatever zeros it was read with.
  public var text: String {
    guard millionths < Scale.one else { return "1" }
    var digits = String(Scale.one + millionths).dropFirst()
    while digits.last == "0" {
      digits.removeLast()
    }
    return "0." + digits
  }

  /// The scaled part of a national count, halves rounded up.
  func share(of count: Int) -> Int {
    (count * millionths + Scale.one / 2) / Scale.one
  }
}
