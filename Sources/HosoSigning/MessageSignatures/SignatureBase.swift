internal import RawStructuredFieldValues

/// The bytes that a message signature is over (RFC 9421 section 2.5).
enum SignatureBase {
  static let componentsMax = 32
  private static let parametersName = "@signature-params"

  /// The names of covered components, each supported and covered once.
  static func names(of covered: InnerList) throws(MessageSignatureFault) -> [String] {
    guard covered.bareInnerList.count <= componentsMax else { throw .tooMany(max: componentsMax) }
    var names: [String] = []
    for item in covered.bareInnerList {
      // `sf`, `key`, `bs`, `req` and `tr` change what is covered, and `@query-param` needs `name`.
      guard case .string(let name) = item.rfc9651BareItem, item.rfc9651Parameters.isEmpty,
        isSupported(name)
      else { throw .component(item.serialized ?? "", .unsupported) }
      guard !names.contains(name) else { throw .component(name, .repeated) }
      names.append(name)
    }
    return names
  }

  private static func isSupported(_ name: String) -> Bool {
    if name.hasPrefix("@") { return DerivedComponent(rawValue: name) != nil }
    // A token is a field's name but for its first letter, which may be any of a name's.
    return !name.isEmpty && name == name.lowercased()
      && "a\(name)".structuredHeadersIsValidToken
  }

  /// The bytes for a request; `parameters` is the covered list with its parameters as text.
  static func bytes(
    of names: [String], in request: HTTPRequestParts, parameters: String
  ) throws(MessageSignatureFault) -> [UInt8] {
    var lines: [String] = []
    for name in names {
      let found = DerivedComponent(rawValue: name)?.value(in: request) ?? request.value(of: name)
      guard let value = found else { throw .component(name, .absent) }
      guard value.utf8.allSatisfy({ (0x20...0x7e).contains($0) || $0 == 0x09 }) else {
        throw .component(name, .unreadable)
      }
      lines.append("\"\(name)\": \(value)")
    }
    lines.append("\"\(parametersName)\": \(parameters)")
    return Array(lines.joined(separator: "\n").utf8)
  }
}
