public import HosoDomain

/// One code to be recorded, with everything the clerk and the desk know about it.
public struct Scan: Hashable, Sendable {
  public var type: EventType
  public var code: Alias
  /// What came from the scanner, if normalising changed it.
  public var scannedText: String?
  public var occurredAt: OccurredAt
  public var details: ScanDetails
  public var money: Money?

  public init(
    type: EventType, code: Alias, occurredAt: OccurredAt, details: ScanDetails = ScanDetails()
  ) {
    self.type = type
    self.code = code
    self.occurredAt = occurredAt
    self.details = details
  }

  func event(_ identity: EventIdentity) -> Event {
    var event = Event(
      identity: identity, type: type, occurredAt: occurredAt, subject: .dossier(code))
    event.scannedText = scannedText
    event.aliases = details.aliases.filter { $0 != code }
    event.office = details.office
    event.actor = details.actor
    event.province = details.province
    event.commune = details.commune
    event.service = details.service
    event.agency = details.agency
    event.channel = details.channel
    event.mode = details.mode
    event.dueDate = details.dueDate
    event.reason = details.reason
    event.money = money
    event.parent = details.parent
    event.destination = details.destination
    return event
  }
}

/// What many scans in a row have in common.
public struct ScanDetails: Hashable, Sendable {
  /// Further codes of the dossier.
  public var aliases: [Alias] = []
  public var office: PostOfficeCode?
  public var actor: StaffNumber?
  public var province: ProvinceCode?
  public var commune: CommuneCode?
  public var service: ProcedureCode?
  public var agency: AgencyCode?
  public var channel: Channel?
  public var mode: ServiceMode?
  public var dueDate: LocalDate?
  public var reason: String?
  /// The bag or manifest the item travels in.
  public var parent: ContainerCode?
  public var destination: PostOfficeCode?

  public init() {}
}

/// What became of a scan.
public enum ScanOutcome: Hashable, Sendable {
  /// It is durable; the flags say what looks odd about it. `related` holds the events that the
  /// flags name.
  case recorded(RecordedEvent, flags: [EventFlag], related: [RecordedEvent])
  /// The scanner stuttered: the same code, verb and desk within three seconds.
  case stutter(of: RecordedEvent)
}

/// What became of a correction.
public enum CorrectionOutcome: Hashable, Sendable {
  case recorded(RecordedEvent, target: RecordedEvent)
  /// This desk wrote no such event, so it is not this desk's to correct.
  case unknownTarget
}

/// Records what clerks scan: judged by what is known, never refused for it.
public struct ScanDesk {
  /// A repetition within this time is the scanner's, not the clerk's.
  public static let stutterMilliseconds: Int64 = 3_000

  private let writer: LedgerWriter

  public init(_ writer: LedgerWriter) {
    self.writer = writer
  }

  /// Records scans as one commit, in their order.
  ///
  /// Durable when this returns.
  public func record(_ scans: [Scan]) throws -> [ScanOutcome] {
    let source = writer.settings.source
    return try writer.commit { transaction in
      try scans.map { scan in
        let known = try transaction.history(of: [scan.code] + scan.details.aliases)
        if let first = stutter(of: scan, source: source, in: known) { return .stutter(of: first) }
        let recorded = try transaction.append(own: source, scan.event)
        let flags = ScanDesk.flags(of: recorded.position, in: known + [recorded])
        let named = Set(flags.compactMap(\.firstNumber))
        return .recorded(
          recorded, flags: flags, related: known.filter { named.contains($0.position.number) })
      }
    }
  }

  /// Records corrections of this desk's own events as one commit.
  ///
  /// - Parameter make: Makes the correction from its identity and its target's id.
  public func correct(
    _ targets: [EventID], with make: (EventIdentity, EventID) -> Event
  ) throws -> [CorrectionOutcome] {
    let source = writer.settings.source
    return try writer.commit { transaction in
      try targets.map { id in
        guard let target = try transaction.event(id, source: source) else { return .unknownTarget }
        let recorded = try transaction.append(own: source) { make($0, id) }
        return .recorded(recorded, target: target)
      }
    }
  }

  /// What looks odd about an event, by everything connected with it.
  public static func flags(of position: LedgerPosition, in events: [RecordedEvent]) -> [EventFlag] {
    let decoder = FactDecoder()
    let history = decoder.history(of: events)
    var times: [Int64: RecordedAt] = [:]
    for event in events { times[event.position.number] = event.recordedAt }
    let dossier = history.dossiers(names: decoder.names).first { facts in
      facts.contains { $0.number == position.number }
    }
    guard let dossier else { return [] }
    return FlagRules.flags(dossier) { times[$0] }[position.number] ?? []
  }

  /// The event a scan merely repeats; a voided one is none, so that it can be scanned anew.
  private func stutter(
    of scan: Scan, source: SourceName, in known: [RecordedEvent]
  ) -> RecordedEvent? {
    let candidates = known.filter { recorded in
      let event = recorded.event
      // Several kinds of money are taken at once: another amount is another fact. So is a
      // further code, however fast its link follows.
      guard event.type == scan.type, event.subject == .dossier(scan.code),
        event.identity.source == source, event.money == scan.money,
        Set(scan.details.aliases).isSubset(of: event.codes)
      else { return false }
      let gap = scan.occurredAt.milliseconds.subtractingReportingOverflow(
        event.occurredAt.milliseconds)
      return !gap.overflow && gap.partialValue.magnitude <= UInt64(ScanDesk.stutterMilliseconds)
    }
    guard !candidates.isEmpty else { return nil }
    let decoder = FactDecoder()
    let dossiers = decoder.history(of: known).dossiers(names: decoder.names)
    let effective = Set(dossiers.joined().map(\.number))
    return candidates.last { effective.contains($0.position.number) }
  }
}

extension EventFlag {
  /// The number of the event this one repeats.
  fileprivate var firstNumber: Int64? {
    if case .duplicate(let first) = self { first } else { nil }
  }
}
