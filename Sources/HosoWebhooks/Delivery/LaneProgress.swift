internal import HosoLedger
internal import HosoState

/// How far an endpoint is and how it has been answering, and what of that is not stored yet.
struct LaneProgress {
  /// As the store keeps it, but for what is delivered ahead.
  private(set) var record: DeliveryProgress
  /// Events past the cursor that are settled.
  private(set) var ahead: Set<LedgerPosition>
  /// The cursor as it was stored last; nil when it was put elsewhere since.
  private var storedCursor: FeedCursor?
  /// Whether the next commit has to write it.
  private(set) var isDirty = false

  init(_ stored: DeliveryProgress) {
    record = stored
    record.deliveredAhead = []
    ahead = Set(stored.deliveredAhead)
    storedCursor = stored.cursor
  }

  var cursor: FeedCursor { record.cursor }

  // MARK: - The cursor

  /// The cursor leaves an item behind that is settled or listed.
  mutating func pass(_ place: FeedCursor) {
    move(to: place)
    ahead.remove(place.event)
    isDirty = true
  }

  /// Nothing is left behind: the cursor goes along with what is read, and is stored with the next
  /// change, or when it went past so many positions.
  mutating func goAlong(to read: FeedCursor, storedAfter positions: Int64) {
    move(to: read)
    guard let storedCursor else { return }
    if read.position.number - storedCursor.position.number >= positions { isDirty = true }
  }

  /// Goes on from another place, before or behind.
  mutating func seek(_ place: FeedCursor) {
    record.cursor = place
    storedCursor = nil
    ahead = []
    isDirty = true
  }

  private mutating func move(to place: FeedCursor) {
    precondition(cursor <= place, "the cursor only goes back when somebody puts it back")
    record.cursor = place
  }

  /// An item is delivered, given up or not wanted any more.
  mutating func settle(_ place: FeedCursor) {
    if cursor < place { ahead.insert(place.event) }
    isDirty = true
  }

  // MARK: - Answers

  /// - Returns: Whether it was failing until now.
  mutating func succeed(at now: Moment) -> Bool {
    defer { record.failingSince = nil }
    record.delivered += 1
    record.lastSuccessAt = now
    isDirty = true
    return record.failingSince != nil
  }

  mutating func fail(at now: Moment) {
    record.failures += 1
    record.lastFailureAt = now
    isDirty = true
  }

  /// Counts a failure of the endpoint itself.
  ///
  /// - Returns: For how many milliseconds there was nothing but failures, until the one before and
  ///   until this one.
  mutating func keepFailing(at now: Moment) -> (before: Int64, after: Int64) {
    let first = record.failingSince ?? now
    let last = max(first, record.lastFailureAt ?? first)
    record.failingSince = first
    fail(at: now)
    return (last.milliseconds(since: first), now.milliseconds(since: first))
  }

  /// The receiver asked for no request before a moment.
  mutating func wait(until moment: Moment) {
    record.waitsUntil = max(record.waitsUntil ?? moment, moment)
    isDirty = true
  }

  /// Nothing is sent before a moment; nil while deliveries go.
  mutating func pause(until moment: Moment?) {
    record.pausedUntil = moment
    isDirty = true
  }

  mutating func probe(at now: Moment) {
    record.probedAt = now
    isDirty = true
  }

  /// Forgets that it was failing and what was asked for.
  mutating func beginAgain() {
    record.failingSince = nil
    record.lastFailureAt = nil
    record.waitsUntil = nil
    record.probedAt = nil
    isDirty = true
  }

  // MARK: - The store

  /// What is to be stored.
  var whole: DeliveryProgress {
    var whole = record
    whole.deliveredAhead = ahead.sorted()
    return whole
  }

  /// Has the cursor written if it was not.
  mutating func keepCursor() {
    if storedCursor != cursor { isDirty = true }
  }

  mutating func wasWritten() {
    guard isDirty else { return }
    precondition(
      storedCursor.map { $0 <= cursor } ?? true, "a stored cursor is not ahead of what is passed")
    storedCursor = cursor
    isDirty = false
  }
}
