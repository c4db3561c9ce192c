internal import HosoDomain
internal import HosoProjections

/// Everything that an export's files are written from, asked of the views once.
struct ExportContents {
  let throughput: Throughput
  let coverage: Coverage
  let release: Release?
  let head: RowHead
  private let triangle: Triangle
  /// What changed since the publication before; nil without one.
  private let revision: Revision?
  /// Every dossier judged by itself.
  private let survey: Survey
  let tables: ExportTables
  private let options: ExportOptions
  let audit: IdentityAudit

  init(
    _ period: Period, cutoff: RecordedAt?, from views: Views, tables: ExportTables,
    options: ExportOptions
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
    self.release = release
    head = RowHead(
      period: period, release: release?.name,
      status: RowStatus(
        hasEnded: throughput.nation.hasEnded, published: release?.status,
        isCoverageLow: coverage.isLow))
    if !head.status.isCompared { throughput.compareNothing() }
    triangle = try Triangle(upTo: period, cutoff: asOf, from: views, provinces: provinces)
    let before = release.flatMap { release in
      releases.first { $0.name.number == release.name.number - 1 }
    }
    let revision = try before.map { before in
      try views.revision(of: period, from: before.cutoff, to: asOf, provinces: provinces)
    }
    self.revision = revision
    self.throughput = throughput
    survey = try views.survey(
      of: period, through: throughput.figures.position, provinces: provinces,
      calendar: tables.calendar, zones: tables.zones)
    var audit = throughput.audit()
    if let revision { audit.check(revision) }
    audit.check(survey, against: throughput)
    audit.check(tables.costs, on: period.lastDay)
    self.audit = audit
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
      list(.province, throughput.provinces.map { $0.group[0] }),
      list(.service, throughput.services.map { $0.group[1] }),
      list(.agency, throughput.agencies.map { $0.group[0] }),
      list(.office, coverage.lines.map(\.office)),
    ]
  }

  /// Each province's own report, if they were asked for.
  var provincialReports: [ProvincialReport] {
    guard options.byProvince else { return [] }
    return ProvincialReport.apart(head, survey: survey, tables: tables)
  }

  /// Form II.06a of every unit.
  var form: FormTable { FormTable(head, throughput: throughput, tables: tables) }

  /// The one list that the folder, its manifest and whoever serves it go by.
  var documents: [any ExportDocument] {
    let form = form
    return FigureLevel.allCases.map { level in
      ThroughputTable(head, level, lines: throughput.lines(level), tables: tables)
    } + [
      form, IndicatorTable(head: head, form: form),
      SafetyTable(head: head, throughput: throughput, tables: tables),
      CoverageTable(head: head, coverage: coverage, tables: tables),
      TriangleTable(triangle: triangle, tables: tables),
      RevisionStatistics(head: head, triangle: triangle),
      RevisionTable(
        head, revision, isCorrection: release?.status == .corrected, reason: release?.reason),
      BacklogTable(head: head, survey: survey, tables: tables),
      TransitTable(head: head, survey: survey, tables: tables),
      ProvincialReport(head, survey: survey, tables: tables),
      CostTable(head: head, survey: survey, throughput: throughput, tables: tables),
      CommuneTable(head: head, survey: survey, tables: tables),
      WorkingDayTable(head: head, calendar: tables.calendar),
      NoteTable(head: head, release: release, tables: tables),
    ]
  }
}
