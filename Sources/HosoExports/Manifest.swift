public import HosoDomain
internal import HosoProjections

/// A file of an export, named by what is in it.
public struct ExportedFile: Hashable, Sendable {
  /// Within the folder.
  public let path: String
  /// What programs are told of its content.
  public let mediaType: String
  public let bytes: Int
  /// Rows of figures; the header is none.
  public let rows: Int
  /// Whether what its rows count adds up to the nation.
  public let isSummable: Bool
  /// Sixty-four lower-case hexadecimal digits.
  public let sha256: String
}

/// What an export says about itself: what it counts, what it was made from, what was checked.
struct Manifest {
  static let path = "manifest.json"
  // 2: a file for each level, the status in every row, the cutoff in the manifest only. 3: charts,
  // the dashboard and the periods before; what kind each file is.
  private static let formatVersion = 3
  /// How every manifest begins, whatever its version: tells an export from any other folder.
  static let mark = #"{"format":"hoso-export","#

  let period: Period
  let asOf: RecordedAt
  let position: Int64
  let merkleRoot: String
  let orphans: Int64
  /// The publication whose figures these are; nil for any other moment.
  let release: Release?
  /// What stands in every row.
  let status: RowStatus
  let circulation: Circulation
  let coverage: Coverage
  let productVersion: String
  let tables: [CodeTableVersion]
  let files: [ExportedFile]
  let checks: [IdentityCheck]

  func json() -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("format", "hoso-export")
      json.field("format_version", Manifest.formatVersion)
      json.field("hoso_version", productVersion)
      appendScope(to: &json)
      json.object("code_tables") { json in
        for table in tables { json.field(table.table, table.version) }
      }
      json.list("files") { json in
        for file in files { file.append(to: &json) }
      }
      json.list("identities") { json in
        for check in checks {
          json.object { json in
            json.field("name", check.identity.rawValue)
            json.field("rule", check.identity.rule)
            json.field("holds", check.checked == check.held)
            // How often one is checked is how many rows there are, those not told included.
            guard circulation == .inHouse else { return }
            json.field("checked", check.checked)
            json.field("ok", check.held)
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func appendScope(to json: inout JSONBuilder) {
    json.field("period", period.label)
    json.field("calendar", period.calendar.rawValue)
    json.field("first_day", period.start.iso)
    json.field("last_day", period.lastDay.iso)
    json.field("cutoff", asOf.rfc3339)
    json.field("ended_before_cutoff", period.hasEnded(at: asOf))
    if let release {
      json.field("release", release.name.text)
      json.field("status", release.status.rawValue)
      if let reason = release.reason { json.field("reason", reason) }
    }
    json.field("position", position)
    json.field("merkle_root", merkleRoot)
    json.field("orphans", orphans)
    json.field("row_status", status.word)
    json.field("circulation", circulation.title.vietnamese)
    json.field("threshold", circulation.threshold?.rawValue)
    json.list("notices") { json in
      for notice in notices { json.item(notice) }
    }
    json.object("coverage") { json in
      json.field("offices_known_by", coverage.basis.rawValue)
      json.field("offices_expected", coverage.expected)
      json.field("offices_covered", coverage.covered)
      json.field("offices_pct", decimal: coverage.officesPercent)
      json.field("prior_year_handled", coverage.volume)
      json.field("prior_year_handled_covered", coverage.volumeCovered)
      json.field("volume_pct", decimal: coverage.volumePercent)
      json.field("least_pct", Coverage.leastPercent)
      json.field("is_low", coverage.isLow)
    }
  }

  /// All that keeps the figures from being compared.
  private var notices: [String] {
    let all: [(status: RowStatus, holds: Bool)] = [
      (.notEnded, !period.hasEnded(at: asOf)), (.unpublished, release == nil),
      (.lowCoverage, coverage.isLow),
    ]
    return all.filter(\.holds).map(\.status.word)
  }

  /// The first of some entries of a folder that its manifest does not name; nil if it names all.
  static func firstForeign(among entries: [String], manifest text: String) -> String? {
    guard text.hasPrefix(mark) else { return entries.sorted().first }
    return entries.sorted().first { entry in
      entry != path && !text.contains(#""path":"\#(entry)""#)
    }
  }
}

extension ExportedFile {
  /// The file as a JSON object.
  public func append(to json: inout JSONBuilder) {
    json.object { json in
      json.field("path", path)
      json.field("media_type", mediaType)
      json.field("bytes", bytes)
      json.field("rows", rows)
      json.field("sums_to_nation", isSummable)
      json.field("sha256", sha256)
    }
  }
}
