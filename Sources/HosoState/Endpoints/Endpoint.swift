public import HosoDomain
public import HosoSigning

/// A subscriber that events are pushed to.
public struct Endpoint: Hashable, Sendable {
  /// In code points, as JSON Schema counts.
  public static let nameLengthMax = 100

  public let id: EndpointID
  /// What people call it; free text of 1 to `nameLengthMax` code points, no control
  /// characters.
  public var name: String
  public var kind: EndpointKind
  /// Where it is, normalised by `EndpointURL`; judged again by the egress policy before each use.
  public var url: String
  public var filter: EventFilter
  public var payload: PayloadForm
  public var order: DeliveryOrder
  /// Where the order is that of each dossier.
  public var afterFourthFailure: FourthFailure
  /// The most deliveries a second that the owner asked for; nil for no limit of its own.
  public var rateLimitPerSecond: Int?
  public var keys: EndpointKeys
  /// Shown to receivers that ask for one (mTLS).
  public var clientCertificate: EndpointCertificate?
  /// Sent with every delivery; checked when the endpoint is stored.
  public var headers: [CustomHeader]
  /// Whether it has to consent by the CloudEvents handshake before the first delivery.
  public var asksConsent: Bool
  /// What it consented to; nil before it did.
  public internal(set) var consent: Consent?
  public internal(set) var state: EndpointState
  public let createdAt: Moment
  public internal(set) var updatedAt: Moment
  /// Counts its changes from 1: the ETag.
  public internal(set) var revision: Int64

  /// A new endpoint, not stored yet.
  ///
  /// It awaits consent if it is asked for, else it is enabled.
  public init(
    id: EndpointID, name: String, kind: EndpointKind = .standard, url: String,
    filter: EventFilter, keys: EndpointKeys, asksConsent: Bool = true, createdAt: Moment
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.url = url
    self.filter = filter
    self.keys = keys
    self.asksConsent = asksConsent
    self.createdAt = createdAt
    updatedAt = createdAt
    payload = .full
    order = .dossier
    afterFourthFailure = .blockDecisions
    headers = []
    state = asksConsent ? .awaitingConsent(since: createdAt) : .enabled
    revision = 1
  }

  /// Whether its receiver consented to be delivered to, or is not asked.
  public var isWelcome: Bool { !asksConsent || consent != nil }

  /// Switches it off; false if it was off already.
  @discardableResult
  public mutating func disable(_ reason: DisableReason, at moment: Moment) -> Bool {
    if case .disabled = state { return false }
    state = .disabled(reason, since: moment)
    return true
  }

  /// Notes what its receiver consented to; if that was waited for, deliveries begin.
  public mutating func consent(perMinute: Int?, at moment: Moment) {
    consent = Consent(at: moment, perMinute: perMinute)
    if case .awaitingConsent = state { state = .enabled }
  }
}

/// What a subscriber speaks.
public enum EndpointKind: Hashable, Sendable {
  /// Standard Webhooks headers over a CloudEvents 1.0 body.
  case standard
  /// The national public-service portal's envelopes.
  case dvcqg(PortalProfile)
  /// The same form as `standard`, about other endpoints instead of dossiers: each notice once.
  case `operator`

  public var name: String {
    switch self {
    case .standard: "standard"
    case .dvcqg: "dvcqg"
    case .operator: "operator"
    }
  }

  /// Whether it gets events of the ledger; an operator's endpoint gets notices.
  public var getsEvents: Bool { self != .operator }
}

/// What the national portal wants to know of its sender.
public struct PortalProfile: Hashable, Sendable {
  /// The portal's header that says whom an envelope is for.
  public static let destinationHeader = "dstcode"

  /// The header `dstcode`: whom the integration platform hands the envelope to.
  public var destinationCode: String
  /// `madonvi`: the unit that sends.
  public var unitCode: String
  /// `session`: what the portal gave to the unit; empty if it wants none.
  public var session: String

  public init(destinationCode: String, unitCode: String, session: String = "") {
    self.destinationCode = destinationCode
    self.unitCode = unitCode
    self.session = session
  }
}

/// How much of an event a delivery carries.
public enum PayloadForm: String, CaseIterable, Hashable, Sendable {
  /// The event in interchange form, without what is for staff only.
  case full
  /// Only which event it is, and where to fetch it.
  case thin
}

/// Within what deliveries keep the order of the feed.
public enum DeliveryOrder: String, CaseIterable, Hashable, Sendable {
  /// Each dossier's events come one after another; other dossiers pass.
  case dossier
  /// All events come one after another: nothing passes one that is not delivered yet.
  case endpoint
}

/// What happens to the later events of a dossier when a delivery has failed four times.
public enum FourthFailure: String, CaseIterable, Hashable, Sendable {
  /// They pass, marked `outoforder`.
  case skip
  /// They wait until it is delivered, or an operator lets it go.
  case block
  /// They wait behind a result or a refusal, and pass everything else.
  case blockDecisions = "block-decisions"

  /// Whether later events wait behind a failing one of this type.
  public func blocks(_ type: EventType) -> Bool {
    switch self {
    case .skip: false
    case .block: true
    case .blockDecisions: type == .resultReady || type == .dossierRefused
    }
  }
}

/// A client certificate with its key, as PEM.
///
/// Descriptions give neither.
public struct EndpointCertificate: Hashable, Sendable, CustomStringConvertible {
  /// The certificate, and those between it and the root.
  public var certificatePEM: String
  public var keyPEM: String

  public init(certificatePEM: String, keyPEM: String) {
    self.certificatePEM = certificatePEM
    self.keyPEM = keyPEM
  }

  public var description: String { "client certificate" }
}

/// A header the owner of an endpoint wants with every delivery.
public struct CustomHeader: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// What a receiver answered to the handshake.
///
/// Source: CloudEvents 1.0.2, HTTP 1.1 Web Hooks for Event Delivery, section 4.2.
public struct Consent: Hashable, Sendable {
  public var at: Moment
  /// `WebHook-Allowed-Rate`: requests a minute; nil where it sets none.
  public var perMinute: Int?

  public init(at: Moment, perMinute: Int?) {
    self.at = at
    self.perMinute = perMinute
  }
}
