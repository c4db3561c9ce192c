/// What was used lately, of bounded weight.
///
/// Two generations: what is asked for again moves to the younger one, and when that is full the
/// older one is dropped.
struct RecentlyUsed<Key: Hashable, Value> {
  private struct Entry {
    let value: Value
    let weight: Int
  }

  private let weightMax: Int
  private var younger: [Key: Entry] = [:]
  private var older: [Key: Entry] = [:]
  private var weight = 0

  /// - Parameter weightMax: Of all that is kept together, but for the last put into each half.
  init(weightMax: Int) {
    self.weightMax = weightMax
  }

  subscript(key: Key) -> Value? {
    mutating get {
      if let known = younger[key] { return known.value }
      guard let known = older[key] else { return nil }
      insert(known.value, for: key, weight: known.weight)
      return known.value
    }
  }

  mutating func insert(_ value: Value, for key: Key, weight added: Int = 1) {
    if weight >= weightMax / 2 {
      older = younger
      younger = [:]
      weight = 0
    }
    weight += added
    younger[key] = Entry(value: value, weight: added)
  }
}
