import HosoDomain
import HosoSimulation
import Testing

@Suite("What goes otherwise in a realistic history")
struct RealisticTests {
  /// A history that several tests look at, made once.
  static let thousandth = Result { try RealisticLines(scale: "0.001", seed: 7) }

  @Test func `the same scale and seed give the same bytes and the same truth`() throws {
    let (first, second) = (
      try RealisticHistory(scale: "0.0002", seed: 5), try RealisticHistory(scale: "0.0002", seed: 5)
    )
    #expect(first.bytes == second.bytes)
    #expect(first.json == second.json)
    let other = try RealisticHistory(scale: "0.0002", seed: 6)
    #expect(first.bytes != other.bytes)
  }

  @Test func `the product reads every line, and writes it as the same bytes`() throws {
    let history = try RealisticHistory(scale: "0.0002", seed: .max)
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    var written: [UInt8] = []
    for line in history.bytes.split(separator: UInt8(ascii: "\n")) {
      let read = try line.withUnsafeBufferPointer { try reader.read($0) }
      InterchangeWriter.write(read.event, recordedAt: read.recordedAt, into: &written)
      written.append(UInt8(ascii: "\n"))
    }
    #expect(written == history.bytes)
  }

  @Test func `lines are sorted by recording, and each source counts from 1`() throws {
    let lines = try RealisticTests.thousandth.get().lines
    let times = lines.map { $0["recorded_at"] }
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    var counts: [String: Int] = [:]
    var runs = 0
    var last = ""
    for line in lines {
      counts[line["source"], default: 0] += 1
      #expect(line["sequence"] == "\(counts[line["source"], default: 0])")
      if line["source"] != last { runs += 1 }
      last = line["source"]
    }
    #expect(1 < counts.count && counts.count <= 64)
    // Uploads come in one go: a ledger holds few runs.
    #expect(runs < lines.count / 50)
  }

  @Test(arguments: [
    "item.departed", "item.arrived", "result.return_failed", "recipient.invited",
    "result.sent_back", "item.lost", "item.damaged", "dossier.withdrawn", "alias.linked",
    "event.voided", "event.amended", "supplement.requested", "due.changed",
  ])
  func `every kind of mishap occurs`(type: String) throws {
    #expect(try RealisticTests.thousandth.get().lines.contains { $0["type"] == type })
  }

  @Test func `voids, voids of voids and of amendments, and finds occur`() throws {
    let history = try RealisticTests.thousandth.get()
    let voided = Set(history.corrected(by: "event.voided"))
    let expected: Set<String> = [
      "result.returned", "dossier.delivered", "dossier.picked_up", "item.lost", "event.voided",
      "event.amended",
    ]
    #expect(voided.isSuperset(of: expected))
    let amended = Set(history.corrected(by: "event.amended"))
    #expect(
      amended == [
        "dossier.picked_up", "dossier.delivered", "result.collected", "result.returned",
      ])
    let set = Set(history.lines.flatMap { $0.fields.keys.filter { $0.hasPrefix("set_") } })
    #expect(set == ["set_occurred_at", "set_office", "set_province"])
    let lost = history.lines.count { $0["type"] == "item.lost" }
    #expect(history.corrected(by: "event.voided").count { $0 == "item.lost" } < lost)
  }

  @Test func `clocks are wrong, some for good, and uploads come late, some after the end`() throws {
    let lines = try RealisticTests.thousandth.get().lines
    #expect(lines.contains { $0.day > $0["recorded_at"].prefix(10) })
    #expect(lines.contains { $0["type"] == "item.arrived" && $0.day < "2013" })
    #expect(lines.contains { $0["type"] == "dossier.picked_up" && $0.day < "2016" })
    let uploads = lines.filter { $0["source"] != "simulate-7-1000" }
    #expect(uploads.contains { $0["recorded_at"] > "2020-04-10" && $0.day <= "2020-03-31" })
    #expect(uploads.allSatisfy { $0["office"] != "" })
  }

  @Test func `a result goes back after two invitations, two working days apart`() throws {
    let calendar = try WorkingCalendar.bundled()
    var invitations: [String: [LocalDate]] = [:]
    var refused: Set<String> = []
    var sentBack = 0
    let lines = try RealisticTests.thousandth.get().lines
    for line in lines.sorted(by: { $0["occurred_at"] < $1["occurred_at"] }) {
      let code = line["dossier"]
      if line["type"] == "recipient.invited" {
        invitations[code, default: []].append(try #require(LocalDate(iso: line.day)))
      }
      if line["reason"] == "Người nhận từ chối nhận" { refused.insert(code) }
      guard line["type"] == "result.sent_back", !refused.contains(code) else { continue }
      sentBack += 1
      let dates = try #require(invitations[code])
      #expect(dates.count == 2)
      #expect(calendar.workingDays(after: dates[0], through: dates[1]) >= 2)
    }
    #expect(sentBack > 0)
  }

  @Test func `every quarter carries its exact volume, and the last one is 95.8 % on time`() throws {
    for history in [
      try RealisticTests.thousandth.get().history, try RealisticHistory(scale: "0.0004", seed: 8),
    ] {
      let quarters = history.truth.nation(.calendar, vintage: history.truth.cutoffs.count)
      let plain = history.plan.plainTruth().nation(
        .calendar, vintage: history.truth.cutoffs.count)
      #expect(quarters.map(\.counts.handled) == plain.map(\.counts.handled))
      #expect(quarters.map(\.counts.pickups) == plain.map(\.counts.pickups))
      let last = try #require(quarters.last?.counts)
      #expect(
        percentText(
          numerator: Int64(last.early + last.onTime),
          denominator: Int64(last.early + last.onTime + last.late), decimals: 1) == "95.8")
    }
    let volumes = try RealisticTests.thousandth.get().history.truth
      .nation(.calendar, vintage: 13).map(\.counts.handled)
    #expect(volumes == VolumeTests.expected(oneOf: 1_000))
  }

  @Test func `each cutoff knew less than is known at last`() throws {
    let truth = try RealisticTests.thousandth.get().history.truth
    #expect(truth.cutoffs.count == 13)
    #expect(truth.cutoffs.last?.iso == "2020-04-10")
    for vintage in truth.cutoffs.indices {
      let then = truth.nation(.calendar, vintage: vintage)
      let now = truth.nation(.calendar, vintage: truth.cutoffs.count)
      let differing = zip(then, now).filter { $0.counts != $1.counts }
      #expect(!differing.isEmpty, "\(truth.cutoffs[vintage].iso)")
    }
    #expect(truth.orphans.last == 0)
    #expect(truth.orphans.dropLast().allSatisfy { $0 > 0 })
  }

  @Test(arguments: ["22", "27", "74"])
  func `in some provinces returns outnumber intakes about five to one`(code: String) throws {
    let truth = try RealisticTests.thousandth.get().history.truth
    let quarters = truth.quarters.filter {
      $0.province?.text == code && $0.calendar == .calendar && $0.vintage == truth.cutoffs.count
    }
    let pickups = quarters.reduce(0) { $0 + $1.counts.pickups }
    let returns = quarters.reduce(0) { $0 + $1.counts.returns }
    #expect((4.0...6.5).contains(Double(returns) / Double(pickups)))
  }
}

/// A realistic history with its lines read.
struct RealisticLines: Sendable {
  let history: RealisticHistory
  let lines: [Line]

  init(scale: String, seed: UInt64) throws {
    history = try RealisticHistory(scale: scale, seed: seed)
    lines = history.bytes.split(separator: UInt8(ascii: "\n")).map(Line.init)
  }

  /// The types of what corrections of a type correct.
  func corrected(by type: String) -> [String] {
    let corrections = lines.filter { $0["type"] == type }
    let targets = Set(corrections.map { $0["target"] })
    var types: [String: String] = [:]
    for line in lines where targets.contains(line["id"]) { types[line["id"]] = line["type"] }
    return corrections.compactMap { types[$0["target"]] }
  }
}
