import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger
internal import HosoState

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: say(
      "Dựng lại sổ cái từ bản sao lưu, hoặc diễn tập việc đó.",
      "Make a ledger from a backup, or drill that."),
    discussion: say(
      """
      Đọc lại mọi gói, so gốc Merkle với bản sao lưu; gói thiếu hoặc hỏng thì dừng và nêu tên tệp.
      Sổ cái mới bắt đầu một kỳ ghi mới. --drill làm tất cả trong thư mục tạm (TMPDIR), kiểm tra
      sổ cái ở đó rồi xoá đi: mã thoát 0 là bản sao lưu dùng được, 65 là không.

      Ví dụ:
        hoso restore sao-luu --ledger so-moi
        hoso restore --drill sao-luu
      """,
      """
      Replays every pack and compares the Merkle root with the backup's; a missing or damaged pack
      is named. The new ledger begins another epoch. --drill does all of it in a temporary folder
      (TMPDIR), audits the ledger there and removes it: exit code 0 means the backup is good, 65
      that it is not.

      Examples:
        hoso restore backup --ledger new-ledger
        hoso restore --drill backup
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(BackupWords.folder, valueName: "path"), completion: .directory)
  var folder: String

  @Flag(
    help: ArgumentHelp(
      say(
        "Diễn tập: dựng ở thư mục tạm, kiểm tra, xoá.",
        "Drill: make it in a temporary folder, audit it, remove it.")))
  var drill = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let backup = try BackupFolder.forReading(folder)
      if drill { try tryOut(backup) } else { try putBack(backup) }
    }
  }

  private func putBack(_ backup: BackupFolder) throws {
    let restore = try LedgerRestore(from: backup, to: ledger.folder.path)
    let epoch = try make(restore)
    try restore.publish()
    Terminal.out(
      json
        ? BackupWords.json(restored: restore.head, epoch)
        : BackupWords.restored(restore.head, ledger.folder.path))
    guard let epoch, !json else { return }
    let source = try LedgerReader(opening: ledger.folder).settings.source.text
    Terminal.out(EpochWords.sentence(epoch, source: source) + "\n")
  }

  private func tryOut(_ backup: BackupFolder) throws {
    let place = try TemporaryFolder()
    let head = try withExtendedLifetime(place) { try audited(backup, in: place.path) }
    note(head)
    Terminal.out(json ? BackupWords.json(drilled: head) : BackupWords.drilled(head, folder))
  }

  /// Makes the ledger in a folder and audits it; it is gone when this returns.
  private func audited(_ backup: BackupFolder, in path: String) throws -> BackupHead {
    let restore = try LedgerRestore(from: backup, to: path + "/ledger")
    _ = try make(restore)
    let progress = ProgressLine(OptionWords.auditing)
    defer { progress.clear() }
    var audit = LedgerAudit(try LedgerReader(opening: restore.folder))
    let report = try audit.run { progress.show($0, of: $1, unit: OptionWords.events) }
    guard report.findings.isEmpty, report.root == restore.head.root else {
      throw BackupFault.unsound(findings: max(1, report.findings.count))
    }
    return restore.head
  }

  /// Makes all of a ledger but its name: events, keys and endpoints, tables.
  private func make(_ restore: LedgerRestore) throws -> LedgerEpoch? {
    let now = SystemClock.now()
    let progress = ProgressLine(say("Đang dựng lại sổ cái", "Restoring"))
    defer { progress.clear() }
    let epoch = try restore.replay(at: now) { progress.show($0, of: $1, unit: OptionWords.events) }
    if let version = restore.head.stateVersion {
      let store = try DeliveryStore.restore(to: restore.folder, version: version) { take in
        try restore.forEachRow(of: .state, take)
      }
      // Nobody's place may lie behind what is there.
      try store.meet(LedgerReader(opening: restore.folder), at: Moment(now))
    }
    let tables = CodeTables(folder: restore.folder)
    try restore.forEachRow(of: .tables) { row, _ in
      guard row.values.count == 2, case .text(let name) = row.values[0],
        case .bytes(let csv) = row.values[1], let table = CodeTable(rawValue: name)
      else { throw BackupFault.head }
      try tables.install(csv, as: table)
    }
    return epoch
  }

  /// Notes a drill beside the ledger that was backed up, if it is here.
  private func note(_ head: BackupHead) {
    guard ledger.folder.holdsLedger, let reader = try? LedgerReader(opening: ledger.folder),
      reader.settings.ledgerID == head.ledgerID
    else { return }
    var diary = BackupDiary(of: ledger.folder)
    diary.drill = BackupDiary.Entry(
      at: SystemClock.now(), position: head.position, path: Folder.realPath(folder) ?? folder)
    diary.saveOrWarn(to: ledger.folder)
  }
}

/// A folder of this process alone, gone with it.
private final class TemporaryFolder {
  let path: String

  init() throws {
    do throws(FileFault) {
      path = try Folder.makeTemporary(in: Environment.value("TMPDIR") ?? "/tmp")
    } catch {
      throw Failure(.cannotCreate, FileWords.sentence(error))
    }
  }

  deinit { rmdir(path) }
}
