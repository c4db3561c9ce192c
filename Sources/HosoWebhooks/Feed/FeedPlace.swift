internal import HosoCrypto
internal import HosoLedger
public import HosoState

/// A place in the feed as it is handed out: with what stands there, so that it is not taken for
/// another one in a ledger that was restored.
public struct FeedPlace: Hashable, Sendable {
  private static let leafDigits = 8

  public let cursor: FeedCursor
  /// The first digits of the leaf hash of the event at the cursor's position; nil before the first
  /// event, and in cursors of an older hoso.
  let leaf: String?

  init(cursor: FeedCursor, leaf: Digest?) {
    self.cursor = cursor
    self.leaf =
      cursor.position == .start ? nil : leaf.map { String($0.hex.prefix(FeedPlace.leafDigits)) }
  }

  /// Whether it says what stands there: one that was handed out, and not typed in.
  public var namesEvent: Bool { leaf != nil }

  /// `123-9f86d081`, or `123.45-9f86d081`; opaque to whoever gets it.
  public var text: String { cursor.text + (leaf.map { "-" + $0 } ?? "") }

  /// Reads a place's text; nil for anything else.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let cursor = FeedCursor(text: first) else {
      return nil
    }
    if parts.count == 2 {
      let isLeaf =
        parts[1].utf8.count == FeedPlace.leafDigits
        && parts[1].utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
      guard isLeaf, cursor.position > .start else { return nil }
    }
    self.cursor = cursor
    leaf = parts.count == 2 ? String(parts[1]) : nil
  }
}

/// A place that is not of this ledger's history: it was restored, or the place was never its.
public struct FeedParted: Error, Hashable, Sendable {
  /// The last place that is certain to be of both histories.
  public let goOn: FeedPlace
}

extension FeedReader {
  /// A cursor as it is handed out.
  public func place(at cursor: FeedCursor) throws -> FeedPlace {
    FeedPlace(cursor: cursor, leaf: try ledger.leaf(at: cursor.position))
  }

  /// The cursor of a place that was handed out.
  ///
  /// - Throws: `FeedParted` if something else stands there, or it is beyond the head.
  public func cursor(of place: FeedPlace) throws -> FeedCursor {
    let cursor = place.cursor
    let found = FeedPlace(cursor: cursor, leaf: try ledger.leaf(at: cursor.position))
    guard cursor.position <= head, place.leaf == nil || place.leaf == found.leaf else {
      let parted = ledger.settings.parting(since: 1) ?? .start
      throw FeedParted(
        goOn: try self.place(at: FeedCursor(after: min(parted, cursor.position, head))))
    }
    return cursor
  }
}
