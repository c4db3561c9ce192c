import HosoDomain
import Testing

@Suite("Who writes which events")
struct WriterTests {
  private func event(
    _ type: EventType, source: String = "100000-may-1", office: String? = "100000"
  ) throws -> Event {
    let subject: Subject =
      switch type.subjectKind {
      case .dossier: .dossier(try Alias("EE123456785VN"))
      case .event: .event(EventTarget(try EventID("1")))
      case .period: .period
      case .desk: .desk
      }
    var event = Event(
      identity: EventIdentity(
        source: try SourceName(source), sequence: nil, id: try EventID("a1")),
      type: type, occurredAt: OccurredAt(milliseconds: 0), subject: subject)
    event.office = try office.map { try PostOfficeCode($0) }
    return event
  }

  private func office(
    further: [String] = [], sources: [String] = [], keys: Set<String> = ["key_00000001"]
  ) throws -> Writer {
    Writer(
      kind: .office, office: try PostOfficeCode("100000"),
      grant: WritingGrant(
        offices: try further.map { try PostOfficeCode($0) },
        sources: try sources.map { try SourceName($0) }), keys: keys)
  }

  /// The sources of the ledger's own desk: it was moved once.
  private var desks: [SourceName] {
    get throws { [try SourceName("100000-a9eaac-2"), try SourceName("100000-6bc766-1")] }
  }

  @Test func `the table of types is the published one, by number`() {
    let table: [WriterKind: Set<UInt8>] = [
      .office: Set([1, 2, 29, 30]).union(8...25).subtracting([12]), .agency: [3, 4, 5, 6, 7, 12],
      .administrator: Set(1...25).union([29, 30]), .publisher: [26],
    ]
    for kind in WriterKind.allCases {
      let types = EventType.allCases.filter { $0.writers.contains(kind) }
      #expect(Set(types.map(\.rawValue)) == table[kind], "\(kind)")
    }
  }

  @Test func `an office writes what its desks do, and nothing of agencies or of publishing`() throws
  {
    let office = try office()
    for type in EventType.allCases {
      let refusal = office.refusal(of: try event(type), beside: try desks)
      #expect(refusal == (type.writers.contains(.office) ? nil : .type(type)), "\(type)")
    }
  }

  @Test(arguments: [
    ("100000-may-1", true), ("vnpost/100000.quay:2", true), ("460000-may-1", false),
    ("a-460000-100000", false), ("mcdt.cantho", false), ("hub-a1b2c3-1", false),
    ("agency/H26.12/100000", false), ("key_00000001", true), ("key_00000001/2", true),
    ("key_00000002", false), ("key_00000002-100000", false), ("key_000000012", false),
  ])
  func `an office writes under its own sources only`(source: String, isOwn: Bool) throws {
    let office = try office()
    #expect(office.mayWrite(under: try SourceName(source)) == isOwn)
    let refusal = office.refusal(of: try event(.dossierPickedUp, source: source), beside: try desks)
    #expect(refusal == (isOwn ? nil : .source))
  }

  @Test func `further offices and sources are given by name, and with what follows them`() throws {
    let office = try office(further: ["460000"], sources: ["tinh-01", "bao.123456"])
    for own in ["460000-may-1", "tinh-01", "tinh-01/quay-2", "bao.123456.7", "tinh-01/100000"] {
      #expect(office.mayWrite(under: try SourceName(own)), "\(own)")
    }
    for foreign in ["tinh-012", "tinh", "tinh-01/700000-1", "bao.1234567", "500000-1"] {
      #expect(!office.mayWrite(under: try SourceName(foreign)), "\(foreign)")
    }
    let neighbour = try event(.dossierPickedUp, source: "460000-may-1", office: "460000")
    #expect(office.refusal(of: neighbour, beside: try desks) == nil)
    #expect(
      office.refusal(of: try event(.dossierPickedUp, office: "460000"), beside: try desks) == nil)
    #expect(
      office.refusal(of: try event(.dossierPickedUp, office: "500000"), beside: try desks)
        == .office
    )
    #expect(
      office.refusal(of: try event(.dossierPickedUp, office: nil), beside: try desks) == .office)
  }

  @Test func `an office declares its own periods only, also where it uploads for another`() throws {
    let office = try office(further: ["460000"])
    #expect(office.refusal(of: try event(.periodDeclared), beside: try desks) == nil)
    let neighbour = try event(.periodDeclared, source: "460000-may-1", office: "460000")
    #expect(office.refusal(of: neighbour, beside: try desks) == .office)
  }

  @Test func `an amendment moves no event to another's office`() throws {
    var amendment = try event(.eventAmended)
    amendment.amendment = Amendment()
    amendment.amendment?.office = try PostOfficeCode("460000")
    #expect(try office().refusal(of: amendment, beside: try desks) == .office)
    #expect(try office(further: ["460000"]).refusal(of: amendment, beside: try desks) == nil)
  }

  @Test(arguments: [EventType.eventVoided, .eventAmended])
  func `what the ledger's own desk recorded is corrected by its id, not by its name`(
    type: EventType
  ) throws {
    var correction = try event(type, source: "100000-may-1")
    for (named, refusal) in [
      ("100000-a9eaac-1", WritingRefusal.target), ("100000-a9eaac-2", .target),
      ("100000-6bc766-1", .target),
      ("100000-quay-1", nil),
    ] {
      correction.subject = .event(EventTarget(try EventID("1"), source: try SourceName(named)))
      #expect(try office().refusal(of: correction, beside: try desks) == refusal, "\(named)")
      let administrator = Writer(kind: .administrator)
      #expect(administrator.refusal(of: correction, beside: try desks) == refusal, "\(named)")
    }
    #expect(try office().refusal(toCorrect: event(.dossierPickedUp)) == nil)
    #expect(try office().refusal(toCorrect: event(.dossierAccepted)) == .target)
    #expect(try office().refusal(toCorrect: event(.figuresReleased)) == .target)
  }

  @Test(arguments: ["hub-a1b2c3-1", "agency/H26", "key_00000009"])
  func `nobody is given a reserved name`(source: String) throws {
    #expect(!WritingGrant(sources: [try SourceName(source)]).isGrantable)
    let administrator = Writer(kind: .administrator, keys: ["key_00000001"])
    #expect(!administrator.mayWrite(under: try SourceName(source)))
    #expect(administrator.mayWrite(under: try SourceName("mcdt.cantho")))
  }
}
