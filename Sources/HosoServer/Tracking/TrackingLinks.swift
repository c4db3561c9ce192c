public import HosoDomain
public import HosoState
internal import HosoWebhooks

/// Signed links to the tracking page, made beside a server instead of by asking it.
public enum TrackingLinks {
  /// Days a link may be good for.
  public static let days = 1...TrackingLink.daysMax
  /// Days unless told otherwise.
  public static let usualDays = TrackingLink.daysDefault

  /// A link's path and query, good from now for so many days, and its end.
  ///
  /// Whoever calls it has made sure that the dossier may be shown.
  /// - Throws: What the store throws.
  public static func link(
    to code: Alias, days: Int, store: DeliveryStore, now: Moment
  ) throws -> (target: String, expires: Moment) {
    let expires = now.adding(seconds: Int64(days) * 86_400)
    let link = TrackingLink(key: try store.serverSecret(TrackingProofs.secretName))
    return (link.target(code, expires: expires.seconds), expires)
  }
}
