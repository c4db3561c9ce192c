public import HosoDomain

/// What a scan is about.
public enum ScanSubject: Hashable, Sendable {
  /// A dossier or an item; a bag, if the ledger knows the code as one and as nothing else.
  case code(Alias)
  /// A bag or manifest as a whole.
  case container(ContainerCode)
}

/// One code to be recorded, with everything the clerk and the desk know about it.
public struct Scan: Hashable, Sendable {
  public var type: EventType
  public var subject: ScanSubject
  /// What came from the scanner, if normalising changed it.
  public var scannedText: String?
  public var occurredAt: OccurredAt
  public var details: ScanDetails
  public var money: Money?
  /// How many there are, as a label says or the clerk counted.
  public var count: Int64?

  public init(
    type: EventType, code: Alias, occurredAt: OccurredAt, details: ScanDetails = ScanDetails()
  ) {
    self.init(type: type, subject: .code(code), occurredAt: occurredAt, details: details)
  }

  public init(
    type: EventType, subject: ScanSubject, occurredAt: OccurredAt,
    details: ScanDetails = ScanDetails()
  ) {
    self.type = type
    self.subject = subject
    self.occurredAt = occurredAt
    self.details = details
  }

  /// The scan as an event about a bag: what only a dossier can have is left out.
  func event(_ identity: EventIdentity, of container: ContainerCode) -> Event {
    var event = Event(
      identity: identity, type: type, occurredAt: occurredAt, subject: .container(container))
    event.office = details.office
    event.actor = details.actor
    event.province = details.province
    event.commune = details.commune
    event.reason = details.reason
    event.destination = details.destination
    event.count = count
    return event
  }

  func event(_ identity: EventIdentity, of code: Alias) -> Event {
    var event = Event(
      identity: identity, type: type, occurredAt: occurredAt, subject: .dossier(code))
    event.count = count
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
  /// flags name, or for a bag the events that put its items in, one for each item.
  case recorded(RecordedEvent, flags: [EventFlag], related: [RecordedEvent])
  /// The scanner stuttered: the same desk said the same within three seconds.
  case stutter(of: RecordedEvent)
}

/// Records what clerks scan: judged by what is known, never refused for it.
public struct ScanDesk {
  /// A repetition within this time is the scanner's, not the clerk's.
  static let stutterMilliseconds: Int64 = 3_000

  let writer: LedgerWriter

  public init(_ writer: LedgerWriter) {
    self.writer = writer
  }

  /// Records scans as one commit, in their order.
  ///
  /// Durable when this returns.
  public func record(_ scans: [Scan]) throws -> [ScanOutcome] {
    try writer.commit { try ScanDesk.record(scans, as: $0.settings.source, in: $0) }
  }

  /// Records scans as part of a commit, in their order.
  ///
  /// - Parameter source: The desk they belong to.
  public static func record(
    _ scans: [Scan], as source: SourceName, in transaction: LedgerTransaction
  ) throws -> [ScanOutcome] {
    try scans.map { scan in
      switch try subject(of: scan, transaction) {
      case .code(let code): try record(scan, of: code, as: source, transaction)
      case .container(let container): try record(scan, of: container, as: source, transaction)
      }
    }
  }

  /// What a scan is about: a code that could be either is a bag's if the ledger knows it as one, or
  /// the scan says how many there are.
  private static func subject(
    of scan: Scan, _ transaction: LedgerTransaction
  ) throws -> ScanSubject {
    guard scan.type.mayBeOfContainer, case .code(let code) = scan.subject,
      case .receipt = code, scan.details.aliases.isEmpty, scan.details.parent == nil,
      let container = try? ContainerCode(code.text)
    else { return scan.subject }
    guard container.asReceipt != nil else { return .container(container) }
    let known = try transaction.contents(of: container, at: scan.occurredAt)
    switch CodeStanding(of: container, among: known) {
    case .dossier, .doubtful: return scan.subject
    case .bag: return .container(container)
    case .open:
      let isCounted = scan.count != nil && scan.type.isTransit
      return isCounted ? .container(container) : scan.subject
    }
  }

  private static func record(
    _ scan: Scan, of code: Alias, as source: SourceName, _ transaction: LedgerTransaction
  ) throws -> ScanOutcome {
    let known = try transaction.history(of: [code] + scan.details.aliases)
    let stutter = Stutter(occurredAt: scan.occurredAt, source: source) { scan.event($0, of: code) }
    if let first = stutter.first(in: known) { return .stutter(of: first) }
    let recorded = try transaction.append(own: source) { scan.event($0, of: code) }
    let flags = ScanDesk.flags(
      of: recorded.position, in: known + [recorded], codes: transaction.settings.codes)
    let named = Set(flags.compactMap(\.firstNumber))
    return .recorded(
      recorded, flags: flags, related: known.filter { named.contains($0.position.number) })
  }

  private static func record(
    _ scan: Scan, of container: ContainerCode, as source: SourceName,
    _ transaction: LedgerTransaction
  ) throws -> ScanOutcome {
    let known = try transaction.contents(of: container, at: scan.occurredAt)
    let stutter = Stutter(occurredAt: scan.occurredAt, source: source) {
      scan.event($0, of: container)
    }
    if let first = stutter.first(in: known) { return .stutter(of: first) }
    let recorded = try transaction.append(own: source) { scan.event($0, of: container) }
    let contents = ContainerContents(
      of: container, events: known + [recorded], codes: transaction.settings.codes)
    return .recorded(
      recorded, flags: contents.flags(of: recorded),
      related: contents.items(at: recorded.position).map(\.putIn))
  }

  /// Whether the ledger knows a code as a bag's: what is in it, or a scan of it.
  public func knows(_ container: ContainerCode) throws -> Bool {
    try writer.commit { try $0.knows(container) }
  }

  /// What looks odd about an event, by everything connected with it.
  ///
  /// - Parameter codes: Of the office whose ledger it is.
  public static func flags(
    of position: LedgerPosition, in events: [RecordedEvent], codes: CodeRules
  ) -> [EventFlag] {
    if let correction = events.first(where: { $0.position == position }),
      correction.event.type.subjectKind == .event
    {
      return flags(ofCorrection: correction, in: events)
    }
    let decoder = FactDecoder(codes: codes)
    let history = decoder.history(of: events)
    var times: [Int64: RecordedAt] = [:]
    for event in events { times[event.position.number] = event.recordedAt }
    let dossier = history.dossiers(names: decoder.names).first { facts in
      facts.contains { $0.number == position.number }
    }
    guard let dossier else { return [] }
    return FlagRules.flags(dossier) { times[$0] }[position.number] ?? []
  }

  /// A correction is odd by its moment, and by what it names: that may be another event than the
  /// one that was meant, or not its to correct.
  private static func flags(
    ofCorrection correction: RecordedEvent, in events: [RecordedEvent]
  ) -> [EventFlag] {
    let isFuture = FlagRules.isFuture(correction.event.occurredAt, correction.recordedAt)
    let idle = CorrectionTargets(events).idle.first { idle in
      idle.correction.position == correction.position
    }
    return (isFuture ? [.inFuture] : []) + [idle?.flag].compactMap { $0 }
  }
}

/// Tells a scanner that stutters from a clerk who scans again.
private struct Stutter {
  let occurredAt: OccurredAt
  let source: SourceName
  /// The scan as the event it would be.
  let event: (EventIdentity) -> Event

  /// The event the scan merely repeats; a voided one is none, so that it can be scanned anew.
  func first(in known: [RecordedEvent]) -> RecordedEvent? {
    let candidates = known.filter { repeats($0.event) }
    guard !candidates.isEmpty else { return nil }
    let voided = FactDecoder().history(of: known).voidedNumbers
    return candidates.last { !voided.contains($0.position.number) }
  }

  /// Whether an event says everything that the scan says: another due date, bag, office or clerk
  /// is another fact, however fast it follows.
  private func repeats(_ known: Event) -> Bool {
    guard known.identity.source == source else { return false }
    var again = event(known.identity)
    again.occurredAt = known.occurredAt
    // What a scanner puts around a code says nothing.
    again.scannedText = known.scannedText
    if let own = again.container, own.key == known.container?.key { again.subject = known.subject }
    guard again == known else { return false }
    let gap = occurredAt.milliseconds.subtractingReportingOverflow(known.occurredAt.milliseconds)
    return !gap.overflow && gap.partialValue.magnitude <= UInt64(ScanDesk.stutterMilliseconds)
  }
}

extension EventFlag {
  /// The number of the event this one repeats.
  fileprivate var firstNumber: Int64? {
    if case .duplicate(let first) = self { first } else { nil }
  }
}
