internal import HosoCrypto
internal import HosoDomain
internal import HosoLedger
internal import HosoSigning
internal import HosoState

/// A body, and what is signed of it at one moment.
struct SignedBody: Sendable {
  let body: [UInt8]
  /// The bytes that are signed: `webhook-id`, time and body.
  let content: [UInt8]
  /// SHA-256 of the content.
  let hash: [UInt8]

  /// - Parameter timestamp: Seconds since 1970.
  init(_ body: [UInt8], id: WebhookID, timestamp: Int64) {
    self.body = body
    content = SignedContent.bytes(id: id.text, timestamp: timestamp, body: body)
    hash = HashFunction.sha256.hash(content)
  }
}

/// CloudEvents made lately: many endpoints get the same bytes within the same second.
struct BodyShelf {
  /// A few MiB.
  private static let bodiesMax = 1_024

  private let origin: CloudEvent.Origin
  private var known = RecentlyUsed<LedgerPosition, Entry>(weightMax: bodiesMax)

  /// What a body depends on beside its event, and what came of it.
  private struct Entry {
    let code: Alias?
    let previous: WebhookID?
    let form: PayloadForm
    let isOutOfOrder: Bool
    let timestamp: Int64
    let signed: SignedBody
  }

  init(origin: CloudEvent.Origin) { self.origin = origin }

  mutating func body(
    of item: FeedItem, form: PayloadForm, isOutOfOrder: Bool, timestamp: Int64
  ) -> SignedBody {
    let position = item.event.position
    var body: [UInt8]?
    if let entry = known[position], entry.previous == item.previous, entry.code == item.code,
      entry.form == form, entry.isOutOfOrder == isOutOfOrder
    {
      if entry.timestamp == timestamp { return entry.signed }
      body = entry.signed.body
    }
    let signed = SignedBody(
      body ?? CloudEvent.body(of: item, form: form, origin: origin, isOutOfOrder: isOutOfOrder),
      id: item.id, timestamp: timestamp)
    known.insert(
      Entry(
        code: item.code, previous: item.previous, form: form, isOutOfOrder: isOutOfOrder,
        timestamp: timestamp, signed: signed), for: position)
    return signed
  }
}
