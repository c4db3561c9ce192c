import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

@testable import HosoServer

/// A dossier in a ledger, as the tracking page sees it.
struct TrackedDossier {
  static let item = "EE123456785VN"
  static let number = "H26.12.19-200305-0001"

  let ledger: ScratchLedger
  private var count = 0

  init() throws {
    ledger = try ScratchLedger()
  }

  mutating func add(
    _ type: EventType, _ at: String, _ fill: (inout Event) throws -> Void = { _ in }
  ) throws {
    count += 1
    let identity = EventIdentity(
      source: try SourceName("desk"), sequence: nil, id: try EventID("e\(count)"))
    let occurredAt = try OccurredAt(rfc3339: "\(at):00+07:00")
    var event = Event(
      identity: identity, type: type, occurredAt: occurredAt,
      subject: .dossier(try Alias(TrackedDossier.item)))
    try fill(&event)
    try ledger.record([event], at: RecordedAt(microseconds: occurredAt.milliseconds * 1_000))
  }

  func view(on day: String) throws -> CitizenView {
    let code = try Alias(TrackedDossier.item)
    let reader = try ledger.reader()
    let noon = try OccurredAt(rfc3339: "\(day)T12:00:00+07:00")
    let report = TimelineReport(
      of: code, dossiers: try reader.timeline(of: code).dossiers, cutoff: nil,
      position: reader.head.position, now: RecordedAt(microseconds: noon.milliseconds * 1_000),
      calendar: try .bundled(), zones: try .bundled())
    return CitizenView(of: try #require(report))
  }

  /// A dossier that the agency has accepted.
  static func accepted() throws -> TrackedDossier {
    var dossier = try TrackedDossier()
    try dossier.add(.dossierPickedUp, "2020-03-05T08:12") { event in
      event.aliases = [try Alias(number)]
      event.actor = try StaffNumber("nv042")
      event.office = try PostOfficeCode("100000")
      event.service = try ProcedureCode("1.001612")
    }
    try dossier.add(.feeCollected, "2020-03-05T08:13") { event in
      event.money = Money(kind: .fee, amount: 52_000)
    }
    try dossier.add(.dossierDelivered, "2020-03-06T09:00") { event in
      event.office = try PostOfficeCode("101000")
    }
    try dossier.add(.dossierAccepted, "2020-03-06T10:05") { event in
      event.dueDate = LocalDate(iso: "2020-03-12")
      event.reason = "Nguyễn Văn A <script>alert(1)</script>"
    }
    return dossier
  }
}
