import HosoDomain

/// The same seed rolls the same on every machine.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators".
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &self) }
}

/// A few dossiers whose events come late, twice, out of order, wrongly linked and corrected.
///
/// The same seed makes the same events on every machine.
struct Tangle {
  struct Commit {
    let recordedAt: RecordedAt
    let events: [Event]
  }

  private static let codes = [
    "EE123456785VN", "EE000000014VN", "H26.12.19-200305-0001", "BN2020/01", "BN2020/02",
  ]
  private static let milestones: [EventType] = [
    .dossierPickedUp, .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
    .resultReady, .resultReady, .resultCollected, .resultReturned, .resultSentBack,
    .dossierWithdrawn, .itemLost, .aliasLinked, .recipientInvited, .resultReturnFailed,
    .itemDeparted, .itemLost,
  ]

  let commits: [Commit]

  init(seed: Int) throws {
    var dice = Dice(seed: seed)
    var events: [Event] = []
    for number in 1...(4 + dice.roll(22)) {
      events.append(try Tangle.event(number, among: events.count + 3, &dice))
    }
    events.shuffle(using: &dice)
    var commits: [Commit] = []
    var moment = try RecordedAt(rfc3339: "2020-01-10T09:00:00+07:00")
    while !events.isEmpty {  // Each turn takes an event.
      let batch = Array(events.prefix(1 + dice.roll(3)))
      events.removeFirst(batch.count)
      commits.append(Commit(recordedAt: moment, events: batch))
      let step = [1, 3_600, 86_400, 10 * 86_400][dice.roll(4)]
      moment = RecordedAt(microseconds: moment.microseconds + Int64(step) * 1_000_000)
    }
    self.commits = commits
  }

  private static func event(_ number: Int, among count: Int, _ dice: inout Dice) throws -> Event {
    let source = try SourceName("desk")
    let identity = EventIdentity(
      source: source, sequence: UInt64(number), id: try EventID("desk-\(number)"))
    let isCorrection = dice.roll(100) < 22
    let type =
      isCorrection
      ? [EventType.eventVoided, .eventVoided, .eventAmended][dice.roll(3)]
      : milestones[dice.roll(milestones.count)]
    let code = try Alias(codes[dice.roll(codes.count)])
    let target = try EventID("desk-\(1 + dice.roll(count))")
    var event = Event(
      identity: identity, type: type, occurredAt: moment(&dice),
      subject: isCorrection ? .event(EventTarget(target)) : .dossier(code))
    if type == .eventAmended {
      var amendment = Amendment()
      amendment.occurredAt = moment(&dice)
      if dice.roll(2) == 0 { amendment.province = try ProvinceCode("79") }
      if dice.roll(3) == 0 { amendment.dueDate = LocalDate(vietnam: moment(&dice)) }
      if dice.roll(4) == 0 {
        amendment.parent = try ContainerCode(["TUI-17", "TUI-18"][dice.roll(2)])
      }
      if dice.roll(4) == 0, amendment.parent == nil {
        amendment.cleared = [ClearedFields(.parent), ClearedFields(.channel)]
      }
      event.amendment = amendment
    } else if type.mayBeOfContainer, dice.roll(2) == 0 {
      event.subject = .container(try ContainerCode("TUI-17"))
      if dice.roll(2) == 0 { event.count = Int64(dice.roll(3)) }
    } else if !isCorrection {
      try fill(&event, code, &dice)
      if dice.roll(2) == 0 { event.parent = try ContainerCode("TUI-17") }
    }
    return event
  }

  private static func fill(_ event: inout Event, _ code: Alias, _ dice: inout Dice) throws {
    let other = try Alias(codes[dice.roll(codes.count)])
    let isLink = event.type == .aliasLinked || dice.roll(12) == 0
    if isLink, other != code { event.aliases = [other] }
    if dice.roll(2) == 0 { event.province = try ProvinceCode(["01", "79", "77"][dice.roll(3)]) }
    if dice.roll(2) == 0 { event.office = try PostOfficeCode(["100000", "700000"][dice.roll(2)]) }
    if dice.roll(2) == 0 { event.channel = Channel.allCases[dice.roll(3)] }
    if dice.roll(3) == 0 { event.service = try ProcedureCode("1.001612") }
    if dice.roll(3) == 0 { event.agency = try AgencyCode("H26.12.19") }
    if dice.roll(8) == 0 { event.mode = ServiceMode.allCases[dice.roll(3)] }
    if dice.roll(2) == 0 {
      event.dueDate = LocalDate(vietnam: event.occurredAt).adding(days: dice.roll(60) - 2)
    }
  }

  /// Within fourteen months, so that item numbers are used again too; half of them within forty
  /// days, so that bags are scanned while something is in them.
  private static func moment(_ dice: inout Dice) -> OccurredAt {
    let start = LocalDate(dayNumber: 18_231).startOfDay.milliseconds
    if dice.roll(2) == 0 {
      return OccurredAt(milliseconds: start + Int64(60 * 24 + dice.roll(40 * 24)) * 3_600_000)
    }
    return OccurredAt(milliseconds: start + Int64(dice.roll(430 * 24)) * 3_600_000)
  }
}

extension Book {
  convenience init(_ tangle: Tangle) throws {
    try self.init()
    for commit in tangle.commits { try record(commit.events, at: commit.recordedAt) }
  }
}
