internal import CCurl
internal import Glibc

/// Where a callback goes: an absolute URL that the policy does not refuse on sight.
///
/// Read by libcurl alone, the one that will also speak to it: two readers that disagree about the
/// host are how such guards are passed. What the name resolves to is judged at every connection.
public struct EndpointURL: Hashable, Sendable, CustomStringConvertible {
  /// The URL as it is used: ASCII, the host in lower case and, if international, in punycode.
  public let text: String
  /// The host as it is looked up; an IPv6 address without brackets.
  public let host: String
  public let port: UInt16
  /// Whether it is plain http, without TLS.
  public let isPlain: Bool
  /// The address, if the host is one.
  public let literal: IPAddress?

  /// Scheme, host and port in one: what connections are kept and counted by.
  let origin: String

  /// The longest URL accepted, in bytes.
  public static let bytesMax = 2_048
  private static let hostBytesMax = 253
  private static let labelBytesMax = 63
  /// How often a URL is read until it no longer changes.
  private static let readingsMax = 4

  /// Reads a URL and judges what can be seen of it.
  public init(_ text: String, policy: EgressPolicy) throws(EgressFault) {
    try EndpointURL.checkCharacters(text)
    try EndpointURL.checkStart(text, policy: policy)
    var parts = try CurlURL.read(text)
    // What normalising brings out (digits of another script, say) is read like a new URL.
    for _ in 0..<EndpointURL.readingsMax {
      let again = try CurlURL.read(parts.text)
      if again == parts { break }
      parts = again
    }
    guard try CurlURL.read(parts.text) == parts else { throw .malformed(code: 0) }
    self.text = parts.text
    isPlain = parts.scheme == "http"
    port = parts.port
    host = parts.host
    origin = "\(parts.scheme)://\(parts.host):\(parts.port)"
    literal = try EndpointURL.judgeHost(parts, isPlain: isPlain, policy: policy)
  }

  public var description: String { text }

  private static func checkCharacters(_ text: String) throws(EgressFault) {
    let bytes = text.utf8
    guard bytes.count <= bytesMax else {
      throw .urlTooLong(bytes: bytes.count, limit: bytesMax)
    }
    if let place = bytes.enumerated().first(where: {
      $0.element <= 0x20 || $0.element == 0x7f || $0.element == UInt8(ascii: "\\")
    }) {
      throw .urlCharacter(offset: place.offset)
    }
  }

  private static func checkStart(_ text: String, policy: EgressPolicy) throws(EgressFault) {
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }),
      let next = text.utf8.dropFirst(scheme.utf8.count).first, next != UInt8(ascii: "/")
    else { throw .scheme }
    if scheme == "http://", !policy.allowsPlainHTTPSomewhere { throw .plainHTTP }
  }

  private static func judgeHost(
    _ parts: CurlURL, isPlain: Bool, policy: EgressPolicy
  ) throws(EgressFault) -> IPAddress? {
    if let address = IPAddress(parts.host) {
      guard policy.allowsByName(address, port: parts.port, isPlain: isPlain) else {
        if case .refused(let why) = policy.judge(address, port: parts.port, isPlain: isPlain),
          why != .port
        {
          throw .address(address, why)
        }
        throw .literalAddress(address)
      }
      if case .refused(let why) = policy.judge(address, port: parts.port, isPlain: isPlain) {
        throw .address(address, why)
      }
      return address
    }
    try checkName(parts.host, policy: policy)
    guard policy.allowsSomewhere(port: parts.port, isPlain: isPlain) else {
      throw .port(parts.port)
    }
    return nil
  }

  private static func checkName(_ host: String, policy: EgressPolicy) throws(EgressFault) {
    guard host.utf8.count <= hostBytesMax else { throw .host(host, .tooLong) }
    let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for label in labels {
      guard !label.isEmpty else { throw .host(host, .emptyLabel) }
      guard label.count <= labelBytesMax else { throw .host(host, .tooLong) }
      guard label.allSatisfy(isNameByte), label.first != UInt8(ascii: "-"),
        label.last != UInt8(ascii: "-")
      else { throw .host(host, .character) }
    }
    // Anything that ends in a number is some resolver's spelling of an address.
    if let last = labels.last, isNumber(last) { throw .host(host, .number) }
    // A bare name is a neighbour's; it is one to speak to only where neighbours are allowed.
    if labels.count < 2, policy.allowed.isEmpty { throw .host(host, .noDot) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isNumber(_ label: Substring.UTF8View) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    if label.allSatisfy(digits.contains) { return true }
    guard label.starts(with: "0x".utf8) else { return false }
    return label.dropFirst(2).allSatisfy {
      digits.contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
  }
}

/// A URL taken apart by libcurl.
private struct CurlURL: Equatable {
  var text: String
  var scheme: String
  /// In lower case, without brackets.
  var host: String
  var port: UInt16

  /// Reads a URL with a handle of its own: one that was used before resolves against what it held.
  static func read(_ text: String) throws(EgressFault) -> CurlURL {
    try CurlRuntime.load()
    guard let handle = curl_url() else { throw .client(code: CURLE_OUT_OF_MEMORY.rawValue) }
    defer { curl_url_cleanup(handle) }
    // libidn2 reads names in the locale's encoding, and a daemon's locale is "C".
    let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let before = utf8.map { uselocale($0) }
    defer {
      if let before { uselocale(before) }
      if let utf8 { freelocale(utf8) }
    }
    let flags = UInt32(CURLU_DISALLOW_USER) | UInt32(CURLU_URLENCODE)
    let code = curl_url_set(handle, CURLUPART_URL, text, flags)
    if code == CURLUE_USER_NOT_ALLOWED { throw .credentials }
    if code == CURLUE_UNSUPPORTED_SCHEME || code == CURLUE_BAD_SCHEME { throw .scheme }
    guard code == CURLUE_OK else { throw .malformed(code: code.rawValue) }
    if part(handle, CURLUPART_FRAGMENT) != nil { throw .fragment }
    if part(handle, CURLUPART_ZONEID) != nil { throw .zone }
    guard let scheme = part(handle, CURLUPART_SCHEME)?.lowercased(),
      ["http", "https"].contains(scheme)
    else { throw .scheme }
    guard let host = part(handle, CURLUPART_HOST, CURLU_PUNYCODE)?.lowercased() else {
      throw .host(part(handle, CURLUPART_HOST) ?? "", .international)
    }
    guard curl_url_set(handle, CURLUPART_HOST, host, 0) == CURLUE_OK,
      let port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap(UInt16.init), port > 0,
      let whole = part(handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT),
      whole.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw .malformed(code: code.rawValue) }
    guard whole.utf8.count <= EndpointURL.bytesMax else {
      throw .urlTooLong(bytes: whole.utf8.count, limit: EndpointURL.bytesMax)
    }
    let isBracketed = host.first == "[" && host.last == "]"
    return CurlURL(
      text: whole, scheme: scheme,
      host: isBracketed ? String(host.dropFirst().dropLast()) : host, port: port)
  }

  private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: Int32 = 0)
    -> String?
  {
    var text: UnsafeMutablePointer<CChar>?
    defer { curl_free(text) }
    guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else {
      return nil
    }
    return String(cString: text)
  }
}
