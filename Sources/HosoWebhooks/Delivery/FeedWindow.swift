internal import HosoState

/// What of an endpoint's feed is read and not left behind by its cursor.
struct FeedWindow {
  /// The places of its items, in the order of the feed.
  private(set) var places: [FeedCursor] = []
  /// How far the feed is read.
  private(set) var readCursor: FeedCursor
  /// Whether something may come behind it that is in the ledger already.
  private(set) var goesOn = true
  /// At how many positions behind it something may come; nil while nobody counted.
  private(set) var unread: Int?

  init(after cursor: FeedCursor) { readCursor = cursor }

  /// Takes in the next item.
  mutating func take(_ place: FeedCursor) {
    readOn(to: place)
    places.append(place)
  }

  /// Nothing else comes up to a place.
  mutating func readOn(to place: FeedCursor) {
    precondition(readCursor <= place, "a feed is read in its order")
    readCursor = place
  }

  /// Reads on by a page.
  ///
  /// - Parameter isLast: Whether nothing else is there yet.
  mutating func readOn(to page: FeedPage, isLast: Bool) {
    readOn(to: page.cursor)
    goesOn = !isLast
    unread = isLast ? 0 : unread.map { max(0, $0 - page.judged) }
  }

  /// Something may have come, at some more positions.
  mutating func hear(_ count: Int) {
    goesOn = true
    unread = unread.map { $0 + count }
  }

  mutating func count(_ unread: Int) { self.unread = unread }

  /// Leaves the first items behind.
  mutating func leave(_ count: Int) {
    places.removeFirst(count)
  }

  /// Begins to read anew.
  mutating func restart(after cursor: FeedCursor) {
    places = []
    readCursor = cursor
    goesOn = true
    unread = nil
  }
}
