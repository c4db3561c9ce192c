import HosoDomain
import HosoProjections

/// Counts by the names of the figures' columns, zeros left out.
typealias NamedCounts = [String: Int64]

/// The rows of a table: period and group, then counts now, a quarter before, a year before.
struct FigureTable: Equatable {
  struct Row: Equatable {
    var now: NamedCounts
    var previous: NamedCounts?
    var yearBefore: NamedCounts?
  }

  var rows: [String: Row] = [:]
  var orphans: Int64 = 0

  /// What is different, a line each.
  func differences(from other: FigureTable) -> [String] {
    var lines: [String] = []
    if orphans != other.orphans { lines.append("orphans \(orphans) != \(other.orphans)") }
    for key in Set(rows.keys).union(other.rows.keys).sorted() where rows[key] != other.rows[key] {
      lines.append("\(key): \(FigureTable.text(rows[key])) != \(FigureTable.text(other.rows[key]))")
    }
    return lines
  }

  private static func text(_ row: Row?) -> String {
    guard let row else { return "none" }
    return [("now", row.now), ("previous", row.previous), ("a year before", row.yearBefore)]
      .map { name, counts in
        let named = (counts ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return "\(name) \(counts == nil ? "none" : named.joined(separator: " "))"
      }
      .joined(separator: "; ")
  }
}

/// The figures of some known events, counted one dossier and one period after the other.
struct NaiveModel {
  let dossiers: [NaiveDossier]

  init(_ known: [Event]) {
    dossiers = NaiveDossiers.all(of: NaiveCorrections(known: known).effective)
  }

  func table(_ query: FiguresQuery, provinces: Provinces) -> FigureTable {
    var table = FigureTable()
    table.orphans = Int64(dossiers.count { $0.enteredOn == nil })
    for period in query.periods {
      let codes = period.lastDay
      let now = counts(in: period, query.groupings, provinces, codes)
      let previous = period.previous.map { counts(in: $0, query.groupings, provinces, codes) }
      let before = period.yearBefore.map { counts(in: $0, query.groupings, provinces, codes) }
      var groups = Array(now.keys)
      if query.groupings.isEmpty, groups.isEmpty { groups = [[]] }
      for group in groups {
        table.rows[([period.label] + group).joined(separator: " ")] = FigureTable.Row(
          now: now[group] ?? [:], previous: previous.map { $0[group] ?? [:] },
          yearBefore: before.map { $0[group] ?? [:] })
      }
    }
    return table
  }

  private func counts(
    in period: Period, _ groupings: [Grouping], _ provinces: Provinces, _ codesOn: LocalDate
  ) -> [[String]: NamedCounts] {
    var sums: [[String]: NamedCounts] = [:]
    for dossier in dossiers {
      let counts = dossier.counts(in: period)
      guard !counts.isEmpty else { continue }
      let group = groupings.map { grouping -> String in
        let text: String? =
          switch grouping {
          case .province: dossier.province.map { provinces.successor($0, on: codesOn).text }
          case .service: dossier.service
          case .channel: dossier.channel?.name
          case .agency: dossier.agency
          case .office: dossier.office?.text
          }
        return text ?? "unknown"
      }
      sums[group, default: [:]].merge(counts, uniquingKeysWith: +)
    }
    return sums
  }
}

extension FigureTable {
  /// The product's answer in the same words.
  init(_ figures: Figures) {
    orphans = figures.orphans
    for row in figures.rows {
      rows[([row.period.label] + row.group).joined(separator: " ")] = Row(
        now: FigureTable.named(row.counts), previous: row.previous.map(FigureTable.named),
        yearBefore: row.yearBefore.map(FigureTable.named))
    }
  }

  static func named(_ counts: FigureCounts) -> NamedCounts {
    let all: NamedCounts = [
      "opening": counts[.opening], "entered": counts[.entered], "pickups": counts[.pickups],
      "deliveries": counts[.deliveries], "returns": counts[.returns], "handled": counts[.handled],
      "withdrawn": counts[.withdrawn], "lost": counts[.lost], "sent_back": counts[.sentBack],
      "closed_delivered": counts[.closedDelivered], "closing": counts[.closing],
      "resolved": counts[.resolved], "early": counts[.early], "on_time": counts[.onTime],
      "late": counts[.late], "no_due": counts[.noDue],
      "c3": counts[.c3], "c4": counts[.c4], "c5": counts[.c5], "c6": counts[.c6],
      "c7": counts[.c7], "c8": counts[.c8], "c9": counts[.c9], "c10": counts[.c10],
      "c11": counts[.c11], "c12": counts[.c12], "c13": counts[.c13],
      "ready_unknown": counts[.readyUnknown],
    ]
    return all.filter { $0.value != 0 }
  }
}
