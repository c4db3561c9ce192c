internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// A scan of this ledger's own desk, as it was sent: an event without the identity it gets here.
struct OwnScan: Sendable {
  /// What the ledger gives to an event; whoever sends them has an event of their own.
  private static let identity = ["id", "source", "sequence"]

  let scan: Scan
  /// What it would be recorded as, but for its identity.
  let event: Event
  /// Why its codes are refused unless they are on record.
  private let fault: LineFault?

  /// - Parameters:
  ///   - members: Of the JSON object that was sent.
  ///   - call: Whose key fills in the office, and when it arrived.
  init(_ members: [JSONMember], call: Call, settings: LedgerSettings) throws {
    let writer = try call.writer()
    let now = call.claim?.occurredAt ?? OccurredAt(milliseconds: call.moment.milliseconds)
    var line = members
    // An id to satisfy the reader; the ledger gives the real one.
    line.append(JSONMember("id", .text("scan")))
    if !members.contains(where: { $0.key == "occurred_at" && $0.value != .null }) {
      line.removeAll { $0.key == "occurred_at" }
      line.append(JSONMember("occurred_at", .text(now.rfc3339)))
    }
    var (event, fault) = try OwnScan.read(line, settings)
    self.fault = fault
    guard event.type.subjectKind == .dossier else {
      throw Problem.member("/type", LineWords.said(.unknownValue(event.type.name)))
    }
    OwnScan.complete(&event, writer: writer, settings: settings)
    if let refusal = writer.refusal(ofOwn: event) { throw Problem(refusal) }
    let subject: ScanSubject
    switch event.subject {
    case .dossier(let code): subject = .code(code)
    case .container(let container): subject = .container(container)
    case .event, .period, .desk:
      throw Problem.member("/type", LineWords.said(.unknownValue(event.type.name)))
    }
    var scan = Scan(type: event.type, subject: subject, occurredAt: event.occurredAt)
    scan.scannedText = event.scannedText
    scan.count = event.count
    scan.money = event.money
    scan.details = OwnScan.details(event)
    self.scan = scan
    self.event = event
  }

  /// Whether a body is such a scan rather than an event of another system.
  static func isOne(_ members: [JSONMember]) -> Bool {
    !members.contains { identity.contains($0.key) }
  }

  /// Refuses codes that the office does not take and that are not on record.
  func check(in transaction: LedgerTransaction) throws {
    guard let fault, let left = try transaction.fault(of: event, notJudgedFor: fault)
    else { return }
    throw Problem(left)
  }

  /// What was sent; with a fault, what it is if its codes are on record.
  private static func read(
    _ line: [JSONMember], _ settings: LedgerSettings
  ) throws -> (event: Event, fault: LineFault?) {
    var json = JSONBuilder()
    json.item(.object(line))
    var reader = InterchangeReader(defaultSource: settings.source, codes: settings.codes)
    return try json.bytes.withUnsafeBufferPointer { bytes in
      do throws(LineFault) {
        return (try reader.read(bytes).event, nil)
      } catch {
        let fault = error
        var held = reader.forRecorded
        guard case .code = fault.reason, let event = try? held.read(bytes).event else {
          throw Problem(fault)
        }
        return (event, fault)
      }
    }
  }

  /// Fills in what the desk need not say: the office of the key or the ledger, and at home its
  /// province and channel.
  static func complete(_ event: inout Event, writer: Writer, settings: LedgerSettings) {
    event.office = event.office ?? writer.office ?? settings.office
    guard event.office != nil, event.office == settings.office else { return }
    event.province = event.province ?? settings.province
    if event.type == .dossierPickedUp { event.channel = event.channel ?? settings.channel }
  }

  private static func details(_ event: Event) -> ScanDetails {
    var details = ScanDetails()
    details.aliases = event.aliases
    details.office = event.office
    details.actor = event.actor
    details.province = event.province
    details.commune = event.commune
    details.service = event.service
    details.agency = event.agency
    details.channel = event.channel
    details.mode = event.mode
    details.dueDate = event.dueDate
    details.reason = event.reason
    details.parent = event.parent
    details.destination = event.destination
    return details
  }
}
