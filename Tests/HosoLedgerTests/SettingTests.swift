import HosoDomain
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("Settings of a ledger")
struct SettingTests {
  private let ledger: ScratchLedger

  init() throws {
    ledger = try ScratchLedger()
  }

  @Test func `a setting changed in a commit is in force for whoever writes next`() throws {
    let other = try ledger.anotherWriter()
    let office = try PostOfficeCode("100900")
    try ledger.writer.commit { transaction in
      try transaction.set(.office, to: office.text)
      #expect(transaction.settings.office == office)
    }
    #expect(try other.commit { $0.settings.office } == office)
    #expect(try other.commit { try $0.setting(.office) } == office.text)
    #expect(other.settings.office == office)
    let reader = try ledger.reader()
    try other.commit { try $0.set(.office, to: nil) }
    try reader.refresh()
    #expect(reader.settings.office == nil)
    #expect(try ledger.writer.commit { $0.settings.office } == nil)
  }

  @Test func `a setting of a commit that fails was never set`() throws {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) {
      try ledger.writer.commit { transaction in
        try transaction.set(.channel, to: "home")
        throw Refusal()
      }
    }
    #expect(ledger.writer.settings.channel == nil)
    #expect(try ledger.writer.commit { try $0.setting(.channel) } == nil)
  }

  @Test func `scans are written under the source that is set`() throws {
    let source = try SourceName("100000-3f9a2c-2")
    let other = try ledger.anotherWriter()
    try other.commit { try $0.set(.source, to: source.text) }
    let scan = Scan(
      type: .dossierPickedUp, code: try Alias(Samples.code),
      occurredAt: OccurredAt(milliseconds: 1_583_370_720_000))
    _ = try ScanDesk(ledger.writer).record([scan])
    let event = try ledger.reader().event(at: LedgerPosition(1))?.event
    #expect(event?.identity.source == source)
    #expect(event?.identity.sequence == 1)
  }
}
