extension HTTPRequestParts {
  /// The longest URL that is read.
  private static let urlBytesMax = 8_192

  /// A request to a URL with scheme and host; nil for any other text.
  ///
  /// Nothing is normalised: what is signed is what is sent. A fragment is left out, as it is never
  /// sent.
  public init?(url: String, method: String, fields: [Field], body: [UInt8]) {
    guard url.utf8.count <= HTTPRequestParts.urlBytesMax,
      url.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
      let colon = url.firstRange(of: "://")
    else { return nil }
    let scheme = url[..<colon.lowerBound].lowercased()
    let rest = url[colon.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard ["http", "https"].contains(scheme), !authority.isEmpty, !authority.contains("@") else {
      return nil
    }
    let target = rest.dropFirst(authority.count)
    let path = target.prefix { $0 != "?" }
    let query = target.dropFirst(path.count)
    self.init(
      method: method, scheme: scheme, authority: String(authority), path: String(path),
      query: query.isEmpty ? nil : String(query.dropFirst()), fields: fields, body: body)
  }
}
