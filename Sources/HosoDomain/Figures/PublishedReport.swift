/// What a published report says of a place and period, and whether it can be true.
///
/// Numbers that are not given are asked nothing.
public struct PublishedReport: Sendable {
  /// A number that a report may give, by the name of its column.
  public enum Number: String, CaseIterable, Hashable, Sendable {
    case c3
    case c4
    case c5
    case c6
    case c7
    case c8
    case c9
    case c10
    case c11
    case c12
    case c13
    /// Early or in time.
    case onTime = "on_time"
    case late
  }

  /// What has to hold of the numbers that are given.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    case received = "c3 = c4 + c5 + c6"
    case settled = "c7 = c8 + c9 + c10"
    case open = "c11 = c12 + c13"
    case balance = "c3 = c7 + c11"
    case settledOfReceived = "c7 <= c3"
    case onTimeParts = "on_time = c8 + c9"
    case onTimeOfSettled = "on_time <= c7"
    case onTimeAndLate = "c7 >= on_time + late"
    /// Within one unit of its last digit, so that whoever cut digits off is right as well.
    case share = "on_time_pct = on_time / c7"
  }

  /// A rule that the numbers break: what it says, and what follows from the others.
  public struct Breach: Hashable, Sendable {
    public let rule: Rule
    public let said: String
    public let follows: String
  }

  /// The line of the file.
  public let line: Int
  /// What the report calls itself; empty if it does not.
  public let name: String
  /// Where it was published; empty if nobody says.
  public let source: String
  /// The rules that all numbers were there for.
  public private(set) var checked: [Rule] = []
  public private(set) var breaches: [Breach] = []

  /// Reads reports, a row each: columns `report` and `source` if there are any, numbers by the
  /// names of form II.06a or by `received`, `resolved`, `open`, and `on_time_pct`.
  public static func read(csv: [UInt8]) throws(TableFault) -> [PublishedReport] {
    let table = try Table(csv: csv, columns: [])
    let known = columns.flatMap(\.names) + ["on_time_pct"]
    guard known.contains(where: table.has) else {
      throw TableFault(line: 1, column: "c3", reason: .missingColumn)
    }
    var reports: [PublishedReport] = []
    for row in table.rows { reports.append(try PublishedReport(row)) }
    return reports
  }

  private static let columns: [(number: Number, names: [String])] = Number.allCases.map { number in
    switch number {
    case .c3: (number, ["c3", "received"])
    case .c7: (number, ["c7", "resolved"])
    case .c11: (number, ["c11", "open"])
    case .c4, .c5, .c6, .c8, .c9, .c10, .c12, .c13, .onTime, .late: (number, [number.rawValue])
    }
  }

  private init(_ row: Table.Row) throws(TableFault) {
    line = row.line
    name = row["report"]
    source = row["source"]
    var numbers: [Number: Int64] = [:]
    for (number, names) in PublishedReport.columns {
      for name in names where !row[name].isEmpty {
        let value = Int64(try row.number(name, in: 0...1_000_000_000_000))
        guard numbers.updateValue(value, forKey: number).map({ $0 == value }) ?? true else {
          throw row.fault(name, .contradiction(row[name]))
        }
      }
    }
    check(numbers)
    if !row["on_time_pct"].isEmpty { try check(share: row["on_time_pct"], numbers, row) }
  }

  private mutating func check(_ numbers: [Number: Int64]) {
    func sum(_ parts: [Number]) -> Int64? {
      parts.reduce(Int64?.some(0)) { sum, part in
        sum.flatMap { sum in numbers[part].map { sum + $0 } }
      }
    }
    let equal: [(rule: Rule, whole: Number, parts: [Number])] = [
      (.received, .c3, [.c4, .c5, .c6]), (.settled, .c7, [.c8, .c9, .c10]),
      (.open, .c11, [.c12, .c13]), (.balance, .c3, [.c7, .c11]),
      (.onTimeParts, .onTime, [.c8, .c9]),
    ]
    for (rule, whole, parts) in equal {
      guard let said = numbers[whole], let follows = sum(parts) else { continue }
      note(rule, holds: said == follows, said, follows)
    }
    let bounded: [(rule: Rule, parts: [Number], whole: Number)] = [
      (.settledOfReceived, [.c7], .c3), (.onTimeOfSettled, [.onTime], .c7),
      (.onTimeAndLate, [.onTime, .late], .c7),
    ]
    for (rule, parts, whole) in bounded {
      guard let said = sum(parts), let most = numbers[whole] else { continue }
      note(rule, holds: said <= most, said, most)
    }
  }

  private mutating func note(_ rule: Rule, holds: Bool, _ said: Int64, _ follows: Int64) {
    checked.append(rule)
    if !holds { breaches.append(Breach(rule: rule, said: String(said), follows: String(follows))) }
  }

  /// Checks a share in percent, which may have a comma or a point and up to six digits after it.
  private mutating func check(
    share text: String, _ numbers: [Number: Int64], _ row: Table.Row
  ) throws(TableFault) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    let decimals = parts.count == 2 ? parts[1].utf8.count : 0
    guard 1...2 ~= parts.count, (parts.count == 1) == (decimals == 0), decimals <= 6,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(CodeText.isDigit) }),
      let said = Int64(parts.joined()), said <= 1_000_000_000
    else { throw row.fault("on_time_pct", .badValue(text)) }
    var onTime = numbers[.onTime]
    if onTime == nil, let early = numbers[.c8], let exact = numbers[.c9] { onTime = early + exact }
    guard let onTime, let settled = numbers[.c7], settled > 0 else { return }
    checked.append(.share)
    let scale = (0..<decimals).reduce(Int128(100)) { scale, _ in scale * 10 }
    // |said − onTime × scale / settled| < 1, without dividing.
    let gap = Int128(said) * Int128(settled) - Int128(onTime) * scale
    guard gap.magnitude >= Int128(settled).magnitude else { return }
    let follows = Ratio(onTime, over: settled).percent(decimals: max(1, decimals)) ?? ""
    breaches.append(Breach(rule: .share, said: text, follows: follows))
  }
}
