internal import HTTPTypes
internal import HosoDomain
internal import HosoExports
internal import HosoPages
internal import HosoProjections
internal import HosoState

/// The export's dashboard as pages that lead on: to provinces, offices, the dossiers counted.
///
/// They show what `/v1/figures` and `/v1/exports` answer, under the same keys, within the same
/// reach; a session is opened as that of the console is.
enum FiguresPageRoutes {
  static let all = [
    Operation(
      id: "getFiguresPage", method: .get, path: "/figures", access: .session, handler: show),
    Operation(
      id: "signInToFigures", method: .post, path: "/figures", access: .session,
      body: ConsoleRoutes.form
    ) { call in try await ConsoleVisit(call, .figures).signIn() },
    Operation(
      id: "signOutOfFigures", method: .post, path: "/figures/sign-out", access: .session
    ) { call in try ConsoleVisit(call, .figures).signOut() },
    Operation(
      id: "getCountedDossiers", method: .get, path: "/figures/dossiers", access: .session,
      handler: dossiers),
    Operation(
      id: "getComparison", method: .get, path: "/figures/compare", access: .session,
      handler: compare),
    Operation(
      id: "getFiguresFile", method: .get, path: "/figures/{period}/{file}", access: .session
    ) { call in try await file(call, named: try call.parameter("file")) },
    Operation(
      id: "getFiguresFolderFile", method: .get, path: "/figures/{period}/{folder}/{file}",
      access: .session
    ) { call in try await file(call, named: try ExportRoutes.inner(call)) },
  ]

  /// Dossiers on a page.
  private static let pageSize = 100
  /// Pages that a number can name.
  private static let pagesMax: Int64 = 1_000_000
  /// Cells of a comparison that a page shows.
  private static let cellsMax = 500

  /// Answers whoever is signed in; asks everybody else for a key.
  private static func answer(
    _ call: Call, _ body: (ConsoleVisit, ConsoleVisit.Holder) async throws -> Reply
  ) async throws -> Reply {
    let visit = ConsoleVisit(call, .figures)
    if let holder = try await visit.holder() { return try await body(visit, holder) }
    try call.services.gate.countAnonymous(call.remoteAddress)
    if visit.hasSession { return visit.refuse(FiguresWords.otherKey) }
    guard call.target.rawPath == visit.area.path else {
      return Reply(.seeOther).with(.location, visit.page.link(visit.area.path))
    }
    return visit.reply(.ok, visit.page.signIn(nil))
  }

  /// Answers what an address asks for, or leads to the address that says all of it.
  private static func asked(
    _ call: Call, _ body: (ConsoleVisit, FiguresPage) async throws -> Reply
  ) async throws -> Reply {
    try await answer(call) { visit, holder in
      guard let (question, isWhole) = try await FiguresQuestion.asked(call, by: holder.caller)
      else { return visit.refuse(ConsoleWords.unknown) }
      guard isWhole else {
        let more = try ["count", "page"].map { (name: $0, value: try call.query($0)) }
        return Reply(.seeOther).with(
          .location, visit.page.link(call.target.rawPath, question.query(more)))
      }
      return try await body(
        visit, FiguresPage(page: visit.page, holder: holder, question: question))
    }
  }

  @Sendable private static func show(_ call: Call) async throws -> Reply {
    try await asked(call) { visit, page in
      try call.onlyQuery("period", "calendar", "as_of", "province", "office", "lang")
      let question = page.question
      guard question.province != nil else {
        guard question.office == nil else {
          throw Problem.badParameter("office", FiguresWords.officeAlone)
        }
        let export = try await ExportRoutes.export(
          call, of: question.period, cutoff: question.cutoff)
        let provinces = try call.services.tables.provinces()
        let releases = try await call.services.figures.ask { views in
          try views.releases(of: question.period, provinces: provinces)
        }
        guard let board = export.board else { throw Problem.unknownExport() }
        return visit.reply(.ok, page.nation(board, releases: releases))
      }
      let standing = try await question.standing(call)
      return visit.reply(
        .ok,
        page.province(try names(question, call), standing, try await lines(of: question, call)))
    }
  }

  /// What the places that are asked about are called.
  private static func names(_ question: FiguresQuestion, _ call: Call) throws
    -> FiguresPage.Places
  {
    let day = question.period.lastDay
    let provinces = try call.services.tables.provinces()
    let offices = try call.services.tables.names()
    return FiguresPage.Places(
      province: question.province.flatMap { try? ProvinceCode($0) }
        .flatMap { provinces.name($0, on: day) },
      office: question.office.flatMap { try? PostOfficeCode($0) }
        .flatMap { offices.officeName($0, on: day) })
  }

  /// The province as a whole and each of its offices, or one of them.
  private static func lines(
    of question: FiguresQuestion, _ call: Call
  ) async throws -> [FiguresPage.Line] {
    let provinces = try call.services.tables.provinces()
    let names = try call.services.tables.names()
    let levels: [[Grouping]] = [[.province], [.province, .office]]
    let answers = try await call.services.figures.ask { views in
      try views.figures(
        levels.map { groupings in
          var query = FiguresQuery(
            periods: [question.period], groupings: groupings, cutoff: question.cutoff)
          query.compares = false
          return query
        }, provinces: provinces)
    }
    return answers.flatMap { figures in
      figures.rows.filter { $0.group[0] == question.province }.compactMap { row in
        let office = row.group.count > 1 ? row.group[1] : nil
        if let wanted = question.office, wanted != office { return nil }
        let code = office.flatMap { try? PostOfficeCode($0) }
        return FiguresPage.Line(
          office: office,
          name: code.flatMap { names.officeName($0, on: question.period.lastDay) },
          counts: row.counts)
      }
    }
  }

  @Sendable private static func dossiers(_ call: Call) async throws -> Reply {
    try await asked(call) { visit, page in
      try call.onlyQuery(
        "period", "calendar", "as_of", "province", "office", "count", "page", "lang")
      guard let count = try call.query("count").flatMap({ FigureCount(name: $0) }) else {
        throw Problem.badParameter("count", Problem.oneOf(FigureCount.columns.map(\.name)))
      }
      let number = Int(min(visit.number("page") ?? 1, pagesMax))
      let provinces = try call.services.tables.provinces()
      let found = try await call.services.exports.explanation(
        page.question, count, provinces: provinces, on: call.services.explanations)
      let standing = try await page.question.standing(call)
      return visit.reply(
        .ok,
        page.dossiers(
          found, count, try names(page.question, call), standing, number: number, size: pageSize))
    }
  }

  @Sendable private static func compare(_ call: Call) async throws -> Reply {
    try await answer(call) { visit, holder in
      try call.onlyQuery("from", "to", "level", "lang")
      guard holder.caller.reach == .everything else { throw Problem.nationOnly() }
      let level = try QueryParameters.word(call, "level", FigureLevel.self)
      let provinces = try call.services.tables.provinces()
      let names = try ["from", "to"].map { try call.query($0).flatMap { ReleaseName($0) } }
      guard let first = names[0], let last = names[1] else { throw Problem.unknownRelease() }
      guard first.period == last.period, first.number < last.number else {
        throw Problem.badParameter("to", FiguresWords.order)
      }
      let found = try await call.services.exports.ask { views -> ([Release], Revision)? in
        let releases = try views.releases(of: first.period, provinces: provinces)
        guard let from = releases.first(where: { $0.name == first }),
          let to = releases.first(where: { $0.name == last })
        else { return nil }
        let revision = try views.revision(
          of: first.period, from: from.cutoff, to: to.cutoff, provinces: provinces)
        return ([from, to], revision.keeping(level.map { [$0] } ?? FigureLevel.allCases))
      }
      guard let (releases, revision) = found else { throw Problem.unknownRelease() }
      let question = FiguresQuestion(
        period: last.period, asOf: last.text, cutoff: releases[1].cutoff)
      let page = FiguresPage(page: visit.page, holder: holder, question: question)
      return visit.reply(
        .ok,
        page.comparison(
          revision, from: releases[0], to: releases[1], most: cellsMax))
    }
  }

  /// One of the export's files.
  private static func file(_ call: Call, named name: String) async throws -> Reply {
    try await answer(call) { _, holder in
      try call.onlyQuery("period", "calendar", "as_of", "lang")
      guard holder.caller.may(.export) else { throw Problem.missingScope(Scope.export.rawValue) }
      var call = call
      call.caller = holder.caller
      let calendar = try QueryParameters.word(call, "calendar", ReportingCalendar.self)
      let period = try ExportRoutes.period(try call.parameter("period"), calendar ?? .calendar)
      let cutoff = try await QueryParameters.publishedCutoff(call, "as_of")
      return try await ExportRoutes.file(call, of: period, cutoff: cutoff, named: name)
    }
  }
}
