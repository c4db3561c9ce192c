internal import HosoDomain
public import HosoLedger
public import HosoState

/// Making the index, and asking it.
extension FeedReader {
  /// Positions judged for the index at a time: some hundredths of a second, then others have their
  /// turn.
  static let positionsAtOnce = 256

  /// Whether the index, if there is one, is the file that was opened.
  public var isIndexInPlace: Bool { index?.isInPlace ?? true }

  /// For whom something comes behind a position, each position judged once; tells the index.
  ///
  /// - Parameter most: positions judged at most.
  func route(after position: LedgerPosition, upTo most: Int) throws -> [FeedArrival] {
    let arrivals = try arrivals(
      at: position.next
        .number...max(
          position.next.number, min(head.number, position.number + Int64(most))))
    try index?.add(arrivals, of: ledger)
    return arrivals
  }

  /// Adds some positions to the index: those behind it, else those before it.
  ///
  /// - Returns: Whether more are missing.
  public func extendIndex() throws -> Bool {
    guard let index, let stretch = try index.stretch(of: ledger) else { return false }
    let most = Int64(FeedReader.positionsAtOnce)
    if stretch.last < head {
      _ = try route(after: stretch.last, upTo: FeedReader.positionsAtOnce)
    } else if stretch.first > .start {
      try index.add(
        arrivals(at: max(1, stretch.first.number - most + 1)...stretch.first.number), of: ledger)
    }
    guard let extended = try index.stretch(of: ledger) else { return false }
    return extended.last < head || extended.first > .start
  }

  private func arrivals(at positions: ClosedRange<Int64>) throws -> [FeedArrival] {
    try positions.compactMap { number in
      let position = LedgerPosition(number)
      guard position <= head else { return nil }
      var audiences: Set<Audience> = []
      for judgement in try judge.judgements(at: position) {
        audiences.formUnion(judgement.audiences)
      }
      return FeedArrival(
        position: position, audiences: audiences, name: try named(position)?.id.key)
    }
  }

  /// At how many positions behind a place something may come for a subscriber, up to a number.
  public func unread(
    after cursor: FeedCursor, matcher: FilterMatcher, upTo most: Int
  ) throws -> Int {
    if let index, let audiences = matcher.audiences,
      let stretch = try index.stretch(of: ledger), stretch.first <= cursor.position
    {
      return try index.count(for: audiences, after: cursor.position, upTo: most)
    }
    return Int(min(Int64(most), max(0, head.number - cursor.position.number)))
  }

  /// Where an event of a name is.
  ///
  /// A name is a hash: where the index does not cover the ledger, it is looked for from the head
  /// backwards.
  /// - Parameters:
  ///   - hint: Where the asker says it is.
  ///   - positions: Positions looked at at most, beside the index.
  public func find(
    _ id: WebhookID, at hint: LedgerPosition?, positions: Int
  ) throws -> LedgerPosition? {
    if let hint, try isNamed(id, at: hint) { return hint }
    var covered: FeedIndex.Stretch?
    if let index {
      covered = try index.stretch(of: ledger)
      for position in try index.positions(named: id.key) where try isNamed(id, at: position) {
        return position
      }
    }
    var number = head.number
    for _ in 0..<positions {
      if let covered, covered.first.number < number, number <= covered.last.number {
        number = covered.first.number
      }
      guard number > 0 else { return nil }
      if try isNamed(id, at: LedgerPosition(number)) { return LedgerPosition(number) }
      number -= 1
    }
    return nil
  }

  private func isNamed(_ id: WebhookID, at position: LedgerPosition) throws -> Bool {
    try ledger.event(at: position).map { WebhookID($0.event.identity) == id } ?? false
  }
}
