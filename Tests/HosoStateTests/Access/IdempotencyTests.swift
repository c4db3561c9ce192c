import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoState

@Suite("A request that is sent more than once")
struct IdempotencyTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_583_391_120)
  private let head = LedgerPosition(7)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
  }

  private func request(
    _ body: String = "{}", owner: String = "key_a", key: String = "k1"
  ) -> IdempotentRequest {
    IdempotentRequest(
      owner: owner, key: key, method: "POST", target: "/v1/scans", body: Array(body.utf8))
  }

  @Test func `the first is claimed, later ones get its answer`() throws {
    let first = try store.claim(request(), head: head, at: now)
    guard case .claimed(let claim) = first else { throw Unexpected() }
    #expect(!claim.isResumed && claim.head == head)
    #expect(claim.occurredAt.milliseconds == now.milliseconds)
    let answer = KeptAnswer(status: 201, headers: ["location: /a", "x: y"], body: [1, 0, 2])
    try store.finish(request(), with: answer)
    let later = now.adding(seconds: 29 * 86_400)
    #expect(try store.claim(request(), head: head, at: later) == .done(answer))
  }

  @Test func `another body under the same key is refused, claimed or done`() throws {
    _ = try store.claim(request(), head: head, at: now)
    #expect(try store.claim(request("[]"), head: head, at: now) == .otherRequest)
    try store.finish(request(), with: KeptAnswer(status: 200, headers: [], body: []))
    #expect(try store.claim(request("[]"), head: head, at: now) == .otherRequest)
  }

  @Test func `two holders may use the same key for different things`() throws {
    _ = try store.claim(request(), head: head, at: now)
    let other = try store.claim(
      request("[]", owner: "key_b"), head: head, at: now)
    guard case .claimed = other else { throw Unexpected() }
  }

  @Test func `a claim of a server that died is taken up with its first moment`() throws {
    _ = try store.claim(request(), head: head, at: now)
    let reopened = try DeliveryStore(of: ledger.folder)
    let later = now.adding(seconds: 60)
    let taken = try reopened.claim(
      request(), head: LedgerPosition(99), at: later)
    guard case .claimed(let claim) = taken else { throw Unexpected() }
    #expect(claim.isResumed && claim.head == head)
    #expect(claim.occurredAt.milliseconds == now.milliseconds)
  }

  @Test func `an answer that holds no more is claimed again, with its first moment`() throws {
    _ = try store.claim(request(), head: head, at: now)
    let leaf = try #require(Digest([UInt8](repeating: 7, count: 32)))
    let answer = KeptAnswer(
      status: 201, headers: [], body: [1], reached: LedgerPosition(8), leaf: leaf)
    try store.finish(request(), with: answer)
    #expect(try store.claim(request(), head: head, at: now) == .done(answer))
    #expect(try !answer.holds(in: try ledger.reader()))
    let (later, restored) = (now.adding(seconds: 60), LedgerPosition(3))
    let again = try store.claimAgain(request(), head: restored, at: later)
    guard case .claimed(let claim) = again else { throw Unexpected() }
    #expect(claim.isResumed && claim.head == restored)
    #expect(claim.occurredAt.milliseconds == now.milliseconds)
    #expect(try store.claimAgain(request("[]"), head: head, at: later) == .otherRequest)
    guard case .claimed(let third) = try store.claim(request(), head: head, at: later) else {
      throw Unexpected()
    }
    #expect(third.head == restored)
  }

  @Test func `an answer holds where the event that it reached stands, or where it reached none`()
    throws
  {
    let scan = Scan(
      type: .itemArrived, code: try Alias("BN2020/1001"),
      occurredAt: OccurredAt(milliseconds: now.milliseconds))
    _ = try ScanDesk(ledger.writer).record([scan])
    let reader = try ledger.reader()
    let first = LedgerPosition(1)
    let leaf = try #require(try reader.leaf(at: first))
    func holds(_ reached: LedgerPosition, _ leaf: Digest?) throws -> Bool {
      try KeptAnswer(status: 201, headers: [], body: [], reached: reached, leaf: leaf)
        .holds(in: reader)
    }
    #expect(try holds(first, leaf) && holds(first, nil) && holds(.start, nil))
    #expect(try holds(.start, .zero))
    #expect(try !holds(first, .zero) && !holds(LedgerPosition(2), nil))
  }

  @Test func `a claim that was given up can be made anew`() throws {
    _ = try store.claim(request(), head: head, at: now)
    try store.abandon(request())
    guard case .claimed(let claim) = try store.claim(request(), head: head, at: now) else {
      throw Unexpected()
    }
    #expect(!claim.isResumed)
  }

  @Test func `an answer is forgotten after thirty days`() throws {
    _ = try store.claim(request(), head: head, at: now)
    try store.finish(request(), with: KeptAnswer(status: 200, headers: [], body: []))
    let later = now.adding(seconds: Retention().answersSeconds + 1)
    guard case .claimed = try store.claim(request(), head: head, at: later) else {
      throw Unexpected()
    }
  }

  private func message(_ id: String, of sender: String = "a", text: String = "{}") -> SignedMessage
  {
    SignedMessage(sender: sender, id: id, content: Array(text.utf8))
  }

  @Test func `a signed message is known again while its signature could still hold`() throws {
    #expect(try store.meet(message("m1"), head: head, at: now) == .first)
    let later = now.adding(seconds: 600)
    #expect(try store.meet(message("m1"), head: LedgerPosition(9), at: later) == .again(head: head))
    #expect(try store.meet(message("m1", text: "[]"), head: head, at: later) == .otherContent)
    #expect(try store.meet(message("m1", of: "b"), head: head, at: now) == .first)
    let end = now.adding(seconds: 3_601)
    #expect(try store.meet(message("m1"), head: head, at: end) == .first)
  }

  @Test func `what a message recorded is looked for behind the head of a restored ledger`() throws {
    #expect(try store.meet(message("m1"), head: head, at: now) == .first)
    let restored = LedgerPosition(3)
    for head in [restored, head] {
      #expect(try store.meet(message("m1"), head: head, at: now) == .again(head: restored))
    }
  }

  @Test func `the id of a message of which nothing was recorded can be used again`() throws {
    _ = try store.meet(message("m1"), head: head, at: now)
    try store.forget(message("m1", text: "[]"))
    #expect(try store.meet(message("m1"), head: head, at: now) == .again(head: head))
    try store.forget(message("m1"))
    #expect(try store.meet(message("m1", text: "[]"), head: head, at: now) == .first)
  }

  @Test func `a secret of the server is made once`() throws {
    let secret = try store.serverSecret("tracking")
    #expect(secret.count == 32)
    #expect(try store.serverSecret("tracking") == secret)
    #expect(try store.serverSecret("other") != secret)
  }

  @Test func `several changes are one commit, or none of them`() throws {
    #expect(throws: Unexpected.self) {
      try store.commit {
        _ = try store.meet(message("m1"), head: head, at: now)
        throw Unexpected()
      }
    }
    #expect(try store.meet(message("m1"), head: head, at: now) == .first)
  }

  private struct Unexpected: Error {}
}
