import HosoDomain
import HosoExports
import HosoProjections

/// Figures as a table for people; what programs read is made elsewhere.
struct FigureWords {
  let figures: Figures
  let provinces: Provinces
  let names: CodeNames
  /// Of the last period.
  let coverage: OfficeCoverage?
  private let growth: [GrowthBase]

  init(
    _ figures: Figures, provinces: Provinces, names: CodeNames, coverage: OfficeCoverage? = nil
  ) {
    self.coverage = coverage
    self.figures = figures
    self.provinces = provinces
    self.names = names
    growth = GrowthBase.allCases.filter { base in
      figures.rows.contains { FigureWords.compares($0, with: base) }
    }
  }

  /// Whether a row has something to be compared with: a column for nothing is left out.
  private static func compares(_ row: FigureRow, with base: GrowthBase) -> Bool {
    switch base {
    case .quarterBefore: row.previous != nil
    case .yearBefore: row.yearBefore != nil
    }
  }

  var text: String {
    var table = TextTable(columns)
    let lines = FigureTable(figures).lines
    for line in lines { table.add(cells(of: line)) }
    return (lines.isEmpty ? nothing : table.text) + "\n" + footnotes
  }

  private var columns: [TextTable.Column] {
    [TextTable.Column(say("Kỳ", "Period"))]
      + figures.groupings.map { TextTable.Column(FigureWords.heading($0)) }
      + [
        TextTable.Column(say("Nhận gửi", "Pickups"), .trailing),
        TextTable.Column(say("Giao", "Deliveries"), .trailing),
        TextTable.Column(say("Trả", "Returns"), .trailing),
        TextTable.Column(say("Lượt", "Legs"), .trailing),
      ] + growth.map { TextTable.Column(FigureWords.heading($0), .trailing) }
      + [
        TextTable.Column(say("Đúng hạn", "On time"), .trailing),
        TextTable.Column(say("Tồn đầu", "Opening"), .trailing),
        TextTable.Column(say("Tồn cuối", "Closing"), .trailing),
      ]
  }

  private func cells(of line: FigureLine) -> [String] {
    let counts: [FigureCount] = [.pickups, .deliveries, .returns, .handled]
    var cells = [line.period.label + (line.hasEnded ? "" : say(" (chưa hết)", " (not over)"))]
    for (grouping, text) in zip(figures.groupings, line.group) {
      cells.append(name(text, of: grouping, on: line.period.lastDay))
    }
    cells += counts.map { Numbers.grouped(line[$0]) }
    cells += growth.map { base in
      FigureWords.shown(line.value(of: .growth(.handled, base)), isChange: true)
    }
    cells.append(FigureWords.shown(line.value(of: .onTimeOfResolved), isChange: false))
    return cells + [Numbers.grouped(line[.opening]), Numbers.grouped(line[.closing])]
  }

  private static func shown(_ value: FigureValue, isChange: Bool) -> String {
    switch value {
    case .percent(let text): isChange ? Numbers.change(text) : Numbers.percent(text)
    case .count(let count): Numbers.grouped(count)
    case .text(let text): text
    case .empty: "–"
    }
  }

  private func name(_ text: String, of grouping: Grouping, on date: LocalDate) -> String {
    if text == "unknown" { return say("không rõ", "unknown") }
    switch grouping {
    case .province:
      let name = (try? ProvinceCode(text)).flatMap { provinces.name($0, on: date) }
      return name.map { "\(text) \($0)" } ?? text
    case .channel: return Channel(name: text).map { say(ColumnWords.name($0)) } ?? text
    case .service: return names.procedure(stem: text, on: date)
    case .agency: return names.agency(canonical: text, on: date)
    case .office:
      return (try? PostOfficeCode(text)).map { names.office($0, on: date) } ?? text
    }
  }

  static func heading(_ grouping: Grouping) -> String { say(ColumnWords.title(grouping)) }

  private static func heading(_ base: GrowthBase) -> String {
    switch base {
    case .quarterBefore: say("Quý trước", "Quarter")
    case .yearBefore: say("Cùng kỳ", "Year")
    }
  }

  private var nothing: String {
    say("Không có hồ sơ nào trong kỳ.\n", "No dossiers in the period.\n")
  }

  /// Says that provinces were rolled up, where a period and what it is compared with straddle a
  /// merger.
  private var rollUp: String {
    guard figures.groupings.contains(.province) else { return "" }
    let mergers = figures.rows.map(\.period).compactMap { period in
      provinces.lastMerger(
        from: (period.yearBefore ?? period.previous ?? period).start, through: period.lastDay)
    }
    guard let day = mergers.max() else { return "" }
    return say(
      "Tỉnh sáp nhập từ \(day.vietnamese) được gộp vào tỉnh kế thừa, cả ở kỳ đem so "
        + "(\(provinces.version)).\n",
      "Provinces merged from \(day.iso) are rolled up to their successors, in compared periods "
        + "too (\(provinces.version)).\n")
  }

  private var footnotes: String {
    let events = Numbers.grouped(figures.eventCount)
    let orphans = Numbers.grouped(figures.orphans)
    var text = say(
      "Lượt = nhận gửi + trả", "Legs = pickups + returns")
    if !growth.isEmpty {
      text += say(
        "; so với quý trước và cùng kỳ là của số lượt", "; growth on quarter and year is of legs")
    }
    text += say(
      ". Đúng hạn: trong số đã giải quyết có hẹn trả.\n",
      ". On time: of those resolved that had a due date.\n")
    text += say(
      "Theo \(events) sự kiện ghi nhận trước \(figures.asOf.rfc3339).",
      "From \(events) events recorded before \(figures.asOf.rfc3339).")
    text += say(
      " Hồ sơ chưa có lần quét nhận: \(orphans) (không tính).\n",
      " Dossiers without a pickup: \(orphans), not counted.\n")
    return text + declared + unfinished + rollUp
  }

  /// Says how many offices declared the last period complete.
  private var declared: String {
    guard let coverage, coverage.covered > 0 || coverage.listed != nil else { return "" }
    let label = coverage.period.label
    guard let listed = coverage.listed, let share = coverage.percent else {
      let covered = Numbers.grouped(Int64(coverage.covered))
      return say(
        "\(label): \(covered) bưu cục đã chốt kỳ.\n",
        "\(label): \(covered) offices declared the period complete.\n")
    }
    let (covered, all) = (
      Numbers.grouped(Int64(listed.covered)), Numbers.grouped(Int64(listed.all))
    )
    return say(
      "\(label): \(covered)/\(all) bưu cục (\(Numbers.percent(share))) đã chốt kỳ.\n",
      "\(label): \(covered) of \(all) offices (\(Numbers.percent(share))) declared the period "
        + "complete.\n")
  }

  /// Says which periods are compared with nothing, and how they can be.
  private var unfinished: String {
    guard let period = figures.rows.last(where: { !$0.hasEnded })?.period else { return "" }
    let remedy =
      period.yearBefore == nil
      ? ""
      : say(
        " So với cùng những ngày ấy năm trước: thêm --same-days.",
        " To compare the same days of last year, add --same-days.")
    return say(
      "Chưa hết: ngày cuối (\(period.lastDay.vietnamese)) chưa qua ở mốc số liệu nên không so với "
        + "kỳ trước.",
      "Not over: the last day (\(period.lastDay.iso)) had not passed at the cutoff, so there is no "
        + "growth.") + remedy + "\n"
  }
}
