import HosoLedger
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("Outstanding deliveries of an endpoint as they were stored")
struct AdoptedRowTests {
  private func row(event: Int64, at position: Int64) -> Outstanding {
    Outstanding(
      event: LedgerPosition(event), position: LedgerPosition(position), state: .parked,
      retryAt: Desk.start, since: Desk.start)
  }

  @Test func `rows are counted, and nothing of them has to be written`() throws {
    var unsettled = Unsettled()
    try unsettled.adopt(row(event: 5, at: 5))
    try unsettled.adopt(row(event: 6, at: 9))
    #expect((unsettled.rowCount, unsettled.parkedCount) == (2, 2))
    #expect(unsettled.areCounted)
    #expect(unsettled.dirtyRows.isEmpty)
  }

  @Test func `an event that came before it was recorded is corrupt`() {
    var unsettled = Unsettled()
    #expect(throws: DeliveryFault.corrupt(.outstanding)) {
      try unsettled.adopt(row(event: 5, at: 4))
    }
  }

  @Test func `an event that is listed twice is corrupt`() throws {
    var unsettled = Unsettled()
    try unsettled.adopt(row(event: 5, at: 5))
    #expect(throws: DeliveryFault.corrupt(.outstanding)) {
      try unsettled.adopt(row(event: 5, at: 6))
    }
  }
}

@Suite("How far an endpoint is")
struct LaneProgressTests {
  private func cursor(_ position: Int64) -> FeedCursor {
    FeedCursor(after: LedgerPosition(position))
  }

  @Test func `an item settled ahead is kept until the cursor passes it`() {
    var progress = LaneProgress(DeliveryProgress(cursor: cursor(3)))
    progress.settle(cursor(5))
    #expect(progress.whole.deliveredAhead == [LedgerPosition(5)])
    progress.pass(cursor(4))
    progress.pass(cursor(5))
    #expect(progress.whole == DeliveryProgress(cursor: cursor(5)))
  }

  @Test func `a cursor that went along is written after so many positions, or when asked`() {
    var progress = LaneProgress(DeliveryProgress(cursor: cursor(3)))
    progress.goAlong(to: cursor(12), storedAfter: 10)
    #expect(!progress.isDirty)
    progress.keepCursor()
    #expect(progress.isDirty)
    progress.wasWritten()
    progress.goAlong(to: cursor(22), storedAfter: 10)
    #expect(progress.isDirty)
  }

  @Test func `somebody may put it back, and what was settled there is forgotten`() {
    var progress = LaneProgress(DeliveryProgress(cursor: cursor(3)))
    progress.settle(cursor(5))
    progress.seek(cursor(1))
    progress.wasWritten()
    #expect(progress.whole == DeliveryProgress(cursor: cursor(1)))
    #expect(!progress.isDirty)
  }
}
