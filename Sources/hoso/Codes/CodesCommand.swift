import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: say(
      "Bảng mã theo ngày hiệu lực: bưu cục, thủ tục, cơ quan, tỉnh, ngày nghỉ, vùng.",
      "Tables of dated codes: offices, services, agencies, provinces, holidays, zones."),
    discussion: say(
      """
      Ví dụ:
        hoso codes list
        hoso codes export holidays > ngay-nghi.csv
        hoso codes import holidays ngay-nghi.csv
      """,
      """
      Examples:
        hoso codes list
        hoso codes export holidays > holidays.csv
        hoso codes import holidays holidays.csv
      """),
    subcommands: [CodesListCommand.self, CodesImportCommand.self, CodesExportCommand.self],
    defaultSubcommand: CodesListCommand.self)

  static let tableNames = CodeTable.allCases.map(\.rawValue).joined(separator: ", ")

  static func table(_ name: String) throws -> CodeTable {
    guard let table = CodeTable(rawValue: name) else {
      let list = tableNames
      let shown = CodeWords.shown(name)
      throw Failure(
        .usage,
        say("Không có bảng '\(shown)'. Dùng: \(list).", "No table '\(shown)'. Use: \(list)."))
    }
    return table
  }
}

struct CodesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say(
      "Các bảng đang có hiệu lực: số dòng, phiên bản, nguồn, thời gian.",
      "The tables in force: rows, version, where from, days covered."),
    discussion: say(
      "Ví dụ:\n  hoso codes list\n  hoso codes list --json",
      "Examples:\n  hoso codes list\n  hoso codes list --json"))

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  private struct Line {
    let table: CodeTable
    let origin: CodeTables.Origin?
    let summary: CodeTable.Summary?
  }

  func run() throws {
    try reporting {
      let codes = ledger.codes
      let lines = try CodeTable.allCases.map { table in
        Line(
          table: table, origin: codes.origin(of: table),
          summary: try codes.bytes(of: table).map { csv in
            try CodesCommand.check(csv, as: table, path: codes.origin(of: table)?.path)
          })
      }
      Terminal.out(json ? CodesListCommand.json(lines) : CodesListCommand.text(lines))
    }
  }

  private static func text(_ lines: [Line]) -> String {
    var table = TextTable([
      TextTable.Column(say("Bảng", "Table")), TextTable.Column(say("Nội dung", "Holds")),
      TextTable.Column(say("Dòng", "Rows"), .trailing),
      TextTable.Column(say("Phiên bản", "Version")), TextTable.Column(say("Nguồn", "From")),
      TextTable.Column(say("Thời gian", "Days")),
    ])
    for line in lines {
      table.add([
        line.table.rawValue, TableWords.name(line.table),
        line.summary.map { Numbers.grouped(Int64($0.rows)) } ?? "–",
        line.summary?.version ?? "–",
        line.origin.map(TableWords.name) ?? say("chưa có", "none yet"),
        line.summary.map(TableWords.days) ?? "",
      ])
    }
    return table.text
  }

  private static func json(_ lines: [Line]) -> String {
    var json = JSONBuilder()
    json.object { json in
      json.list("tables") { json in
        for line in lines {
          json.object { json in
            json.field("table", line.table.rawValue)
            json.field("rows", line.summary?.rows)
            json.field("version", line.summary?.version)
            json.field("source", line.origin?.slug)
            json.field("path", line.origin?.path)
            json.field("valid_from", line.summary?.validFrom?.iso)
            json.field("valid_to", line.summary?.validTo?.iso)
          }
        }
      }
    }
    json.endLine()
    return json.text
  }
}

struct CodesImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      "Kiểm tra một bảng và đưa vào dùng cho sổ cái này.",
      "Check a table and put it in force for this ledger."),
    discussion: say(
      """
      Bảng có sai sót thì không thay đổi gì. Ngày hiệu lực để trống là không giới hạn.

      Ví dụ:
        hoso codes import offices buu-cuc.csv
        hoso codes import holidays ngay-nghi.csv --json
      """,
      """
      A table with a fault changes nothing. An empty valid_from or valid_to is open.

      Examples:
        hoso codes import offices offices.csv
        hoso codes import holidays holidays.csv --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(stringLiteral: CodesCommand.tableNames),
    completion: .list(CodeTable.allCases.map(\.rawValue)))
  var table: String

  @Argument(
    help: ArgumentHelp(OptionWords.tableFile, valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var file: String

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let table = try CodesCommand.table(table)
      let csv = try Files.read(file)
      let summary = try CodesCommand.check(csv, as: table, path: file)
      let codes = ledger.codes
      try codes.install(csv, as: table)
      Terminal.out(json ? CodesImportCommand.json(table, summary) : words(table, summary))
      guard let path = codes.origin(of: table)?.path, path != codes.ledgerPath(of: table) else {
        return
      }
      Terminal.error(
        say(
          "Chưa có hiệu lực: \(path) (HOSO_CODES) được dùng trước.\n",
          "Not in force yet: \(path) (HOSO_CODES) comes first.\n"))
    }
  }

  private func words(_ table: CodeTable, _ summary: CodeTable.Summary) -> String {
    let rows = Numbers.grouped(Int64(summary.rows))
    let name = TableWords.name(table)
    return say(
      "Đã đưa vào dùng bảng \(name): \(rows) dòng, phiên bản \(summary.version).\n",
      "The table of \(name) is in force: \(rows) rows, version \(summary.version).\n")
  }

  private static func json(_ table: CodeTable, _ summary: CodeTable.Summary) -> String {
    var json = JSONBuilder()
    json.object { json in
      json.field("table", table.rawValue)
      json.field("rows", summary.rows)
      json.field("version", summary.version)
      json.field("valid_from", summary.validFrom?.iso)
      json.field("valid_to", summary.validTo?.iso)
    }
    json.endLine()
    return json.text
  }
}

struct CodesExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      "In bảng đang có hiệu lực, để sửa rồi nhập lại.",
      "Print the table in force, to be edited and imported again."),
    discussion: say(
      """
      Bảng chưa có thì in dòng tiêu đề.

      Ví dụ:
        hoso codes export holidays > ngay-nghi.csv
        hoso codes export offices > buu-cuc.csv
      """,
      """
      A table that is not there yet gives its header row.

      Examples:
        hoso codes export holidays > holidays.csv
        hoso codes export offices > offices.csv
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(stringLiteral: CodesCommand.tableNames),
    completion: .list(CodeTable.allCases.map(\.rawValue)))
  var table: String

  func run() throws {
    try reporting {
      let table = try CodesCommand.table(table)
      let header = Array((table.columns.joined(separator: ",") + "\n").utf8)
      guard Terminal.tryOut(try ledger.codes.bytes(of: table) ?? header) else {
        throw Failure(.inputOutput, OptionWords.noOutput)
      }
    }
  }
}

extension CodesCommand {
  /// Reads a table as it is read in use; a fault names the file.
  static func check(
    _ csv: [UInt8], as table: CodeTable, path: String?
  ) throws -> CodeTable.Summary {
    do throws(TableFault) {
      return try table.check(csv: csv)
    } catch {
      throw Failure(.badData, (path ?? table.rawValue) + ": " + TableWords.sentence(error))
    }
  }
}
