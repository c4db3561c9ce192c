/// The name of one writer's log: an office's device and epoch, or a foreign system.
///
/// Source: CloudEvents 1.0 `source`, narrowed to printable ASCII without `"` and `\` so that it
/// never needs escaping.
public struct SourceName: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(CodeFault) {
    try CodeText.check(text, length: 1...128) { byte in
      0x21...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    self.text = text
  }
}

// Who a source belongs to is read off its name alone, so that the answer is the same in every
// ledger and also for a correction that arrives before what it corrects.
extension SourceName {
  /// The post office that the name names: its first piece of six digits; nil if it has none.
  ///
  /// Pieces are divided by `.`, `-`, `/` and `:`. `100000-3f9a2c-1` is of office 100000. Names that
  /// are reserved, or a key's, are of nobody else, whatever follows in them.
  public var office: PostOfficeCode? {
    guard !isReserved, key == nil else { return nil }
    for piece in text.utf8.split(whereSeparator: SourceName.isDivider) {
      guard piece.count == 6, piece.allSatisfy(CodeText.isDigit) else { continue }
      return try? PostOfficeCode(String(Substring(piece)))
    }
    return nil
  }

  /// Whether only the centre itself writes under the name: `hub-…`.
  var isOfCentre: Bool { text.hasPrefix("hub-") }

  /// Whether only callbacks of an agency are recorded under the name: `agency/…`.
  public var isOfAgency: Bool { text.hasPrefix("agency/") }

  /// The id of the access key whose lines without a source have the name, `key_…`; nil for others.
  public var key: String? {
    guard text.hasPrefix("key_") else { return nil }
    let id = text.utf8.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: SourceName.isDivider)
    return id.first.map { String(Substring($0)) }
  }

  /// Whether the name is of the same office's same device, in whatever epoch.
  public func sharesDevice(with other: SourceName) -> Bool {
    let hyphen = CodeText.hyphen
    guard let own = text.utf8.lastIndex(of: hyphen),
      let their = other.text.utf8.lastIndex(of: hyphen)
    else { return self == other }
    return text[..<own] == other.text[..<their]
  }

  /// Whether no key may ever write under the name.
  var isReserved: Bool { isOfCentre || isOfAgency }

  /// Whether the name is the other one, or goes on behind it with a divider: `tinh-01/quay-2` is
  /// under `tinh-01`, `tinh-012` is not.
  public func isUnder(_ other: SourceName) -> Bool {
    guard text.utf8.starts(with: other.text.utf8) else { return false }
    guard text.utf8.count > other.text.utf8.count else { return true }
    return SourceName.isDivider(text.utf8.dropFirst(other.text.utf8.count).first ?? 0)
  }

  /// Whether a correction written under this name may have an effect on an event of the other:
  /// its own events, those of its own post office, and for the centre everybody's.
  public func mayCorrect(_ other: SourceName) -> Bool {
    if self == other || isOfCentre { return true }
    guard let office, !other.isReserved else { return false }
    return office == other.office
  }

  private static func isDivider(_ byte: UInt8) -> Bool {
    byte == CodeText.point || byte == CodeText.hyphen || byte == CodeText.slash
      || byte == UInt8(ascii: ":")
  }
}
