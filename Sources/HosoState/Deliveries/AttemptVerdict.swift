/// How an attempt ended, as far as it makes a difference to what happens next.
public enum AttemptVerdict: String, CaseIterable, Hashable, Sendable {
  /// 2xx; for the portal also its own code of success.
  case delivered
  /// 410: the endpoint is switched off at once.
  case gone
  /// 429 or 503: it has too much to do.
  case throttled
  /// 3xx: never followed; the address has to be changed.
  case redirected
  /// Another 4xx, or the portal's own code of failure.
  case rejected
  /// Another 5xx, or a status that is none.
  case failedInside = "server-error"
  /// 502 or 504: something between could not reach it.
  case badGateway = "bad-gateway"
  case timedOut = "timeout"
  /// The name has no address, or nothing answers there.
  case unreachable
  /// The certificate or the handshake is not in order: its owner is told at once.
  case insecure
  /// The egress policy of the process refuses the address: nothing was sent, it is left alone.
  case blocked
  /// The answer broke the protocol, or the connection broke in the middle.
  case broken
  /// It answered with `webhook-delivery: abort-message`: not tried again.
  case aborted
  /// It answered with `webhook-delivery: disable`: the endpoint is switched off at once.
  case disabled = "disabled-by-receiver"
  /// It did not consent to be delivered to.
  case notConsented = "not-consented"

  public var isDelivered: Bool { self == .delivered }

  /// Whether it tells that the receiver as a whole is in trouble, rather than one event.
  ///
  /// Source: the sender's side of Standard Webhooks: 429, 502, 503, 504, time-outs and
  /// connection errors.
  public var isBreakerSample: Bool {
    switch self {
    case .throttled, .badGateway, .timedOut, .unreachable, .insecure, .broken: true
    case .delivered, .gone, .redirected, .rejected, .failedInside, .blocked, .aborted, .disabled,
      .notConsented:
      false
    }
  }
}
