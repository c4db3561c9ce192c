internal import HosoDomain

/// Every CSV file described for programs that check tables: columns, types, patterns, keys, titles
/// in both languages.
///
/// One file under the name that such programs look for beside a table.
/// Source: W3C, Metadata Vocabulary for Tabular Data (CSV on the Web).
struct TabularMetadata {
  static let path = "csv-metadata.json"
  static let mediaType = "application/csvm+json"

  let head: RowHead
  let files: [(document: any ExportDocument, file: ExportedFile)]

  func json() -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.list("@context") { json in
        json.item("http://www.w3.org/ns/csvw")
        json.object { $0.field("@language", Language.vietnamese.rawValue) }
      }
      TabularMetadata.append(CatalogueWords.title(of: head.period), to: &json)
      json.list("tables") { json in
        for (document, file) in files { TabularMetadata.append(document, file, to: &json) }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func append(_ title: Said, to json: inout JSONBuilder) {
    json.list("dc:title") { json in
      for language in Language.allCases {
        json.object { json in
          json.field("@value", title(language))
          json.field("@language", language.rawValue)
        }
      }
    }
  }

  private static func append(
    _ document: any ExportDocument, _ file: ExportedFile, to json: inout JSONBuilder
  ) {
    json.object { json in
      json.field("url", file.path)
      append(document.title, to: &json)
      json.object("tableSchema") { json in
        json.list("columns") { json in
          for column in document.columns {
            append(column, isKey: document.key.contains(column.name), to: &json)
          }
        }
        guard !document.key.isEmpty else { return }
        json.list("primaryKey") { json in
          for name in document.key { json.item(name) }
        }
      }
    }
  }

  private static func append(_ column: ExportColumn, isKey: Bool, to json: inout JSONBuilder) {
    json.object { json in
      json.field("name", column.name)
      json.object("titles") { json in
        // As the file has it: without it, the title and the header would contradict each other.
        json.list("und") { $0.item(column.name) }
        for language in Language.allCases {
          json.list(language.rawValue) { $0.item(column.title(language)) }
        }
      }
      append(type: column, to: &json)
      if isKey { json.field("required", true) }
    }
  }

  private static func append(type column: ExportColumn, to json: inout JSONBuilder) {
    switch column.kind {
    case .count: json.field("datatype", "integer")
    case .percent, .decimal: json.field("datatype", "decimal")
    case .text:
      guard let format = column.format else { return json.field("datatype", "string") }
      guard format.datatype == TextFormat.string else {
        return json.field("datatype", format.datatype)
      }
      json.object("datatype") { json in
        json.field("base", format.datatype)
        json.field("format", format.pattern)
      }
    }
  }
}
