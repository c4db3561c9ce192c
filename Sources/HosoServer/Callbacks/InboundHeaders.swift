internal import HosoDomain

/// The headers of a request that carry a callback, or say how its body is to be read.
struct InboundHeaders: Sendable {
  /// Headers with the names in lower case, in the order in which they came.
  let fields: [(name: String, value: String)]

  init(_ fields: [(name: String, value: String)]) {
    self.fields = fields.map { ($0.name.lowercased(), $0.value) }
  }

  /// The one value of a header; nil if it is absent.
  func value(_ name: String) throws(InboundFault) -> String? {
    let values = fields.filter { $0.name == name }
    guard values.count <= 1 else { throw InboundFault(.header(name), .repeatedHeader) }
    return values.first?.value
  }

  /// Whether the attributes of an event are in headers: CloudEvents' binary mode.
  var hasAttributes: Bool { fields.contains { $0.name.hasPrefix(Self.attributePrefix) } }

  /// The attributes of an event in headers, decoded, by their names without `ce-`.
  func attributes() throws(InboundFault) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    var seen: Set<String> = []
    for (name, value) in fields where name.hasPrefix(Self.attributePrefix) {
      guard seen.insert(name).inserted else {
        throw InboundFault(.header(name), .repeatedHeader)
      }
      guard let decoded = Self.decoded(value) else {
        throw InboundFault(.header(name), .headerEncoding)
      }
      attributes.append((String(name.dropFirst(Self.attributePrefix.count)), decoded))
    }
    return attributes
  }

  private static let attributePrefix = "ce-"
}

// MARK: - Header values

extension InboundHeaders {
  /// A header's value as it was meant: quoted strings unescaped, then percent-decoded once.
  ///
  /// Nil for what cannot be decoded: an open quote, a percent sign without two digits, or bytes
  /// that are no UTF-8.
  ///
  /// Source: CloudEvents HTTP binding 1.0.2, 3.1.3.2; RFC 9110, 5.6.4.
  static func decoded(_ value: String) -> String? {
    unquoted(Array(value.utf8)).flatMap(percentDecoded)
  }

  private static func unquoted(_ bytes: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var isQuoted = false
    var rest = bytes[...]
    while let byte = rest.popFirst() {  // Bounded by the value.
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst() else { return nil }
        plain.append(escaped)
      } else {
        plain.append(byte)
      }
    }
    return isQuoted ? nil : plain
  }

  private static func percentDecoded(_ bytes: [UInt8]) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {  // Bounded by the value.
      guard byte == UInt8(ascii: "%") else {
        plain.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble)
      else { return nil }
      plain.append(high << 4 | low)
    }
    return String(validating: plain, as: UTF8.self)
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

/// A media type, as far as it matters how text is to be read.
struct InboundMediaType: Hashable, Sendable {
  /// Type and subtype in lower case.
  let essence: String
  private let charset: String?

  /// - Parameter header: The value of `Content-Type` or of the attribute `datacontenttype`.
  init(_ header: String) {
    let parts = header.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
    }
    essence = parts.first ?? ""
    let prefix = "charset="
    charset = parts.dropFirst().first { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
  }

  /// Whether text in it is UTF-8, or its part ASCII.
  var isUTF8: Bool { charset.map { ["utf-8", "utf8", "us-ascii"].contains($0) } ?? true }

  /// Whether what it names is JSON.
  ///
  /// Source: RFC 6839, 3.1.
  var isJSON: Bool {
    isUTF8
      && (essence == "application/json" || essence == "text/json" || essence.hasSuffix("+json"))
  }
}
