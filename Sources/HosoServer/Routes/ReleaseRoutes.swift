internal import HTTPTypes
internal import HosoDomain
internal import HosoExports
internal import HosoProjections
internal import HosoWebhooks

/// What was published, and the files of each publication.
enum ReleaseRoutes {
  static let all = [
    Operation(
      id: "listReleases", method: .get, path: "/v1/releases", access: .key(.figures),
      handler: list),
    Operation(
      id: "getRelease", method: .get, path: "/v1/releases/{release}", access: .key(.figures),
      handler: read),
    Operation(
      id: "getReleaseFile", method: .get, path: "/v1/releases/{release}/{file}",
      access: .key(.export), handler: file),
  ]

  @Sendable private static func list(_ call: Call) async throws -> Reply {
    try call.onlyQuery("period", "calendar")
    let calendar = try Parameters.word(call, "calendar", ReportingCalendar.self) ?? .calendar
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

  @Sendable private static func read(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let body = ReleaseList.json(try await release(call))
    let tag = try EntityTag.of(body)
    if let unchanged = EntityTag.notModified(call, tag) { return unchanged }
    return Reply(.ok, MediaType.json, body).with(.eTag, tag)
  }

  @Sendable private static func file(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let release = try await release(call)
    return try await ExportRoutes.file(
      call, of: release.name.period, cutoff: release.cutoff, named: try call.parameter("file"))
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
