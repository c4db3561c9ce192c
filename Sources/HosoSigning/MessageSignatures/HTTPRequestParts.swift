/// What signatures can cover of a request, as it came over the wire.
public struct HTTPRequestParts: Sendable {
  /// A header line.
  public struct Field: Hashable, Sendable {
    /// In lower case.
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name.lowercased()
      self.value = value
    }
  }

  public var method: String
  /// `https`, or `http` on loopback.
  public var scheme: String
  /// Host and port that the sender asked for; behind a proxy those of the public address.
  public var authority: String
  /// From the first slash, as sent: nothing decoded.
  public var path: String
  /// What follows the question mark, as sent; nil without one.
  public var query: String?
  /// In the order in which the lines came.
  public var fields: [Field]
  public var body: [UInt8]

  public init(
    method: String, scheme: String, authority: String, path: String, query: String?,
    fields: [Field], body: [UInt8]
  ) {
    self.method = method
    self.scheme = scheme
    self.authority = authority
    self.path = path
    self.query = query
    self.fields = fields
    self.body = body
  }

  /// A field's lines as one value (RFC 9421 section 2.1); nil if there is none.
  func value(of name: String) -> String? {
    let lines = fields.filter { $0.name == name }
    guard !lines.isEmpty else { return nil }
    return lines.map { HTTPRequestParts.trimmed($0.value) }.joined(separator: ", ")
  }

  /// Without blanks and tabs at both ends.
  private static func trimmed(_ text: String) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = text.utf8.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map(start.index(after:)) ?? start.startIndex
    return String(decoding: start[..<end], as: UTF8.self)
  }
}

/// The parts of a request with names of their own (RFC 9421 section 2.2).
enum DerivedComponent: String, CaseIterable {
  case method = "@method"
  case targetURI = "@target-uri"
  case authority = "@authority"
  case scheme = "@scheme"
  case requestTarget = "@request-target"
  case path = "@path"
  case query = "@query"

  /// The part's value for the signature base.
  func value(in request: HTTPRequestParts) -> String {
    let path = request.path.isEmpty ? "/" : request.path
    let query = request.query.map { "?" + $0 }
    return switch self {
    case .method: request.method
    case .scheme: request.scheme.lowercased()
    case .authority: DerivedComponent.authority(of: request)
    case .path: path
    case .query: query ?? "?"
    case .requestTarget: path + (query ?? "")
    case .targetURI:
      request.scheme.lowercased() + "://" + DerivedComponent.authority(of: request) + path
        + (query ?? "")
    }
  }

  /// In lower case and without the scheme's own port (RFC 9421 section 2.2.3).
  private static func authority(of request: HTTPRequestParts) -> String {
    let authority = request.authority.lowercased()
    let port = request.scheme.lowercased() == "https" ? ":443" : ":80"
    return authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority
  }
}
