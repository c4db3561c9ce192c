/// What goes otherwise than planned for one dossier, out of its draws.
///
/// All shares are invented; each thing is rare enough to be an exception and common enough to
/// occur several times in a thousandth of the nation.
struct Fate {
  /// What is recorded wrongly about one of a dossier's steps and put right later.
  struct Slip {
    enum Fault {
      /// Years off: a flat battery, a wrong year typed in.
      case clock
      case day
      case office
      case province
      /// Right at first, then amended by mistake, which is voided.
      case amendment
    }

    var step: StepKind
    var fault: Fault
  }

  /// How the post loses or gives back what it carries.
  enum End {
    case sentBack
    case lost
    case withdrawn
  }

  var tellsTransitOut = false
  var tellsTransitBack = false
  /// Failed attempts before the return.
  var attempts = 0
  var isInvited = false
  var isDamaged = false
  /// A counter without effect on the figures whose clock is years off and stays so.
  var hasStrayClock = false
  var asksForSupplement = false
  var changesDue = false
  /// Which step is scanned twice.
  var duplicate: StepKind?
  var voidsDuplicate = false
  /// Return scanned for the wrong item, voided later.
  var scansWrongReturn = false
  var scansWrongDelivery = false
  /// The true return is voided by mistake, which is voided in turn.
  var voidsTrueReturn = false
  var isFound = false
  var isLinkedLate = false
  var slip: Slip?
  /// Of dossiers whose end the plan leaves open.
  var end = End.sentBack
  /// Whether a dossier that the plan leaves open, or that is only sent, comes to such an end.
  var endsBadly = false

  /// Draws that only shape what happens: times, delays, reasons.
  var shape: Whims

  init(dossier: Int, chance: Chance) {
    let counter = UInt64(truncatingIfNeeded: dossier) << 1
    shape = Whims(dossier: dossier, chance: chance)
    var draws = Draws(chance.bits(.fate, counter))
    tellsTransitOut = draws.next(5) < 20
    tellsTransitBack = draws.next(5) < 20
    attempts =
      switch draws.next(7) {
      case ..<16: 1
      case ..<20: 2
      default: 0
      }
    isInvited = draws.next(1) == 0
    asksForSupplement = draws.next(5) == 0
    changesDue = draws.next(5) == 0
    endsBadly = draws.next(6) == 0
    end =
      switch draws.next(4) {
      case ..<10: .sentBack
      case ..<13: .lost
      default: .withdrawn
      }
    let isTwice = draws.next(6) == 0
    let steps: [4 of StepKind] = [.pickedUp, .delivered, .collected, .returned]
    let step = steps[draws.next(2)]
    duplicate = isTwice ? step : nil
    voidsDuplicate = draws.next(2) == 0
    isDamaged = draws.next(9) == 0
    hasStrayClock = draws.next(5) == 0
    draws = Draws(chance.bits(.fate, counter | 1))
    scansWrongReturn = draws.next(7) == 0
    scansWrongDelivery = draws.next(8) == 0
    voidsTrueReturn = draws.next(9) == 0
    isFound = draws.next(8) == 0
    isLinkedLate = draws.next(5) == 0
    slip = Fate.slip(draws.next(10))
  }

  private static func slip(_ draw: Int) -> Slip? {
    switch draw {
    case ..<3: Slip(step: .pickedUp, fault: .clock)
    case ..<6: Slip(step: .delivered, fault: .clock)
    case ..<9: Slip(step: .collected, fault: .clock)
    case ..<13: Slip(step: .returned, fault: .clock)
    case ..<18: Slip(step: .pickedUp, fault: .day)
    case ..<22: Slip(step: .delivered, fault: .day)
    case ..<27: Slip(step: .returned, fault: .day)
    case ..<33: Slip(step: .pickedUp, fault: .office)
    case ..<38: Slip(step: .pickedUp, fault: .province)
    case ..<42: Slip(step: .collected, fault: .province)
    case ..<45: Slip(step: .pickedUp, fault: .amendment)
    default: nil
    }
  }

  /// How many working days pass until something is noticed: mostly a few, at times weeks.
  mutating func delay() -> Int {
    let draw = shape.next(8)
    return draw < 176 ? 1 + draw % 5 : 6 + (draw - 176) / 2
  }
}

/// As many draws of a dossier as its script asks for, one after the other.
struct Whims {
  private let chance: Chance
  private var counter: UInt64

  init(dossier: Int, chance: Chance) {
    self.chance = chance
    counter = 1 << 61 | UInt64(truncatingIfNeeded: dossier) << 8
  }

  /// The next `count` bits as a number.
  mutating func next(_ count: UInt64) -> Int {
    counter += 1
    var draws = Draws(chance.bits(.fate, counter))
    return draws.next(count)
  }

  /// A number from 0 to `limit` − 1.
  mutating func below(_ limit: Int) -> Int {
    counter += 1
    var draws = Draws(chance.bits(.fate, counter))
    return draws.below(limit)
  }
}
