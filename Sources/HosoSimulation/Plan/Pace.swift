/// How long a dossier takes from step to step, in working days; 0 is the same day.
///
/// A function of the dossier's draws alone, so the plan can count what the run will write.
struct Pace {
  /// From the counter to the agency.
  var toAgency: Int
  /// From acceptance to the result, 2 or more: a due date always fits in between.
  var processing: Int
  /// From the result to its collection.
  var toCollection: Int
  /// From collection to the citizen; no three steps fall on one day, which has two halves.
  var toReturn: Int
  /// Whether the agency gives an appointment that the post hears of.
  var appointed: Bool

  static let toReturnMax = 4
  /// The longest way from acceptance to the citizen.
  static let acceptanceToReturnMax = 17 + 3 + toReturnMax
  /// The furthest due date of a dossier that the agency has on the last day.
  static let beyondEndMax = 17 + 6

  @inline(__always)
  init(bits: UInt64, serviceDays: Int, appointedOf32: Int) {
    var draws = Draws(bits)
    toAgency =
      switch draws.next(7) {
      case ..<26: 0
      case ..<84: 1
      case ..<116: 2
      case ..<126: 3
      default: 4
      }
    processing = max(2, serviceDays &- 3 &+ draws.below(6))
    toCollection =
      switch draws.next(6) {
      case ..<16: 0
      case ..<48: 1
      case ..<60: 2
      default: 3
      }
    let toReturn =
      switch draws.next(6) {
      case ..<10: 0
      case ..<36: 1
      case ..<52: 2
      case ..<60: 3
      default: 4
      }
    self.toReturn = toCollection == 0 ? max(1, toReturn) : toReturn
    appointed = draws.next(5) < appointedOf32
  }
}
