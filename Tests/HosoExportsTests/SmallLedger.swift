import Glibc
import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// A ledger in a folder of its own, gone with the value.
final class SmallLedger {
  let path: String
  let writer: LedgerWriter
  private let time: Time
  private var dossiers = 0

  /// The clock of recording, moved by hand.
  private final class Time {
    var now = RecordedAt(microseconds: 0)
  }

  init() throws {
    var template = Array("/tmp/hoso-exports-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Absent.folder }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let time = Time()
    time.now = try RecordedAt(rfc3339: "2020-04-01T08:00:00+07:00")
    self.time = time
    let folder = LedgerFolder(path: path + "/hoso.ledger")
    let settings = try LedgerSettings(office: nil, province: nil, channel: nil)
    try LedgerWriter.create(in: folder, settings: settings)
    writer = try LedgerWriter(opening: folder) { time.now }
  }

  deinit {
    SmallLedger.remove(path)
  }

  enum Absent: Error {
    case folder
    case period
  }

  func record(_ events: [Event]) throws {
    try writer.commit { transaction in
      for event in events {
        _ = try transaction.append(own: writer.settings.source) { identity in
          var event = event
          event.identity = identity
          return event
        }
      }
    }
  }

  /// Moves the clock of recording.
  func recordFrom(_ text: String) throws {
    time.now = try RecordedAt(rfc3339: text)
  }

  /// What happens to one dossier, day by day, such as `("2020-01-05", .dossierPickedUp)`.
  func dossier(
    _ steps: [(day: String, type: EventType)], province: String? = "01",
    service: String? = "1.001612", channel: Channel? = .counter, due: String? = nil,
    office: String? = nil
  ) throws {
    dossiers += 1
    let code = try Alias("BN-\(10_000 + dossiers)")
    let source = writer.settings.source
    let events = try steps.map { step in
      var event = Event(
        identity: EventIdentity(source: source, sequence: 1, id: try EventID("x")),
        type: step.type,
        occurredAt: try OccurredAt(rfc3339: step.day + "T09:00:00+07:00"),
        subject: .dossier(code))
      if step.type == .dossierPickedUp {
        event.province = try province.map { try ProvinceCode($0) }
        event.service = try service.map { try ProcedureCode($0) }
        event.channel = channel
        event.office = try office.map { try PostOfficeCode($0) }
      }
      if step.type == .dossierDelivered { event.dueDate = due.flatMap { LocalDate(iso: $0) } }
      return event
    }
    try record(events)
  }

  /// A few dossiers over two quarters in two provinces: open, closed, early, late and unknown.
  func fill() throws {
    try dossier(
      [
        ("2019-11-05", .dossierPickedUp), ("2019-11-06", .dossierDelivered),
        ("2020-01-10", .resultReady), ("2020-01-12", .resultReturned),
      ], due: "2020-01-08")
    try dossier(
      [
        ("2020-01-05", .dossierPickedUp), ("2020-01-06", .dossierDelivered),
        ("2020-01-10", .resultReady), ("2020-01-12", .resultReturned),
      ], province: "48", channel: .home, due: "2020-01-20")
    try dossier([("2020-02-05", .dossierPickedUp)], province: nil, service: nil, channel: nil)
    try dossier(
      [("2020-03-05", .dossierPickedUp), ("2020-03-06", .dossierDelivered)],
      service: "2.000815", channel: .online, due: "2020-03-20")
    try dossier([("2020-03-07", .dossierDelivered)])
  }

  func views() throws -> Views {
    try Views.inMemory(LedgerReader(opening: writer.folder))
  }

  func figures(_ periods: String, by groupings: [Grouping] = []) throws -> Figures {
    try views().figures(
      FiguresQuery(periods: Period.range(periods, calendar: .calendar), groupings: groupings),
      provinces: Provinces.bundled())
  }

  func export(
    _ period: String = "2020Q1", to name: String = "out", cutoff: RecordedAt? = nil,
    replaces: Bool = false, tables: ExportTables? = nil, options: ExportOptions = ExportOptions()
  ) throws -> ExportReceipt {
    try QuarterlyExport(
      views: views(), tables: tables ?? SmallLedger.tables(), productVersion: "1.2.3"
    ).write(
      Period.parse(period, calendar: .calendar), cutoff: cutoff, to: path + "/" + name,
      replaces: replaces, options: options)
  }

  static func tables(_ names: CodeNames = CodeNames()) throws -> ExportTables {
    try ExportTables.bundled(names: names)
  }

  /// The bytes of a file in the ledger's folder; nil if there is none.
  func bytes(_ name: String) -> [UInt8]? {
    guard let file = fopen(path + "/" + name, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  func text(_ name: String) -> String {
    String(decoding: bytes(name) ?? [], as: UTF8.self)
  }

  /// A file's rows by the names of their columns.
  func rows(_ name: String) -> [[String: String]] {
    let lines = text(name).split(separator: "\n").map(SmallLedger.cells)
    return lines.dropFirst().map { cells in
      Dictionary(uniqueKeysWithValues: zip(lines[0], cells))
    }
  }

  /// The cells of a line of CSV, none of which has a line feed.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  func write(_ text: String, to name: String) {
    guard let file = fopen(path + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// The names in a folder, sorted.
  func entries(_ name: String = "") -> [String] { SmallLedger.entries(of: path + "/" + name) }

  private static func entries(of path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {  // Bounded by the entries.
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  private static func remove(_ path: String) {
    for name in entries(of: path) { remove(path + "/" + name) }
    _ = Glibc.remove(path)
  }
}
