import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger
internal import HosoState

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: say(
      "Sao lưu sổ cái vào một thư mục, chỉ ghi phần mới.",
      "Back the ledger up into a folder, writing only what is new."),
    discussion: say(
      """
      Quét và máy chủ vẫn chạy trong lúc sao lưu. Lần sau chỉ ghi sự kiện mới. Bị ngắt giữa chừng
      hoặc đầy đĩa thì bản sao trước vẫn nguyên. Thư mục có khoá bí mật: chỉ để nơi kín.

      Ví dụ:
        hoso backup sao-luu
        hoso backup sao-luu --json
      """,
      """
      Scans and the server go on meanwhile. The next time only new events are written. Should it
      be interrupted, or the disk be full, the backup before it stays good. The folder holds
      secrets: keep it where only administrators come.

      Examples:
        hoso backup backup
        hoso backup backup --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(BackupWords.folder, valueName: "path"), completion: .directory)
  var folder: String

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let reader = try ledger.reader()
      let backup = try BackupFolder.forWriting(folder)
      let run = try BackupRun(of: reader, to: backup)
      try addState(to: run)
      for (table, csv) in try ledger.codes.replaced() {
        try run.add(PackRow([.text(table.rawValue), .bytes(csv)]), numbered: 1, to: .tables)
      }
      let progress = ProgressLine(say("Đang sao lưu", "Backing up"))
      defer { progress.clear() }
      let report = try run.finish(at: SystemClock.now()) {
        progress.show($0, of: $1, unit: OptionWords.events)
      }
      progress.clear()
      try note(report)
      Terminal.out(json ? BackupWords.json(report) : BackupWords.sentence(report, folder))
    }
  }

  /// Comes before the events: no place in it may lie beyond them.
  private func addState(to run: BackupRun) throws {
    guard DeliveryStore.isThere(for: ledger.folder) else { return }
    let store = try DeliveryStore(of: ledger.folder)
    run.noteState(version: DeliveryStore.tablesVersion)
    try store.forEachKeptRow { try run.add($0, numbered: $1, to: .state) }
  }

  private func note(_ report: BackupReport) throws {
    var diary = BackupDiary(of: ledger.folder)
    diary.backup = BackupDiary.Entry(
      at: report.head.madeAt, position: report.head.position, path: BackupPath.absolute(folder))
    try diary.save(to: ledger.folder)
  }
}

/// A folder as it can be found again from anywhere.
enum BackupPath {
  static func absolute(_ path: String) -> String {
    guard let raw = realpath(path, nil) else { return path }
    defer { free(raw) }
    return String(cString: raw)
  }
}
