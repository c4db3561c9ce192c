import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger

/// The options every command that opens a ledger has.
struct LedgerOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        "Thư mục sổ cái (mặc định: HOSO_LEDGER, rồi hoso.ledger trong thư mục dữ liệu).",
        "The ledger's folder (default: HOSO_LEDGER, else hoso.ledger in the data folder)."),
      valueName: "path"))
  var ledger: String?

  @Option(
    name: .long,
    help: ArgumentHelp(say("Ngôn ngữ: vi hoặc en.", "Language: vi or en."), valueName: "vi|en"))
  var lang: String?

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError(
        say("Không có ngôn ngữ '\(lang)': dùng vi hoặc en.", "No language '\(lang)': use vi or en.")
      )
    }
  }

  /// `--ledger`, else `HOSO_LEDGER`, else `hoso.ledger` in `$XDG_DATA_HOME/hoso`.
  var folder: LedgerFolder {
    if let path = ledger ?? Environment.value("HOSO_LEDGER") { return LedgerFolder(path: path) }
    let data =
      Environment.value("XDG_DATA_HOME")
      ?? (Environment.value("HOME") ?? ".") + "/.local/share"
    return LedgerFolder(path: data + "/hoso/hoso.ledger")
  }

  func reader() throws -> LedgerReader { try LedgerReader(opening: folder) }

  func writer() throws -> LedgerWriter {
    try LedgerWriter(opening: folder, clock: SystemClock.now)
  }

  /// The tables in force: the operator's where there is a file, else the bundled ones.
  var codes: CodeTables { CodeTables(folder: folder) }
}

/// Provinces, holidays and zones: dated data that an operator can replace.
///
/// A file of the same name in the ledger's `codes` folder, or in the folder `HOSO_CODES` names,
/// takes the place of the bundled table.
struct CodeTables {
  let folder: LedgerFolder

  func provinces() throws -> Provinces {
    try file("provinces.csv").map { try Provinces(csv: $0) } ?? Provinces.bundled()
  }

  func calendar() throws -> WorkingCalendar {
    try file("holidays.csv").map { try WorkingCalendar(csv: $0) } ?? WorkingCalendar.bundled()
  }

  func zones() throws -> TransitZones {
    try file("zones.csv").map { try TransitZones(csv: $0) } ?? TransitZones.bundled()
  }

  private func file(_ name: String) throws -> [UInt8]? {
    for folder in [Environment.value("HOSO_CODES"), folder.codesPath].compactMap(\.self) {
      let path = folder + "/" + name
      if access(path, F_OK) == 0 { return try Files.read(path) }
    }
    return nil
  }
}
