internal import HosoDomain
internal import HosoProjections

/// A period's throughput: the nation, its provinces, services and channels, every combination of
/// the three, and what agencies and offices had of it.
struct Throughput {
  static let groupings: [Grouping] = [.province, .service, .channel]

  var nation: FigureLine
  var provinces: [FigureLine]
  var services: [FigureLine]
  var channels: [FigureLine]
  var leaves: [FigureLine]
  /// Every combination of agency, procedure and channel.
  var agencies: [FigureLine]
  /// By office, of the period and of the one a year before.
  let offices: Figures
  /// The nation, month by month.
  private let months: [FigureLine]
  /// The nation, services and channels of the day before the period.
  private let before: [FigureLine]
  /// The nation's answer: its cutoff and position hold for every row.
  let figures: Figures

  /// Asks the views, all of it at once: it is as known at one moment.
  init(_ period: Period, from views: Views, cutoff: RecordedAt?, provinces table: Provinces) throws
  {
    let eve = Throughput.eve(of: period)
    func query(_ groupings: [Grouping], _ others: [Period] = []) -> FiguresQuery {
      FiguresQuery(periods: [period] + others, groupings: groupings, cutoff: cutoff)
    }
    var form = query([.agency, .service, .channel])
    form.compares = false
    var months = query([])
    months.periods = Throughput.months(of: period)
    months.compares = false
    let answers = try views.figures(
      [
        query([], eve), query([.province]), query([.service], eve), query([.channel], eve),
        query(Throughput.groupings), form, .coverage(of: period, cutoff: cutoff), months,
      ], provinces: table)
    let lines = answers.prefix(5).map { figures in
      figures.rows.map { row in
        FigureLine(
          row, group: Throughput.group(row.group, by: figures.groupings),
          orphans: figures.groupings.isEmpty ? figures.orphans : nil)
      }
    }
    let ofPeriod = lines.map { $0.filter { $0.period == period } }
    guard let nation = ofPeriod[0].first else { throw ExportFault.identities([]) }
    figures = answers[0]
    self.nation = nation
    (provinces, services, channels, leaves) = (ofPeriod[1], ofPeriod[2], ofPeriod[3], ofPeriod[4])
    agencies = answers[5].rows.map { FigureLine($0) }
    offices = answers[6]
    self.months = answers[7].rows.map { FigureLine($0) }
    before = lines.joined().filter { $0.period != period }
  }

  /// The rows of throughput, level by level.
  var lines: [FigureLine] { [nation] + provinces + services + channels + leaves }

  /// The rows of a level.
  func lines(_ level: FigureLevel) -> [FigureLine] {
    switch level {
    case .nation: [nation]
    case .province: provinces
    case .service: services
    case .channel: channels
    case .leaf: leaves
    }
  }

  /// Tells no growth, whatever there is to compare with.
  mutating func compareNothing() {
    nation.isCompared = false
    for index in provinces.indices { provinces[index].isCompared = false }
    for index in services.indices { services[index].isCompared = false }
    for index in channels.indices { channels[index].isCompared = false }
    for index in leaves.indices { leaves[index].isCompared = false }
  }

  /// The day before, whose closing stocks are the period's opening ones.
  ///
  /// Not asked of provinces: what they roll up to may change from that day to the period's last.
  private static func eve(of period: Period) -> [Period] {
    let day = period.start.adding(days: -1)
    return [Period(.dates(from: day, through: day), calendar: period.calendar)].compactMap(\.self)
  }

  /// The months of a period, from its first day on; the last one as long as the period goes.
  private static func months(of period: Period) -> [Period] {
    var months: [Period] = []
    var start = period.start
    while start < period.end {  // Bounded by the months of the period.
      let end = min(period.start.adding(months: months.count + 1), period.end)
      let span = Period.Span.dates(from: start, through: end.adding(days: -1))
      months += [Period(span, calendar: period.calendar)].compactMap(\.self)
      start = end
    }
    return months
  }

  static func group(_ texts: [String], by groupings: [Grouping]) -> [String] {
    Throughput.groupings.map { grouping in
      groupings.firstIndex(of: grouping).map { texts[$0] } ?? RowHead.all
    }
  }

  /// Everything the export proves about itself.
  func audit() -> IdentityAudit {
    var audit = IdentityAudit()
    for line in lines { audit.check(line) }
    audit.check(sumOf: provinces, isNation: nation, .provincesAddUp)
    audit.check(sumOf: services, isNation: nation, .servicesAddUp)
    audit.check(sumOf: channels, isNation: nation, .channelsAddUp)
    audit.check(sumOf: leaves, isNation: nation, .leavesAddUp)
    audit.check(sumOf: agencies, isNation: nation, .agenciesAddUp)
    audit.check(offices: offices, of: nation)
    audit.check(months: months, of: nation)
    let eve = Dictionary(before.map { ($0.group, $0.counts) }) { first, _ in first }
    for line in [nation] + services + channels {
      audit.check(stocksOf: line, after: eve[line.group] ?? NamedCounts())
    }
    return audit
  }
}
