internal import HosoDomain
internal import HosoLedger
public import HosoState

/// A delivery's body: one CloudEvent in structured mode, as compact JSON.
///
/// `type`, `timestamp` and `data` stand at the top, so it is a Standard Webhooks payload too.
///
/// Source: CloudEvents 1.0.2, JSON format; Standard Webhooks, "Payload structure".
public struct CloudEvent: Hashable, Sendable {
  public static let contentType = "application/cloudevents+json; charset=utf-8"
  static let version = "1.0"
  static let dataType = "application/json"
  /// Digits of `sequence`: as many as a position can have, so that texts compare like numbers.
  private static let sequenceDigits = 20

  /// What of a body depends on the ledger and the server, not on the event.
  public struct Origin: Hashable, Sendable {
    public var ledgerID: String
    /// Where the HTTP API is reached from outside, without a slash at the end; nil where there is
    /// none, and then a thin body has no `dataref`.
    public var baseURL: String?

    public init(ledgerID: String, baseURL: String?) {
      self.ledgerID = ledgerID
      self.baseURL = baseURL
    }

    /// The `source` of its events: `urn:hoso:ledger:` and the ledger's id.
    public var source: String { "urn:hoso:ledger:\(ledgerID)" }
  }

  /// The body for an item.
  ///
  /// - Parameter isOutOfOrder: Earlier events of the dossier were skipped.
  public static func body(
    of item: FeedItem, form: PayloadForm, origin: Origin, isOutOfOrder: Bool = false
  ) -> [UInt8] {
    let event = item.event.event
    var json = JSONBuilder()
    json.object { json in
      json.field("specversion", version)
      json.field("id", item.id.text)
      json.field("source", origin.source)
      json.field("type", event.type.name)
      if let code = item.code { json.field("subject", code.text) }
      json.field("time", event.occurredAt.rfc3339)
      json.field("timestamp", event.occurredAt.rfc3339)
      json.field("recordedtime", item.event.recordedAt.rfc3339)
      json.field("sequence", sequence(item.event.position))
      if let previous = item.previous { json.field("previousid", previous.text) }
      json.field("datacontenttype", dataType)
      if form == .thin, let base = origin.baseURL {
        json.field(
          "dataref", "\(base)/v1/events/\(item.id.text)?position=\(item.event.position.number)")
      }
      if isOutOfOrder { json.field("outoforder", true) }
      json.object("data") { json in addData(of: item.event, form: form, to: &json) }
    }
    return json.bytes
  }

  /// The body of a test delivery, which stands for no event.
  static func noticeBody(_ notice: Notice, id: WebhookID, origin: Origin) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("specversion", version)
      json.field("id", id.text)
      json.field("source", origin.source)
      json.field("type", notice.kind.rawValue)
      json.field("subject", notice.endpoint.text)
      json.field("time", notice.firstAt.rfc3339)
      json.field("timestamp", notice.firstAt.rfc3339)
      json.field("datacontenttype", dataType)
      json.object("data") { json in
        json.field("notice", notice.id)
        json.field("endpoint", notice.endpoint.text)
        if let event = notice.event { json.field("position", event.number) }
        if let detail = notice.detail { json.field("detail", detail) }
      }
    }
    return json.bytes
  }

  static func pingBody(id: WebhookID, origin: Origin, at moment: Moment) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("specversion", version)
      json.field("id", id.text)
      json.field("source", origin.source)
      json.field("type", "endpoint.ping")
      json.field("time", moment.rfc3339)
      json.field("timestamp", moment.rfc3339)
      json.field("datacontenttype", dataType)
      json.object("data") { _ in }
    }
    return json.bytes
  }

  /// A full body has the event without the staff number, which is for staff only, and with the
  /// code as it was understood rather than as a scanner sent it.
  private static func addData(
    of recorded: RecordedEvent, form: PayloadForm, to json: inout JSONBuilder
  ) {
    var event = recorded.event
    event.actor = nil
    event.scannedText = nil
    switch form {
    case .full: InterchangeWriter.writeFields(of: event, into: &json)
    case .thin:
      json.field("id", event.identity.id.text)
      json.field("source", event.identity.source.text)
      json.field("type", event.type.name)
    }
    json.field("position", recorded.position.number)
  }

  /// A position as text that compares like a number.
  static func sequence(_ position: LedgerPosition) -> String {
    let digits = String(position.number)
    return String(repeating: "0", count: max(0, sequenceDigits - digits.utf8.count)) + digits
  }
}
