internal import HTTPTypes
internal import HosoDomain
internal import HosoExports
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// What was published, and the files of each publication.
enum ReleaseRoutes {
  static let all = [
    Operation(
      id: "listReleases", method: .get, path: "/v1/releases", access: .key(.figures),
      handler: list),
    Operation(
      id: "publishRelease", method: .post, path: "/v1/releases", access: .key(.publish),
      body: .upTo(Operation.objectBytesMax, types: [MediaType.json]),
      repetition: .answeredAgain, handler: publish),
    Operation(
      id: "getRelease", method: .get, path: "/v1/releases/{release}", access: .key(.figures),
      handler: read),
    Operation(
      id: "getReleaseFile", method: .get, path: "/v1/releases/{release}/{file}",
      access: .key(.export)
    ) { call in try await file(call, named: try call.parameter("file")) },
    Operation(
      id: "getReleaseFolderFile", method: .get, path: "/v1/releases/{release}/{folder}/{file}",
      access: .key(.export)
    ) { call in try await file(call, named: try ExportRoutes.inner(call)) },
  ]

  @Sendable private static func list(_ call: Call) async throws -> Reply {
    try call.onlyQuery("period", "calendar")
    let calendar = try QueryParameters.word(call, "calendar", ReportingCalendar.self) ?? .calendar
    let period = try call.query("period").map { try ExportRoutes.period($0, calendar) }
    let provinces = try call.services.tables.provinces()
    let releases = try await call.services.figures.ask { views in
      try views.releases(of: period, provinces: provinces)
    }
    let body = ReleaseList(releases).json()
    let tag = try EntityTag.of(body)
    if let unchanged = EntityTag.notModified(call, tag) { return unchanged }
    return Reply(.ok, MediaType.json, body).with(.eTag, tag)
  }

  /// Publishes a period as it is known now.
  @Sendable private static func publish(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    guard try call.keyHolder().reach == .everything else { throw Problem.nationOnly() }
    let wish = try wish(call)
    guard wish.isOver else { throw Problem.member("/period", PeriodWords.notOver(wish.period)) }
    let provinces = try call.services.tables.provinces()
    // Before the writer waits for them: what is new in the figures may take a while.
    try await call.services.figures.ask { _ in }
    let placed = try await call.services.ledger.publish(wish)
    let outcome = try await call.services.figures.ask { views in
      try ReleasePublisher.outcome(placed, of: wish.period, views: views, provinces: provinces)
    }
    switch outcome {
    case .published(let release):
      return Reply(.created, MediaType.json, ReleaseList.json(release))
        .with(.location, "/v1/releases/\(release.name.text)")
    case .unchanged(let release): return Reply(.ok, MediaType.json, ReleaseList.json(release))
    case .notOver: throw Problem.member("/period", PeriodWords.notOver(wish.period))
    }
  }

  private static func wish(_ call: Call) throws -> ReleaseWish {
    let body = try JSONBody(
      call.body, known: ["period", "calendar", "actor", "reason", "even_unchanged"])
    let calendar = try body.word("calendar", ReportingCalendar.init(rawValue:)) ?? .calendar
    let text = try body.required("period")
    let period: Period
    do throws(PeriodFault) {
      let range = try Period.range(text, calendar: calendar)
      guard range.count == 1 else { throw PeriodFault.notAPeriod(text) }
      period = range[0]
    } catch {
      throw Problem.member("/period", PeriodWords.said(error, wanted: .named))
    }
    if case .dates = period.span {
      throw Problem.member("/period", PeriodWords.said(.notAPeriod(text), wanted: .named))
    }
    let now = call.claim?.occurredAt ?? OccurredAt(milliseconds: call.moment.milliseconds)
    var wish = ReleaseWish(period, at: now)
    wish.actor = try body.code("actor", StaffNumber.init)
    wish.reason = try CorrectionRoutes.reason(body)
    wish.evenUnchanged = try body.flag("even_unchanged") ?? false
    return wish
  }

  @Sendable private static func read(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let body = ReleaseList.json(try await release(call))
    let tag = try EntityTag.of(body)
    if let unchanged = EntityTag.notModified(call, tag) { return unchanged }
    return Reply(.ok, MediaType.json, body).with(.eTag, tag)
  }

  private static func file(_ call: Call, named name: String) async throws -> Reply {
    try call.onlyQuery()
    let release = try await release(call)
    return try await ExportRoutes.file(
      call, of: release.name.period, cutoff: release.cutoff, named: name)
  }

  private static func release(_ call: Call) async throws -> Release {
    let provinces = try call.services.tables.provinces()
    guard let name = ReleaseName(try call.parameter("release")),
      let release = try await call.services.figures.ask({
        try $0.release(name, provinces: provinces)
      })
    else { throw Problem.unknownRelease() }
    return release
  }
}
