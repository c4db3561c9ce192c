import HosoDomain

/// All that is recorded of one dossier, and beside it what may be known when.
///
/// Every statement of the script has the claim it makes. What corrects a statement ends its claim
/// and makes another: the claims never pass through the rules by which the product reads events.
struct Script {
  private(set) var statements: [EventDraft] = []
  private(set) var claims: [Claim] = []
  /// The claim made last for each statement; corrections make none of their own.
  private var claimOf: [Int] = []

  let days: WorkingDays
  let vintages: Vintages
  private let chance: Chance
  private(set) var dossier = 0
  /// Place of the province that is told where a statement tells none.
  private(set) var province = 0
  /// What is said from here on needs the dossier's number.
  var isAfterAcceptance = false

  init(plan: SimulationPlan, vintages: Vintages) {
    days = plan.days
    chance = plan.chance
    self.vintages = vintages
  }

  /// The last day on which anything is recorded.
  var lastDay: Int { days.dates.count - 1 }

  mutating func begin(_ dossier: Int, province: Int) {
    statements.removeAll(keepingCapacity: true)
    claims.removeAll(keepingCapacity: true)
    claimOf.removeAll(keepingCapacity: true)
    isAfterAcceptance = false
    self.dossier = dossier
    self.province = province
  }

  /// Local seconds since 1970 of a moment of a day.
  @inline(__always)
  func instant(_ day: Int, _ second: Int) -> Int {
    Int(days.dates[day].dayNumber) * 86_400 + second
  }

  /// Draws that belong to the next statement.
  func draws() -> Draws {
    let counter = UInt64(truncatingIfNeeded: dossier) << 8 | UInt64(statements.count)
    return Draws(chance.bits(.clock, 1 << 60 | counter))
  }

  /// Adds a statement and its claim; answers its place.
  @discardableResult
  mutating func say(_ statement: EventDraft) -> Int {
    claimOf.append(claims.count)
    claims.append(
      Claim(
        subject: Claim.subject(of: statement.type), at: statement.at, code: statement.code,
        alias: statement.alias, carriesDue: statement.carriesDue,
        province: statement.province ?? province,
        from: vintages.first(knowing: statement.recording.day), until: vintages.count))
    return add(statement)
  }

  private mutating func add(_ statement: EventDraft) -> Int {
    statements.append(statement)
    statements[statements.count - 1].isAfterAcceptance = isAfterAcceptance
    return statements.count - 1
  }
}

// MARK: - Corrections

extension Script {
  /// What is known by a statement at last.
  func claim(of place: Int) -> Claim { claims[claimOf[place]] }

  /// Voids a statement some working days after it was recorded.
  @discardableResult
  mutating func void(_ place: Int, after delay: Int, _ reason: CorrectionReason) -> Int {
    let void = correct(place, .eventVoided, after: delay, reason)
    claims[claimOf[place]].until = vintage(of: void)
    return void
  }

  /// Amends a statement some working days after it was recorded.
  @discardableResult
  mutating func amend(
    _ place: Int, _ change: EventDraft.Change, after delay: Int, _ reason: CorrectionReason
  ) -> Int {
    let amendment = correct(place, .eventAmended, after: delay, reason)
    statements[amendment].change = change
    var claim = claim(of: place)
    claims[claimOf[place]].until = vintage(of: amendment)
    claim.at = change.at ?? claim.at
    claim.province = change.province ?? claim.province
    resume(claim, of: place, from: amendment)
    return amendment
  }

  /// Voids a correction of a statement, so that an earlier claim holds again.
  mutating func revoke(
    _ correction: Int, of place: Int, restoring claim: Claim, after delay: Int,
    _ reason: CorrectionReason
  ) {
    let void = correct(correction, .eventVoided, after: delay, reason)
    claims[claimOf[place]].until = min(claims[claimOf[place]].until, vintage(of: void))
    resume(claim, of: place, from: void)
  }

  private mutating func resume(_ claim: Claim, of place: Int, from correction: Int) {
    var claim = claim
    claim.from = vintage(of: correction)
    claim.until = vintages.count
    claimOf[place] = claims.count
    claims.append(claim)
  }

  private func vintage(of place: Int) -> Int {
    vintages.first(knowing: statements[place].recording.day)
  }

  private mutating func correct(
    _ target: Int, _ type: EventType, after delay: Int, _ reason: CorrectionReason
  ) -> Int {
    let corrected = statements[target]
    // Late targets leave few days: half of those that are left leaves room for a correction of
    // the correction.
    let day = min(corrected.recording.day + delay, (corrected.recording.day + lastDay + 1) / 2)
    var draws = draws()
    let second = 28_800 + draws.below(30_000)
    var statement = EventDraft(
      type: type, at: instant(day, second),
      recording: Recording(
        day: day, microsecond: (second + 2) * 1_000_000 + draws.next(20),
        isUpload: corrected.recording.isUpload))
    statement.office = corrected.office
    statement.hand = draws.next(3)
    statement.correctionReason = reason
    statement.target = target
    claimOf.append(0)
    return add(statement)
  }
}
