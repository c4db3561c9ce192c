import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoSigning
@testable import HosoState

@Suite("What others keep of the state in memory, and when it is read again")
struct ChangeCountTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let another: DeliveryStore
  private let now = Moment(seconds: 1_600_000_000)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
    another = try DeliveryStore(of: ledger.folder)
  }

  /// Whether a change made by another process is one of a part.
  private func changes(_ part: StatePart, _ change: (DeliveryStore) throws -> Void) throws -> Bool {
    let before = try store.changes(of: part)
    try change(another)
    return try store.changes(of: part) != before
  }

  private func endpoint() throws -> Endpoint {
    Endpoint(
      id: try EndpointID.random(), name: "Một cửa", kind: .standard,
      url: "https://callbacks.example.vn/hoso", filter: EventFilter(),
      keys: EndpointKeys(
        secrets: KeyRing(try SymmetricSecret.random(), at: now.seconds), signing: nil),
      asksConsent: false, createdAt: now)
  }

  @Test func `a key that is made, replaced or revoked is a change of the keys, its use is none`()
    throws
  {
    let draft = AccessKeyDraft(kind: .planner, name: "Quy hoạch", reach: .everything)
    let key = try store.addKey(draft, at: now, by: "root").key
    #expect(try changes(.access) { _ = try $0.addKey(draft, at: now, by: "root") })
    #expect(try !changes(.access) { try $0.noteUse(of: [key.id: now]) })
    #expect(
      try changes(.access) {
        _ = try $0.rotateKey(key.id, overlapSeconds: 60, at: now, by: "root")
      })
    #expect(try changes(.access) { try $0.revokeKey(key.id, at: now, by: "root") })
  }

  @Test func `a callback secret that is added or revoked is a change of the keys`() throws {
    let agency = try AgencyCode("H26")
    let secret = try CallbackCredential.secret(SymmetricSecret.random())
    #expect(
      try changes(.access) {
        _ = try $0.addCallbackSecret(
          secret, agency: agency, overlapSeconds: nil, at: now, by: "root")
      })
    let id = try #require(try store.callbackSecrets().first).id
    #expect(try changes(.access) { try $0.revokeCallbackSecret(id, at: now, by: "root") })
  }

  @Test func `what is done to an endpoint, or asked of its deliveries, is a change of endpoints`()
    throws
  {
    let endpoint = try endpoint()
    #expect(try changes(.endpoints) { try $0.add(endpoint, after: .start) })
    #expect(try changes(.endpoints) { try $0.disable(endpoint.id, at: now) })
    #expect(try changes(.endpoints) { try $0.enable(endpoint.id, at: now) })
    #expect(try changes(.endpoints) { try $0.seek(endpoint.id, to: .start) })
    let entry = ReplayEntry(event: LedgerPosition(1), position: LedgerPosition(1))
    #expect(try changes(.endpoints) { try $0.replay([entry], to: endpoint.id) })
  }

  @Test func `a commit of deliveries is a change of neither`() throws {
    let endpoint = try endpoint()
    try store.add(endpoint, after: .start)
    let number = try #require(try store.numberedEndpoint(endpoint.id)).number
    let attempt = Attempt(
      event: LedgerPosition(1), webhookID: "1", number: 1, at: now, durationMilliseconds: 1,
      status: 200, verdict: .delivered, answer: [], requestHash: [])
    for part in [StatePart.access, .endpoints] {
      #expect(
        try !changes(part) { store in
          try store.commit {
            try store.log(attempt, of: number)
            try store.store(DeliveryProgress(cursor: .start), of: number)
            try store.note(.backlogFull, of: number, detail: nil, at: now)
          }
        })
    }
  }
}
