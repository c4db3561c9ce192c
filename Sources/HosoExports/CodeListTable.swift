internal import HosoDomain
internal import HosoProjections

/// The codes of one kind that the export's rows name, with what they are called and since when.
struct CodeListTable: ExportDocument {
  let grouping: Grouping
  /// In their order.
  let codes: [String]
  let day: LocalDate
  let tables: ExportTables

  /// - Parameter codes: As rows name them, in any order, as often as they like.
  init(_ grouping: Grouping, codes: [String], on day: LocalDate, tables: ExportTables) {
    self.grouping = grouping
    self.codes = Set(codes).subtracting([CubeGroup.unknown, RowHead.all])
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.day = day
    self.tables = tables
  }

  var name: String {
    switch grouping {
    case .province: "codes/provinces"
    case .service: "codes/services"
    case .channel: "codes/channels"
    case .agency: "codes/agencies"
    case .office: "codes/offices"
    }
  }
  var title: Said { ColumnWords.title(grouping) }
  let isSummable = false
  let key = ["code"]

  var columns: [ExportColumn] {
    [
      ExportColumn("code", ColumnWords.code, .text, format: .codes(grouping)),
      ExportColumn("name_vi", ColumnWords.codeName, .text),
      ExportColumn("valid_from", ColumnWords.firstDay, .text, format: .date),
      ExportColumn("valid_to", ColumnWords.lastDay, .text, format: .date),
    ]
  }

  var rows: some Sequence<[FigureValue]> {
    codes.lazy.map { code in
      let valid = tables.validity(code, of: grouping, on: day)
      let name = tables.name(code, of: grouping, on: day)
      return [
        .text(code), name.map { .text($0) } ?? .empty,
        CodeListTable.end(valid?.lowerBound), CodeListTable.end(valid?.upperBound),
      ]
    }
  }

  /// An open end is empty.
  private static func end(_ day: LocalDate?) -> FigureValue {
    guard let day, day.dayNumber != .min, day.dayNumber != .max else { return .empty }
    return .text(day.iso)
  }
}
