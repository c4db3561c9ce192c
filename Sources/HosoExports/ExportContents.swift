internal import HosoDomain
internal import HosoProjections

/// Everything that an export's files are written from, asked of the views once.
struct ExportContents {
  let throughput: Throughput
  let coverage: Coverage
  let release: Release?
  /// When the period was published first; nil if these figures are no publication's.
  let firstPublished: RecordedAt?
  let head: RowHead
  private let triangle: Triangle
  /// The period beside those before it.
  private let history: History
  /// What changed since the publication before; nil without one.
  private let revision: Revision?
  /// Every dossier judged by itself.
  private let survey: Survey
  let tables: ExportTables
  private let options: ExportOptions
  /// What everybody is told below the nation; nil in house, where everything is.
  private let open: PublicContents?
  let audit: IdentityAudit

  init(
    _ period: Period, cutoff: RecordedAt?, from views: Views, surveys: SharedSurveys,
    tables: ExportTables, options: ExportOptions
  ) throws {
    self.tables = tables
    self.options = options
    let provinces = tables.provinces
    var throughput = try Throughput(period, from: views, cutoff: cutoff, provinces: provinces)
    let asOf = throughput.figures.asOf
    coverage = Coverage(
      of: period, figures: throughput.offices,
      declarations: try views.declarations(of: period, before: asOf),
      offices: tables.names.offices)
    let releases = try views.releases(of: period, provinces: provinces)
    let release = releases.first { $0.cutoff == asOf }
    self.release = ExportContents.told(release, options.circulation)
    firstPublished = release.flatMap { _ in releases.first { $0.name.number == 1 }?.cutoff }
    head = RowHead(
      period: period, release: release?.name,
      status: RowStatus(
        hasEnded: throughput.nation.hasEnded, published: release?.status,
        isCoverageLow: coverage.isLow), circulation: options.circulation)
    if !head.status.isCompared { throughput.compareNothing() }
    triangle = try Triangle(upTo: period, cutoff: asOf, from: views, tables: tables)
    history = try History(
      through: head, throughput: throughput, published: triangle, from: views, tables: tables)
    let before = release.flatMap { release in
      releases.first { $0.name.number == release.name.number - 1 }
    }
    let revision = try before.map { before in
      try views.revision(of: period, from: before.cutoff, to: asOf, provinces: provinces)
    }
    self.revision = revision
    self.throughput = throughput
    survey = try surveys.survey(
      of: period, through: throughput.figures.position, from: views, tables: tables)
    open = try ExportContents.open(
      period, release, among: releases, survey: survey, from: views, tables: tables,
      circulation: options.circulation)
    var audit = throughput.audit()
    if let revision { audit.check(revision) }
    audit.check(survey, against: throughput)
    audit.check(tables.costs, on: period.lastDay)
    self.audit = audit
  }

  /// A publication as whoever gets the export is told of it.
  private static func told(_ release: Release?, _ circulation: Circulation) -> Release? {
    guard circulation != .inHouse, let reason = release?.reason else { return release }
    return release?.telling(PublicReason.told(reason))
  }

  /// What everybody is told; nil in house.
  private static func open(
    _ period: Period, _ release: Release?, among releases: [Release], survey: Survey,
    from views: Views, tables: ExportTables, circulation: Circulation
  ) throws -> PublicContents? {
    guard let threshold = circulation.threshold else { return nil }
    guard case .quarter = period.span else { throw ExportFault.notForEverybody(.notAQuarter) }
    guard let release else { throw ExportFault.notForEverybody(.unpublished) }
    return try PublicContents(
      release, after: releases.filter { $0.name.number < release.name.number }, survey: survey,
      from: views, tables: tables, threshold: threshold)
  }

  /// Growth of the nation's legs on the year before, of each working day.
  var growthPerWorkingDay: FigureValue {
    let days = tables.workingDays(of: head.period)
    return throughput.nation.growthPerWorkingDay(now: days.now, yearBefore: days.yearBefore)
  }

  /// The codes that rows name, a list of each kind.
  var codeLists: [CodeListTable] {
    let day = head.period.lastDay
    func list(_ grouping: Grouping, _ codes: [String]) -> CodeListTable {
      CodeListTable(grouping, codes: codes, on: day, tables: tables)
    }
    return [
      list(.province, codes(at: .province) ?? throughput.provinces.map { $0.group[0] }),
      list(.service, codes(at: .service) ?? throughput.services.map { $0.group[1] }),
      list(.agency, open == nil ? throughput.agencies.map { $0.group[0] } : []),
      list(.office, CoverageTable.told(coverage, head.circulation).map(\.office)),
    ]
  }

  /// The codes that everybody is told of at a level; nil in house.
  private func codes(at level: FigureLevel) -> [String]? {
    open?.levels[level]?.told.map(\.group).filter { $0 != PublicLevel.others }
  }

  /// Each province's own report, if they were asked for.
  var provincialReports: [any ExportDocument] {
    guard options.byProvince, open == nil else { return [] }
    return ProvincialReport.apart(head, survey: survey, tables: tables).map { circulated($0) }
  }

  /// The nation and its provinces for systems that exchange statistics.
  var observations: SDMXObservations {
    SDMXObservations(
      head, version: SDMX.version(tables.provinces, head.period),
      tables: [throughput(at: .nation), throughput(at: .province)])
  }

  /// Form II.06a of every unit that is told of.
  var form: FormTable {
    let form = FormTable(head, throughput: throughput, tables: tables)
    return open == nil ? form : form.ofNation
  }

  /// The one list that the folder, its manifest and whoever serves it go by.
  var documents: [any ExportDocument] {
    plain.map { document in circulated(document) }
  }

  /// A document that says in each row who may have it.
  private func circulated(_ document: some ExportDocument) -> any ExportDocument {
    CirculatedDocument(document: document, circulation: head.circulation)
  }

  private var plain: [any ExportDocument] {
    let form = form
    let triangle = open == nil ? triangle : triangle.ofNation
    let revision = open == nil ? revision : revision?.keeping([.nation])
    return FigureLevel.allCases.map(throughput(at:)) + [
      form, IndicatorTable(head: head, form: form),
      SafetyTable(
        head: head, nation: throughput.nation, provinces: open == nil ? throughput.provinces : [],
        tables: tables),
      CoverageTable(head: head, coverage: coverage, tables: tables),
      TriangleTable(triangle: triangle, tables: tables),
      HistoryTable(
        head: head, history: open == nil ? history : history.ofEverybody, tables: tables),
      RevisionStatistics(head: head, triangle: triangle),
      RevisionTable(
        head, revision, isCorrection: release?.status == .corrected, reason: release?.reason),
    ] + surveyed + [
      WorkingDayTable(head: head, calendar: tables.calendar),
      NoteTable(head: head, release: release, tables: tables),
    ]
  }

  /// Below the nation everybody gets what small counts leave of it, and no combinations.
  private func throughput(at level: FigureLevel) -> any ExportDocument {
    guard let open, level != .nation else {
      return ThroughputTable(head, level, lines: throughput.lines(level), tables: tables)
    }
    if let level = open.levels[level] {
      return PublicTable(head: head, level: level, tables: tables)
    }
    return ThroughputTable(head, level, lines: [], tables: tables)
  }

  /// What is told of dossiers one by one.
  private var surveyed: [any ExportDocument] {
    let groups = open == nil ? survey.groups : Array(survey.groups.prefix(1))
    return [
      BacklogTable(head: head, groups: groups, tables: tables),
      TransitTable(
        head: head, groups: groups, tables: tables,
        classes: open == nil ? TransitClass.ordered : [.all]),
      ProvincialReport(head, survey: open == nil ? survey : nil, tables: tables),
      CostTable(head: head, groups: groups, throughput: throughput, tables: tables),
      CommuneTable(head: head, survey: survey, tables: tables, told: open?.communes),
    ]
  }
}
