import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoServer

@Suite("Commits of the server")
struct LedgerCoreTests {
  private static func publish(
    _ period: Period, in transaction: LedgerTransaction
  ) throws -> LedgerPosition {
    _ = try transaction.append(own: transaction.settings.source) { identity in
      var event = Event(
        identity: identity, type: .figuresReleased,
        occurredAt: OccurredAt(milliseconds: 1_585_700_000_000), subject: .period)
      event.period = period
      return event
    }
    return transaction.position
  }

  @Test func `whoever is answered finds what was committed and what the commit found`()
    async throws
  {
    let scratch = try ScratchFolder()
    let folder = LedgerFolder(path: scratch.path)
    let clock = SharedClock()
    try LedgerWriter.create(
      in: folder, settings: try LedgerSettings(office: nil, province: nil, channel: nil))
    let other = try LedgerWriter(opening: folder) { clock.now }
    let services = try Services(
      ServerConfiguration(folder: folder, clock: { clock.now }, tables: .bundled))
    let period = try Period.parse("2020Q1", calendar: .calendar)
    for round in 1...300 {
      var rules = services.ledger.settings.codes
      let digits = String(repeating: "n", count: 5 + round % 9)
      rules.receipts = .printedAs([try ReceiptPattern("aa-" + digits)])
      // Another process, such as `hoso settings`.
      let changed = rules
      try other.commit { try $0.set(changed) }
      let position = try await services.ledger.commit { transaction in
        try LedgerCoreTests.publish(period, in: transaction)
      }
      #expect(services.ledger.head >= position)
      #expect(services.ledger.settings.codes == changed)
    }
    try await services.stop()
  }
}
