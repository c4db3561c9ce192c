/// Chance that can be drawn again: every number is a function of the seed, a purpose and a
/// counter, so nothing drawn for a dossier has to be remembered until it is needed again.
///
/// Source: SplitMix64, Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
/// (2014); the counter selects the place in the generator's sequence.
struct Chance: Sendable {
  /// What numbers are drawn for; the streams of two purposes have nothing to do with each other.
  enum Purpose: UInt64 {
    case pace = 1
    case traits = 2
    case verdict = 3
    case clock = 4
    case item = 5
    case day = 6
    case fate = 7
    case outage = 8
  }

  private let keys:
    (
      UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    )

  init(seed: UInt64) {
    func key(_ purpose: Purpose) -> UInt64 { Chance.mix(Chance.mix(seed) ^ purpose.rawValue) }
    keys = (
      key(.pace), key(.traits), key(.verdict), key(.clock), key(.item), key(.day), key(.fate),
      key(.outage)
    )
  }

  @inline(__always)
  func bits(_ purpose: Purpose, _ counter: UInt64) -> UInt64 {
    let key =
      switch purpose {
      case .pace: keys.0
      case .traits: keys.1
      case .verdict: keys.2
      case .clock: keys.3
      case .item: keys.4
      case .day: keys.5
      case .fate: keys.6
      case .outage: keys.7
      }
    return Chance.mix(key &+ counter &* 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The bits of one draw, spent from the low end.
struct Draws {
  private var bits: UInt64

  @inline(__always)
  init(_ bits: UInt64) {
    self.bits = bits
  }

  /// The next `count` bits as a number.
  @inline(__always)
  mutating func next(_ count: UInt64) -> Int {
    let value = bits & ((1 << count) &- 1)
    bits >>= count
    return Int(truncatingIfNeeded: value)
  }

  /// A number from 0 to `limit` − 1 out of the next 16 bits.
  @inline(__always)
  mutating func below(_ limit: Int) -> Int {
    (next(16) &* limit) >> 16
  }
}
