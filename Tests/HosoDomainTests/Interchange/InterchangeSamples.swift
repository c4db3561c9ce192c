import HosoDomain

/// Events and lines for the suites of the interchange format.
enum InterchangeSamples {
  static let source = "vnpost.100000"

  /// An event with only what its type requires.
  static func bare(_ type: EventType) throws -> Event {
    let identity = EventIdentity(
      source: try SourceName(source), sequence: nil, id: try EventID("e-1"))
    let subject: Subject =
      switch type.subjectKind {
      case .dossier: .dossier(try Alias("EE123456785VN"))
      case .event: .event(EventTarget(try EventID("e-0")))
      case .period: .period
      case .desk: .desk
      }
    var event = Event(
      identity: identity, type: type,
      occurredAt: try OccurredAt(rfc3339: "2020-03-05T08:12:00+07:00"), subject: subject)
    if type == .eventAmended {
      var amendment = Amendment()
      amendment.office = try PostOfficeCode("460000")
      event.amendment = amendment
    }
    return event
  }

  /// An event with everything that its type may carry.
  static func complete(_ type: EventType) throws -> Event {
    var event = try bare(type)
    event.identity.sequence = 9_007_199_254_740_992
    event.occurredAt = try OccurredAt(rfc3339: "2020-03-05T08:12:00.250+07:00")
    event.office = try PostOfficeCode("100000")
    event.actor = try StaffNumber("nv042")
    event.reason = "Thiếu \"bản chính\", hẹn lại 📮 \\ 12/03"
    if type.subjectKind == .period {
      event.period = Period(.half(year: 2020, half: 1), calendar: .statutory)
      return event
    }
    if type.subjectKind == .desk {
      try addRecord(to: &event)
      return event
    }
    try addDetails(to: &event)
    if type.subjectKind == .dossier {
      event.subject = .dossier(try Alias("H26.12.19-200305-0001"))
      event.scannedText = "]C1h26.12.19–200305–0001\r"
    }
    if type.subjectKind == .event {
      event.subject = .event(
        EventTarget(
          try EventID("e-0"), source: try SourceName("vnpost.100000/2"),
          hash: EventHash(hex: "00fedcba98765432")))
    }
    if type == .eventAmended {
      event.amendment?.occurredAt = try OccurredAt(rfc3339: "2020-03-04T00:00:00Z")
      event.amendment?.province = try ProvinceCode("40")
      event.amendment?.commune = try CommuneCode("17130")
      event.amendment?.service = try ProcedureCode("1.001612")
      event.amendment?.agency = try AgencyCode("H26.12.19")
      event.amendment?.channel = .home
      event.amendment?.amount = 0
      event.amendment?.parent = try ContainerCode("TUI-18")
      event.amendment?.count = 1_000_000_000
      event.amendment?.cleared = [
        ClearedFields(.actor), ClearedFields(.dueDate), ClearedFields(.destination),
      ]
    }
    return event
  }

  private static func addRecord(to event: inout Event) throws {
    event.agency = try AgencyCode("H26.12.19")
    event.mode = .send
    event.count = 3
    var record = DeskRecord()
    record.number = try RecordNumber("BBGN-100000/2020.17")
    record.span = RecordedSpan(
      from: try RecordedAt(rfc3339: "2020-03-05T07:00:00.000001+07:00"),
      to: try RecordedAt(rfc3339: "2020-03-05T17:30:00+07:00"))
    record.digest = ContentDigest(hex: String(repeating: "0123456789abcdef", count: 4))
    event.record = record
  }

  private static func addDetails(to event: inout Event) throws {
    if event.type.subjectKind == .dossier {
      event.aliases = [
        try Alias("RR473124829VN"), try Alias("000.19.12.H26-210305-0001"), try Alias("BN/2020/17"),
      ]
    }
    event.province = try ProvinceCode("01")
    event.commune = try CommuneCode("00004")
    event.service = try ProcedureCode("1.001612.000.00.00.H01")
    event.agency = try AgencyCode("000.19.12.H26")
    event.channel = .online
    event.mode = .return
    event.dueDate = LocalDate(iso: "2020-02-29")
    event.money = Money(kind: .charge, amount: 1_000_000_000_000_000)
    event.parent = try ContainerCode("TUI-17/2020")
    event.destination = try PostOfficeCode("460000")
    event.count = 0
  }

  static func line(_ event: Event, recordedAt: RecordedAt? = nil) -> String {
    var bytes: [UInt8] = []
    InterchangeWriter.write(event, recordedAt: recordedAt, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func read(_ line: String) throws -> InterchangeLine {
    try read(Array(line.utf8)).get()
  }

  static func read(_ bytes: [UInt8]) -> Result<InterchangeLine, LineFault> {
    do {
      var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
      return read(bytes, with: &reader)
    } catch {
      return .failure(LineFault(field: "source", reason: .code(.empty)))
    }
  }

  static func read(
    _ bytes: [UInt8], with reader: inout InterchangeReader
  ) -> Result<InterchangeLine, LineFault> {
    bytes.withUnsafeBufferPointer { buffer in
      do throws(LineFault) {
        return .success(try reader.read(buffer))
      } catch {
        return .failure(error)
      }
    }
  }

  /// The required fields of a pickup and, before the closing brace, `more`.
  static func pickup(_ more: String = "") -> String {
    """
    {"id":"e-1","type":"dossier.picked_up","dossier":"EE123456785VN",\
    "occurred_at":"2020-03-05T08:12:00+07:00"\(more.isEmpty ? "" : ",")\(more)}
    """
  }

  static func fault(_ line: String) -> LineFault? { fault(Array(line.utf8)) }

  static func fault(_ bytes: [UInt8]) -> LineFault? {
    guard case .failure(let fault) = read(bytes) else { return nil }
    return fault
  }
}
