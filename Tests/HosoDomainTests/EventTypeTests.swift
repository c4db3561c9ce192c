import HosoDomain
import Testing

@Suite("The published event types")
struct EventTypeTests {
  @Test func `every type is found again by its name`() {
    for type in EventType.allCases {
      #expect(EventType(name: type.name) == type)
    }
  }

  @Test func `numbers go on from 1 with the reserved ones left out, and none is taken back`() {
    #expect(EventType.allCases.map(\.rawValue) == Array(1...26) + [29, 30])
  }

  @Test func `a name that was never published is no type`() {
    #expect(EventType(name: "dossier.picked-up") == nil)
    #expect(EventType(name: "") == nil)
  }
}
