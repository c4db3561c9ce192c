internal import HTTPTypes
internal import HosoCrypto
internal import HosoLedger

/// What `If-Match` says.
///
/// Source: RFC 9110, 13.1.1.
enum WantedRevision: Hashable, Sendable {
  /// `*`: whatever there is.
  case any
  case oneOf([Int64])

  /// The revision there is, if it is one that may be changed.
  ///
  /// - Throws: 412 for another one, or if there is none.
  func fitting(_ current: Int64?) throws -> Int64 {
    guard let current else { throw Problem.changedMeanwhile() }
    switch self {
    case .any: return current
    case .oneOf(let revisions):
      guard revisions.contains(current) else { throw Problem.changedMeanwhile() }
      return current
    }
  }
}

/// Entity tags, for reading again only what changed and for changing only what was read.
///
/// Source: RFC 9110, 8.8.3 and 13.1.
enum EntityTag {
  /// The tag of something that counts its changes.
  static func revision(_ number: Int64) -> String { "\"\(number)\"" }

  /// The tag of a text that is computed anew each time.
  static func of(_ bytes: [UInt8]) throws -> String {
    "\"" + String(try Hasher256().digest(of: bytes).hex.prefix(32)) + "\""
  }

  /// 304 if the request says that it has this version.
  static func notModified(_ call: Call, _ tag: String) -> Reply? {
    let wanted = list(call.headers[values: .ifNoneMatch])
    guard wanted.contains(where: { $0 == "*" || isSame($0, tag) }) else { return nil }
    return Reply(.notModified).with(.eTag, tag).with(.cacheControl, "private, no-cache")
  }

  /// The revisions that a change may be made to.
  ///
  /// - Throws: 428 without `If-Match`.
  static func wanted(_ call: Call) throws -> WantedRevision {
    let wanted = list(call.headers[values: .ifMatch])
    guard !wanted.isEmpty else { throw Problem.preconditionRequired() }
    guard !wanted.contains("*") else { return .any }
    // A weak tag, or one that is no number, is nobody's.
    return .oneOf(
      wanted.compactMap { tag in
        guard tag.count > 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else { return nil }
        return Int64(tag.dropFirst().dropLast())
      })
  }

  /// Weak comparison.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    strong(left) == strong(right)
  }

  private static func strong(_ tag: String) -> String {
    tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
  }

  /// The members of a list of tags; a comma inside of quotes divides nothing.
  private static func list(_ values: [String]) -> [String] {
    var tags: [String] = []
    for value in values {
      var tag = ""
      var isQuoted = false
      for character in value {
        if character == "\"" { isQuoted.toggle() }
        if character == ",", !isQuoted {
          tags.append(tag)
          tag = ""
        } else if isQuoted || (character != " " && character != "\t") {
          tag.append(character)
        }
      }
      tags.append(tag)
    }
    return tags.filter { !$0.isEmpty }
  }
}
