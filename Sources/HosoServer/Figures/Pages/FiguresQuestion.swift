internal import HosoDomain
internal import HosoLedger
internal import HosoPages
internal import HosoProjections
internal import HosoState

/// What the address of a page of figures asks for; all of it is in the address, so that two people
/// who look at one address see the same.
struct FiguresQuestion: Sendable {
  let period: Period
  /// A publication's name, or a moment.
  let asOf: String
  let cutoff: RecordedAt
  var province: String?
  var office: String?

  /// Reads an address.
  ///
  /// - Returns: Nil for a page beyond the key's reach.
  static func asked(_ call: Call, by caller: Caller) async throws -> (
    FiguresQuestion, isWhole: Bool
  )? {
    let calendar = try QueryParameters.word(call, "calendar", ReportingCalendar.self) ?? .calendar
    let named = try call.query("period", allowsEmpty: true)
    let moment = try call.query("as_of", allowsEmpty: true)
    let province = try place(call, "province") { (code) throws(CodeFault) in
      try ProvinceCode(code).text
    }
    let office = try place(call, "office") { (code) throws(CodeFault) in
      try PostOfficeCode(code).text
    }
    var own: String?
    if case .province(let code) = caller.reach { own = code.text }
    if let own, let province, own != province { return nil }
    let period = try named.map { try ExportRoutes.period($0, calendar) }
    let provinces = try call.services.tables.provinces()
    let today = LocalDate(vietnam: call.arrivedAt)
    let found = try await call.services.figures.ask { views -> (Period, String, RecordedAt?) in
      let last = try views.publishedPeriods(through: call.arrivedAt)
        .last { $0.calendar == calendar }
      let quarter = Period.quarter(containing: today, calendar: calendar)
      let chosen = period ?? last ?? quarter.previous ?? quarter
      if let moment { return (chosen, moment, nil) }
      if let release = try views.releases(of: chosen, provinces: provinces).last {
        return (chosen, release.name.text, release.cutoff)
      }
      let now = try views.moment()
      return (chosen, now.rfc3339, now)
    }
    let known = moment == nil ? nil : try await QueryParameters.publishedCutoff(call, "as_of")
    guard let cutoff = found.2 ?? known else { throw Problem.unknownRelease() }
    let question = FiguresQuestion(
      period: found.0, asOf: found.1, cutoff: cutoff, province: province ?? own, office: office)
    let isWhole = period != nil && moment != nil && question.province == province
    return (question, isWhole)
  }

  /// A code, or the word for what nobody knows.
  private static func place(
    _ call: Call, _ name: String, _ code: (String) throws(CodeFault) -> String
  ) throws -> String? {
    if try call.query(name) == CubeGroup.unknown { return CubeGroup.unknown }
    return try QueryParameters.code(call, name, code)
  }

  /// The same as a query, with whatever is asked beside it.
  func query(_ more: [(name: String, value: String?)] = []) -> String {
    let all: [(name: String, value: String?)] =
      [
        ("period", period.label), ("calendar", period.calendar.rawValue), ("as_of", asOf),
        ("province", province), ("office", office),
      ] + more
    return all.compactMap { name, value in
      value.map { "\(name)=\(RequestTarget.escaped($0))" }
    }.joined(separator: "&")
  }

  /// What is to be asked of rows.
  var group: [Grouping: String] {
    var group: [Grouping: String] = [:]
    group[.province] = province
    group[.office] = office
    return group
  }

  /// What is typed to see the dossiers of a count.
  func command(_ count: FigureCount) -> String {
    var words = ["hoso", "explain", period.label, count.name, "--as-of", asOf]
    if period.calendar == .statutory { words += ["--calendar", period.calendar.rawValue] }
    if let province { words += ["--province", province] }
    if let office { words += ["--office", office] }
    return words.joined(separator: " ")
  }
}
