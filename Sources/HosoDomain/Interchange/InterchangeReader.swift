/// One line of the interchange format, understood.
public struct InterchangeLine: Hashable, Sendable {
  public var event: Event
  /// When another ledger recorded it; honoured only where history moves in from there.
  public var recordedAt: RecordedAt?

  public init(event: Event, recordedAt: RecordedAt?) {
    self.event = event
    self.recordedAt = recordedAt
  }
}

/// Reads events from the lines of an NDJSON file.
///
/// Keeps what lines of one file have in common, so use one reader for a file.
public struct InterchangeReader: Sendable {
  private let types = EventType.allCases
  let channels = Channel.allCases
  private let modes = ServiceMode.allCases
  private let moneyKinds = Money.Kind.allCases
  private let calendars = ReportingCalendar.allCases

  let fieldNames = InterchangeNames.fields
  private let typeNames = InterchangeNames.types
  let channelNames = InterchangeNames.channels
  private let modeNames = InterchangeNames.modes
  private let moneyNames = InterchangeNames.moneyKinds
  private let calendarNames = InterchangeNames.calendars

  private let allowed = InterchangeNames.allowed
  private let defaultSource: SourceName
  /// Which codes are taken.
  private var codes: CodeRules
  private var lastSource: SourceName
  private var lastSourceBytes: [UInt8]
  private var storage: [JSONToken] = []

  /// A reader that takes lines without a `source` as coming from `defaultSource`.
  ///
  /// - Parameter codes: Of the office whose ledger takes the lines.
  public init(defaultSource: SourceName, codes: CodeRules = .standard) {
    self.defaultSource = defaultSource
    self.codes = codes
    lastSource = defaultSource
    lastSourceBytes = Array(defaultSource.text.utf8)
  }

  /// The same reader for lines that may be on record already, whose codes are not judged again.
  public var forRecorded: InterchangeReader {
    var reader = self
    reader.codes = codes.forRecorded
    return reader
  }

  /// Reads one line, given without its newline.
  ///
  /// Any bytes whatever lead to an event or to a fault that names the field.
  public mutating func read(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> InterchangeLine {
    guard line.count <= InterchangeLimits.lineBytes else {
      throw LineFault(field: nil, reason: .tooLong(max: InterchangeLimits.lineBytes))
    }
    return try understood(try object(line))
  }

  /// The event that the values of a line tell of.
  @inline(__always)
  mutating func understood(_ values: consuming LineValues) throws(LineFault) -> InterchangeLine {
    guard let place = try values.place(.type, in: typeNames) else {
      throw values.fault(.type, .missing)
    }
    let type = types[place]
    if let field = values.present.subtracting(allowed[place]).first {
      throw values.fault(field, .notAllowedFor(type))
    }
    var event = Event(
      identity: try identity(values), type: type,
      occurredAt: try values.required(.occurredAt, try values.occurredAt()),
      subject: .period)
    try readSubject(values, into: &event)
    try readPlaces(values, into: &event)
    try readTerms(values, into: &event)
    try readMoney(values, into: &event)
    let recordedAt = try values.recordedAt(.recordedAt)
    storage = values.storage()
    return InterchangeLine(event: event, recordedAt: recordedAt)
  }

  private mutating func object(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> LineValues {
    var cursor = JSONCursor(line)
    cursor.skipBlanks()
    guard cursor.byte == UInt8(ascii: "{") else { throw Self.faultOfNoObject(cursor) }
    var taken: [JSONToken] = []
    swap(&taken, &storage)
    let values = try LineValues(
      &cursor, names: fieldNames, known: .all, path: "", storage: taken)
    cursor.skipBlanks()
    guard cursor.isAtEnd else { throw LineFault(cursor.fault(.trailingText)) }
    if let misplaced = values.misplaced { throw misplaced }
    return values
  }

  private static func faultOfNoObject(_ start: JSONCursor) -> LineFault {
    var cursor = start
    do throws(JSONFault) {
      _ = try cursor.value()
    } catch {
      return LineFault(error)
    }
    cursor.skipBlanks()
    return cursor.isAtEnd
      ? LineFault(field: nil, reason: .wrongType(expected: .object))
      : LineFault(cursor.fault(.trailingText))
  }
}

// MARK: - Parts of an event

extension InterchangeReader {
  private mutating func identity(
    _ values: borrowing LineValues
  ) throws(LineFault) -> EventIdentity {
    let id = try values.required(.id, try values.code(.id, EventID.init))
    let source = try source(values)
    let sequence = try values.wholeNumber(.sequence, in: 1...InterchangeLimits.sequence)
    return EventIdentity(source: source, sequence: sequence.map { UInt64($0) }, id: id)
  }

  private mutating func source(_ values: borrowing LineValues) throws(LineFault) -> SourceName {
    // Nearly all lines of a file name the same source, so its one string is kept.
    guard !values.has(lastSourceBytes, in: .source) else { return lastSource }
    guard let source = try values.code(.source, SourceName.init) else { return defaultSource }
    lastSource = source
    lastSourceBytes = Array(source.text.utf8)
    return source
  }

  private func readSubject(
    _ values: borrowing LineValues, into event: inout Event
  ) throws(LineFault) {
    switch event.type.subjectKind {
    case .dossier where isOfContainer(values, event.type):
      event.subject = .container(
        try values.required(.parent, try values.code(.parent, bag)))
      return
    case .dossier:
      let raw = try values.required(.dossier, try values.text(.dossier))
      do throws(LineFault) {
        let scan = try LineValues.scanned(raw, of: "dossier", by: codes)
        event.subject = .dossier(scan.alias)
        if scan.normalised { event.scannedText = raw }
      } catch {
        guard let bag = countedBag(raw, values, event.type) else { throw error }
        event.subject = .container(bag)
      }
    case .event:
      event.subject = .event(try target(values, of: event.identity.source))
    case .period:
      event.subject = .period
      event.period = try period(values)
    case .desk:
      event.subject = .desk
      event.record = try record(values)
    }
    if values.present.contains(FieldSet(.aliases)) {
      event.aliases = try values.aliases(except: event.codes, by: codes)
    }
    guard event.type == .eventAmended else { return }
    event.amendment = try amendment(values)
  }

  /// Whether a line without a dossier is about the bag it names and carries nothing that would
  /// need a dossier.
  private func isOfContainer(_ values: borrowing LineValues, _ type: EventType) -> Bool {
    type.mayBeOfContainer && values.present.contains(FieldSet(.parent))
      && values.present.isSubset(of: .ofContainers)
  }

  /// The bag that a line names in place of a dossier: a departure or an arrival that says how many
  /// there are is a bag's, if its label can be no dossier's and the line carries nothing that would
  /// need one.
  private func countedBag(
    _ raw: String, _ values: borrowing LineValues, _ type: EventType
  ) -> ContainerCode? {
    let fields = FieldSet.ofContainers.subtracting(FieldSet(.parent)).union(FieldSet(.dossier))
    guard type.isTransit, values.present.contains(FieldSet(.count)),
      values.present.isSubset(of: fields)
    else { return nil }
    return try? ContainerCode.scanned(raw, by: codes.judging)
  }

  private func period(_ values: borrowing LineValues) throws(LineFault) -> Period? {
    let place = try values.place(.calendar, in: calendarNames)
    guard let text = try values.text(.period) else {
      guard place == nil else { throw values.fault(.period, .missing) }
      return nil
    }
    let calendar = place.map { calendars[$0] } ?? .calendar
    guard let period = Period.named(text, calendar: calendar) else {
      throw values.fault(.period, .notAPeriod)
    }
    return period
  }

  /// The code of a bag; what a ledger holds already is not judged again.
  func bag(_ text: String) throws(CodeFault) -> ContainerCode { try codes.container(text) }

  private func readPlaces(
    _ values: borrowing LineValues, into event: inout Event
  ) throws(LineFault) {
    event.office = try values.office(.office)
    event.actor = try values.code(.actor, StaffNumber.init)
    event.province = try values.province()
    event.commune = try values.commune()
    event.service = try values.code(.service, ProcedureCode.init)
    event.agency = try values.code(.agency, AgencyCode.init)
    if event.carrier == nil { event.parent = try values.code(.parent, bag) }
    event.destination = try values.office(.destination)
  }

  private func readTerms(
    _ values: borrowing LineValues, into event: inout Event
  ) throws(LineFault) {
    event.channel = try values.place(.channel, in: channelNames).map { channels[$0] }
    event.mode = try values.place(.mode, in: modeNames).map { modes[$0] }
    event.dueDate = try values.date(.dueDate)
    event.reason = try values.freeText(.reason)
    event.count = try values.wholeNumber(.count, in: 0...InterchangeLimits.count)
  }

  private func readMoney(
    _ values: borrowing LineValues, into event: inout Event
  ) throws(LineFault) {
    let kind = try values.place(.money, in: moneyNames).map { moneyKinds[$0] }
    let amount = try values.wholeNumber(.amount, in: 0...InterchangeLimits.amount)
    guard kind != nil || amount != nil else { return }
    event.money = Money(
      kind: try values.required(.money, kind), amount: try values.required(.amount, amount))
  }
}
