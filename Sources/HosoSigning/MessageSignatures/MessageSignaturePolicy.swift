/// What a verifier asks of a message signature beyond being right.
///
/// RFC 9421 leaves it to each application (section 1.4); without it anybody may cut a signed
/// request in two and keep the half he likes.
public struct MessageSignaturePolicy: Hashable, Sendable {
  /// What the signature must be meant for; nil takes any, if the request has only one.
  public var tag: String?
  /// What must be covered: of each group at least one, the first of which is named in faults.
  public var coverage: [[String]]
  /// Fields that must be covered if the request has them.
  public var fieldsIfPresent: [String]
  /// Beginnings of names of fields that must be covered if the request has them.
  public var fieldPrefixesIfPresent: [String]
  /// How far `created` may be from now, either way; nil asks for no `created`.
  public var toleranceSeconds: Int64?
  public var needsNonce: Bool

  public init(
    tag: String?, coverage: [[String]], fieldsIfPresent: [String],
    fieldPrefixesIfPresent: [String], toleranceSeconds: Int64?, needsNonce: Bool
  ) {
    self.tag = tag
    self.coverage = coverage
    self.fieldsIfPresent = fieldsIfPresent
    self.fieldPrefixesIfPresent = fieldPrefixesIfPresent
    self.toleranceSeconds = toleranceSeconds
    self.needsNonce = needsNonce
  }

  /// What an agency's callback must cover: where it goes, what it says, and what makes it once.
  ///
  /// The fields `ce-…` are the event's attributes in the binary mode of CloudEvents.
  public static let callback = MessageSignaturePolicy(
    tag: "hoso-callback",
    coverage: [
      ["@method"], ["@authority", "@target-uri"],
      ["@path", "@request-target", "@target-uri"], ["@query", "@request-target", "@target-uri"],
      [ContentDigest.field], ["content-type"],
    ],
    fieldsIfPresent: ["idempotency-key", "content-encoding"], fieldPrefixesIfPresent: ["ce-"],
    toleranceSeconds: 300, needsNonce: true)

  /// Nothing beyond a `keyid`: for looking at signatures that were made for something else.
  public static let anything = MessageSignaturePolicy(
    tag: nil, coverage: [], fieldsIfPresent: [], fieldPrefixesIfPresent: [],
    toleranceSeconds: nil, needsNonce: false)

  /// What has to be covered in a request and is not.
  func uncovered(_ covered: [String], in request: HTTPRequestParts) -> [String] {
    let groups = coverage.filter { Set($0).isDisjoint(with: covered) }.compactMap(\.first)
    let present = request.fields.map(\.name).filter { name in
      (fieldsIfPresent.contains(name) || fieldPrefixesIfPresent.contains(where: name.hasPrefix))
        && !covered.contains(name)
    }
    return groups + Set(present).sorted()
  }
}
