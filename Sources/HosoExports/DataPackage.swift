internal import HosoDomain

/// The folder described for programs: each file with its hash, its columns and their types, so that
/// `01` and `1.012790` stay what they are.
///
/// Source: Data Package, version 2 (datapackage.org).
struct DataPackage {
  static let path = "datapackage.json"
  static let mediaType = "application/json"

  let head: RowHead
  let files: [(document: any ExportDocument, file: ExportedFile)]

  func json() -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("$schema", "https://datapackage.org/profiles/2.0/datapackage.json")
      json.field("name", "hoso-" + name)
      json.field("title", ColumnWords.throughput.vietnamese + " " + head.period.label)
      if let release = head.release { json.field("version", release.text) }
      json.list("resources") { json in
        for (document, file) in files { DataPackage.append(document, file, to: &json) }
      }
    }
    json.endLine()
    return json.bytes
  }

  /// Small letters, digits, hyphens and points.
  private var name: String {
    String((head.release?.text ?? head.period.label).lowercased())
  }

  private static func append(
    _ document: any ExportDocument, _ file: ExportedFile, to json: inout JSONBuilder
  ) {
    json.object { json in
      json.field("name", document.name)
      json.field("title", document.title.vietnamese)
      json.field("path", file.path)
      json.field("type", "table")
      json.field("format", "csv")
      json.field("mediatype", "text/csv")
      json.field("encoding", "utf-8")
      json.field("bytes", file.bytes)
      json.field("hash", "sha256:" + file.sha256)
      json.object("schema") { json in
        json.list("fields") { json in
          for column in document.columns {
            json.object { json in
              json.field("name", column.name)
              json.field("type", type(of: column.kind))
              json.field("title", column.title.vietnamese)
              if let format = column.format {
                json.object("constraints") { $0.field("pattern", format.pattern) }
              }
            }
          }
        }
        json.list("missingValues") { $0.item("") }
        guard !document.key.isEmpty else { return }
        json.list("primaryKey") { json in
          for name in document.key { json.item(name) }
        }
      }
    }
  }

  private static func type(of kind: ExportColumn.Kind) -> String {
    switch kind {
    case .text: "string"
    case .count: "integer"
    case .percent, .decimal: "number"
    }
  }
}
