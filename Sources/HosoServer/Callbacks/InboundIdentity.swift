internal import HosoCrypto
internal import HosoDomain
internal import HosoWebhooks

/// What an agency's events are called in the ledger.
///
/// An agency names its events by a CloudEvents `source`, any URI reference, and an `id`, any
/// text. The ledger's names are narrower, and a source's name decides whose log an event belongs
/// to, so nobody may choose one freely:
///
/// * `source` becomes `agency/<code of the caller>/<source>`, or `agency/<code>` without one. No
///   caller can reach the log of a post office or of another agency.
/// * `id` stays as it is.
/// * A text that does not fit, or begins with `sha256-`, becomes `sha256-` and the SHA-256 of its
///   UTF-8 in base64url, 43 characters.
///
/// Both are functions of what was sent, so sending again gives the same name. Two different texts
/// have different names unless SHA-256 collides: only hashed ones begin with `sha256-`.
///
/// Source: CloudEvents 1.0.2, "source" and "id"; RFC 4648 section 5.
enum InboundIdentity {
  private static let hashedPrefix = "sha256-"

  /// The name of a source under a caller's agency.
  static func source(_ sent: String?, of agency: AgencyCode) throws -> SourceName {
    let root = "agency/" + agency.canonical
    guard let sent else { return try SourceName(root) }
    if !sent.isEmpty, !sent.hasPrefix(hashedPrefix),
      let name = try? SourceName(root + "/" + sent)
    {
      return name
    }
    return try SourceName(root + "/" + hashed(sent))
  }

  /// The id of an event within its source.
  static func id(_ sent: String) throws -> EventID {
    if !sent.hasPrefix(hashedPrefix), let id = try? EventID(sent) { return id }
    return try EventID(hashed(sent))
  }

  private static func hashed(_ text: String) -> String {
    hashedPrefix + Base64URL.encode(HashFunction.sha256.hash(Array(text.utf8)))
  }
}
