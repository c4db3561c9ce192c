internal import HosoState

/// Moments at which something is to be looked at, the earliest first: a binary heap.
///
/// Entries are not taken back; whoever is woken looks whether there still is anything to do.
struct TimerQueue<Value> {
  private var heap: [(at: Moment, value: Value)] = []

  /// The earliest moment; nil if there is none.
  var next: Moment? { heap.first?.at }

  mutating func add(_ value: Value, at moment: Moment) {
    heap.append((moment, value))
    var child = heap.count - 1
    while child > 0 {  // Bounded by the height of the heap.
      let parent = (child - 1) / 2
      guard heap[child].at < heap[parent].at else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes out the earliest value if it is due.
  mutating func pop(at now: Moment) -> Value? {
    guard let first = heap.first, first.at <= now else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return first.value
  }

  private mutating func sink() {
    var parent = 0
    while true {  // Bounded by the height of the heap.
      let left = parent * 2 + 1
      guard left < heap.count else { return }
      let right = left + 1
      let child = right < heap.count && heap[right].at < heap[left].at ? right : left
      guard heap[child].at < heap[parent].at else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
