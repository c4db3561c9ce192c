public import HosoCrypto
public import HosoDomain

/// An event with what the ledger added: its place and when it became durable.
public struct RecordedEvent: Hashable, Sendable {
  public let position: LedgerPosition
  public let recordedAt: RecordedAt
  public let event: Event

  public init(position: LedgerPosition, recordedAt: RecordedAt, event: Event) {
    self.position = position
    self.recordedAt = recordedAt
    self.event = event
  }
}

/// The ledger's latest state, stored with every commit.
public struct LedgerHead: Hashable, Sendable {
  /// The last event's position.
  public var position: LedgerPosition
  /// When the last event was recorded; `nil` in an empty ledger.
  public var recordedAt: RecordedAt?
  /// The Merkle root over all events.
  public var root: Digest
  /// How many corrections (voids and amendments) there are; 0 lets readers skip looking.
  public var corrections: Int64
  /// Whether history was moved in from another system with its own times of recording.
  public var isBackfilled: Bool
  /// The look-up table holds the keys of events through this position; later ones are derived
  /// from the events when they are needed.
  var lookedUpThrough: LedgerPosition
}
