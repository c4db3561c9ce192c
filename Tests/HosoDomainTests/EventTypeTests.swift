import HosoDomain
import Testing

@Suite("The published event types")
struct EventTypeTests {
  @Test func `every type is found again by its name`() {
    for type in EventType.allCases {
      #expect(EventType(name: type.name) == type)
    }
  }

  @Test func `numbers are contiguous from 1, so that none was ever taken back`() {
    #expect(EventType.allCases.map(\.rawValue) == Array(1...26))
  }

  @Test func `a name that was never published is no type`() {
    #expect(EventType(name: "dossier.picked-up") == nil)
    #expect(EventType(name: "") == nil)
  }
}
