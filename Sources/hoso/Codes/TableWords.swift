import HosoDomain
internal import HosoWords

/// Why a table of dated data cannot be used: line, column, what is wrong.
enum TableWords {
  static func sentence(_ fault: TableFault) -> String {
    place(fault) + reason(fault.reason)
  }

  static func name(_ table: CodeTable) -> String {
    switch table {
    case .offices: say("bưu cục", "post offices")
    case .services: say("thủ tục", "procedures")
    case .agencies: say("cơ quan", "agencies")
    case .provinces: say("tỉnh, thành phố", "provinces")
    case .holidays: say("ngày nghỉ, ngày làm bù", "holidays and make-up days")
    case .zones: say("chỉ tiêu thời gian", "limits of transit")
    case .reportInputs: say("khiếu nại, bồi thường", "complaints and compensation")
    case .costs: say("tham số chi phí", "parameters of costs")
    case .forms: say("mẫu biểu", "templates of forms")
    case .catalogue: say("công bố, giấy phép", "publisher and licence")
    }
  }

  static func name(_ origin: CodeTables.Origin) -> String {
    switch origin {
    case .environment: "HOSO_CODES"
    case .ledger: say("sổ cái", "ledger")
    case .bundled: say("kèm sẵn", "bundled")
    }
  }

  /// The days a table speaks about, open ends shown as such.
  static func days(_ summary: CodeTable.Summary) -> String {
    let first = summary.validFrom?.vietnamese ?? "…"
    let last = summary.validTo?.vietnamese ?? "…"
    return first + " – " + last
  }

  private static func place(_ fault: TableFault) -> String {
    let line = fault.line > 0 ? say("dòng \(fault.line)", "line \(fault.line)") : nil
    let column = fault.column.map { say("cột \"\($0)\"", "column \"\($0)\"") }
    let places = [line, column].compactMap(\.self)
    return places.isEmpty ? "" : places.joined(separator: ", ") + ": "
  }

  private static func reason(_ reason: TableFault.Reason) -> String {
    switch reason {
    case .empty: say("bảng trống.", "the table is empty.")
    case .missingColumn: say("thiếu cột này.", "the column is missing.")
    case .notCSV(let flaw): say(LineWords.said(flaw))
    case .badValue(""): say("thiếu giá trị.", "a value is missing.")
    case .badValue(let text):
      say("không nhận giá trị \"\(shown(text))\".", "no such value: \"\(shown(text))\".")
    case .duplicate(let text):
      say("\"\(shown(text))\" có hai lần.", "\"\(shown(text))\" is there twice.")
    case .contradiction(let text):
      say(
        "\"\(shown(text))\" trái với các ô khác của dòng.",
        "\"\(shown(text))\" contradicts the rest of the row.")
    }
  }

  private static func shown(_ text: String) -> String { CodeWords.shown(text) }
}
