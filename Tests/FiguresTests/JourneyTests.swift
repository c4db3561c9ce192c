import Foundation
import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

@Suite("The journey judged by hand")
struct JourneyTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/journey")

  /// Rows of a table as values by column.
  private func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return try lines.dropFirst().map { line in
      try #require(line.count == header.count, "\(name): \(line)")
      return Dictionary(uniqueKeysWithValues: zip(header, line))
    }
  }

  private func lines() throws -> [InterchangeLine] {
    var reader = InterchangeReader(defaultSource: try SourceName("journey"))
    return try Data(contentsOf: Self.folder.appending(path: "journey.ndjson"))
      .split(separator: UInt8(ascii: "\n"))
      .map { try Array($0).withUnsafeBufferPointer { try reader.read($0) } }
  }

  /// A cutoff as people write it: a day is its first instant.
  private func cutoff(_ text: String) throws -> RecordedAt? {
    if text == "head" { return nil }
    if let date = LocalDate(iso: text) { return date.startRecordedAt }
    return RecordedAt(microseconds: try OccurredAt(rfc3339: text).milliseconds * 1_000)
  }

  private func period(_ row: [String: String]) throws -> Period {
    let calendar = try #require(ReportingCalendar(rawValue: row["calendar"] ?? ""))
    return try Period.parse(row["period"] ?? "", calendar: calendar)
  }

  /// The counts of a row, zeros left out.
  private func counts(_ row: [String: String]) throws -> NamedCounts {
    var counts: NamedCounts = [:]
    for (name, text) in row {
      guard !["as_of", "calendar", "period", "province", "orphans"].contains(name) else { continue }
      let count = try #require(Int64(text))
      if count != 0 { counts[name] = count }
    }
    return counts
  }

  /// The lines in a ledger, moved in with their own times of recording.
  private func ledger(commits size: Int) throws -> ScratchLedger {
    let ledger = try ScratchLedger()
    let lines = try lines()
    for start in stride(from: 0, to: lines.count, by: size) {
      try ledger.writer.commit { transaction in
        for line in lines[start..<min(start + size, lines.count)] {
          let outcome = try transaction.append(line.event, backfilledAt: line.recordedAt)
          guard case .recorded = outcome else {
            Issue.record("\(line.event.identity.id.text): \(outcome)")
            continue
          }
        }
      }
    }
    return ledger
  }

  private func check(_ views: Views, step: String) throws {
    let provinces = try Provinces.bundled()
    for (file, groupings) in [
      ("expected-nation.csv", []), ("expected-province.csv", [Grouping.province]),
    ] {
      let expected = try rows(file)
      for (asOf, group) in Dictionary(grouping: expected, by: { $0["as_of"] ?? "" }) {
        for calendar in ReportingCalendar.allCases {
          let rows = group.filter { $0["calendar"] == calendar.rawValue }
          var periods: [Period] = []
          for row in rows where !periods.contains(try period(row)) {
            periods.append(try period(row))
          }
          let figures = try views.figures(
            FiguresQuery(periods: periods, groupings: groupings, cutoff: try cutoff(asOf)),
            provinces: provinces)
          var found: [String: NamedCounts] = [:]
          for row in figures.rows {
            let name = ([row.period.label] + row.group).joined(separator: " ")
            found[name] = FigureTable.named(row.counts)
          }
          var words: [String: NamedCounts] = [:]
          for row in rows {
            let name = [row["period"], row["province"]].compactMap(\.self).joined(separator: " ")
            words[name] = try counts(row)
            if let orphans = row["orphans"] { #expect(figures.orphans == Int64(orphans)) }
          }
          for name in Set(found.keys).union(words.keys).sorted() {
            #expect(found[name] == words[name], "\(step), as of \(asOf), \(calendar), \(name)")
          }
        }
      }
    }
  }

  @Test func `the figures are those worked out by hand`() throws {
    let ledger = try ledger(commits: 1_000)
    let views = try Views.open(ledger.reader())
    try check(views, step: "at once")
    // From the file, not from memory.
    try check(Views.open(ledger.reader()), step: "reopened")
    #expect(try Views.daysThatDifferFromRebuild(ledger.reader()) == 0)
  }

  @Test func `they are the same when every line is a commit of its own`() throws {
    let ledger = try ledger(commits: 1)
    let views = try Views.open(ledger.reader())
    try check(views, step: "line by line")
  }

  @Test func `the judgements sum to the tables`() throws {
    let judgements = try rows("judgements.csv").map { row in
      (row: row, dossier: try NaiveDossier(judged: row))
    }
    for file in ["expected-nation.csv", "expected-province.csv"] {
      for row in try rows(file) {
        let period = try period(row)
        var sums: NamedCounts = [:]
        for judgement in judgements where judgement.row["as_of"] == row["as_of"] {
          let own = judgement.row["province"]
          let isReformed = period.lastDay >= (LocalDate(iso: "2025-07-01") ?? period.lastDay)
          let province = own == "74" && isReformed ? "79" : own
          guard row["province"] == nil || row["province"] == province else { continue }
          sums.merge(judgement.dossier.counts(in: period), uniquingKeysWith: +)
        }
        #expect(try counts(row) == sums, "\(file): \(row)")
      }
    }
  }
}

extension NaiveDossier {
  /// What was judged by hand, as far as periods are concerned.
  fileprivate init(judged row: [String: String]) throws {
    func date(_ column: String) throws -> LocalDate? {
      let text = try #require(row[column])
      if text.isEmpty || text == "orphan" { return nil }
      let date: LocalDate = try #require(LocalDate(iso: text))
      return date
    }
    let closings: [String: EventType] = [
      "returns": .resultReturned, "sent_back": .resultSentBack, "withdrawn": .dossierWithdrawn,
      "lost": .itemLost, "closed_delivered": .dossierDelivered,
    ]
    enteredOn = try date("entered")
    pickedUpOn = try date("picked_up")
    deliveredOn = try date("delivered")
    closing = try date("closed_on").map { (try #require(closings[row["closed_as"] ?? ""]), $0) }
    dueDate = try date("due")
    readyOn = try date("ready")
    agencyIn = try date("agency_in")
    agencyOut = try date("agency_out").map {
      ($0, row["column"] ?? "", row["ready_unknown"] == "yes")
    }
    channel = Channel(name: row["channel"] ?? "")
    province = nil
    office = nil
    service = nil
    agency = nil
  }
}
