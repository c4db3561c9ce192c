import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoState
import HosoWebhooks

/// The options every command that opens a ledger has.
struct LedgerOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        "Thư mục sổ cái (mặc định: HOSO_LEDGER, rồi hoso.ledger trong thư mục dữ liệu).",
        "The ledger's folder (default: HOSO_LEDGER, else hoso.ledger in the data folder)."),
      valueName: "path"), completion: .directory)
  var ledger: String?

  @Option(
    name: .long,
    help: ArgumentHelp(OptionWords.language, valueName: "vi|en"),
    completion: .list(Language.allCases.map(\.rawValue)))
  var lang: String?

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError(
        OptionWords.unknownLanguage(lang)
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

  func reader() throws -> LedgerReader {
    let reader = try LedgerReader(opening: folder)
    SystemClock.follow(reader.settings)
    return reader
  }

  /// Opens the ledger to record something, under a clock that is believed.
  func writer(_ clock: ClockOptions) throws -> LedgerWriter {
    let writer = try writerWhateverTheClock()
    try clock.settle(writer)
    return writer
  }

  /// Opens the ledger; what is recorded is still judged by each commit.
  func writerWhateverTheClock() throws -> LedgerWriter {
    let folder = folder
    let writer = try LedgerWriter(
      opening: folder, delivered: { DeliveryStore.seen(of: folder) }, watch: SystemClock.watch)
    SystemClock.follow(writer.settings)
    if let begun = writer.begun {
      Terminal.error("hoso: \(EpochWords.sentence(begun, source: writer.settings.source.text))\n")
    }
    return writer
  }

  /// The tables in force: the operator's where there is a file, else the bundled ones.
  var codes: CodeTables { CodeTables(folder: folder) }
}
