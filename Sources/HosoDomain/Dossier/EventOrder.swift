/// The one total order of events: time of occurrence, type number, origin, sequence.
///
/// A foreign event without a sequence is placed by its source and id, in byte order. The order
/// does not depend on when anything arrived, so neither does any state derived by it.
public enum EventOrder {
  public static func precedes(
    _ left: EventFact, _ right: EventFact, names: NameTable
  ) -> Bool {
    if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
    if left.type != right.type { return left.type.rawValue < right.type.rawValue }
    if left.source != right.source {
      return bytesPrecede(names[left.source], names[right.source])
    }
    if left.sequence != right.sequence { return left.sequence < right.sequence }
    guard let leftID = left.id, let rightID = right.id, leftID != rightID else { return false }
    return bytesPrecede(names[leftID], names[rightID])
  }

  private static func bytesPrecede(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
