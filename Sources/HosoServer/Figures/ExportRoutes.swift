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
  ]

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
    let wish = ExportWish(
      period: period, cutoff: cutoff, provinces: try call.services.tables.provinces(),
      tables: [
        CodeTableVersion(
          table: "holidays", version: try call.services.tables.calendar().version)
      ],
      productVersion: call.services.configuration.productVersion)
    let found = try await call.services.figures.file(name, of: wish) {
      EntityTag.notModified(call, $0) != nil
    }
    switch found {
    case nil: throw Problem.unknownExport()
    case .known(let tag): return EntityTag.notModified(call, tag) ?? Reply(.notModified)
    case .bytes(let bytes, let file):
      return Reply(.ok, file.mediaType, bytes).with(.eTag, file.tag)
        .with(.contentDisposition, "attachment; filename=\"\(period.label)-\(name)\"")
        .with(.cacheControl, "private, no-cache")
    }
  }

  static func period(_ text: String, _ calendar: ReportingCalendar) throws -> Period {
    do throws(PeriodFault) {
      return try Period.parse(text, calendar: calendar)
    } catch {
      throw Problem.badParameter("period", PeriodWords.said(error, wanted: .period))
    }
  }
}
