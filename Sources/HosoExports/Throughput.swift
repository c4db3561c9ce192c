internal import HosoDomain
internal import HosoProjections

/// A period's throughput: the nation, its provinces, services and channels, and every
/// combination of the three.
struct Throughput {
  /// What a row says where it counts every province, service or channel.
  static let all = "ALL"
  static let groupings: [Grouping] = [.province, .service, .channel]

  var nation: FigureLine
  var provinces: [FigureLine]
  let services: [FigureLine]
  let channels: [FigureLine]
  var leaves: [FigureLine]
  /// The nation, services and channels of the day before the period.
  private let before: [FigureLine]
  /// The nation's answer: its cutoff and position hold for every row.
  let figures: Figures

  /// Asks the views; everything is as known at the cutoff of the first answer.
  init(_ period: Period, from views: Views, cutoff: RecordedAt?, provinces table: Provinces) throws
  {
    let eve = Throughput.eve(of: period)
    let figures = try views.figures(
      FiguresQuery(periods: [period] + eve, cutoff: cutoff), provinces: table)
    let asOf = figures.asOf
    func lines(_ groupings: [Grouping], _ periods: [Period]) throws -> [FigureLine] {
      let query = FiguresQuery(periods: periods, groupings: groupings, cutoff: asOf)
      return try views.figures(query, provinces: table).rows.map { row in
        FigureLine(row, group: Throughput.group(row.group, by: groupings))
      }
    }
    let nations = figures.rows.map { row in
      FigureLine(row, group: Throughput.group([], by: []), orphans: figures.orphans)
    }
    let services = try lines([.service], [period] + eve)
    let channels = try lines([.channel], [period] + eve)
    guard let nation = nations.first(where: { $0.period == period }) else {
      throw ExportFault.identities([])
    }
    self.figures = figures
    self.nation = nation
    self.services = services.filter { $0.period == period }
    self.channels = channels.filter { $0.period == period }
    before = (nations + services + channels).filter { $0.period != period }
    provinces = try lines([.province], [period])
    leaves = try lines(Throughput.groupings, [period])
  }

  /// The rows in the order of the file.
  var lines: [FigureLine] { [nation] + provinces + services + channels + leaves }

  /// The day before, whose closing stocks are the period's opening ones.
  ///
  /// Not asked of provinces: what they roll up to may change from that day to the period's last.
  private static func eve(of period: Period) -> [Period] {
    let day = period.start.adding(days: -1)
    return [Period(.dates(from: day, through: day), calendar: period.calendar)].compactMap(\.self)
  }

  private static func group(_ texts: [String], by groupings: [Grouping]) -> [String] {
    Throughput.groupings.map { grouping in
      groupings.firstIndex(of: grouping).map { texts[$0] } ?? all
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
    let eve = Dictionary(before.map { ($0.group, $0.counts) }) { first, _ in first }
    for line in [nation] + services + channels {
      audit.check(stocksOf: line, after: eve[line.group] ?? NamedCounts())
    }
    return audit
  }
}
