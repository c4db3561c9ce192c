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

  private func tell(_ count: Int, offices: Int) throws {
    try scene.tell(.dossierPickedUp, "EE123456785VN", agency: "H26")
    var events: [(inout Event) -> Void] = []
    for number in 1..<count {
      let office = try PostOfficeCode("\(100_000 + number % offices)")
      events.append { $0.office = office }
    }
    try scene.tell(.itemArrived, "EE123456785VN", each: events)
  }

  private func eventsRead(_ count: Int) throws -> Int {
    try tell(count, offices: 3)
    let feed = try scene.feed()
    let matcher = FilterMatcher(EventFilter(agencies: [try AgencyCode("H27")]))
    let page = try feed.page(after: .start, matcher: matcher, limit: 10, positions: 10_000)
    #expect(page.items.isEmpty && page.isAtHead)
    return feed.ledger.eventsRead
  }

  @Test func `is read once for a page, however many events it has`() throws {
    #expect(try eventsRead(600) <= 2 * 600)
  }

  /// Judgements with each dossier named by its first event: numbers only tell dossiers apart.
  private func named(_ judgements: [Judgement]) -> [Judgement] {
    judgements.map { judgement in
      var judgement = judgement
      var firsts: [Int: Int] = [:]
      for index in judgement.tracks.indices {
        let number = judgement.tracks[index].dossier
        judgement.tracks[index].dossier = firsts[number] ?? index
        if firsts[number] == nil { firsts[number] = index }
      }
      return judgement
    }
  }

  @Test(arguments: Seeds.all(orElse: 150))
  func `is judged at each position as if nothing had come after it`(seed: Int) throws {
    var chance = Chance(seed: seed)
    for _ in 0..<chance.number(1...40) { try scene.tell(anything: &chance) }
    let reader = try scene.ledger.reader()
    let judge = Judge(reader: reader, tracksMax: 10_000)
    for number in 1...Int64(scene.count) {
      let position = LedgerPosition(number)
      // Nothing is kept, and nothing is read that is not known yet.
      let fresh = Judge(reader: reader, tracksMax: 0, positionsAhead: 0)
      let found = named(try judge.judgements(at: position))
      let wanted = named(try fresh.judgements(at: position))
      #expect(found == wanted, "position \(number): \(difference(found, wanted))")
      let earlier = LedgerPosition(Int64(chance.number(1...Int(number))))
      let around = try [judge, fresh].map {
        named([try $0.judge(around: earlier, through: position)].compactMap(\.self))
      }
      #expect(
        around[0] == around[1],
        "event \(earlier.number) at \(number): \(difference(around[0], around[1]))")
    }
  }

  private func difference(_ found: [Judgement], _ wanted: [Judgement]) -> String {
    guard found.count == wanted.count else {
      return "\(found.count) judgements, not \(wanted.count)"
    }
    for (one, other) in zip(found, wanted) where one != other {
      if one.position != other.position { return "position" }
      if one.fresh != other.fresh { return "fresh \(one.fresh) \(other.fresh)" }
      if one.opened != other.opened { return "opened \(one.opened) \(other.opened)" }
      if one.tracks.count != other.tracks.count {
        return "tracks \(one.tracks.map(\.event.number)) \(other.tracks.map(\.event.number))"
      }
      for (a, b) in zip(one.tracks, other.tracks) where a != b { return "\(a)\n\(b)" }
    }
    return ""
  }
}
