internal import HosoDomain
internal import HosoLedger

/// Finds what is to be done about what is no dossier's: corrections without an effect, and bags.
struct LooseWork {
  let reader: LedgerReader
  /// What is known through it counts.
  let last: LedgerPosition

  /// What is to be done about a bag.
  func items(of bag: ContainerCode) throws -> [WorkItem] {
    let events = try reader.contents(of: bag, through: last)
    return flags(of: bag, events) + doubt(about: bag, events)
  }

  /// Why a correction takes no effect although what it names is here.
  func flag(of correction: LedgerPosition) throws -> [WorkItem] {
    guard let event = try reader.event(at: correction)?.event,
      case .event(let target) = event.subject,
      let position = try reader.position(
        of: target.id, source: target.source(for: event.identity.source)),
      position <= last, let named = try reader.event(at: position)?.event
    else { return [] }
    let flag: EventFlag = event.mayCorrectItsTarget ? .otherTarget : .mayNotCorrect
    // What corrects a correction that waits, waits with it.
    if flag == .otherTarget, let target = try reader.position(ofTarget: event), target <= last {
      return []
    }
    let codes = named.codes.map(\.text) + [named.container?.text].compactMap { $0 }
    return [
      WorkItem(
        reason: .flag(flag), position: correction, type: event.type,
        occurredAt: event.occurredAt, office: event.office, codes: codes,
        province: named.province, service: named.service?.stem, agency: named.agency?.canonical)
    ]
  }

  /// What looks odd about the scans of a bag; what was in it is known when all is.
  private func flags(of container: ContainerCode, _ events: [RecordedEvent]) -> [WorkItem] {
    let view = ContainerView(of: container, events: events, codes: reader.settings.codes)
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
  private func doubt(about bag: ContainerCode, _ events: [RecordedEvent]) -> [WorkItem] {
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

  /// An event that was set aside; nil if nobody can say what it is about.
  func item(_ aside: SetAsideEvent) throws -> WorkItem? {
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

/// What is no dossier's among what was gone through, and has to be looked at by itself.
struct LooseEnds {
  /// Corrections that may be without an effect.
  private(set) var corrections: Set<LedgerPosition> = []
  /// Bags, as the texts of their codes.
  private var bagTexts: Set<String> = []

  var bags: [ContainerCode] { bagTexts.compactMap(FactDecoder.container) }

  /// Notes what is in a cluster; an item brings along what befell the bags that it was put into.
  mutating func note(_ facts: [EventFact], _ codeTexts: [String]) {
    for fact in facts {
      if let code = fact.code, code.isContainer { bagTexts.insert(codeTexts[code.number]) }
      if fact.type.subjectKind == .event, fact.target == nil {
        corrections.insert(LedgerPosition(fact.number))
      }
    }
  }

  mutating func note(contested bags: [String]) { bagTexts.formUnion(bags) }

  mutating func note(_ bag: ContainerCode) { bagTexts.insert(FactDecoder.text(of: bag)) }

  mutating func note(corrections positions: some Sequence<LedgerPosition>) {
    corrections.formUnion(positions)
  }
}
