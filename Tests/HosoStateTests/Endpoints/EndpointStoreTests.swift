import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoSigning
@testable import HosoState

@Suite("Endpoints in the store")
struct EndpointStoreTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_600_000_000)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
  }

  private func endpoint(asksConsent: Bool = false) throws -> Endpoint {
    var filter = EventFilter(agencies: [try AgencyCode("H26.12")])
    filter.types = [try TypeGlob("dossier.*"), try TypeGlob("result.ready")]
    filter.provinces = [try ProvinceCode("01"), try ProvinceCode("79")]
    filter.services = [try ProcedureCode("1.001612")]
    filter.channels = [.counter, .online]
    filter.modes = [.both]
    let keys = EndpointKeys(
      secrets: KeyRing(try SymmetricSecret.random(), at: now.seconds),
      signing: KeyRing(try SigningKey.random(), at: now.seconds))
    var endpoint = Endpoint(
      id: try EndpointID.random(), name: "Sở Tư pháp",
      kind: .dvcqg(PortalProfile(destinationCode: "VN:GOV:000", unitCode: "G22")),
      url: "https://callbacks.example.vn/hoso", filter: filter, keys: keys,
      asksConsent: asksConsent, createdAt: now)
    endpoint.headers = [CustomHeader(name: "X-Unit", value: "a: b")]
    endpoint.rateLimitPerSecond = 20
    endpoint.payload = .thin
    endpoint.order = .endpoint
    endpoint.afterFourthFailure = .block
    endpoint.clientCertificate = EndpointCertificate(certificatePEM: "c\n", keyPEM: "k\n")
    return endpoint
  }

  @Test func `an endpoint comes back as it was stored, in another process too`() throws {
    let endpoint = try endpoint()
    try store.add(endpoint, after: FeedCursor(after: LedgerPosition(7)))
    let another = try DeliveryStore(of: ledger.folder)
    #expect(try another.endpoints() == [endpoint])
    #expect(
      try another.progress(of: endpoint.id)
        == DeliveryProgress(cursor: FeedCursor(after: LedgerPosition(7))))
  }

  @Test func `a ledger has so many endpoints, those aside that were removed`() throws {
    let max = DeliveryStore.endpointsMax
    let isFull = EndpointFault.tooMany(max: max)
    let first = try endpoint()
    try store.add(first, after: .start)
    try store.copyRow(
      of: "endpoint", upTo: max, changing: ["number": "copy", "id": "printf('ep_%08d', copy)"])
    #expect(throws: isFull) { try store.add(try endpoint(), after: .start) }
    try store.remove(first.id, at: now)
    try store.add(try endpoint(), after: .start)
    #expect(throws: isFull) { try store.add(try endpoint(), after: .start) }
  }

  @Test func `a change under an old revision is refused and names the new one`() throws {
    let endpoint = try endpoint()
    try store.add(endpoint, after: .start)
    var changed = endpoint
    changed.name = "Khác"
    let stored = try store.update(changed, ifRevision: 1, at: now.adding(seconds: 1))
    #expect(stored.revision == 2)
    #expect(stored.updatedAt == now.adding(seconds: 1))
    changed.name = "Nữa"
    #expect(throws: EndpointFault.changed(revision: 2)) {
      try store.update(changed, ifRevision: 1, at: now)
    }
    #expect(try store.endpoint(endpoint.id)?.name == "Khác")
  }

  @Test func `another address has to consent anew`() throws {
    let endpoint = try endpoint(asksConsent: true)
    try store.add(endpoint, after: .start)
    #expect(endpoint.state == .awaitingConsent(since: now))
    var stored = try store.consent(endpoint.id, perMinute: 120, at: now)
    #expect(stored.state == .enabled)
    stored.name = "Tên mới"
    stored = try store.update(stored, ifRevision: nil, at: now)
    #expect(stored.state == .enabled)
    stored.url = "https://other.example.vn/"
    stored = try store.update(stored, ifRevision: nil, at: now)
    #expect(stored.state == .awaitingConsent(since: now))
    #expect(stored.consent == nil)
  }

  @Test func `one that stopped by itself can be switched on after five minutes only`() throws {
    let endpoint = try endpoint()
    try store.add(endpoint, after: .start)
    try store.disable(endpoint.id, reason: .failing, at: now)
    #expect(throws: EndpointFault.coolingDown(until: now.adding(seconds: 300))) {
      try store.enable(endpoint.id, at: now.adding(seconds: 299))
    }
    let enabled = try store.enable(endpoint.id, at: now.adding(seconds: 300))
    #expect(enabled.state == .enabled)
    try store.disable(endpoint.id, at: now)
    #expect(try store.enable(endpoint.id, at: now).state == .enabled)
  }

  @Test func `an archived one is listed only where it is asked for and never changed`() throws {
    let endpoint = try endpoint()
    try store.add(endpoint, after: .start)
    try store.remove(endpoint.id, at: now)
    #expect(try store.endpoints().isEmpty)
    #expect(try store.endpoints(includingArchived: true).map(\.id) == [endpoint.id])
    #expect(throws: EndpointFault.archived) { try store.enable(endpoint.id, at: now) }
  }

  @Test func `rotated keys come back with their times`() throws {
    let endpoint = try endpoint()
    try store.add(endpoint, after: .start)
    let next = try SymmetricSecret.random()
    let changed = try store.changeKeys(of: endpoint.id, at: now) { keys in
      try keys.secrets.rotate(to: next, at: now.seconds + 10, overlap: 60)
    }
    #expect(try store.endpoint(endpoint.id) == changed)
    #expect(changed.keys.secrets.keys(at: now.seconds + 11).count == 2)
    #expect(changed.keys.secrets.keys(at: now.seconds + 71) == [next])
  }

  @Test(arguments: ["Host", "webhook-id", "CE-source", "a b", ""])
  func `a header that is not the owner's to set is refused`(name: String) throws {
    var endpoint = try endpoint()
    endpoint.headers = [CustomHeader(name: name, value: "x")]
    #expect(throws: EndpointFault.field(.headers)) { try store.add(endpoint, after: .start) }
  }

  @Test func `a header cannot smuggle in another one`() throws {
    var endpoint = try endpoint()
    endpoint.headers = [CustomHeader(name: "X-A", value: "1\r\nHost: other")]
    #expect(throws: EndpointFault.field(.headers)) { try store.add(endpoint, after: .start) }
  }

  @Test func `a consumer moves on under its revision`() throws {
    let made = try #require(
      Consumer(
        id: "one-stop", owner: "key1", filter: EventFilter(), cursor: .start, createdAt: now))
    var stored = try store.put(made, ifRevision: nil, at: now)
    #expect(throws: EndpointFault.changed(revision: 1)) {
      try store.put(made, ifRevision: nil, at: now)
    }
    stored.cursor = try #require(FeedCursor(text: "12.5"))
    let moved = try store.put(stored, ifRevision: 1, at: now)
    #expect(moved.revision == 2)
    #expect(try store.consumer("one-stop", owner: "key1") == moved)
    #expect(try store.consumer("one-stop", owner: "key2") == nil)
    #expect(try store.removeConsumer("one-stop", owner: "key1"))
  }
}

@Suite("Places in a feed")
struct FeedCursorTests {
  @Test(arguments: ["0", "123", "123.45"])
  func `a cursor's text reads back`(text: String) throws {
    #expect(try #require(FeedCursor(text: text)).text == text)
  }

  @Test(arguments: ["", "-1", "01", "1.1", "1.2", "12.", ".3", "1.2.3", "12.03", "１"])
  func `what no cursor is written as is none`(text: String) {
    #expect(FeedCursor(text: text) == nil)
  }

  @Test func `inside a position is before its end`() throws {
    let inside = try #require(FeedCursor(text: "123.45"))
    #expect(FeedCursor(after: LedgerPosition(122)) < inside)
    #expect(inside < FeedCursor(after: LedgerPosition(123)))
  }
}

@Suite("Patterns over event types")
struct TypeGlobTests {
  @Test(arguments: [
    ("*", 28), ("dossier.*", 5), ("result.ready", 1), ("*.re*", 8), ("item.*ed", 3), ("**", 28),
  ])
  func `a star stands for any run of characters`(text: String, count: Int) throws {
    let types = try TypeGlob(text).types
    #expect(EventType.allCases.filter(types.contains).count == count)
  }

  @Test(arguments: ["", "dossier", "dossier.*x", "Result.ready"])
  func `a pattern that no type has is refused`(text: String) {
    #expect(throws: TypeGlobFault.matchesNothing(text)) { try TypeGlob(text) }
  }
}
