internal import HosoCrypto
public import HosoDomain
public import HosoLedger
public import HosoState

/// The name an event goes by outside: `webhook-id`, and the `id` of its CloudEvent.
///
/// `evt_` and the first 32 hexadecimal digits of SHA-256 over source, line feed and event id:
/// the same in every ledger, over retries, replays and restores. A ping's begins with `ping_`.
public struct WebhookID: Hashable, Sendable {
  private static let digits = 32

  public let text: String

  /// The name of an event.
  public init(_ identity: EventIdentity) {
    let named = Array("\(identity.source.text)\n\(identity.id.text)".utf8)
    let hash = HashFunction.sha256.hash(named)
    text = "evt_" + Hexadecimal.text(of: hash.prefix(WebhookID.digits / 2))
  }

  /// The name of a notice; the same however often it is sent.
  init(notice number: Int64, of ledger: String) {
    let hash = HashFunction.sha256.hash(Array("\(ledger)\nnotice\n\(number)".utf8))
    text = "ntc_" + Hexadecimal.text(of: hash.prefix(WebhookID.digits / 2))
  }

  /// Takes the name of an event; nil for anything else.
  public init?(_ text: String) {
    let digits = text.utf8.dropFirst(4)
    guard text.hasPrefix("evt_"), digits.count == WebhookID.digits,
      digits.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
    else { return nil }
    self.text = text
  }

  /// Its first 64 bits: a short key where the full name is compared later.
  var key: Int64 {
    Int64(bitPattern: UInt64(text.dropFirst(4).prefix(16), radix: 16) ?? 0)
  }

  private init(made text: String) {
    self.text = text
  }

  /// A new name for a delivery that stands for no event.
  static func ping() throws(CryptoFault) -> WebhookID {
    WebhookID(made: "ping_" + (try Random.hex(bytes: digits / 2)))
  }
}

/// One event as it comes to one subscriber.
public struct FeedItem: Sendable {
  public let event: RecordedEvent
  /// The position at which it came into this subscriber's feed: its own, or a later one.
  public let position: LedgerPosition
  public let id: WebhookID
  /// The code its dossier goes by; nil for an event without a dossier.
  public let code: Alias?
  /// The number its agency had given the dossier when this subscriber got its first event.
  let dossierNumber: String?
  /// The event of the same dossier that this subscriber got before it.
  public let previous: WebhookID?
  /// The connected events that this subscriber got before it, the latest last: all of them come
  /// first in its order.
  let before: [LedgerPosition]

  /// The reader's place once it has this item.
  public var cursor: FeedCursor {
    FeedCursor(position: position, event: event.position) ?? FeedCursor(after: position)
  }
}

/// A run of a feed.
public struct FeedPage: Sendable {
  public var items: [FeedItem]
  /// Where the next run begins; past positions that held nothing for this subscriber.
  public var cursor: FeedCursor
  /// Whether it goes through the ledger's head as it was read.
  public var isAtHead: Bool
  /// How many positions were looked at for it.
  public var judged = 0
}
