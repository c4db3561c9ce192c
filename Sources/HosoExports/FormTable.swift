internal import HosoDomain
internal import HosoProjections

/// Form II.06a of the nation, each province and each agency, by procedure and in all.
///
/// Rows overlap: those of procedures are in those of all procedures, agencies are in the nation.
/// Source: TT 01/2020/TT-VPCP, form II.06a; the split of column 5 and the two rates are hoso's.
struct FormTable: ExportDocument {
  /// A unit's row of the form.
  struct Row: Sendable {
    let level: String
    /// A province or an agency; `ALL` for the nation.
    let unit: String
    /// A procedure's stem, or `ALL`.
    let field: String
    var line: FigureLine
    /// Of column 5, what the post took in: at a counter or at the citizen's home.
    var byPost: Int64

    var byHand: Int64 { line[.c5] - byPost }
  }

  let head: RowHead
  let lines: [Row]
  let tables: ExportTables

  let name = "ii06a"
  let key = ["period", "level", "unit_code", "field"]
  let isSummable = false
  var title: Said { ColumnWords.form }

  init(_ head: RowHead, throughput: Throughput, tables: ExportTables) {
    self.head = head
    self.tables = tables
    var folder = Folder()
    for line in throughput.leaves {
      let (province, service, channel) = (line.group[0], line.group[1], line.group[2])
      folder.add(line, FigureLevel.nation.rawValue, RowHead.all, service, channel)
      folder.add(line, FigureLevel.province.rawValue, province, service, channel)
    }
    for line in throughput.agencies {
      folder.add(line, Grouping.agency.rawValue, line.group[0], line.group[1], line.group[2])
    }
    lines = folder.rows
  }

  private init(_ head: RowHead, lines: [Row], tables: ExportTables) {
    self.head = head
    self.tables = tables
    self.lines = lines
  }

  /// The nation's row of all procedures.
  var ofNation: FormTable {
    let nation = totals.filter { $0.level == FigureLevel.nation.rawValue }
    return FormTable(head, lines: nation, tables: tables)
  }

  /// The rows that say how all of a unit's procedures stand.
  var totals: [Row] { lines.filter { $0.field == RowHead.all } }

  /// Rows that are printed: of each province; where no province is told of, the nation's.
  var shown: [Row] {
    let provinces = totals.filter { $0.level == FigureLevel.province.rawValue }
    return provinces.isEmpty
      ? totals.filter { $0.level == FigureLevel.nation.rawValue } : provinces
  }

  /// What the unit of a printed row is called.
  func name(of row: Row) -> String {
    guard row.unit != RowHead.all else { return ColumnWords.nation.vietnamese }
    return tables.name(row.unit, of: .province, on: head.period.lastDay)
      ?? WorkbookWords.shown(row.unit, in: "province")
  }

  var columns: [ExportColumn] {
    RowHead.columns + [
      ExportColumn("unit_code", ColumnWords.unit, .text),
      ExportColumn("unit_name", ColumnWords.unitName, .text),
      ExportColumn("field", ColumnWords.title(.service), .text),
      ExportColumn("field_name", ColumnWords.name(of: .service), .text),
    ]
      + FigureCount.form.map {
        ExportColumn(FormTable.name(of: $0), $0.title, .count, unit: $0.unit)
      } + [
        ExportColumn("c5a_direct", ColumnWords.byHand, .count, unit: .dossiers),
        ExportColumn("c5b_post", ColumnWords.byPost, .count, unit: .dossiers),
        ExportColumn(
          "ready_unknown", FigureCount.readyUnknown.title, .count, unit: .dossiers),
        ExportColumn("on_time_766_pct", ColumnWords.title(FigureColumn.onTime766), .percent),
        ExportColumn("form_on_time_pct", ColumnWords.formOnTime, .percent),
      ]
  }

  /// As the form numbers its columns.
  private static func name(of count: FigureCount) -> String {
    String(count.name.dropFirst("form_".utf8.count))
  }

  var rows: some Sequence<[FigureValue]> {
    lines.lazy.map { row in
      let line = row.line
      return head.values(row.level) + unit(row) + field(row)
        + FigureCount.form.map { .count(line[$0]) }
        + [
          .count(row.byHand), .count(row.byPost), .count(line[.readyUnknown]),
          line.value(of: .onTime766), line.formOnTime,
        ]
    }
  }

  /// A unit's code and name.
  func unit(_ row: Row) -> [FigureValue] {
    switch row.level {
    case FigureLevel.province.rawValue:
      tables.named(row.unit, .province, on: head.period.lastDay)
    case Grouping.agency.rawValue: tables.named(row.unit, .agency, on: head.period.lastDay)
    default: [.text(row.unit), .text(ColumnWords.nation.vietnamese)]
    }
  }

  private func field(_ row: Row) -> [FigureValue] {
    guard row.field != RowHead.all else {
      return [.text(row.field), .text(ColumnWords.everyField.vietnamese)]
    }
    return tables.named(row.field, .service, on: head.period.lastDay)
  }

  /// Adds rows of single channels up to rows of the form.
  private struct Folder {
    private struct Key: Hashable {
      let level: String
      let unit: String
      let field: String
    }

    private static let levels = [
      FigureLevel.nation.rawValue, FigureLevel.province.rawValue, Grouping.agency.rawValue,
    ]
    private static let ofPost: Set = [Channel.counter.name, Channel.home.name]
    private var found: [Key: Row] = [:]

    mutating func add(
      _ line: FigureLine, _ level: String, _ unit: String, _ field: String, _ channel: String
    ) {
      let byPost = Folder.ofPost.contains(channel) ? line[.c5] : 0
      for field in [field, RowHead.all] {
        let key = Key(level: level, unit: unit, field: field)
        if found[key] == nil {
          found[key] = Row(level: level, unit: unit, field: field, line: line, byPost: byPost)
        } else {
          found[key]?.line.counts.add(line.counts)
          found[key]?.byPost += byPost
        }
      }
    }

    /// The rows that say anything, the nation first, all procedures before each.
    var rows: [Row] {
      found.values.filter { row in FigureCount.form.contains { row.line[$0] != 0 } }
        .sorted { left, right in
          let (ours, theirs) = (Folder.place(left.level), Folder.place(right.level))
          if ours != theirs { return ours < theirs }
          if left.unit != right.unit { return RowHead.precedes(left.unit, right.unit) }
          return RowHead.precedes(left.field, right.field)
        }
    }

    private static func place(_ level: String) -> Int { levels.firstIndex(of: level) ?? 0 }
  }
}
