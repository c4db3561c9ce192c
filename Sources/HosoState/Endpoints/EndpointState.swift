public import HosoCrypto

/// Names an endpoint: `ep_` and 24 hexadecimal digits.
public struct EndpointID: Hashable, Sendable {
  private static let randomBytes = 12

  public let text: String

  /// Takes a name that was given out; nil if it cannot be one.
  public init?(_ text: String) {
    let digits = text.utf8.dropFirst(3)
    guard text.hasPrefix("ep_"), digits.count == EndpointID.randomBytes * 2,
      digits.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
    else { return nil }
    self.text = text
  }

  private init(made text: String) {
    self.text = text
  }

  /// A new name.
  public static func random() throws(CryptoFault) -> EndpointID {
    EndpointID(made: "ep_" + (try Random.hex(bytes: randomBytes)))
  }
}

/// Whether an endpoint is delivered to.
public enum EndpointState: Hashable, Sendable {
  /// The receiver has not answered the handshake with its consent; nothing is sent but that.
  case awaitingConsent(since: Moment)
  case enabled
  /// Nothing is sent, and nothing is lost: its cursor waits.
  case disabled(DisableReason, since: Moment)
  /// Removed: never delivered to again; its attempts stay readable.
  case archived(since: Moment)

  /// A stable name for programs.
  public var name: String {
    switch self {
    case .awaitingConsent: "awaiting-consent"
    case .enabled: "enabled"
    case .disabled: "disabled"
    case .archived: "archived"
    }
  }

  /// When it began; nil for an enabled endpoint.
  public var since: Moment? {
    switch self {
    case .awaitingConsent(let since), .disabled(_, let since), .archived(let since): since
    case .enabled: nil
    }
  }
}

/// Why an endpoint is not delivered to.
public enum DisableReason: String, CaseIterable, Hashable, Sendable {
  /// A person asked for it.
  case operatorRequest = "operator"
  /// It answered 410 Gone.
  case gone
  /// It answered with `webhook-delivery: disable`.
  case receiverRequest = "receiver"
  /// Nothing but failures for five days.
  case failing
  /// The egress policy refuses its address: a matter of security.
  case refusedAddress = "refused-address"
  /// It cannot be sent to as it is stored: a key or its address cannot be read.
  case unusable

  /// Whether it happened by itself, so that switching it on again has a cool-down.
  var isAutomatic: Bool {
    switch self {
    case .operatorRequest: false
    case .gone, .receiverRequest, .failing, .refusedAddress, .unusable: true
    }
  }
}

/// What kept endpoints and consumers from being changed.
public enum EndpointFault: Error, Hashable, Sendable {
  case unknown
  /// Somebody changed it since it was read.
  case changed(revision: Int64)
  /// It was disabled by itself a short time ago.
  case coolingDown(until: Moment)
  /// It was removed.
  case archived
  /// Its receiver has not consented to be delivered to, and is asked for that.
  case notConsented
  /// It is an operator's: it gets notices, each once, and has no place in the feed.
  case getsNoEvents
  case tooMany(max: Int)
  /// A field cannot be stored as it is.
  case field(Field)

  /// A field that cannot be as it is.
  public enum Field: String, Hashable, Sendable {
    case name
    case filter
    case rate
    case headers
    case keys
    case portal
    case cursor
    case owner
  }
}
