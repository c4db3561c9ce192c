internal import HosoDomain
internal import HosoPages

/// The OpenAPI document as a page to read: whole by itself, without script, fit to be printed.
struct ReferencePage: Sendable {
  static let sheets = [PageStyle.sheet, ReferenceStyle.sheet]

  let language: Language

  func page(_ document: JSONValue) -> HTML {
    let groups = ReferencePage.groups(document)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>hoso · API</title>
      <link rel="icon" href="data:,">
      \(ReferencePage.sheets.map(PageStyle.element))
      </head>
      <body>
      <a class="skip" href="#main">\(say(PageWords.skip))</a>
      <header class="top"><div><p>hoso · API<small>\(text(document["info"], "summary"))</small></p>
      \(languageSwitch)</div></header>
      <main id="main">
      <h1>hoso · API</h1>
      <p>\(text(document["info"], "description"))</p>
      <p><a href="/openapi.json">openapi.json</a></p>
      \(contents(groups, document))
      \(groups.map { group($0, document) })
      \(schemas(document))
      </main>
      </body>
      </html>

      """
  }

  func say(_ said: Said) -> String { said(language) }

  /// A text in the page's language, else in English.
  func text(_ value: JSONValue?, _ name: String) -> String {
    let own = language == .vietnamese ? value?["x-\(name)-vi"]?.text : nil
    return own ?? value?[name]?.text ?? ""
  }

  private var languageSwitch: HTML {
    switch language {
    case .vietnamese: "<nav><a href=\"?lang=en\" lang=\"en\" hreflang=\"en\">English</a></nav>"
    case .english: "<nav><a href=\"?lang=vi\" lang=\"vi\" hreflang=\"vi\">Tiếng Việt</a></nav>"
    }
  }
}

// MARK: - Operations by group

extension ReferencePage {
  /// An operation of the document.
  struct Entry {
    let id: String
    let method: String
    let path: String
    let value: JSONValue
    /// Those of the path and its own.
    let parameters: [JSONValue]
  }

  struct Group {
    let tag: JSONValue
    let entries: [Entry]
  }

  private static let methods: Set<String> = ["get", "put", "post", "delete", "patch"]

  /// The operations under the tags of the document, in their order.
  static func groups(_ document: JSONValue) -> [Group] {
    let entries = (document["paths"]?.members ?? []).flatMap { path in
      (path.value.members ?? []).filter { methods.contains($0.key) }.map { method in
        Entry(
          id: method.value["operationId"]?.text ?? "", method: method.key.uppercased(),
          path: path.key, value: method.value,
          parameters: (path.value["parameters"]?.items ?? [])
            + (method.value["parameters"]?.items ?? []))
      }
    }
    return (document["tags"]?.items ?? []).map { tag in
      Group(
        tag: tag, entries: entries.filter { $0.value["tags"]?[0]?.text == tag["name"]?.text })
    }.filter { !$0.entries.isEmpty }
  }

  private func contents(_ groups: [Group], _ document: JSONValue) -> HTML {
    let items = groups.map { group -> HTML in
      let operations = group.entries.map { entry -> HTML in
        """
        <li><a href="#\(entry.id)"><b>\(entry.method)</b> <code>\(entry.path)</code></a> \
        \(text(entry.value, "summary"))</li>

        """
      }
      return "<li>\(text(group.tag, "description"))<ul>\n\(operations)</ul></li>\n"
    }
    return """
      <nav class="contents" aria-label="\(say(ReferenceWords.contents))"><h2>\
      \(say(ReferenceWords.contents))</h2><ul>
      \(items)<li><a href="#schemas">\(say(ReferenceWords.schemas))</a></li></ul></nav>
      """
  }

  private func group(_ group: Group, _ document: JSONValue) -> HTML {
    "<h2>\(text(group.tag, "description"))</h2>\n\(group.entries.map { entry($0, document) })"
  }

  private func entry(_ entry: Entry, _ document: JSONValue) -> HTML {
    """
    <section class="operation" id="\(entry.id)" aria-labelledby="\(entry.id)-title">
    <h3 id="\(entry.id)-title"><b>\(entry.method)</b> <code>\(entry.path)</code></h3>
    <p><strong>\(text(entry.value, "summary"))</strong></p>
    <p>\(text(entry.value, "description"))</p>
    <p class="hint">\(access(entry.value))</p>
    \(curl(entry, document))\(parameters(entry, document))\
    \(requestBody(entry.value["requestBody"], document))\
    \(responses(entry.value["responses"], document))
    </section>

    """
  }

  private func access(_ operation: JSONValue) -> String {
    if operation["security"]?.items?.isEmpty ?? true { return say(ReferenceWords.open) }
    guard let scope = operation["x-scope"]?.text else { return say(ReferenceWords.keyOrSignature) }
    return say(ReferenceWords.key) + " " + scope
  }
}

// MARK: - Parts of an operation

extension ReferencePage {
  private func parameters(_ entry: Entry, _ document: JSONValue) -> HTML {
    guard !entry.parameters.isEmpty else { return .empty }
    let rows = entry.parameters.map { parameter -> HTML in
      let parameter = resolved(parameter, document)
      let isRequired = parameter["required"]?.bool ?? false
      let schema = resolved(parameter["schema"] ?? .null, document)
      let words = text(parameter, "description")
      return """
        <tr><th scope="row"><code>\(parameter["name"]?.text ?? "")</code></th>\
        <td>\(parameter["in"]?.text ?? "")\
        \(isRequired ? ", " + say(ReferenceWords.required) : "")</td>\
        <td>\(type(parameter["schema"] ?? .null, document))</td>\
        <td>\(words.isEmpty ? text(schema, "description") : words)</td></tr>

        """
    }
    return table(
      ReferenceWords.parameters, [.name, .place, .type, .meaning].map(ReferenceWords.column), rows)
  }

  private func requestBody(_ body: JSONValue?, _ document: JSONValue) -> HTML {
    guard let content = body?["content"]?.members else { return .empty }
    let items = content.map { media -> HTML in
      """
      <p><code>\(media.key)</code>: \(type(media.value["schema"] ?? .null, document))</p>
      \(examples(media.value, document))
      """
    }
    return "<h4>\(say(ReferenceWords.body))</h4>\n\(items)"
  }

  private func examples(_ media: JSONValue, _ document: JSONValue) -> HTML {
    let named = (media["examples"]?.members ?? []).map { example in
      let example = resolved(example.value, document)
      return (title: caption(example), value: example["value"] ?? .null)
    }
    let single = media["example"].map { [(title: say(ReferenceWords.example), value: $0)] } ?? []
    let pieces = (named + single).map { title, value -> HTML in
      "<figure><figcaption>\(title)</figcaption>"
        + "<pre tabindex=\"0\">\(plain(value))</pre></figure>\n"
    }
    return "\(pieces)"
  }

  private func responses(_ responses: JSONValue?, _ document: JSONValue) -> HTML {
    let rows = (responses?.members ?? []).map { response -> HTML in
      let value = resolved(response.value, document)
      let content = (value["content"]?.members ?? []).map { media -> HTML in
        "<br><code>\(media.key)</code> \(type(media.value["schema"] ?? .null, document))"
      }
      return """
        <tr><th scope="row">\(response.key)</th>\
        <td>\(text(value, "description"))\(content)</td></tr>

        """
    }
    let examples = (responses?.members ?? []).compactMap { response in
      answer(response.key, resolved(response.value, document), document)
    }
    return table(
      ReferenceWords.answers, [.status, .meaning].map(ReferenceWords.column), rows)
      + "\(examples)"
  }

  /// What an example shows; in the page's language, else only that it is one.
  private func caption(_ example: JSONValue) -> String {
    switch language {
    case .english: example["summary"]?.text ?? say(ReferenceWords.example)
    case .vietnamese: example["x-summary-vi"]?.text ?? say(ReferenceWords.example)
    }
  }

  private func table(_ title: Said, _ columns: [Said], _ rows: [HTML]) -> HTML {
    let heads = columns.map { column -> HTML in "<th scope=\"col\">\(say(column))</th>" }
    return """
      <h4>\(say(title))</h4>
      <div class="wide" role="group" aria-label="\(say(title))" tabindex="0">\
      <table><thead><tr>\(heads)</tr></thead><tbody>
      \(rows)</tbody></table></div>

      """
  }
}
