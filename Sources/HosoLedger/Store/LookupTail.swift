/// Keys of the latest events, kept back from the look-up table so that they are inserted in
/// large sorted runs: a page of the table then takes many keys at once instead of one.
///
/// Derived from the events alone, so losing it in a crash loses nothing.
struct LookupTail {
  private(set) var keys: [(key: Int64, position: Int64)] = []
  /// Built with the first question, since an import of numbered events never asks.
  private var positions: [Int64: [Int64]] = [:]
  private var isMapped = false

  var isEmpty: Bool { keys.isEmpty }

  mutating func add(_ key: LookupKey, at position: LedgerPosition) {
    keys.append((key.number, position.number))
    if isMapped { positions[key.number, default: []].append(position.number) }
  }

  /// Where a key occurs, ascending.
  mutating func positions(for key: LookupKey) -> [Int64] {
    guard !keys.isEmpty else { return [] }
    if !isMapped {
      isMapped = true
      for (key, position) in keys { positions[key, default: []].append(position) }
    }
    return positions[key.number] ?? []
  }

  /// The keys in the order of the table, each with its position once.
  mutating func removeAllSorted() -> [(key: Int64, position: Int64)] {
    defer { self = LookupTail() }
    keys.sort { ($0.key, $0.position) < ($1.key, $1.position) }
    return keys
  }
}
