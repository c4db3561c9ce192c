/// The path and query of a request, taken apart and percent-decoded once.
///
/// Source: RFC 3986, 2.1 and 3.3; RFC 9112, 3.2.
struct RequestTarget: Sendable {
  /// Bytes of a target beyond which nothing of ours is addressed.
  static let bytesMax = 8_192
  private static let queryItemsMax = 100

  /// As it came, query included.
  let text: String
  /// The decoded segments of the path.
  let path: [String]
  /// The decoded pairs of the query in their order.
  let query: [(name: String, value: String)]

  /// - Throws: `Problem.badTarget` for anything but an origin-form target whose escapes are UTF-8.
  init(_ text: String) throws {
    guard text.utf8.count <= RequestTarget.bytesMax else { throw Problem.targetTooLong() }
    guard text.hasPrefix("/"), !text.contains("#") else { throw Problem.badTarget() }
    self.text = text
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = try parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      try RequestTarget.decode($0, plusIsBlank: false)
    }
    guard parts.count == 2, !parts[1].isEmpty else {
      query = []
      return
    }
    let items = parts[1].split(separator: "&")
    guard items.count <= RequestTarget.queryItemsMax else { throw Problem.badTarget() }
    query = try items.map { item in
      let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (
        try RequestTarget.decode(pair[0], plusIsBlank: true),
        pair.count == 2 ? try RequestTarget.decode(pair[1], plusIsBlank: true) : ""
      )
    }
  }

  /// The path without the query, as it came.
  var rawPath: String {
    String(text.prefix { $0 != "?" })
  }

  /// A text as it can stand in a query.
  static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decode(_ text: Substring, plusIsBlank: Bool) throws -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
      return String(text)
    }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {  // Bounded by the text.
      if byte == UInt8(ascii: "+"), plusIsBlank {
        bytes.append(0x20)
      } else if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble)
        else { throw Problem.badTarget() }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self), !decoded.contains("\0") else {
      throw Problem.badTarget()
    }
    return decoded
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
