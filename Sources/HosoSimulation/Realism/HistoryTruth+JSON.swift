import HosoDomain

extension HistoryTruth {
  /// The columns of `figures --format csv` that are counts.
  static let columns = [
    "opening", "entered", "pickups", "deliveries", "returns", "handled", "withdrawn", "lost",
    "sent_back", "closed_delivered", "closing", "resolved", "early", "on_time", "late", "no_due",
  ]

  /// The truth as a JSON text: for each vintage its cutoff (null for what is known at last), the
  /// orphans, and a row of counts for the nation and each province that has any.
  public func json(scale: Scale, seed: UInt64, isRealistic: Bool) -> [UInt8] {
    var byVintage = [[Quarter]](repeating: [], count: cutoffs.count + 1)
    for quarter in quarters { byVintage[quarter.vintage].append(quarter) }
    var json = JSONBuilder()
    json.object { json in
      json.field("scale", scale.text)
      json.field("seed", seed)
      json.field("history", isRealistic ? "realistic" : "plain")
      json.field("events", events)
      json.list("columns") { json in
        for column in HistoryTruth.columns { json.item(column) }
      }
      json.list("vintages") { json in
        for (vintage, quarters) in byVintage.enumerated() {
          json.object { json in write(vintage, quarters, to: &json) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func write(_ vintage: Int, _ quarters: [Quarter], to json: inout JSONBuilder) {
    if vintage < cutoffs.count {
      json.field("as_of", cutoffs[vintage].iso)
    } else {
      json.nullField("as_of")
    }
    json.field("orphans", orphans[vintage])
    json.list("rows") { json in
      for calendar in [ReportingCalendar.calendar, .statutory] {
        for (label, counts) in nation(calendar, vintage: vintage) {
          write(calendar, label, nil, counts, to: &json)
          for quarter in quarters
          where quarter.calendar == calendar && quarter.label == label && !quarter.counts.isZero {
            write(calendar, label, quarter.province, quarter.counts, to: &json)
          }
        }
      }
    }
  }

  private func write(
    _ calendar: ReportingCalendar, _ label: String, _ province: ProvinceCode?, _ counts: Counts,
    to json: inout JSONBuilder
  ) {
    json.object { json in
      json.field("calendar", calendar.rawValue)
      json.field("period", label)
      if let province { json.field("province", province.text) }
      json.list("counts") { json in
        for value in counts.values { json.item(value) }
      }
    }
  }
}
