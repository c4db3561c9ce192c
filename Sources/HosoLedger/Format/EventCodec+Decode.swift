internal import HosoDomain

extension EventCodec {
  /// Reads an event from its canonical bytes; nil if they are not exactly what `encode` writes.
  ///
  /// An event whose type this program does not know is kept as it is, and so is one that names
  /// what it is about by a field this program does not know.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> StoredEvent? {
    guard var cursor = EventBytesCursor(bytes), cursor.typeNumber > 0 else { return nil }
    var fields = DecodedFields()
    let type = EventType(rawValue: cursor.typeNumber)
    while let (number, payload) = cursor.next() {  // Bounded by the ascending tags.
      if let tag = EventBytes.Tag(rawValue: number), tag.isKnown(in: type) {
        guard fields.take(tag, payload) else { return nil }
      } else {
        fields.rest.kept.append(KeptField(tag: number, payload: [UInt8](payload)))
      }
    }
    guard cursor.isAtEnd, let identity = fields.identity() else { return nil }
    let occurredAt = OccurredAt(milliseconds: cursor.occurredAtMilliseconds)
    if let type, let event = fields.event(identity, type: type, occurredAt: occurredAt) {
      return .known(event)
    }
    guard type.map({ fields.isAboutUnknown(for: $0) }) ?? true else { return nil }
    return .kept(
      KeptEvent(
        identity: identity, typeNumber: cursor.typeNumber, occurredAt: occurredAt,
        bytes: [UInt8](bytes)))
  }
}

private struct DecodedFields {
  var source: SourceName?
  var sequence: UInt64?
  var id: EventID?
  var subject: Subject = .period
  var targetSource: SourceName?
  var targetHash: EventHash?
  var amendment = Amendment()
  var moneyKind: Money.Kind?
  var amount: Int64?
  var periodLabel: String?
  var calendar: ReportingCalendar?
  var record = DecodedRecord()
  /// Collects the optional fields; its identity and subject are replaced at the end.
  var rest = OptionalFields()

  struct OptionalFields {
    var scannedText: String?
    var aliases: [Alias] = []
    var office: PostOfficeCode?
    var actor: StaffNumber?
    var province: ProvinceCode?
    var commune: CommuneCode?
    var service: ProcedureCode?
    var agency: AgencyCode?
    var channel: Channel?
    var mode: ServiceMode?
    var dueDate: LocalDate?
    var reason: String?
    var parent: ContainerCode?
    var destination: PostOfficeCode?
    var count: Int64?
    var kept: [KeptField] = []
  }

  /// Reads one field; false if its payload is not well-formed.
  mutating func take(_ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer) -> Bool {
    switch tag {
    case .source: read(payload, into: &source) { try? SourceName($0) }
    case .sequence: store(EventBytesCursor.unsigned(payload), in: &sequence)
    case .id: read(payload, into: &id) { try? EventID($0) }
    case .dossier: takeSubject(payload) { Alias(stored: $0).map(Subject.dossier) }
    case .target: takeSubject(payload) { (try? EventID($0)).map { .event(EventTarget($0)) } }
    case .scannedText: read(payload, into: &rest.scannedText) { $0 }
    case .alias: takeAlias(payload)
    case .office: read(payload, into: &rest.office) { try? PostOfficeCode($0) }
    case .actor: read(payload, into: &rest.actor) { try? StaffNumber($0) }
    case .province: read(payload, into: &rest.province) { try? ProvinceCode($0) }
    case .commune: read(payload, into: &rest.commune) { try? CommuneCode($0) }
    case .service: read(payload, into: &rest.service) { try? ProcedureCode($0) }
    case .agency: read(payload, into: &rest.agency) { try? AgencyCode($0) }
    case .channel: store(number(payload).flatMap(Channel.init(rawValue:)), in: &rest.channel)
    case .mode: store(number(payload).flatMap(ServiceMode.init(rawValue:)), in: &rest.mode)
    case .dueDate: store(date(payload), in: &rest.dueDate)
    case .reason: read(payload, into: &rest.reason) { $0 }
    case .setOccurredAt:
      store(
        EventBytesCursor.signed(payload).map(OccurredAt.init(milliseconds:)),
        in: &amendment.occurredAt)
    case .setOffice: read(payload, into: &amendment.office) { try? PostOfficeCode($0) }
    case .setProvince: read(payload, into: &amendment.province) { try? ProvinceCode($0) }
    case .setCommune: read(payload, into: &amendment.commune) { try? CommuneCode($0) }
    case .moneyKind: store(number(payload).flatMap(Money.Kind.init(rawValue:)), in: &moneyKind)
    case .amount: store(EventBytesCursor.signed(payload), in: &amount)
    case .parent: read(payload, into: &rest.parent) { try? ContainerCode($0) }
    case .destination: read(payload, into: &rest.destination) { try? PostOfficeCode($0) }
    case .count: store(EventBytesCursor.signed(payload), in: &rest.count)
    case .period: read(payload, into: &periodLabel) { $0 }
    case .calendar: store(calendar(payload), in: &calendar)
    case .targetSource: read(payload, into: &targetSource) { try? SourceName($0) }
    case .targetHash: store(hash(payload), in: &targetHash)
    case .number, .from, .to, .digest: record.take(tag, payload)
    case .setDueDate, .setService, .setAgency, .setChannel, .setParent, .setDestination,
      .setCount, .setAmount, .setActor, .clear:
      takeAmendment(tag, payload)
    }
  }

  /// The fields of an amendment that came later.
  private mutating func takeAmendment(
    _ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer
  ) -> Bool {
    switch tag {
    case .setDueDate: store(date(payload), in: &amendment.dueDate)
    case .setService: read(payload, into: &amendment.service) { try? ProcedureCode($0) }
    case .setAgency: read(payload, into: &amendment.agency) { try? AgencyCode($0) }
    case .setChannel:
      store(number(payload).flatMap(Channel.init(rawValue:)), in: &amendment.channel)
    case .setParent: read(payload, into: &amendment.parent) { try? ContainerCode($0) }
    case .setDestination: read(payload, into: &amendment.destination) { try? PostOfficeCode($0) }
    case .setCount: store(EventBytesCursor.signed(payload), in: &amendment.count)
    case .setAmount: store(EventBytesCursor.signed(payload), in: &amendment.amount)
    case .setActor: read(payload, into: &amendment.actor) { try? StaffNumber($0) }
    case .clear: takeCleared(payload)
    case .source, .sequence, .id, .dossier, .target, .scannedText, .alias, .office, .actor,
      .province, .commune, .service, .agency, .channel, .mode, .dueDate, .reason, .setOccurredAt,
      .setOffice, .setProvince, .setCommune, .moneyKind, .amount, .parent, .destination, .count,
      .period, .calendar, .targetSource, .targetHash, .number, .from, .to, .digest:
      false
    }
  }

  /// The fields to be emptied: at least one, ascending, and none that gets a value.
  private mutating func takeCleared(_ payload: UnsafeRawBufferPointer) -> Bool {
    let fields = payload.compactMap(ClearableField.init(rawValue:))
    guard !fields.isEmpty, fields.count == payload.count,
      zip(fields, fields.dropFirst()).allSatisfy({ $0.rawValue < $1.rawValue })
    else { return false }
    amendment.cleared = ClearedFields(fields.map { ClearedFields($0) })
    return amendment.cleared.isDisjoint(with: amendment.named)
  }

  private func hash(_ payload: UnsafeRawBufferPointer) -> EventHash? {
    guard payload.count == EventHash.bytes else { return nil }
    return EventHash(number: payload.reduce(0) { $0 << 8 | UInt64($1) })
  }

  private func read<Value>(
    _ payload: UnsafeRawBufferPointer, into slot: inout Value?, _ make: (String) -> Value?
  ) -> Bool {
    guard let text = String(validating: payload, as: UTF8.self) else { return false }
    return store(make(text), in: &slot)
  }

  private func store<Value>(_ value: Value?, in slot: inout Value?) -> Bool {
    slot = value
    return value != nil
  }

  private mutating func takeSubject(
    _ payload: UnsafeRawBufferPointer, _ make: (String) -> Subject?
  ) -> Bool {
    guard subject == .period, let text = String(validating: payload, as: UTF8.self),
      let found = make(text)
    else { return false }
    subject = found
    return true
  }

  private mutating func takeAlias(_ payload: UnsafeRawBufferPointer) -> Bool {
    guard let text = String(validating: payload, as: UTF8.self), let alias = Alias(stored: text)
    else { return false }
    rest.aliases.append(alias)
    return true
  }

  private func number(_ payload: UnsafeRawBufferPointer) -> UInt8? {
    EventBytesCursor.unsigned(payload).flatMap { UInt8(exactly: $0) }
  }

  private func date(_ payload: UnsafeRawBufferPointer) -> LocalDate? {
    EventBytesCursor.signed(payload).flatMap { Int32(exactly: $0) }
      .map(LocalDate.init(dayNumber:))
  }

  private func calendar(_ payload: UnsafeRawBufferPointer) -> ReportingCalendar? {
    guard let number = EventBytesCursor.unsigned(payload) else { return nil }
    return ReportingCalendar.allCases.first { EventBytes.number(of: $0) == number }
  }

  /// The period that the bytes name, if they name it in its one spelling.
  private var period: Period? {
    guard let periodLabel, let calendar,
      let period = Period.named(periodLabel, calendar: calendar), period.label == periodLabel
    else { return nil }
    return period
  }

  /// Whether the bytes name no period, or one that an event of the type may have.
  private func isPeriodRight(for type: EventType) -> Bool {
    guard periodLabel != nil || calendar != nil else { return true }
    return period != nil && type.subjectKind == .period
  }

  /// Whether the bytes do not say what the event is about in any way this program knows, and hold
  /// a field that may.
  func isAboutUnknown(for type: EventType) -> Bool {
    !rest.kept.isEmpty && subject(for: type) == .period && type.subjectKind != .period
  }

  func event(
    _ identity: EventIdentity, type: EventType, occurredAt: OccurredAt
  ) -> Event? {
    guard let subject = whole(subject(for: type), for: identity.source),
      isRight(subject, for: type), isPeriodRight(for: type),
      amendment.isEmpty || type == .eventAmended, record.isWhole
    else { return nil }
    var event = Event(identity: identity, type: type, occurredAt: occurredAt, subject: subject)
    event.scannedText = rest.scannedText
    event.aliases = rest.aliases
    event.office = rest.office
    event.actor = rest.actor
    event.province = rest.province
    event.commune = rest.commune
    event.service = rest.service
    event.agency = rest.agency
    event.channel = rest.channel
    event.mode = rest.mode
    event.dueDate = rest.dueDate
    event.reason = rest.reason
    event.amendment = amendment.isEmpty ? nil : amendment
    if event.carrier == nil { event.parent = rest.parent }
    event.destination = rest.destination
    event.count = rest.count
    event.period = period
    event.record = record.record
    event.keptFields = rest.kept
    guard (moneyKind == nil) == (amount == nil) else { return nil }
    if let moneyKind, let amount { event.money = Money(kind: moneyKind, amount: amount) }
    return event
  }

  func identity() -> EventIdentity? {
    guard let source else { return nil }
    guard let sequence else {
      return id.map { EventIdentity(source: source, sequence: nil, id: $0) }
    }
    if let id {
      // The long form of a derivable id would be a second spelling of the same event.
      guard !isDerived(id, source: source, sequence: sequence) else { return nil }
      return EventIdentity(source: source, sequence: sequence, id: id)
    }
    guard let derived = try? EventID("\(source.text)-\(sequence)") else { return nil }
    return EventIdentity(source: source, sequence: sequence, id: derived)
  }

  /// The subject with whose event it is and what that hashes to; nil where these stand without a
  /// target, or in another way than they are written.
  private func whole(_ subject: Subject, for source: SourceName) -> Subject? {
    guard case .event(let target) = subject else {
      return targetSource == nil && targetHash == nil ? subject : nil
    }
    guard targetSource != source else { return nil }
    return .event(EventTarget(target.id, source: targetSource, hash: targetHash))
  }

  /// What the event is about: without a dossier, an item's event is about the bag it names.
  private func subject(for type: EventType) -> Subject {
    guard subject == .period else { return subject }
    if type.subjectKind == .desk { return .desk }
    guard type.mayBeOfContainer, let container = rest.parent else { return subject }
    return .container(container)
  }

  private func isRight(_ subject: Subject, for type: EventType) -> Bool {
    switch subject {
    case .dossier: type.subjectKind == .dossier
    case .container:
      type.subjectKind == .dossier && rest.aliases.isEmpty && rest.scannedText == nil
    case .event: type.subjectKind == .event
    case .period: type.subjectKind == .period
    case .desk: type.subjectKind == .desk
    }
  }
}
