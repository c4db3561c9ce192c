import HosoDomain
import HosoSimulation
import Testing

@Suite("The lines of a history")
struct LineTests {
  static let fieldNames: Set<String> = [
    "id", "source", "sequence", "type", "dossier", "occurred_at", "recorded_at", "office", "actor",
    "province", "service", "agency", "channel", "mode", "due_date", "aliases",
  ]

  @Test func `every code and every value is one that the domain reads`() throws {
    for line in try Histories.tenThousandth.get().lines {
      #expect(Set(line.fields.keys).isSubset(of: LineTests.fieldNames))
      _ = try EventID(line["id"])
      _ = try SourceName(line["source"])
      _ = try Alias(line["dossier"])
      _ = try #require(EventType(name: line["type"]))
      _ = try OccurredAt(rfc3339: line["occurred_at"])
      _ = try RecordedAt(rfc3339: line["recorded_at"])
      for (name, text) in line.fields {
        switch name {
        case "office": _ = try PostOfficeCode(text)
        case "actor": _ = try StaffNumber(text)
        case "province": _ = try ProvinceCode(text)
        case "service": #expect(try ProcedureCode(text).stem == text)
        case "agency": #expect(try AgencyCode(text).canonical == text)
        case "channel": _ = try #require(Channel(name: text))
        case "mode": _ = try #require(ServiceMode(name: text))
        case "due_date": _ = try #require(LocalDate(iso: text))
        case "aliases": _ = try Alias(text)
        default: continue
        }
      }
    }
  }

  @Test func `the product reads every line, and writes it as the same bytes`() throws {
    let history = try History(scale: "0.0002", seed: 11)
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    var written: [UInt8] = []
    for line in history.bytes.split(separator: UInt8(ascii: "\n")) {
      let read = try line.withUnsafeBufferPointer { try reader.read($0) }
      InterchangeWriter.write(read.event, recordedAt: read.recordedAt, into: &written)
      written.append(UInt8(ascii: "\n"))
    }
    #expect(written == history.bytes)
  }

  @Test func `lines are numbered from 1, and ids end in the number`() throws {
    let lines = try Histories.thousandth.get().lines
    let wrong = lines.enumerated().first { index, line in
      line["sequence"] != "\(index + 1)" || line["id"] != "simulate-7-1000-\(index + 1)"
        || line["source"] != "simulate-7-1000"
    }
    #expect(wrong == nil)
  }

  @Test func `each line is recorded later than the one before, and within minutes`() throws {
    let times = try Histories.thousandth.get().lines.map { $0["recorded_at"] }
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    for line in try Histories.tenThousandth.get().lines {
      let occurred = try OccurredAt(rfc3339: line["occurred_at"])
      let recorded = try RecordedAt(rfc3339: line["recorded_at"])
      let lag = recorded.microseconds - occurred.milliseconds * 1_000
      #expect((400_000..<240_000_000).contains(lag))
    }
  }

  @Test func `things happen on working days while the counters are open`() throws {
    let calendar = try WorkingCalendar.bundled()
    let lines = try Histories.thousandth.get().lines
    for day in Set(lines.map(\.day)) {
      let date = try #require(LocalDate(iso: day))
      #expect(calendar.isWorkingDay(date), "\(day)")
    }
    let closed = lines.first { line in
      let clock = line["occurred_at"].dropFirst(11)
      return !("07:30:00+07:00"..<"11:30:00+07:00").contains(clock)
        && !("13:30:00+07:00"..<"17:00:00+07:00").contains(clock)
    }
    #expect(closed == nil)
  }

  @Test func `the history begins in 2017 and ends with March 2020`() throws {
    let lines = try Histories.thousandth.get().lines
    #expect(lines.first?.day == "2017-01-03")
    #expect(lines.last?.day == "2020-03-31")
  }

  @Test func `chunks end with a line`() throws {
    let history = try History(scale: "0.0005", seed: 7)
    #expect(history.chunks.count > 10)
    for chunk in history.chunks {
      #expect(chunk.last == UInt8(ascii: "\n"))
      #expect(chunk.count <= 1 << 20 + 1_024)
    }
  }
}

@Suite("The dossiers of a history")
struct DossierTests {
  static let order = [
    "dossier.picked_up", "dossier.delivered", "dossier.accepted", "result.ready",
    "result.collected", "result.returned",
  ]

  @Test func `no code is given to two dossiers, and none is scanned before it exists`() throws {
    let history = try Histories.thousandth.get()
    var owner: [String: Int] = [:]
    var shared: [String] = []
    for (index, dossier) in history.recount.dossiers.enumerated() {
      for code in Set(dossier.steps.flatMap { [$0["dossier"], $0["aliases"]] }) where code != "" {
        if owner.updateValue(index, forKey: code) != nil { shared.append(code) }
      }
    }
    #expect(shared.isEmpty)
    // A recount joins dossiers by their codes, so a shared code would show as a second pickup.
    let pickups = history.lines.filter { $0["type"] == "dossier.picked_up" }.count
    #expect(pickups == history.truth.quarters.map(\.pickups).reduce(0, +))
    #expect(history.recount.dossiers.allSatisfy { $0.first.count == $0.steps.count })
  }

  @Test func `steps follow each other in the order in which they can happen`() throws {
    let wrong = try Histories.thousandth.get().recount.dossiers.filter { dossier in
      let places = dossier.steps.compactMap { DossierTests.order.firstIndex(of: $0["type"]) }
      let times = dossier.steps.map { $0["occurred_at"] }
      return places != places.sorted()
        || !zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `each mode has the legs it is named for`() throws {
    var count: [String: Int] = [:]
    var types: [String: Set<String>] = [:]
    for dossier in try Histories.thousandth.get().recount.dossiers {
      count[dossier.mode, default: 0] += 1
      types[dossier.mode, default: []].formUnion(dossier.first.keys)
    }
    #expect(types["send"] == ["dossier.picked_up", "dossier.delivered"])
    #expect(types["return"] == Set(DossierTests.order.dropFirst(2)))
    #expect(types["both"] == Set(DossierTests.order).subtracting(["dossier.accepted"]))
    #expect(Set(count.keys) == ["both", "send", "return"])
    #expect(count["both", default: 0] > count["send", default: 0] + count["return", default: 0])
  }

  @Test func `a due date lies after the acceptance that names it`() throws {
    let appointments = try Histories.thousandth.get().lines.filter { !$0["due_date"].isEmpty }
    #expect(appointments.allSatisfy { $0["due_date"] > $0.day })
    #expect(Set(appointments.map { $0["type"] }) == ["dossier.delivered", "dossier.accepted"])
  }

  @Test func `dossier numbers carry their agency and the day of acceptance`() throws {
    let history = try Histories.tenThousandth.get()
    for dossier in history.recount.dossiers {
      guard let entry = dossier.first["dossier.picked_up"],
        let delivery = dossier.first["dossier.delivered"]
      else { continue }
      let number = try DossierNumber(delivery["aliases"])
      #expect(number.receivedOn.iso == delivery.day)
      #expect(number.agencyText == entry["agency"])
    }
  }
}
