internal import HosoDomain
internal import HosoPages

extension ReferencePage {
  /// What a reference stands for; anything else is itself.
  func resolved(_ value: JSONValue, _ document: JSONValue) -> JSONValue {
    guard let reference = value["$ref"]?.text else { return value }
    let parts = reference.split(separator: "/").dropFirst()
    return parts.reduce(document) { $0[String($1)] ?? .null }
  }

  /// A schema in a few words; named ones lead to where they are described.
  func type(_ schema: JSONValue, _ document: JSONValue) -> HTML {
    if let reference = schema["$ref"]?.text, let name = reference.split(separator: "/").last {
      let name = String(name)
      return "<a href=\"#schema-\(name)\">\(name)</a>"
    }
    for key in ["oneOf", "anyOf", "allOf"] {
      guard let choices = schema[key]?.items else { continue }
      let pieces = choices.enumerated().map { index, choice -> HTML in
        let joint: HTML = index == 0 ? "" : key == "allOf" ? " + " : " | "
        return "\(joint)\(type(choice, document))"
      }
      return "\(pieces)"
    }
    if let items = schema["items"] { return "[\(type(items, document))]" }
    if let constant = schema["const"] { return "<code>\(JSONLayout.text(constant))</code>" }
    if let values = schema["enum"]?.items {
      let list = values.map { $0.text ?? JSONLayout.text($0) }.joined(separator: " | ")
      return "<code>\(list)</code>"
    }
    let names = schema["type"]?.text.map { [$0] } ?? schema["type"]?.items?.compactMap(\.text) ?? []
    let format = schema["format"]?.text.map { " (\($0))" } ?? ""
    return "\(names.joined(separator: " | "))\(format)\(limits(schema))"
  }

  private func limits(_ schema: JSONValue) -> HTML {
    let low = schema["minimum"] ?? schema["minLength"] ?? schema["minItems"]
    let high = schema["maximum"] ?? schema["maxLength"] ?? schema["maxItems"]
    guard low != nil || high != nil else { return .empty }
    let ends = [low, high].map { end in end.map { JSONLayout.text($0) } ?? "" }
    return " <span class=\"hint\">\(ends[0])…\(ends[1])</span>"
  }

  func schemas(_ document: JSONValue) -> HTML {
    let items = (document["components"]?["schemas"]?.members ?? []).map { schema in
      self.schema(schema.key, schema.value, document)
    }
    return "<h2 id=\"schemas\">\(say(ReferenceWords.schemas))</h2>\n\(items)"
  }

  private func schema(_ name: String, _ schema: JSONValue, _ document: JSONValue) -> HTML {
    """
    <section class="operation" id="schema-\(name)"><h3><code>\(name)</code></h3>
    <p>\(text(schema, "description"))</p>
    \(schema["properties"] == nil ? "<p>\(type(schema, document))</p>" : .empty)\
    \(members(name, schema, document))
    </section>

    """
  }

  private func members(_ name: String, _ schema: JSONValue, _ document: JSONValue) -> HTML {
    let required = Set((schema["required"]?.items ?? []).compactMap(\.text))
    let parts = schema["allOf"]?.items ?? []
    let mark: HTML = " <span title=\"\(say(ReferenceWords.required))\">*</span>"
    let properties = ([schema] + parts).flatMap { $0["properties"]?.members ?? [] }
    let rows = properties.map { member -> HTML in
      """
      <tr><th scope="row"><code>\(member.key)</code>\
      \(required.contains(member.key) ? mark : .empty)</th><td>\(type(member.value, document))</td>\
      <td>\(text(member.value, "description"))</td></tr>

      """
    }
    guard !rows.isEmpty else { return .empty }
    let columns: [ReferenceWords.Column] = [.name, .type, .meaning]
    let heads = columns.map { column -> HTML in
      "<th scope=\"col\">\(say(ReferenceWords.column(column)))</th>"
    }
    return """
      <div class="wide" role="group" aria-label="\(name)" tabindex="0">\
      <table><thead><tr>\(heads)</tr></thead><tbody>
      \(rows)</tbody></table></div>
      """
  }
}

/// JSON laid out for people.
enum JSONLayout {
  private static let columns = 72

  /// A value on one line if it is short, else a member or item a line.
  static func text(_ value: JSONValue, indent: String = "") -> String {
    var json = JSONBuilder()
    json.item(value)
    if json.text.count + indent.count <= columns { return json.text }
    let inner = indent + "  "
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        inner + text(.text(member.key)) + ": " + text(member.value, indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .list(let items) where !items.isEmpty:
      let lines = items.map { inner + text($0, indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .null, .bool, .number, .text, .object, .list: return json.text
    }
  }
}
