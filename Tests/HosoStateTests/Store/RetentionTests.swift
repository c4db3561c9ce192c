import Glibc
import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoSigning
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

  @Test func `rows of a table go a few at a time, and the rest is long beside what they took`() {
    var pace = ForgettingPace()
    #expect(pace.isDue(at: now))
    pace.worked(from: now, to: now.adding(milliseconds: 40), isMore: true)
    #expect(!pace.isDue(at: now.adding(milliseconds: 40 + 359)))
    #expect(pace.isDue(at: now.adding(milliseconds: 40 + 360)))
    pace.worked(from: now, to: now, isMore: true)
    #expect(!pace.isDue(at: now.adding(milliseconds: 99)))
    #expect(pace.isDue(at: now.adding(milliseconds: 100)))
    pace.worked(from: now, to: now, isMore: false)
    #expect(!pace.isDue(at: now.adding(seconds: 59)))
    #expect(pace.isDue(at: now.adding(seconds: 60)))
    #expect(pace.isDue(at: now.adding(seconds: -86_400)), "the clock was set back")
  }

  @Test func `fewer rows go at once while that takes long, and as many as before afterwards`() {
    var pace = ForgettingPace()
    #expect(pace.rowsAtOnce == ForgettingPace.rows)
    var last = pace.rowsAtOnce
    for _ in 1...10 {
      pace.worked(from: now, to: now.adding(milliseconds: 400), isMore: true)
      #expect(pace.rowsAtOnce <= last && pace.rowsAtOnce > 0)
      last = pace.rowsAtOnce
    }
    #expect(last < 20)
    pace.worked(from: now, to: now.adding(milliseconds: 15), isMore: true)
    #expect(pace.rowsAtOnce == last)
    for _ in 1...10 { pace.worked(from: now, to: now.adding(milliseconds: 1), isMore: true) }
    #expect(pace.rowsAtOnce == ForgettingPace.rows)
  }

  @Test func `of an attempt that was taken no answer is kept, of one that failed its beginning`()
    throws
  {
    let endpoint = try endpoint()
    for verdict in [AttemptVerdict.delivered, .rejected] {
      try log(1, verdict, answer: Array(repeating: 0x61, count: 2_000), of: endpoint)
    }
    let kept = try store.attempts(AttemptQuery())
    #expect(kept.map(\.attempt.answer.count) == [Attempt.answerBytesMax, 0])
  }

  @Test func `attempts of one event, or under one id, are found without going through the others`()
    throws
  {
    let endpoint = try endpoint()
    var costs: [Int64] = []
    for count in [20, 2_000] {
      try log(count, .rejected, answer: [], of: endpoint)
      for id in ["event-7", nil] {
        var query = AttemptQuery()
        query.endpoint = try store.endpoints().first?.id
        query.webhookID = id
        query.event = id == nil ? LedgerPosition(7) : nil
        query.limit = 1
        let before = store.connection.steps
        #expect(try store.attempts(query).first?.attempt.webhookID == "event-7")
        costs.append(store.connection.steps - before)
      }
    }
    #expect(costs.allSatisfy { $0 < 100 }, "\(costs)")
  }

  @Test func `room that nothing needs is given back in small steps`() throws {
    let endpoint = try endpoint()
    try log(20_000, .rejected, answer: Array(repeating: 0x61, count: 900), of: endpoint)
    let pages = try #require(try store.connection.integer("PRAGMA page_count"))
    var last = pages
    var turns = 0
    while try store.forgetOld(at: now.adding(seconds: 91 * 86_400)) {
      let left = try #require(try store.connection.integer("PRAGMA page_count"))
      // Now and then a page of SQLite's own map goes with them.
      #expect(last - left <= DeliveryStore.pagesGivenBackAtOnce + 1)
      last = left
      turns += 1
    }
    #expect(turns >= 20_000 / ForgettingPace.rows)
    #expect(last < pages / 3)
    #expect(last >= DeliveryStore.freePagesMax)
    #expect(try store.connection.text("PRAGMA integrity_check") == "ok")
  }

  @Test func `a file that gives no room back does so once it was made anew`() throws {
    let path = ledger.folder.path + "/old.db"
    let old = try Connection(path: path, access: .create)
    try old.execute("PRAGMA journal_mode=wal; CREATE TABLE t(x); INSERT INTO t VALUES(1)")
    #expect(try old.integer("PRAGMA auto_vacuum") == 0)
    try old.execute("PRAGMA auto_vacuum=incremental; VACUUM")
    let again = try Connection(path: path, access: .readWrite)
    #expect(try again.integer("PRAGMA auto_vacuum") == 2)
    #expect(try store.connection.integer("PRAGMA auto_vacuum") == 2)
  }

  /// Stores an endpoint; answers the number it goes by.
  private func endpoint() throws -> Int64 {
    let endpoint = Endpoint(
      id: try EndpointID.random(), name: "Một cửa", kind: .standard,
      url: "https://callbacks.example.vn/hoso", filter: EventFilter(),
      keys: EndpointKeys(
        secrets: KeyRing(try SymmetricSecret.random(), at: now.seconds), signing: nil),
      asksConsent: false, createdAt: now)
    try store.add(endpoint, after: .start)
    return try #require(try store.numberedEndpoint(endpoint.id)).number
  }

  private func log(
    _ count: Int, _ verdict: AttemptVerdict, answer: [UInt8], of endpoint: Int64
  ) throws {
    try store.commit {
      for number in 0..<count {
        let attempt = Attempt(
          event: LedgerPosition(Int64(number)), webhookID: "event-\(number)", number: 1, at: now,
          durationMilliseconds: 1, verdict: verdict, answer: answer,
          requestHash: Array(repeating: 7, count: 32))
        try store.log(attempt, of: endpoint)
      }
    }
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
