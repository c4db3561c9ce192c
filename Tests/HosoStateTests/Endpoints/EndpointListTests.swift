import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoSigning
@testable import HosoState

@Suite("Lists of endpoints, in the size of what is told")
struct EndpointListTests {
  private let ledger: ScratchLedger
  private let store: DeliveryStore
  private let now = Moment(seconds: 1_600_000_000)

  init() throws {
    ledger = try ScratchLedger()
    store = try DeliveryStore(of: ledger.folder)
  }

  @discardableResult
  private func add(_ agencies: [String]?) throws -> EndpointID {
    var filter = EventFilter()
    filter.agencies = try agencies?.map { try AgencyCode($0) }
    let endpoint = Endpoint(
      id: try EndpointID.random(), name: "Một cửa", kind: .standard,
      url: "https://callbacks.example.vn/hoso", filter: filter,
      keys: EndpointKeys(
        secrets: KeyRing(try SymmetricSecret.random(), at: now.seconds),
        signing: KeyRing(try SigningKey.random(), at: now.seconds)),
      asksConsent: false, createdAt: now)
    try store.add(endpoint, after: .start)
    return endpoint.id
  }

  private func under(_ agency: String, after id: EndpointID? = nil) throws -> [EndpointID] {
    try store.endpoints(after: id, limit: 99, under: try AgencyCode(agency)).map(\.id)
  }

  @Test func `pages follow each other in the order in which endpoints were added`() throws {
    let all = try (0..<7).map { _ in try add(nil) }
    try store.remove(all[2], at: now)
    var seen: [EndpointID] = []
    while true {  // Bounded by the endpoints.
      let page = try store.endpoints(after: seen.last, limit: 2).map(\.id)
      guard !page.isEmpty else { break }
      #expect(page.count <= 2)
      seen += page
    }
    #expect(seen == all.enumerated().filter { $0.offset != 2 }.map(\.element))
    #expect(try store.endpoints(after: all[2], limit: 1).map(\.id) == [all[3]])
  }

  @Test func `an agency's are those of its own line, whichever form codes have`() throws {
    let (own, below) = (try add(["H26"]), try add(["H26.12", "H27"]))
    let old = try add(["000.00.12.H26"])
    for other in [["H25"], ["H27"], ["H261"], nil] as [[String]?] {
      // The last group of the new form may be as long as its owner wants.
      guard other != ["H261"] else { continue }
      try add(other)
    }
    #expect(try under("H26") == [own, below, old])
    #expect(try under("H26", after: own) == [below, old])
    #expect(try under("H26.12") == [below, old])
    #expect(try under("000.00.12.H26") == [below, old])
    var moved = try #require(try store.endpoint(own))
    moved.filter.agencies = [try AgencyCode("H27.1")]
    try store.update(moved, ifRevision: nil, at: now)
    #expect(try under("H26") == [below, old])
  }

  @Test func `what an agency's list and a page cost does not grow with everybody's endpoints`()
    throws
  {
    for _ in 0..<3 { try add(["H26.12"]) }
    var costs: [[Int64]] = []
    for count in [10, 400] {
      try store.commit { for _ in 0..<count { try add(["H27"]) } }
      costs.append([
        try cost { _ = try under("H26") },
        try cost { _ = try store.endpoints(after: nil, limit: 5) },
      ])
    }
    #expect(costs[0] == costs[1])
  }

  private func cost(_ body: () throws -> Void) throws -> Int64 {
    let before = store.connection.steps
    try body()
    return store.connection.steps - before
  }

  @Test func `a meter reads a row an endpoint, and none of its keys and filters`() throws {
    let id = try add(["H26"])
    try store.commit { for _ in 1..<100 { try add(["H27"]) } }
    let number = try #require(try store.numberedEndpoint(id)).number
    for (event, state) in [Outstanding.State.retrying, .held, .parked, .parked].enumerated() {
      let row = Outstanding(
        event: LedgerPosition(Int64(event)), position: LedgerPosition(Int64(event)), state: state,
        retryAt: now, since: now)
      try store.commit { try store.store(row, of: number) }
    }
    var standings: [EndpointStanding] = []
    let steps = try cost { standings = try store.endpointStandings() }
    #expect(steps < 100 * 40)
    #expect(standings.count == 100)
    let counts = try store.outstandingCounts(of: id)
    #expect(standings.first?.outstanding == counts)
    #expect(standings.first?.outstanding.parked == 2)
    #expect(standings.last?.outstanding == OutstandingCounts())
    #expect(try store.signingKeys().count == 100)
  }
}
