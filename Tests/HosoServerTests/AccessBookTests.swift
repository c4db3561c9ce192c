import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Keys in memory beside deliveries")
struct AccessBookTests {
  private let ledger: ScratchLedger
  private let now = Moment(seconds: 1_583_391_120)

  init() throws {
    ledger = try ScratchLedger()
  }

  private func add(_ count: Int, _ store: DeliveryStore) throws {
    try store.commit {
      for number in 0..<count {
        let draft = AccessKeyDraft(kind: .planner, name: "\(number)", reach: .everything)
        _ = try store.addKey(draft, at: now, by: "root")
      }
    }
  }

  /// What it costs to look after the keys, in steps of SQLite's machine.
  private func cost(_ book: AccessBook, _ state: StateCore) async throws -> Int64 {
    let before = try await state.read { $0.connection.steps }
    try await book.check()
    return try await state.read { $0.connection.steps } - before
  }

  @Test func `keys are read again when keys change, and not for what deliveries commit`()
    async throws
  {
    let thread = CoreThread()
    let configuration = ServerConfiguration(
      folder: ledger.folder, clock: { RecordedAt(microseconds: 0) }, tables: .bundled)
    let state = try StateCore(configuration, thread: thread)
    let book = AccessBook(state)
    let another = try DeliveryStore(of: ledger.folder)
    var costs: [Int64] = []
    for count in [10, 490] {
      try add(count, another)
      #expect(try await cost(book, state) > 10 * Int64(count))
      try another.audit(.keyAdded, subject: "key", at: now, by: "someone")
      costs.append(try await cost(book, state))
      #expect(try await !book.check())
    }
    #expect(costs[0] == costs[1] && costs[0] < 20)
    let key = try #require(try another.accessKeys().last)
    try another.revokeKey(key.id, at: now, by: "root")
    #expect(try await book.check())
    #expect(try await book.key(key.id, at: now.adding(seconds: 1)) == nil)
    try await thread.stop()
  }
}
