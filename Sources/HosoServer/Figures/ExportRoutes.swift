internal import HTTPTypes
internal import HosoDomain
internal import HosoExports
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Export folders as downloads: the same files, byte by byte, as `hoso export` writes.
enum ExportRoutes {
  static let all = [
    Operation(
      id: "getExport", method: .get, path: "/v1/exports/{period}", access: .key(.export)
    ) { call in try await asked(call, named: ExportReceipt.manifestPath) },
    Operation(
      id: "getExportFile", method: .get, path: "/v1/exports/{period}/{file}",
      access: .key(.export)
    ) { call in try await asked(call, named: try call.parameter("file")) },
    Operation(
      id: "getExportFolderFile", method: .get, path: "/v1/exports/{period}/{folder}/{file}",
      access: .key(.export)
    ) { call in try await asked(call, named: try inner(call)) },
  ]

  /// All files of an export in one.
  static let archiveName = "all.zip"

  /// The name of a file in a folder of an export.
  static func inner(_ call: Call) throws -> String {
    try call.parameter("folder") + "/" + call.parameter("file")
  }

  private static func asked(_ call: Call, named name: String) async throws -> Reply {
    try call.onlyQuery("calendar", "as_of")
    let calendar = try QueryParameters.word(call, "calendar", ReportingCalendar.self) ?? .calendar
    let period = try period(try call.parameter("period"), calendar)
    let cutoff = try await QueryParameters.publishedCutoff(call, "as_of")
    return try await file(call, of: period, cutoff: cutoff, named: name)
  }

  /// Hands over one of an export's files.
  static func file(
    _ call: Call, of period: Period, cutoff: RecordedAt?, named name: String
  ) async throws -> Reply {
    guard case .everything = try call.keyHolder().reach else { throw Problem.nationOnly() }
    let export = try await export(call, of: period, cutoff: cutoff)
    guard let file = name == archiveName ? try export.archive() : export.files[name] else {
      throw Problem.unknownExport()
    }
    return EntityTag.notModified(call, file.tag)
      ?? Reply(.ok, file.mediaType, file.bytes).with(.eTag, file.tag)
      .with(.contentDisposition, "attachment; filename=\"\(saved(name, of: period))\"")
      .with(.cacheControl, "private, no-cache")
  }

  /// What a file is called where there are no folders.
  private static func saved(_ name: String, of period: Period) -> String {
    period.label + "-" + name.split(separator: "/").joined(separator: "-")
  }

  /// One that was written before waits for no other that is being written.
  static func export(
    _ call: Call, of period: Period, cutoff: RecordedAt?
  ) async throws -> Export {
    let services = call.services
    let wish = ExportWish(
      period: period, cutoff: cutoff, tables: try services.tables.export(),
      productVersion: services.configuration.productVersion)
    let identity = try await services.desks.read { try ExportIdentity(wish, in: $0) }
    if let known = services.exportShelf.export(identity) { return known }
    return try await services.exports.export(wish, on: services.exportShelf)
  }

  static func period(_ text: String, _ calendar: ReportingCalendar) throws -> Period {
    do throws(PeriodFault) {
      return try Period.parse(text, calendar: calendar)
    } catch {
      throw Problem.badParameter("period", PeriodWords.said(error, wanted: .period))
    }
  }
}
