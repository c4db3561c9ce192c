internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks

/// Timelines of dossiers, by any of their codes.
enum DossierRoutes {
  static let all = [
    Operation(
      id: "getDossier", method: .get, path: "/v1/dossiers/{code}", access: .key(.read),
      handler: timeline)
  ]

  /// Scans of one dossier, corrections of one scan, and codes that an answer or a page tells.
  static let listMax = 1_000

  @Sendable private static func timeline(_ call: Call) async throws -> Reply {
    try call.onlyQuery("as_of")
    let caller = try call.keyHolder()
    let code = try await scanned(call)
    let cutoff = try QueryParameters.cutoff(call, "as_of")
    let (report, last) = try await report(of: code, cutoff: cutoff, call, for: caller.reach)
    guard let report else { throw Problem.unknownDossier() }
    if report.dossier.sight != .all { try await noteReading(of: code, call, caller) }
    // Weak: terms are counted anew each day, and the head moves on without changing the dossier.
    let form = (caller.seesStaff ? 1 : 0) + (report.dossier.sight == .all ? 0 : 2)
    let tag =
      "W/\"\(last.number)-\(report.today.iso)-\(report.calendarVersion)-\(form)\""
    if let unchanged = EntityTag.notModified(call, tag) { return unchanged }
    return Reply(.ok, MediaType.json, report.json(showsStaff: caller.seesStaff, listMax: listMax))
      .with(.eTag, tag).with(.cacheControl, "private, no-cache")
  }

  /// What a code stands for, as far as the asker may see it, and the last event about it.
  ///
  /// - Parameter parted: Whether a link in doubt joins nothing.
  static func report(
    of code: Alias, cutoff: RecordedAt?, _ call: Call,
    for reach: Reach, parted: Bool = false
  ) async throws -> (report: TimelineReport?, last: LedgerPosition) {
    let services = call.services
    let calendar = try services.tables.calendar()
    let zones = try services.tables.zones()
    let now = call.arrivedAt
    return try await services.desks.read { reader in
      let position = try cutoff.map(reader.lastPosition(recordedBefore:)) ?? reader.head.position
      let timeline = try reader.timeline(of: code, through: position, for: reach, parted: parted)
      let report = TimelineReport(
        of: code, dossiers: timeline.dossiers,
        cutoff: cutoff, position: position, now: now, calendar: calendar, zones: zones)
      return (report, timeline.last)
    }
  }

  /// An office looks at what it only passed on: somebody may ask why.
  private static func noteReading(of code: Alias, _ call: Call, _ caller: Caller) async throws {
    let now = call.moment
    try await call.services.state.commit {
      try $0.audit(.dossierRead, subject: code.text, at: now, by: caller.keyID)
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
      try await isSeen(held, call)
    else { throw Problem.code(fault) }
    return held
  }

  /// Whether a code stands for anything that the asker sees.
  private static func isSeen(_ code: Alias, _ call: Call) async throws -> Bool {
    let reach = try call.keyHolder().reach
    return try await call.services.desks.read { reader in
      let events = try reader.history(of: code, withScans: true)
      return Timeline(of: code, events: events, for: reach).latest != nil
    }
  }
}
