/// A line that is joined at its end and left at its front.
struct Line<Value> {
  private var values: [Value] = []
  private var first = 0

  var isEmpty: Bool { first == values.count }
  var count: Int { values.count - first }

  mutating func append(_ value: Value) { values.append(value) }

  mutating func popFirst() -> Value? {
    guard first < values.count else { return nil }
    let value = values[first]
    first += 1
    if first > 32, first * 2 > values.count {
      values.removeFirst(first)
      first = 0
    }
    return value
  }

  mutating func removeAll() {
    values = []
    first = 0
  }
}
