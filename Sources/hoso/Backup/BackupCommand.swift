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
      --follow 5m: cứ năm phút sao lưu một lần, đến khi được bảo dừng (SIGTERM).

      Ví dụ:
        hoso backup sao-luu
        hoso backup sao-luu --json
      """,
      """
      Scans and the server go on meanwhile. The next time only new events are written. Should it
      be interrupted, or the disk be full, the backup before it stays good. The folder holds
      secrets: keep it where only administrators come. --follow 5m does it every five minutes
      until it is told to stop (SIGTERM).

      Examples:
        hoso backup backup
        hoso backup backup --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(BackupWords.folder, valueName: "path"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      say("Làm lại sau mỗi khoảng này: 90s, 15m.", "Do it again after so long: 90s, 15m."),
      valueName: "time"))
  var follow: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let pause = try follow.map { try OptionValues.seconds($0, option: "--follow") }
      let signals = pause.map { _ in HeldSignals([SIGTERM, SIGINT]) }
      try backUp()
      // Bounded by the signal that ends it.
      while let signals, let pause, signals.next(withinSeconds: max(1, pause)) == nil {
        do {
          try backUp()
        } catch {
          // What keeps it from one backup may be gone before the next.
          try BackupCommand.warn(of: error)
        }
      }
    }
  }

  private func backUp() throws {
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
    note(report)
    guard follow == nil || report.packsWritten > 0 else { return }
    Terminal.out(json ? BackupWords.json(report) : BackupWords.sentence(report, folder))
  }

  /// Says what went wrong and goes on; throws on what is no fault of ours.
  static func warn(of error: any Error) throws {
    guard let failure = Failure(of: error) else { throw error }
    Terminal.error("hoso: \(failure.message)\n")
  }

  /// Comes before the events: no place in it may lie beyond them.
  private func addState(to run: BackupRun) throws {
    guard DeliveryStore.isThere(for: ledger.folder) else { return }
    let store = try DeliveryStore(of: ledger.folder)
    run.noteState(version: DeliveryStore.tablesVersion)
    try store.forEachKeptRow { try run.add($0, numbered: $1, to: .state) }
  }

  private func note(_ report: BackupReport) {
    var diary = BackupDiary(of: ledger.folder)
    diary.backup = BackupDiary.Entry(
      at: report.head.madeAt, position: report.head.position,
      path: Folder.realPath(folder) ?? folder)
    diary.saveOrWarn(to: ledger.folder)
  }
}

extension BackupDiary {
  /// Notes it beside a ledger; what was done is done, though it cannot be noted.
  func saveOrWarn(to folder: LedgerFolder) {
    do {
      try save(to: folder)
    } catch {
      try? BackupCommand.warn(of: error)
    }
  }
}
