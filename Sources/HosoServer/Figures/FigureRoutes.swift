internal import HTTPTypes
internal import HosoDomain
internal import HosoExports
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Figures: the same rows as the command prints.
enum FigureRoutes {
  static let all = [
    Operation(
      id: "getFigures", method: .get, path: "/v1/figures", access: .key(.figures),
      handler: figures)
  ]

  @Sendable private static func figures(_ call: Call) async throws -> Reply {
    try call.onlyQuery("period", "from", "to", "by", "calendar", "as_of", "same_days")
    let type = try Negotiation.choose(call, [MediaType.json, "text/csv"])
    let calendar = try QueryParameters.word(call, "calendar", ReportingCalendar.self) ?? .calendar
    let query = FiguresQuery(
      periods: try periods(call, calendar), groupings: try groupings(call),
      cutoff: try await QueryParameters.publishedCutoff(call, "as_of"),
      sameDays: try QueryParameters.word(call, "same_days", Truth.self) == .yes)
    let provinces = try call.services.tables.provinces()
    let figures = try await call.services.figures.ask { views in
      try views.figures(query, provinces: provinces)
    }
    var table = FigureTable(figures)
    if case .province(let own) = try call.keyHolder().reach {
      table = table.keeping(own.text, of: .province)
    }
    let reply =
      type == MediaType.json
      ? Reply(
        .ok, MediaType.json, table.json(figures, calendar: calendar, provinces: provinces))
      : Reply(.ok, MediaType.csv, table.csv())
    return reply.with(.vary, "accept")
  }

  /// A choice as it is written in a query.
  private enum Truth: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  private static func periods(_ call: Call, _ calendar: ReportingCalendar) throws -> [Period] {
    let (from, to) = (try call.query("from"), try call.query("to"))
    if let text = try call.query("period") {
      guard from == nil, to == nil else { throw Problem.repeatedParameter("period") }
      do throws(PeriodFault) {
        return try Period.range(text, calendar: calendar)
      } catch {
        throw Problem.badParameter("period", PeriodWords.said(error))
      }
    }
    guard let from, let to else { throw Problem.missingPeriod() }
    let first = try QueryParameters.date(from, "from")
    let last = try QueryParameters.date(to, "to")
    guard let period = Period(.dates(from: first, through: last), calendar: calendar) else {
      throw Problem.badParameter("to", PeriodWords.said(.reversed("\(from)..\(to)")))
    }
    return [period]
  }

  /// What rows are by; a key of one province sees figures by province, its own rows alone.
  private static func groupings(_ call: Call) throws -> [Grouping] {
    let asked = try QueryParameters.words(call, "by", Grouping.self) ?? []
    switch try call.keyHolder().reach {
    case .everything: return asked
    case .province: return asked.contains(.province) ? asked : [.province] + asked
    case .agency, .office: throw Problem.nationOnly()
    }
  }
}
