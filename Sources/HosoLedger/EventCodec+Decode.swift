internal import HosoDomain

extension EventCodec {
  /// Reads an event from its canonical bytes; nil if they are not exactly what `encode` writes.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Event? {
    guard var cursor = EventBytesCursor(bytes), let type = EventType(rawValue: cursor.typeNumber)
    else { return nil }
    var fields = DecodedFields()
    while let (tag, payload) = cursor.next() {  // Bounded by the ascending tags.
      guard fields.take(tag, payload) else { return nil }
    }
    guard cursor.isAtEnd else { return nil }
    let occurredAt = OccurredAt(milliseconds: cursor.occurredAtMilliseconds)
    return fields.event(type: type, occurredAt: occurredAt)
  }
}

private struct DecodedFields {
  var source: SourceName?
  var sequence: UInt64?
  var id: EventID?
  var subject: Subject = .period
  var amendment = Amendment()
  var moneyKind: Money.Kind?
  var amount: Int64?
  var periodLabel: String?
  var calendar: ReportingCalendar?
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
  }

  /// Reads one field; false if its payload is not well-formed.
  mutating func take(_ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer) -> Bool {
    switch tag {
    case .source: read(payload, into: &source) { try? SourceName($0) }
    case .sequence: store(EventBytesCursor.unsigned(payload), in: &sequence)
    case .id: read(payload, into: &id) { try? EventID($0) }
    case .dossier: takeSubject(payload) { Alias(stored: $0).map(Subject.dossier) }
    case .target: takeSubject(payload) { (try? EventID($0)).map(Subject.event) }
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
    }
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

  func event(type: EventType, occurredAt: OccurredAt) -> Event? {
    let subject = subject(for: type)
    guard let identity = identity(), isRight(subject, for: type), isPeriodRight(for: type) else {
      return nil
    }
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
    guard (moneyKind == nil) == (amount == nil) else { return nil }
    if let moneyKind, let amount { event.money = Money(kind: moneyKind, amount: amount) }
    return event
  }

  private func identity() -> EventIdentity? {
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

  /// What the event is about: without a dossier, an item's event is about the bag it names.
  private func subject(for type: EventType) -> Subject {
    guard subject == .period, type.mayBeOfContainer, let container = rest.parent else {
      return subject
    }
    return .container(container)
  }

  private func isRight(_ subject: Subject, for type: EventType) -> Bool {
    switch (type.subjectKind, subject) {
    case (.dossier, .dossier), (.event, .event), (.period, .period): true
    case (.dossier, .container): rest.aliases.isEmpty && rest.scannedText == nil
    case (.dossier, .event), (.dossier, .period), (.event, .dossier), (.event, .container),
      (.event, .period), (.period, .dossier), (.period, .container), (.period, .event):
      false
    }
  }
}
