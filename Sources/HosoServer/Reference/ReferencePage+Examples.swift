internal import HosoDomain
internal import HosoPages

/// What an operation looks like in use: a line for curl, and an answer.
extension ReferencePage {
  /// How the operation is asked from a shell.
  func curl(_ entry: Entry, _ document: JSONValue) -> HTML {
    var words = ["curl"]
    if entry.method != "GET" { words.append("-X \(entry.method)") }
    if entry.value["x-scope"] != nil {
      words.append("-H \"Authorization: Bearer $HOSO_KEY\"")
    }
    if let media = entry.value["requestBody"]?["content"]?.members?.first {
      words.append("-H 'Content-Type: \(media.key)'")
      let example = example(of: media.value, document)
      let body = media.key == "application/x-www-form-urlencoded" ? form(example) : plain(example)
      words.append("--data-binary \(ReferencePage.quoted(body))")
    }
    words.append("\"$HOSO_URL\(address(entry, document))\"")
    return """
      <figure><figcaption>\(say(ReferenceWords.curl))</figcaption>\
      <pre tabindex="0">\(words.joined(separator: " \\\n  "))</pre></figure>

      """
  }

  /// What a shell takes as one word, whatever is in it.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// The path with an example of each of its parameters, and of those of the query that must be.
  private func address(_ entry: Entry, _ document: JSONValue) -> String {
    var path = entry.path
    var query: [String] = []
    for parameter in entry.parameters {
      let parameter = resolved(parameter, document)
      let name = parameter["name"]?.text ?? ""
      let value = parameter["example"] ?? sample(parameter["schema"] ?? .null, document)
      let text = URLText.escaped(plain(value))
      if parameter["in"]?.text == "path" {
        path = path.split(separator: "{\(name)}", omittingEmptySubsequences: false)
          .joined(separator: text)
      } else if parameter["in"]?.text == "query", parameter["required"]?.bool ?? false {
        query.append("\(name)=\(text)")
      }
    }
    return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
  }

  private func form(_ value: JSONValue) -> String {
    (value.members ?? []).map { "\($0.key)=\(URLText.escaped(plain($0.value)))" }
      .joined(separator: "&")
  }

  /// A text as it is, anything else as JSON.
  func plain(_ value: JSONValue) -> String { value.text ?? JSONLayout.text(value) }

  // MARK: - Examples

  /// The example of a body: one that was written, else one made from its schema.
  func example(of media: JSONValue, _ document: JSONValue) -> JSONValue {
    if let single = media["example"] { return single }
    if let named = media["examples"]?.members?.first {
      return resolved(named.value, document)["value"] ?? .null
    }
    return sample(media["schema"] ?? .null, document)
  }

  /// An example of an answer; none for one without a body, or one that is not JSON.
  func answer(_ status: String, _ response: JSONValue, _ document: JSONValue) -> HTML? {
    guard status.hasPrefix("2"),
      let media = response["content"]?.members?.first(where: { $0.key == "application/json" })
    else { return nil }
    let example = JSONLayout.text(example(of: media.value, document))
    return """
      <figure><figcaption>\(say(ReferenceWords.answerExample)) \(status)</figcaption>\
      <pre tabindex="0">\(example)</pre></figure>

      """
  }

  /// A value that a schema allows.
  ///
  /// - Parameter depth: Bounds schemas that hold themselves.
  func sample(_ schema: JSONValue, _ document: JSONValue, depth: Int = 8) -> JSONValue {
    let schema = resolved(schema, document)
    guard depth > 0 else { return .null }
    if let value = schema["example"] ?? schema["examples"]?[0] ?? schema["const"] { return value }
    if let value = schema["default"], value != .null { return value }
    if let value = schema["enum"]?[0] { return value }
    if let parts = schema["allOf"]?.items {
      let members = parts.flatMap { sample($0, document, depth: depth - 1).members ?? [] }
      return .object(members)
    }
    if let choices = schema["oneOf"]?.items ?? schema["anyOf"]?.items {
      let best = choices.first { $0["type"]?.text != "null" }
      return best.map { sample($0, document, depth: depth - 1) } ?? .null
    }
    switch ReferencePage.kind(of: schema) {
    case "object":
      return .object(
        (schema["properties"]?.members ?? []).map { member in
          JSONMember(member.key, sample(member.value, document, depth: depth - 1))
        })
    case "array":
      return .list([sample(schema["items"] ?? .null, document, depth: depth - 1)])
    case "integer": return schema["minimum"] ?? .number("1")
    case "number": return .number("1")
    case "boolean": return .bool(true)
    case "string": return .text(ReferencePage.text(of: schema["format"]?.text))
    default: return .null
    }
  }

  private static func kind(of schema: JSONValue) -> String? {
    schema["type"]?.text ?? schema["type"]?.items?.compactMap(\.text).first { $0 != "null" }
  }

  private static func text(of format: String?) -> String {
    switch format {
    case "date": "2020-03-12"
    case "date-time": "2020-03-05T08:12:00+07:00"
    case "uri": "https://motcua.example.vn/hoso"
    default: "…"
    }
  }
}
