public import HosoDomain

/// What stands at a position: an event that this program understands, or one that it keeps for
/// those that do.
public enum StoredEvent: Hashable, Sendable {
  case known(Event)
  case kept(KeptEvent)

  public var identity: EventIdentity {
    switch self {
    case .known(let event): event.identity
    case .kept(let event): event.identity
    }
  }

  /// The event, if this program understands it.
  public var event: Event? {
    switch self {
    case .known(let event): event
    case .kept: nil
    }
  }
}

/// An event of a later format: its bytes, hash and place are kept, and it counts nowhere.
public struct KeptEvent: Hashable, Sendable {
  public let identity: EventIdentity
  public let typeNumber: UInt8
  public let occurredAt: OccurredAt
  /// Its canonical bytes.
  public let bytes: [UInt8]
}
