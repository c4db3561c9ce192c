import Glibc
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState

@Suite("What the operational state keeps, and for how long")
struct RetentionTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_600_000_000)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
  }

  private func audit(daysAgo days: Int64) throws {
    try store.audit(
      .keyAdded, subject: "key", at: now.adding(seconds: -days * 86_400), by: "someone")
  }

  @Test func `lines of the audit go when they are older than they are kept, but for the last`()
    throws
  {
    for days in [4_000, 3_000, 2_000, 10, 1] as [Int64] { try audit(daysAgo: days) }
    #expect(try store.forgetOld(at: now, limit: 2))
    #expect(try store.auditEntries(before: nil, limit: 9).map(\.number) == [5, 4, 3])
    #expect(try !store.forgetOld(at: now, limit: 2))
    #expect(try store.auditEntries(before: nil, limit: 9).map(\.number) == [5, 4])
    store.retention.auditSeconds = 0
    #expect(try !store.forgetOld(at: now, limit: 2))
    #expect(try store.auditEntries(before: nil, limit: 9).map(\.number) == [5])
    try audit(daysAgo: 0)
    #expect(try store.auditEntries(before: nil, limit: 9).map(\.number) == [6, 5])
  }

  @Test func `an answer is kept as long as the operator says`() throws {
    let request = IdempotentRequest(owner: "key", key: "1", method: "POST", target: "/", body: [])
    _ = try store.claim(request, head: .start, at: now)
    try store.finish(request, with: KeptAnswer(status: 201, headers: [], body: []))
    store.retention.answersSeconds = 60
    _ = try store.forgetOld(at: now.adding(seconds: 59), limit: 9)
    guard case .done = try store.claim(request, head: .start, at: now.adding(seconds: 59)) else {
      Issue.record("forgotten too early")
      return
    }
    _ = try store.forgetOld(at: now.adding(seconds: 61), limit: 9)
    guard case .claimed = try store.claim(request, head: .start, at: now.adding(seconds: 61)) else {
      Issue.record("kept too long")
      return
    }
  }

  @Test func `the log of the operational state stays short, though nobody who writes stays`()
    throws
  {
    var longest: Int64 = 0
    for _ in 1...700 {
      let visitor = try DeliveryStore(of: ledger.folder)
      for _ in 1...2 {
        try visitor.audit(.keyAdded, subject: "key", at: now, by: "someone")
      }
      var status = stat()
      if stat(ledger.folder.deliveriesPath + "-wal", &status) == 0 {
        longest = max(longest, Int64(status.st_size))
      }
    }
    #expect(longest > 1 << 20)
    #expect(longest <= Int64(WriteAheadLog.pagesMax + 64) * (4_096 + 24))
  }
}
