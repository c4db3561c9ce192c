internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoWebhooks

/// Timelines of dossiers, by any of their codes.
enum DossierRoutes {
  static let all = [
    Operation(
      id: "getDossier", method: .get, path: "/v1/dossiers/{code}", access: .key(.read),
      handler: timeline)
  ]

  @Sendable private static func timeline(_ call: Call) async throws -> Reply {
    try call.onlyQuery("as_of")
    let caller = try call.keyHolder()
    let code = try await scanned(call)
    let cutoff = try Parameters.cutoff(call, "as_of")
    let (report, last) = try await report(of: code, cutoff: cutoff, call) {
      caller.maySee($0)
    }
    guard let report else { throw Problem.unknownDossier() }
    // Weak: terms are counted anew each day, and the head moves on without changing the dossier.
    let form = caller.seesStaff ? 1 : 0
    let tag =
      "W/\"\(last.number)-\(report.today.iso)-\(report.calendarVersion)-\(form)\""
    if let unchanged = EntityTag.notModified(call, tag) { return unchanged }
    return Reply(.ok, MediaType.json, report.json(showsStaff: caller.seesStaff))
      .with(.eTag, tag).with(.cacheControl, "private, no-cache")
  }

  /// What a code stands for, as far as the asker may see it, and the last event about it.
  static func report(
    of code: Alias, cutoff: RecordedAt?, _ call: Call,
    _ isVisible: @escaping @Sendable (DossierView) -> Bool
  ) async throws -> (report: TimelineReport?, last: LedgerPosition) {
    let services = call.services
    let calendar = try services.tables.calendar()
    let zones = try services.tables.zones()
    let now = call.arrivedAt
    return try await services.desks.read { reader in
      let position = try cutoff.map(reader.lastPosition(recordedBefore:)) ?? reader.head.position
      let events = try reader.history(of: code, through: position, withScans: true)
      let timeline = Timeline(of: code, events: events, codes: reader.settings.codes)
      let report = TimelineReport(
        of: code, dossiers: timeline.dossiers.filter(isVisible),
        cutoff: cutoff, position: position, now: now, calendar: calendar, zones: zones)
      return (report, events.last?.position ?? .start)
    }
  }

  /// The code in the path, as the office takes it, or one that the ledger holds although none would
  /// today.
  static func scanned(_ call: Call) async throws -> Alias {
    let text = try call.parameter("code")
    let rules = call.services.ledger.settings.codes
    let fault: CodeFault
    do throws(CodeFault) {
      return try Alias.scanned(text, by: rules).alias
    } catch {
      fault = error
    }
    guard let held = try? Alias.scanned(text, by: rules.forRecorded).alias,
      try await call.services.desks.read({ try !$0.history(of: held).isEmpty })
    else { throw Problem.code(fault) }
    return held
  }
}

extension Caller {
  /// Whether a dossier is one the key reaches.
  func maySee(_ dossier: DossierView) -> Bool {
    let agency = dossier.agency.flatMap { try? AgencyCode($0) }
    return maySee(
      agency: agency,
      events: dossier.entries.lazy.filter(\.isEffective).map { entry in
        var event = entry.recorded.event
        event.office = entry.office
        event.province = entry.province
        return event
      })
  }
}
