import Foundation
import HosoDomain
import HosoLedger
import HosoProjections

/// A ledger in a folder of its own, gone with the value.
final class Book {
  let folder: LedgerFolder
  private let writer: LedgerWriter
  private let clock: Clock
  private var count: UInt64 = 0

  /// The clock of recording, moved by hand.
  private final class Clock {
    var now = RecordedAt(microseconds: 0)
  }

  init() throws {
    // In memory where the machine offers that: these tests wait for no disk.
    let memory = "/dev/shm"
    let parent =
      FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path(percentEncoded: false)
    folder = LedgerFolder(path: "\(parent)/hoso-explain-\(UUID().uuidString)")
    let clock = Clock()
    self.clock = clock
    let settings = try LedgerSettings(office: nil, province: nil, channel: nil)
    try LedgerWriter.create(in: folder, settings: settings)
    writer = try LedgerWriter(opening: folder) { clock.now }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder.path)
  }

  func reader() throws -> LedgerReader { try LedgerReader(opening: folder) }

  /// Hands over one large commit.
  func recordAnew(_ body: (LedgerTransaction) throws -> Void) throws {
    try writer.commit { try body($0) }
  }

  func record(_ events: [Event], at moment: RecordedAt) throws {
    clock.now = moment
    try writer.commit { transaction in
      for event in events { _ = try transaction.append(event) }
    }
  }

  /// Records one event of one desk, and answers its id.
  @discardableResult
  func add(
    _ type: EventType, _ at: String, code: String, recorded: String,
    _ fill: (inout Event) throws -> Void = { _ in }
  ) throws -> EventID {
    try add(type, at, subject: .dossier(Alias(code)), recorded: recorded, fill)
  }

  /// Records a correction of one of the desk's events.
  @discardableResult
  func correct(
    _ type: EventType, _ target: EventID, recorded: String, at moment: String? = nil,
    _ fill: (inout Amendment) -> Void = { _ in }
  ) throws -> EventID {
    let subject = Subject.event(EventTarget(target))
    return try add(type, moment ?? recorded, subject: subject, recorded: recorded) { event in
      guard type == .eventAmended else { return }
      var amendment = Amendment()
      fill(&amendment)
      event.amendment = amendment
    }
  }

  /// Records a publication on a day of October 2025.
  func add(_ type: EventType, day: Int, of period: Period) throws {
    let moment = "2025-10-0\(day) 13:00"
    try add(type, moment, subject: .period, recorded: moment) { $0.period = period }
  }

  @discardableResult
  private func add(
    _ type: EventType, _ at: String, subject: Subject, recorded: String,
    _ fill: (inout Event) throws -> Void
  ) throws -> EventID {
    count += 1
    let id = try EventID("desk-\(count)")
    let identity = EventIdentity(source: try SourceName("desk"), sequence: count, id: id)
    var event = Event(
      identity: identity, type: type, occurredAt: try Book.moment(at), subject: subject)
    event.office = try PostOfficeCode("100000")
    event.province = try ProvinceCode("01")
    try fill(&event)
    try record([event], at: try Book.known(recorded))
    return id
  }

  /// A local time such as `2020-03-05 08:12`.
  static func moment(_ text: String) throws -> OccurredAt {
    let parts = text.split(separator: " ")
    return try OccurredAt(rfc3339: "\(parts[0])T\(parts[1]):00+07:00")
  }

  /// The same as a moment of recording.
  static func known(_ text: String) throws -> RecordedAt {
    RecordedAt(microseconds: try moment(text).milliseconds * 1_000)
  }
}
