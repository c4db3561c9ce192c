import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoState
@testable import HosoWebhooks

@Suite("A dossier of which very much was recorded")
struct LongStoryTests {
  private let scene: Scene

  init() throws {
    scene = try Scene()
  }

  private func tell(_ count: Int, offices: Int = 1) throws {
    try scene.tell(.dossierPickedUp, "EE123456785VN", agency: "H26")
    var events: [(inout Event) -> Void] = []
    for number in 1..<count {
      let office = try PostOfficeCode("\(100_000 + number % offices)")
      events.append { $0.office = office }
    }
    try scene.tell(.itemArrived, "EE123456785VN", each: events)
  }

  private func eventsRead(_ count: Int) throws -> Int {
    try tell(count)
    let feed = try scene.feed()
    let matcher = FilterMatcher(EventFilter(agencies: [try AgencyCode("H27")]))
    let page = try feed.page(after: .start, matcher: matcher, limit: 10, positions: 10_000)
    #expect(page.items.isEmpty && page.isAtHead)
    return feed.ledger.eventsRead
  }

  @Test func `is read once for a page, however many events it has`() throws {
    #expect(try eventsRead(600) <= 2 * 600)
  }
}
