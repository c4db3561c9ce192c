public import HosoDomain
public import HosoLedger

/// A question for the worklist.
public struct WorklistQuery: Sendable {
  public var kinds: [WorkKind]
  /// Only of this post office.
  public var office: PostOfficeCode?
  /// Only of this province, those that went into it among them.
  public var province: ProvinceCode?
  /// Only what was recorded strictly before this counts; nil means everything there is.
  public var cutoff: RecordedAt?
  /// The day through which open terms are counted.
  public var today: LocalDate

  public init(
    kinds: [WorkKind] = WorkKind.allCases, office: PostOfficeCode? = nil,
    province: ProvinceCode? = nil, cutoff: RecordedAt? = nil, today: LocalDate
  ) {
    self.kinds = kinds
    self.office = office
    self.province = province
    self.cutoff = cutoff
    self.today = today
  }
}

/// What is to be done, so that nothing odd is forgotten.
public struct Worklist: Sendable {
  public let asOf: RecordedAt
  /// The last position that counts.
  public let position: LedgerPosition
  public let items: [WorkItem]

  /// How many things of a kind there are.
  public func count(of kind: WorkKind) -> Int { items.count { $0.kind == kind } }
}

extension Explainer {
  /// What is to be done as known at a moment.
  ///
  /// Goes through the whole ledger.
  public func worklist(
    _ query: WorklistQuery, calendar: WorkingCalendar, zones: TransitZones,
    progress: @escaping (Int64, Int64) -> Void = { _, _ in }
  ) throws -> Worklist {
    let (asOf, last) = try moment(query.cutoff)
    let rules = TransitRules(calendar: calendar, zones: zones, today: query.today)
    var found: [Int64: [WorkItem]] = [:]
    var walk = ClusterWalk(reader: reader, first: .start, last: last, partLength: partLength)
    walk.progress = { progress($0, last.number) }
    walk.keepsTimes = query.kinds.contains(.flags) || query.kinds.contains(.agencies)
    var containers: Set<String> = []
    var contested: Set<String> = []
    if query.kinds != [.setAside] {
      try walk.run { reading, part in
        for case let code? in reading.facts.lazy.map(\.code) where code.isContainer {
          containers.insert(part.codeTexts[code.number])
        }
        contested.formUnion(part.loader.contestedBags)
        if !part.isFirst {
          for fact in reading.facts { found[fact.number] = nil }
        }
        let judge = WorkJudge(query: query, rules: rules, reader: reader, part: part)
        for (anchor, item) in try judge.items(&reading) where includes(item, query) {
          found[anchor, default: []].append(item)
        }
      }
    }
    var items = Array(found.values.joined())
    if query.kinds.contains(.flags) {
      for correction in walk.idleCorrections {
        items += try flag(of: correction, through: last).filter { includes($0, query) }
      }
      for container in containers.compactMap(FactDecoder.container) {
        items += try flags(of: container, through: last).filter { includes($0, query) }
      }
      for bag in contested.compactMap(FactDecoder.container) {
        items += try doubt(about: bag, through: last).filter { includes($0, query) }
      }
    }
    if query.kinds.contains(.setAside) {
      items += try setAside(before: query.cutoff).filter { includes($0, query) }
    }
    return Worklist(asOf: asOf, position: last, items: items.sorted(by: WorkItem.precedes))
  }

  /// Why a correction takes no effect although what it names is here.
  private func flag(
    of correction: LedgerPosition, through last: LedgerPosition
  ) throws -> [WorkItem] {
    guard let event = try reader.event(at: correction)?.event,
      case .event(let target) = event.subject,
      let position = try reader.position(
        of: target.id, source: target.source(for: event.identity.source)),
      position <= last, let named = try reader.event(at: position)?.event
    else { return [] }
    let flag: EventFlag = event.mayCorrectItsTarget ? .otherTarget : .mayNotCorrect
    // What corrects a correction that waits, waits with it.
    if flag == .otherTarget, try reader.position(ofTarget: event) != nil { return [] }
    let codes = named.codes.map(\.text) + [named.container?.text].compactMap { $0 }
    return [
      WorkItem(
        reason: .flag(flag), position: correction, type: event.type,
        occurredAt: event.occurredAt, office: event.office, codes: codes,
        province: named.province, service: named.service?.stem, agency: named.agency?.canonical)
    ]
  }

  /// What looks odd about the scans of a bag; what was in it is known when all is.
  private func flags(
    of container: ContainerCode, through last: LedgerPosition
  ) throws -> [WorkItem] {
    let view = ContainerView(
      of: container, events: try reader.contents(of: container, through: last),
      codes: reader.settings.codes)
    return view.entries.flatMap { entry in
      entry.flags.map { flag in
        let event = entry.recorded.event
        return WorkItem(
          reason: .flag(flag), position: entry.recorded.position, type: event.type,
          occurredAt: entry.occurredAt, office: entry.office,
          codes: [event.container?.text ?? container.text], province: event.province,
          service: nil, agency: nil)
      }
    }
  }

  /// A code that is a dossier's by what happened to it, and a bag's by what was put into it.
  private func doubt(
    about bag: ContainerCode, through last: LedgerPosition
  ) throws -> [WorkItem] {
    let events = try reader.contents(of: bag, through: last)
    guard let code = bag.asReceipt, CodeStanding(of: bag, among: events) == .doubtful,
      let entry = Timeline(of: code, events: events).latest?.entries
        .first(where: { $0.isEffective && $0.recorded.event.type.showsDossier })
    else { return [] }
    let event = entry.amended
    return [
      WorkItem(
        reason: .flag(.dossierOrBag), position: entry.recorded.position, type: event.type,
        occurredAt: entry.occurredAt, office: entry.office, codes: [code.text],
        province: entry.province, service: event.service?.stem,
        agency: event.agency?.canonical)
    ]
  }

  private func setAside(before cutoff: RecordedAt?) throws -> [WorkItem] {
    try reader.setAside(before: cutoff).compactMap { aside in
      // One of a later format is told by what it came instead of.
      guard let event = try aside.event.event ?? reader.event(at: aside.known)?.event else {
        return nil
      }
      return WorkItem(
        reason: .setAside(aside), position: aside.known, type: event.type,
        occurredAt: event.occurredAt, office: event.office, codes: event.codes.map(\.text),
        province: event.province, service: event.service?.stem, agency: event.agency?.canonical)
    }
  }

  private func includes(_ item: WorkItem, _ query: WorklistQuery) -> Bool {
    if let office = query.office, item.office != office { return false }
    guard let wanted = query.province else { return true }
    return item.province.map { provinces.successor($0, on: query.today) }
      == provinces.successor(wanted, on: query.today)
  }
}
