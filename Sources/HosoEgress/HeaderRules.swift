/// Which headers may go out with a callback.
///
/// libcurl sends names and values as they are, so a line end in one would begin another header.
public enum HeaderRules {
  private static let nameBytesMax = 64
  private static let valueBytesMax = 4_096

  /// What HTTP, libcurl or hoso sets itself; an owner of an endpoint cannot.
  private static let reserved: Set<String> = [
    "accept-encoding", "connection", "content-digest", "content-encoding", "content-length",
    "content-type", "date", "expect", "host", "http2-settings", "keep-alive", "te", "trailer",
    "transfer-encoding", "upgrade", "user-agent", "via",
  ]
  private static let reservedPrefixes = ["webhook-", "ce-", "proxy-", "sec-"]

  /// Checks a header that the owner of an endpoint wants to have sent along.
  public static func checkCustom(name: String, value: String) throws(EgressFault) {
    try check(name: name, value: value)
    let lower = name.lowercased()
    if reserved.contains(lower) || reservedPrefixes.contains(where: lower.hasPrefix) {
      throw .header(name: name, .reserved)
    }
  }

  /// Checks that a header is one line of ASCII, whoever sets it.
  static func check(name: String, value: String) throws(EgressFault) {
    guard (1...nameBytesMax).contains(name.utf8.count), name.utf8.allSatisfy(isToken) else {
      throw .header(name: name, .name)
    }
    guard value.utf8.count <= valueBytesMax else { throw .header(name: name, .valueTooLong) }
    let blanks: [UInt8?] = [0x20, 0x09]
    guard value.utf8.allSatisfy({ (0x20...0x7e).contains($0) || $0 == 0x09 }),
      !blanks.contains(value.utf8.first), !blanks.contains(value.utf8.last)
    else { throw .header(name: name, .value) }
  }

  /// A character of a token: RFC 9110 section 5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
