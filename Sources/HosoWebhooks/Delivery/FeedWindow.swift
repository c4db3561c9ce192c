internal import HosoState

/// What of an endpoint's feed is read and not left behind by its cursor.
struct FeedWindow {
  /// The places of its items, in the order of the feed.
  private(set) var places: [FeedCursor] = []
  /// How far the feed is read.
  private(set) var readCursor: FeedCursor

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

  /// Leaves the first items behind.
  mutating func leave(_ count: Int) {
    places.removeFirst(count)
  }

  /// Begins to read anew.
  mutating func restart(after cursor: FeedCursor) {
    places = []
    readCursor = cursor
  }
}
