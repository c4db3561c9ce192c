import HosoDomain

/// Sorts effective events into dossiers: connected codes, an item number anew after a year.
enum NaiveDossiers {
  /// A code in one of its lives; only item numbers have more than one.
  private struct Name: Hashable {
    let code: Alias
    let life: Int
  }

  /// - Parameter effective: Effective events of dossiers and bags in the total order.
  static func all(of told: [Event]) -> [NaiveDossier] {
    let events = told.map { NaiveBags.settled($0, among: told) }
    let effective = events.filter { $0.container == nil }
    let scans = events.filter { $0.container != nil }
    var groups = effective.map { event in
      (names: names(of: event, among: effective), events: [event])
    }
    while let (left, right) = connectedPair(groups.map(\.names)) {  // Each turn removes a group.
      groups[left].names.formUnion(groups[right].names)
      groups[left].events += groups[right].events
      groups.remove(at: right)
    }
    return groups.map { group in
      let own = group.events.sorted(by: NaiveCorrections.precedes)
      return NaiveDossier(own, NaiveBags.scans(scans, for: own))
    }
  }

  private static func connectedPair(_ groups: [Set<Name>]) -> (Int, Int)? {
    for left in groups.indices {
      for right in groups.indices
      where left < right && !groups[left].isDisjoint(with: groups[right]) {
        return (left, right)
      }
    }
    return nil
  }

  private static func names(of event: Event, among effective: [Event]) -> Set<Name> {
    Set(event.codes.map { Name(code: $0, life: life(of: $0, at: event, among: effective)) })
  }

  /// How often an item number was given out anew before or by an event.
  private static func life(of code: Alias, at event: Event, among effective: [Event]) -> Int {
    guard case .item = code else { return 0 }
    let uses = effective.filter { $0.codes.contains(code) }
    var life = 0
    for (before, use) in zip(uses, uses.dropFirst()) {
      if before.identity == event.identity { break }
      if use.type == .dossierPickedUp, isMoreThanTwelveMonths(before.occurredAt, use.occurredAt) {
        life += 1
      }
    }
    return life
  }

  /// The same clock time on the same day of the next year is twelve months, not more.
  private static func isMoreThanTwelveMonths(_ from: OccurredAt, _ to: OccurredAt) -> Bool {
    let day = LocalDate(vietnam: from)
    let clock = from.milliseconds - day.startOfDay.milliseconds
    let anniversary =
      LocalDate(year: day.year + 1, month: day.month, day: day.day)
      ?? LocalDate(year: day.year + 1, month: 2, day: 28)
    guard let anniversary else { return false }
    return to.milliseconds > anniversary.startOfDay.milliseconds + clock
  }
}

/// One dossier, its rules spelled out one by one.
struct NaiveDossier {
  /// Nil for an orphan.
  let enteredOn: LocalDate?
  let pickedUpOn: LocalDate?
  let deliveredOn: LocalDate?
  let closing: (type: EventType, on: LocalDate)?
  let dueDate: LocalDate?
  let readyOn: LocalDate?
  let agencyIn: LocalDate?
  let agencyOut: (on: LocalDate, column: String, isReadyUnknown: Bool)?
  let province: ProvinceCode?
  let office: PostOfficeCode?
  let service: String?
  let agency: String?
  let channel: Channel?

  /// - Parameters:
  ///   - events: Effective, as amended, in the total order; at least one.
  ///   - scans: What befell the bags it was in while it was in them.
  init(_ events: [Event], _ scans: [Event]) {
    let all = (events + scans).sorted(by: NaiveCorrections.precedes)
    func first(_ types: EventType...) -> Event? { all.first { types.contains($0.type) } }
    func day(_ event: Event) -> LocalDate { LocalDate(vietnam: event.occurredAt) }

    let mode = events.first { $0.mode != nil }?.mode ?? .both
    let entry = mode == .return ? first(.resultCollected) : first(.dossierPickedUp)
    enteredOn = entry.map(day)
    pickedUpOn = mode == .return ? nil : first(.dossierPickedUp).map(day)
    deliveredOn = first(.dossierDelivered).map(day)
    let closingEvent =
      mode == .send
      ? first(.resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost, .dossierDelivered)
      : first(.resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost)
    closing = closingEvent.flatMap { closing in
      entry.map { (closing.type, max(day(closing), day($0))) }
    }
    let due = events.first {
      [.dossierDelivered, .dossierAccepted].contains($0.type) && $0.dueDate != nil
    }?.dueDate
    dueDate = due
    readyOn = first(.resultReady).map(day)

    let received = first(.dossierDelivered, .dossierAccepted).map(day)
    agencyIn = received
    agencyOut = received.flatMap { received in
      if let done = first(.resultReady, .dossierWithdrawn, .dossierRefused) {
        let column =
          if done.type == .resultReady {
            due.map { day(done) < $0 ? "c8" : day(done) == $0 ? "c9" : "c10" } ?? "c9"
          } else {
            due.map { day(done) <= $0 ? "c9" : "c10" } ?? "c9"
          }
        return (max(day(done), received), column, false)
      }
      let followed = [first(.resultCollected), closingEvent].compactMap(\.self)
      return followed.map(day).min().map { (max($0, received), "c9", true) }
    }

    let told = (entry.map { [$0] } ?? []) + events
    province = told.lazy.compactMap(\.province).first
    office = told.lazy.compactMap(\.office).first
    service = told.lazy.compactMap(\.service).first?.stem
    agency = told.lazy.compactMap(\.agency).first?.canonical
    channel = told.lazy.compactMap(\.channel).first
  }

  /// What it adds to a period, by the names of the columns; nothing for an orphan.
  func counts(in period: Period) -> [String: Int64] {
    guard let enteredOn else { return [:] }
    var counts: [String: Int64] = [:]
    func add(_ name: String, if isTrue: Bool) { if isTrue { counts[name, default: 0] += 1 } }
    func isIn(_ date: LocalDate?) -> Bool {
      guard let date else { return false }
      return period.start <= date && date <= period.lastDay
    }
    func isBefore(_ date: LocalDate?, _ end: LocalDate) -> Bool { date.map { $0 < end } ?? false }

    add("entered", if: isIn(enteredOn))
    add("pickups", if: isIn(pickedUpOn))
    add("deliveries", if: isIn(deliveredOn))
    add("handled", if: isIn(pickedUpOn))
    if let closing, isIn(closing.on) {
      add("returns", if: closing.type == .resultReturned)
      add("handled", if: closing.type == .resultReturned)
      add("sent_back", if: closing.type == .resultSentBack)
      add("withdrawn", if: closing.type == .dossierWithdrawn)
      add("lost", if: closing.type == .itemLost)
      add("closed_delivered", if: closing.type == .dossierDelivered)
    }
    add("opening", if: enteredOn < period.start && !isBefore(closing?.on, period.start))
    add("closing", if: enteredOn < period.end && !isBefore(closing?.on, period.end))
    if let readyOn, isIn(readyOn) {
      add("resolved", if: true)
      add("no_due", if: dueDate == nil)
      add("early", if: dueDate.map { readyOn < $0 } ?? false)
      add("on_time", if: dueDate == readyOn)
      add("late", if: dueDate.map { readyOn > $0 } ?? false)
    }

    guard let agencyIn else { return counts }
    let isCarried = agencyIn < period.start && !isBefore(agencyOut?.on, period.start)
    add("c4", if: isIn(agencyIn) && channel == .online)
    add("c5", if: isIn(agencyIn) && channel != .online)
    add("c6", if: isCarried)
    add("c3", if: isIn(agencyIn) || isCarried)
    if let agencyOut, isIn(agencyOut.on) {
      add(agencyOut.column, if: true)
      add("c7", if: true)
      add("ready_unknown", if: agencyOut.isReadyUnknown)
    }
    let isOpen = agencyIn < period.end && !isBefore(agencyOut?.on, period.end)
    let isOverdue = isOpen && isBefore(dueDate, period.end)
    add("c11", if: isOpen)
    add("c12", if: isOpen && !isOverdue)
    add("c13", if: isOverdue)
    return counts
  }
}
