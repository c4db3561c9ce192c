/// What happens to a dossier, in the order in which it can.
enum StepKind: UInt8 {
  case pickedUp
  case delivered
  /// At the agency's own desk, mode `return`: gives the dossier its number.
  case accepted
  case ready
  case collected
  case returned
}

/// Half a working day; of two steps on one day the first takes the morning.
enum HalfDay: UInt8 {
  case either
  case morning
  case afternoon
}

/// A step that waits for its day.
///
/// Twelve bytes: what else a step needs is drawn again from the dossier's number.
struct Step {
  var dossier: UInt32
  /// Running number of the dossier at its agency on the day of acceptance; 0 before that.
  var running: UInt32
  /// The day of acceptance, as a place in the row of working days.
  var accepted: UInt16
  var kind: StepKind
  var half: HalfDay

  init(_ kind: StepKind, dossier: Int, half: HalfDay, running: UInt32 = 0, accepted: Int = 0) {
    self.dossier = UInt32(truncatingIfNeeded: dossier)
    self.running = running
    self.accepted = UInt16(truncatingIfNeeded: accepted)
    self.kind = kind
    self.half = half
  }
}

/// When within its day a step happens and is recorded, and by which hand.
struct Clock {
  /// Local seconds since midnight.
  var second: Int
  /// Local microseconds since midnight, seconds to minutes later.
  var recorded: Int
  /// 0 to 7.
  var hand: Int

  init(second: Int, recorded: Int, hand: Int) {
    self.second = second
    self.recorded = recorded
    self.hand = hand
  }

  /// Post offices and agencies are open from 07:30 to 11:30 and from 13:30 to 17:00.
  @inline(__always)
  init(step: Step, chance: Chance) {
    let counter = UInt64(step.dossier) << 3 | UInt64(step.kind.rawValue)
    var draws = Draws(chance.bits(.clock, counter))
    let early = draws.next(4) < 9
    let isMorning =
      switch step.half {
      case .either: early
      case .morning: true
      case .afternoon: false
      }
    second = isMorning ? 27_000 &+ draws.below(14_400) : 48_600 &+ draws.below(12_600)
    // The product of two draws: most scans are sent at once, a few after three minutes.
    let lag = 400_000 &+ draws.next(12) &* draws.next(12) &* 11 &+ draws.next(16)
    recorded = second &* 1_000_000 &+ lag
    hand = draws.next(3)
  }
}
