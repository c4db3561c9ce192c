import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Scans of a desk")
struct ScanDeskTests {
  private func withDesk(_ body: (ScanDesk) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "hoso-desk-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = LedgerFolder(path: path)
    let settings = try LedgerSettings(
      office: PostOfficeCode("100000"), province: nil, channel: nil)
    let start = RecordedAt(microseconds: 0)
    try LedgerWriter.create(in: folder, settings: settings)
    try body(ScanDesk(try LedgerWriter(opening: folder) { start }))
  }

  private func scan(_ type: EventType, _ money: Money? = nil) throws -> Scan {
    var scan = Scan(
      type: type, code: try Alias("EE123456785VN"), occurredAt: OccurredAt(milliseconds: -1_000))
    scan.money = money
    return scan
  }

  private func isRecorded(_ outcome: ScanOutcome) -> Bool {
    if case .recorded = outcome { true } else { false }
  }

  @Test func `several kinds of money taken at once are an event each`() throws {
    try withDesk { desk in
      let scans = [
        try scan(.feeCollected, Money(kind: .fee, amount: 52_000)),
        try scan(.feeCollected, Money(kind: .postage, amount: 30_000)),
        try scan(.feeCollected, Money(kind: .postage, amount: 31_000)),
        try scan(.feeRemitted, Money(kind: .fee, amount: 52_000)),
      ]
      #expect(try desk.record(scans).allSatisfy(isRecorded))
    }
  }

  @Test func `the same amount again within three seconds is the scanner's stutter`() throws {
    try withDesk { desk in
      let fee = try scan(.feeCollected, Money(kind: .fee, amount: 52_000))
      let outcomes = try desk.record([fee, fee])
      #expect(outcomes.map(isRecorded) == [true, false])
    }
  }

  @Test func `bag and destination are part of what is recorded`() throws {
    try withDesk { desk in
      var departure = try scan(.itemDeparted)
      departure.details.parent = try ContainerCode("TUI-17")
      departure.details.destination = try PostOfficeCode("460000")
      guard case .recorded(let recorded, _, _)? = try desk.record([departure]).first else {
        Issue.record("the departure was not recorded")
        return
      }
      #expect(recorded.event.parent?.text == "TUI-17")
      #expect(recorded.event.destination?.text == "460000")
      #expect(recorded.event.type == .itemDeparted)
    }
  }
}
