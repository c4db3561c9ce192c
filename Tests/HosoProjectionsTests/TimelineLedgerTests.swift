import Foundation
import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("A timeline read from a ledger")
struct TimelineLedgerTests {
  private func withReader(
    of recordings: Recordings, _ body: (LedgerReader) throws -> Void
  ) throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "hoso-timeline-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = LedgerFolder(path: path)
    let settings = try LedgerSettings(office: nil, province: nil, channel: nil)
    let start = RecordedAt(microseconds: 0)
    try LedgerWriter.create(in: folder, settings: settings)
    let writer = try LedgerWriter(opening: folder) { start }
    try writer.commit { transaction in
      for recorded in recordings.events {
        _ = try transaction.append(recorded.event, backfilledAt: recorded.recordedAt)
      }
    }
    try body(try LedgerReader(opening: folder))
  }

  private func story() throws -> Recordings {
    var ledger = Recordings()
    let dossier = try Alias(Recordings.dossier)
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.dossierPickedUp, "2020-03-05 08:40")
    let delivery = try ledger.add(.dossierDelivered, "2020-03-06 09:00") {
      $0.aliases = [dossier]
    }
    try ledger.add(.resultReady, "2020-03-11 15:00", code: Recordings.dossier, office: nil)
    let void = try ledger.correct(.eventVoided, delivery, at: "2020-03-12 09:00")
    try ledger.correct(.eventVoided, void, at: "2020-03-13 09:00")
    return ledger
  }

  @Test func `every code of the dossier leads to the same timeline`() throws {
    let story = try story()
    try withReader(of: story) { reader in
      let item = try Alias(Recordings.item)
      let dossier = try Alias(Recordings.dossier)
      let known = try story.timeline().latest?.entries
      #expect(Timeline(of: item, events: try reader.history(of: item)).latest?.entries == known)
      #expect(
        Timeline(of: dossier, events: try reader.history(of: dossier)).latest?.entries == known)
    }
  }

  @Test(
    arguments: [
      (0, nil), (1, DossierState.onTheWayToAgency), (3, .withAgency), (4, .resultReady),
      (5, .onTheWayToAgency), (6, .resultReady),
    ])
  func `a timeline tells what was known through a position`(
    position: Int, state: DossierState?
  ) throws {
    try withReader(of: try story()) { reader in
      let item = try Alias(Recordings.item)
      let events = try reader.history(of: item, through: LedgerPosition(Int64(position)))
      let timeline = Timeline(of: item, events: events)
      #expect(timeline.latest?.state == state)
      #expect(
        timeline.latest?.entries.allSatisfy { $0.recorded.position.number <= position } != false)
    }
  }

  @Test func `the flags are those that the desk gives a scan`() throws {
    let events = try story().events
    let timeline = try story().timeline()
    for event in events {
      guard case .dossier = event.event.subject else { continue }
      #expect(
        timeline.entry(at: event.position)?.flags
          == ScanDesk.flags(of: event.position, in: events, codes: .standard))
    }
  }

  @Test func `the order in which events are handed over changes nothing`() throws {
    let story = try story()
    let item = try Alias(Recordings.item)
    let known = try story.timeline().latest?.entries
    var events = story.events
    for _ in events.indices {
      events.append(events.removeFirst())
      #expect(Timeline(of: item, events: events).latest?.entries == known)
      #expect(Timeline(of: item, events: events.reversed()).latest?.entries == known)
    }
  }
}
