internal import HosoCrypto
import HosoDomain
import HosoLedger

/// What is said of backups, and of what keeps them from being made or put back.
enum BackupWords {
  static func sentence(_ report: BackupReport, _ path: String) -> String {
    let (new, all) = (Numbers.grouped(report.newEvents), report.head.position.number)
    let total = Numbers.grouped(all)
    let size = Numbers.grouped(Int64((report.bytesWritten + 1023) / 1024))
    let did =
      report.packsWritten == 0
      ? say("Không có gì mới", "Nothing is new")
      : say(
        "Đã sao lưu \(new) sự kiện mới (\(report.packsWritten) gói, \(size) KiB)",
        "Backed up \(new) new events (\(report.packsWritten) packs, \(size) KiB)")
    let state =
      report.head.stateVersion == nil
      ? "" : say(", kèm khoá và điểm nhận", ", with keys and endpoints")
    return did + state
      + say(
        ": \(path) có \(total) sự kiện.\nGốc Merkle ",
        ": \(path) has \(total) events.\nMerkle root ")
      + report.head.root.hex + "\n"
  }

  /// How old the last backup and the last drill are.
  static func sentence(_ diary: BackupDiary, at now: RecordedAt) -> String {
    guard let backup = diary.backup else {
      return say(
        "Chưa sao lưu lần nào: hoso backup THƯ-MỤC.\n", "Never backed up: hoso backup FOLDER.\n")
    }
    let made = backup.at.vietnameseClock
    let drilled =
      diary.drill.map { say("diễn tập tốt ", "last good drill ") + age(of: $0, at: now) }
      ?? say("chưa diễn tập khôi phục", "never drilled")
    return say("Sao lưu gần nhất \(made), ", "Last backup \(made), ") + age(of: backup, at: now)
      + say(
        ", đến vị trí \(backup.position.number); ",
        ", through position \(backup.position.number); ") + drilled + "\n"
  }

  private static func age(of entry: BackupDiary.Entry, at now: RecordedAt) -> String {
    let hours = max(0, now.microseconds - entry.at.microseconds) / 3_600_000_000
    return hours < 48
      ? say("\(hours) giờ trước", "\(hours) hours ago")
      : say("\(hours / 24) ngày trước", "\(hours / 24) days ago")
  }

  static var folder: String { say("Thư mục sao lưu.", "The backup's folder.") }

  static func restored(_ head: BackupHead, _ path: String) -> String {
    let (count, made) = (Numbers.grouped(head.position.number), head.madeAt.vietnameseClock)
    return say(
      "Đã dựng lại sổ cái ở \(path): \(count) sự kiện, như lúc \(made).\n",
      "Made the ledger at \(path): \(count) events, as of \(made).\n")
      + root(head)
  }

  static func drilled(_ head: BackupHead, _ path: String) -> String {
    let (count, made) = (Numbers.grouped(head.position.number), head.madeAt.vietnameseClock)
    return say(
      "Bản sao lưu ở \(path) dùng được: \(count) sự kiện, như lúc \(made).\n",
      "The backup at \(path) is good: \(count) events, as of \(made).\n")
      + root(head)
  }

  private static func root(_ head: BackupHead) -> String {
    say("Gốc Merkle khớp: ", "The Merkle root is the same: ") + head.root.hex + "\n"
  }

  static func json(restored head: BackupHead, _ epoch: LedgerEpoch?) -> String {
    json(of: head) { json in
      json.field("epoch", epoch?.number ?? head.epoch)
    }
  }

  static func json(drilled head: BackupHead) -> String {
    json(of: head) { json in
      json.field("good", true)
    }
  }

  private static func json(
    of head: BackupHead, _ more: (inout JSONBuilder) -> Void
  ) -> String {
    var builder = JSONBuilder()
    builder.object { json in
      json.field("position", head.position.number)
      json.field("merkle_root", head.root.hex)
      json.field("made_at", head.madeAt.rfc3339)
      more(&json)
    }
    builder.endLine()
    return builder.text
  }

  static func json(_ report: BackupReport) -> String {
    var builder = JSONBuilder()
    builder.object { json in
      json.field("position", report.head.position.number)
      json.field("merkle_root", report.head.root.hex)
      json.field("epoch", report.head.epoch)
      json.field("new_events", report.newEvents)
      json.field("packs_written", report.packsWritten)
      json.field("bytes_written", report.bytesWritten)
      json.field("made_at", report.head.madeAt.rfc3339)
    }
    builder.endLine()
    return builder.text
  }

  static func failure(_ fault: BackupFault) -> Failure {
    Failure(code(of: fault), sentence(fault))
  }

  private static func code(of fault: BackupFault) -> Failure.Code {
    switch fault {
    case .missing: .noInput
    case .folderNotEmpty: .cannotCreate
    case .busy: .tryAgain
    case .newerFormat: .unavailable
    case .head, .packMissing, .pack, .content, .otherLedger, .otherHistory, .ledgerDamaged,
      .unsound:
      .badData
    }
  }

  private static func sentence(_ fault: BackupFault) -> String {
    switch fault {
    case .missing(let path):
      say("Ở \(path) không có bản sao lưu.", "There is no backup at \(path).")
    case .folderNotEmpty(let path):
      say(
        "Thư mục \(path) có tệp khác. Chọn một thư mục riêng cho bản sao lưu.",
        "\(path) holds other files. Choose a folder of its own for the backup.")
    case .busy(let path):
      say(
        "Một tiến trình khác đang dùng bản sao lưu ở \(path). Hãy thử lại sau.",
        "Another process is at work on the backup at \(path). Try again later.")
    case .head:
      say(
        "backup.json bị hỏng. Dùng bản sao lưu khác; nếu sổ cái còn tốt, sao lưu sang thư mục mới.",
        "backup.json is damaged. Use another backup; if the ledger is good, begin a new folder.")
    case .newerFormat(let found, let known):
      say(
        "Bản sao lưu của hoso mới hơn (dạng \(found), bản này biết \(known)). Hãy cập nhật hoso.",
        "A newer hoso made this backup (format \(found), this one knows \(known)). Update hoso.")
    case .packMissing(let name):
      say("Bản sao lưu thiếu tệp \(name)", "The backup lacks the file \(name)") + remedy
    case .pack(let name, let flaw):
      say("Tệp \(name) hỏng: ", "The file \(name) is damaged: ") + sentence(flaw) + remedy
    case .content(let name):
      say(
        "Tệp \(name) không khớp gốc Merkle của bản sao lưu",
        "The file \(name) does not come to the backup's Merkle root") + remedy
    case .otherLedger, .otherHistory, .ledgerDamaged, .unsound: ledgerSentence(fault)
    }
  }

  private static func ledgerSentence(_ fault: BackupFault) -> String {
    switch fault {
    case .otherLedger(let path):
      say(
        "Ở \(path) là bản sao lưu của sổ cái khác. Chọn thư mục khác.",
        "\(path) has the backup of another ledger. Choose another folder.")
    case .otherHistory(let path, let position):
      say(
        "Sổ cái không có những gì đã sao lưu ở \(path) (đến vị trí \(position.number)): sổ từng "
          + "được khôi phục. Sao lưu sang thư mục mới; giữ bản cũ.",
        "The ledger does not hold what was backed up at \(path) (through position "
          + "\(position.number)): it was restored. Begin a new folder, and keep the old one.")
    case .ledgerDamaged(let position):
      say(
        "Sổ cái hỏng ở khoảng vị trí \(position.number). Bản sao lưu trước vẫn nguyên. "
          + "Chạy hoso verify.",
        "The ledger is damaged about position \(position.number). The backup before stays as it "
          + "was. Run hoso verify.")
    case .unsound(let findings):
      say(
        "Sổ cái dựng từ bản sao lưu có \(findings) chỗ sai: bản sao này không dùng được.",
        "The ledger made from the backup has \(findings) faults: this backup is no good.")
    case .missing, .folderNotEmpty, .busy, .head, .newerFormat, .packMissing, .pack, .content: ""
    }
  }

  private static var remedy: String {
    say(
      ". Nếu sổ cái còn, xoá tệp ấy rồi chạy hoso backup; nếu không, dùng bản sao khác.",
      ". If the ledger is there, delete the file and run hoso backup; else use another backup.")
  }

  private static func sentence(_ flaw: PackFlaw) -> String {
    switch flaw {
    case .notAPack: say("không phải gói", "no pack")
    case .newerFormat(let format): say("dạng mới hơn (\(format))", "a newer format (\(format))")
    case .otherKind: say("gói loại khác", "another kind of pack")
    case .otherLedger: say("gói của sổ cái khác", "another ledger's pack")
    case .sum: say("giá trị băm không khớp", "its hash differs")
    case .entry(let index):
      say("mục \(index) không đọc được", "entry \(index) cannot be read")
    }
  }
}
