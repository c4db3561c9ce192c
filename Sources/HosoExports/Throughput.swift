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

  /// Asks the views, all of it at once: it is as known at one moment.
  init(_ period: Period, from views: Views, cutoff: RecordedAt?, provinces table: Provinces) throws
  {
    let eve = Throughput.eve(of: period)
    func query(_ groupings: [Grouping], _ others: [Period] = []) -> FiguresQuery {
      FiguresQuery(periods: [period] + others, groupings: groupings, cutoff: cutoff)
    }
    let answers = try views.figures(
      [
        query([], eve), query([.province]), query([.service], eve), query([.channel], eve),
        query(Throughput.groupings),
      ], provinces: table)
    let lines = answers.map { figures in
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
    before = lines.joined().filter { $0.period != period }
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
