import HosoDomain
import HosoTesting

@testable import HosoCrypto
@testable import HosoLedger

/// Makes up the events of a messy history.
struct EventComposer {
  private struct Writer {
    let source: SourceName
    /// Foreign systems may number none of their events, or only some.
    let numberedShare: Int
    var sequence: UInt64 = 0
    var ids: [EventID] = []
    /// What was corrected once is corrected again.
    var corrected: [EventID] = []
  }

  private let codes: [Alias]
  private let services: [ProcedureCode]
  private let agencies: [AgencyCode]
  private let offices: [PostOfficeCode]
  private let provinces: [ProvinceCode]
  private let communes: [CommuneCode]
  /// In two of three histories none; else items travel in them, and they get lost.
  private let bags: [ContainerCode]
  private let isAcrossReform: Bool
  /// How often, in percent, something happens at the very moment of something else.
  private let coincidences: Int
  /// How many of a hundred events are voids, and half as many amendments.
  private let voids: Int
  private var writers: [Writer]
  private var moments: [OccurredAt] = []

  init(_ chance: inout Chance) throws {
    let items = try [12_345_678, 12_345_679, 60_000_001].compactMap {
      try PostalItemNumber(service: "EE", serial: $0).map { try Alias($0.text) }
    }
    let others = try [
      "H26.12.19-200305-0001", "000.12.19.H26-200305-0002", "BN2020/01", "BN2020/02", "TUI-17",
    ]
    .map { try Alias($0) }
    codes = Array(
      (items + others).shuffled(using: &chance).prefix(
        min(chance.number(1...6), chance.number(1...6))))
    services = try ["1.001612", "1.001612.000.00.00.H26", "2.000889"].map { try ProcedureCode($0) }
    agencies = try ["H26.12.19", "000.19.12.H26", "G01"].map { try AgencyCode($0) }
    offices = try ["100000", "700000", "790000"].map { try PostOfficeCode($0) }
    provinces = try ["01", "79", "77", "74"].map { try ProvinceCode($0) }
    communes = try ["00004", "26734"].map { try CommuneCode($0) }
    bags = try Array(
      ["TUI-17", "tui-17", "BK.2020_3", "BN2020/01", "H26.12.19-200305-0001"].shuffled(
        using: &chance
      )
      .prefix(chance.pick(0, 0, 1, 2, 3))
    ).map { try ContainerCode($0) }
    isAcrossReform = chance.percent(30)
    coincidences = chance.pick(5, 20, 60)
    voids = chance.pick(2, 8, 20)
    writers = try [
      ("100000-a1-1", 100), ("portal", 0), ("200000-b2-1", 100), ("mixed", 50),
      ("100000-a1-2", 100), ("hub-1", 100),
    ]
    .map { Writer(source: try SourceName($0.0), numberedShare: $0.1) }
    if chance.percent(50) { writers.removeLast(2) }
    if chance.percent(70) { writers.remove(at: 3) }
  }

  mutating func events(_ chance: inout Chance) throws -> [Event] {
    let count = chance.percent(30) ? chance.number(2...6) : chance.number(2...26)
    var slots: [(writer: Int, identity: EventIdentity)] = []
    for _ in 0..<count {
      let writer = chance.number(0...writers.count - 1)
      slots.append((writer, try identity(writer, &chance)))
    }
    var events: [Event] = []
    for slot in slots { events.append(try event(slot.identity, of: slot.writer, &chance)) }
    try nameBeyondDoubt(&events, &chance)
    switch chance.number(0...2) {
    case 0: return events.sorted { $0.occurredAt < $1.occurredAt }
    case 1: return events.shuffled(using: &chance)
    default: return events
    }
  }

  private mutating func identity(
    _ writer: Int, _ chance: inout Chance
  ) throws -> EventIdentity {
    let source = writers[writer].source
    let isNumbered = chance.percent(writers[writer].numberedShare)
    let count = writers[writer].ids.count
    var sequence: UInt64?
    var text = "x\(chance.number(10...99))_\(count)"
    if isNumbered {
      // Now and then a hole: an event that was lost on the way.
      writers[writer].sequence += chance.percent(10) ? 2 : 1
      sequence = writers[writer].sequence
      if chance.percent(80) { text = "\(source.text)-\(writers[writer].sequence)" }
    }
    let id = try EventID(text)
    writers[writer].ids.append(id)
    return EventIdentity(source: source, sequence: sequence, id: id)
  }

  private mutating func event(
    _ identity: EventIdentity, of writer: Int, _ chance: inout Chance
  ) throws -> Event {
    let type = type(&chance)
    var event = Event(
      identity: identity, type: type, occurredAt: moment(&chance), subject: .period)
    switch type.subjectKind {
    case .period:
      event.period = Period(
        .quarter(year: 2020, quarter: chance.number(1...4)),
        calendar: chance.percent(30) ? .statutory : .calendar)
      return event
    case .desk:
      event.subject = .desk
      event.office = chance.element(of: offices)
      event.count = Int64(chance.number(0...9))
      return event
    case .event:
      let target = try target(of: writer, &chance)
      event.subject = .event(target)
      if type == .eventAmended { event.amendment = amendment(&chance) }
      if chance.percent(10) { event.aliases = codes.shuffled(using: &chance) }
    case .dossier:
      if type.mayBeOfContainer, chance.percent(60), let bag = chance.element(of: bags) {
        event.subject = .container(bag)
        fillPlaces(&event, &chance)
        return event
      }
      guard let code = chance.element(of: codes) else { return event }
      event.subject = .dossier(code)
      let others = codes.filter { $0 != code }.shuffled(using: &chance)
      let isLink = type == .aliasLinked || chance.percent(8)
      if isLink { event.aliases = Array(others.prefix(chance.number(1...2))) }
    }
    fill(&event, &chance)
    return event
  }

  /// Gives some corrections the hash of what they are about, and some a wrong one.
  private func nameBeyondDoubt(_ events: inout [Event], _ chance: inout Chance) throws {
    let hasher = try Hasher256()
    for index in events.indices {
      guard case .event(let target) = events[index].subject, chance.percent(40) else { continue }
      let source = target.source ?? events[index].identity.source
      let known = events[..<index].first {
        $0.identity.source == source && $0.identity.id == target.id
      }
      let right = known.map { hasher.hash(of: $0) }
      guard let hash = chance.percent(15) ? EventHash(number: 7) : right else { continue }
      events[index].subject = .event(
        EventTarget(target.id, source: target.source, hash: hash))
    }
  }

  /// Mostly an event of the same source, else of another, which it may correct or not.
  private mutating func target(of writer: Int, _ chance: inout Chance) throws -> EventTarget {
    let other = chance.percent(70) ? writer : chance.number(0...writers.count - 1)
    return EventTarget(
      try targetID(of: other, &chance), source: other == writer ? nil : writers[other].source)
  }

  /// Any event of a source, to come or known, itself included; seldom one that never comes.
  private mutating func targetID(of writer: Int, _ chance: inout Chance) throws -> EventID {
    if chance.percent(5) { return try EventID("never") }
    if chance.percent(30), let again = chance.element(of: writers[writer].corrected) {
      return again
    }
    // The last few more often, so that corrections of corrections and circles come about.
    let ids = writers[writer].ids
    let near = chance.percent(50) ? Array(ids.suffix(3)) : ids
    let target = try chance.element(of: near) ?? EventID("never")
    writers[writer].corrected.append(target)
    return target
  }

  private mutating func amendment(_ chance: inout Chance) -> Amendment {
    var amendment = Amendment()
    if chance.percent(60) { amendment.occurredAt = moment(&chance) }
    if chance.percent(30) { amendment.province = chance.element(of: provinces) }
    if chance.percent(30) { amendment.office = chance.element(of: offices) }
    if chance.percent(20) || amendment.isEmpty { amendment.commune = chance.element(of: communes) }
    if chance.percent(50) { amendMore(&amendment, &chance) }
    return amendment
  }

  private func amendMore(_ amendment: inout Amendment, _ chance: inout Chance) {
    if chance.percent(30) { amendment.service = chance.element(of: services) }
    if chance.percent(30) { amendment.agency = chance.element(of: agencies) }
    if chance.percent(30) { amendment.channel = chance.element(of: Channel.allCases) }
    if chance.percent(30) { amendment.parent = chance.element(of: bags) }
    if chance.percent(30) { amendment.destination = chance.element(of: offices) }
    if chance.percent(20) { amendment.count = 24 }
    if chance.percent(40), let moment = chance.element(of: moments) {
      amendment.dueDate = LocalDate(vietnam: moment)
    }
    for field in ClearableField.allCases
    where chance.percent(15) && !amendment.named.contains(field) {
      amendment.cleared.insert(ClearedFields(field))
    }
  }

  private func fill(_ event: inout Event, _ chance: inout Chance) {
    fillPlaces(&event, &chance)
    if chance.percent(60) { event.parent = chance.element(of: bags) }
    if chance.percent(40) { event.service = chance.element(of: services) }
    if chance.percent(40) { event.agency = chance.element(of: agencies) }
    if chance.percent(40) { event.channel = chance.element(of: Channel.allCases) }
    if chance.percent(12) { event.mode = chance.element(of: ServiceMode.allCases) }
    if chance.percent(45) { event.dueDate = dueDate(of: event, &chance) }
    if chance.percent(5) { event.money = Money(kind: .fee, amount: 52_000) }
  }
}

extension EventComposer {
  private func fillPlaces(_ event: inout Event, _ chance: inout Chance) {
    if chance.percent(50) { event.province = chance.element(of: provinces) }
    if chance.percent(40) { event.office = chance.element(of: offices) }
    if chance.percent(20) { event.commune = chance.element(of: communes) }
    if chance.percent(30) { event.destination = chance.element(of: offices) }
    if event.type.mayBeOfContainer, chance.percent(20) { event.count = 24 }
  }
}

// MARK: - What and when

extension EventComposer {
  /// Milestones more often than what the figures do not ask for.
  private func type(_ chance: inout Chance) -> EventType {
    if chance.percent(voids) { return .eventVoided }
    if chance.percent(voids / 2) { return .eventAmended }
    if chance.percent(8) { return .aliasLinked }
    if !bags.isEmpty, chance.percent(35) {
      return chance.pick(.itemDeparted, .itemDeparted, .itemArrived, .itemLost, .dossierPickedUp)
    }
    if chance.percent(8) { return chance.element(of: EventType.allCases) ?? .dueChanged }
    return chance.pick(
      .dossierPickedUp, .dossierPickedUp, .dossierDelivered, .dossierDelivered, .dossierAccepted,
      .resultReady, .resultReady, .resultCollected, .resultReturned, .resultSentBack,
      .dossierWithdrawn, .itemLost, .dossierRefused)
  }

  /// Anywhere in the quarters looked at, often just where a rule changes its mind.
  private mutating func moment(_ chance: inout Chance) -> OccurredAt {
    if chance.percent(coincidences), let moment = chance.element(of: moments) { return moment }
    let moment: OccurredAt =
      switch chance.number(0...7) {
      case 0: boundary(&chance)
      case 1: nearAnniversary(&chance)
      case 2: sameDay(&chance)
      case 3...6 where !bags.isEmpty: soon(&chance)
      default: anyMoment(&chance)
      }
    moments.append(moment)
    return moment
  }

  /// Some time around the event, or the very day of another one.
  private func dueDate(of event: Event, _ chance: inout Chance) -> LocalDate {
    if chance.percent(50), let moment = chance.element(of: moments) {
      return LocalDate(vietnam: moment)
    }
    return LocalDate(vietnam: event.occurredAt).adding(days: chance.number(-60...90))
  }

  private func anyMoment(_ chance: inout Chance) -> OccurredAt {
    let first = LocalDate(
      year: isAcrossReform ? 2025 : 2019, month: isAcrossReform ? 5 : 10, day: 1)
    let days = isAcrossReform ? 150 : 500
    let start = (first?.startOfDay.milliseconds ?? 0) + Int64(chance.number(0...days)) * 86_400_000
    return OccurredAt(milliseconds: start + Int64(chance.number(0...86_399_999)))
  }

  private func boundary(_ chance: inout Chance) -> OccurredAt {
    let dates =
      isAcrossReform
      ? ["2025-06-15", "2025-07-01", "2025-09-15"]
      : ["2019-12-15", "2020-01-01", "2020-03-15", "2020-04-01", "2020-12-15", "2021-01-01"]
    let date = chance.element(of: dates).flatMap { LocalDate(iso: $0) }
    let midnight = date?.startOfDay.milliseconds ?? 0
    return OccurredAt(milliseconds: midnight + chance.pick(-1, 0, 1))
  }

  /// Twelve months after another event, to the millisecond or one off it.
  private func nearAnniversary(_ chance: inout Chance) -> OccurredAt {
    let moment = chance.percent(50) ? moments.max() : chance.element(of: moments)
    guard let moment else { return anyMoment(&chance) }
    let day = LocalDate(vietnam: moment)
    let clock = moment.milliseconds - day.startOfDay.milliseconds
    let anniversary = day.adding(months: 12).startOfDay.milliseconds + clock
    return OccurredAt(milliseconds: anniversary + chance.pick(-1, 0, 1, 86_400_000))
  }

  /// As long after another event as things stay in a bag, or a little longer.
  private func soon(_ chance: inout Chance) -> OccurredAt {
    guard let moment = chance.element(of: moments) else { return anyMoment(&chance) }
    let days: Int64 = 86_400_000
    let gap = chance.pick(
      Int64(chance.number(1...40)) * days, 30 * days, 30 * days + 1, 1, Int64(chance.number(1...99))
    )
    return OccurredAt(milliseconds: moment.milliseconds + gap)
  }

  private func sameDay(_ chance: inout Chance) -> OccurredAt {
    guard let moment = chance.element(of: moments) else { return anyMoment(&chance) }
    let midnight = LocalDate(vietnam: moment).startOfDay.milliseconds
    return OccurredAt(milliseconds: midnight + Int64(chance.number(0...86_399_999)))
  }
}
