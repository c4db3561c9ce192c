import Glibc
import HosoDomain
import HosoLedger
import HosoSQLite
import HosoServer
internal import HosoWords

/// Faults as sentences: what was wrong, then what to do.
enum FaultWords {
  static func failure(_ fault: LedgerFault) -> Failure {
    Failure(code(of: fault), sentence(fault))
  }

  static func failure(_ fault: SQLiteFault) -> Failure {
    switch fault.cause {
    case .diskFull: Failure(.inputOutput, diskFull)
    case .busy:
      Failure(
        .tryAgain,
        say("Sổ cái đang bận. Hãy thử lại sau.", "The ledger is busy. Try again in a moment."))
    case .corrupt:
      Failure(
        .badData,
        say(
          "Tệp của sổ cái bị hỏng (\(fault.message)). Chạy hoso verify, rồi khôi phục từ bản sao.",
          "A file of the ledger is damaged (\(fault.message)). Run hoso verify, then restore."))
    case .notPermitted:
      Failure(
        .notPermitted,
        say("Không có quyền ghi vào sổ cái.", "No permission to write to the ledger."))
    case .cannotOpen, .inputOutput, .other:
      Failure(
        .inputOutput,
        say(
          "Không đọc hoặc ghi được sổ cái: \(fault.message).",
          "The ledger could not be read or written: \(fault.message)."))
    }
  }

  private static var diskFull: String {
    say(
      "Đĩa đầy: chưa ghi gì của lần này. Giải phóng chỗ rồi làm lại.",
      "The disk is full: nothing of this was recorded. Make room, then do it again.")
  }

  /// After some lines of a run were recorded.
  static var diskFullMidway: String {
    say(
      "Đĩa đầy: các dòng có ✓ đã ghi, phần còn lại chưa. Giải phóng chỗ rồi quét tiếp.",
      "The disk is full: the lines with ✓ are recorded, the rest is not. Make room, then go on.")
  }

  static func isDiskFull(_ error: any Error) -> Bool {
    (error as? SQLiteFault)?.cause == .diskFull
  }

  private static func code(of fault: LedgerFault) -> Failure.Code {
    switch fault {
    case .missing: .noInput
    case .exists, .folderNotEmpty: .cannotCreate
    case .notALedger, .corrupt, .behindHead: .badData
    case .newerSchema, .settingRefused: .unavailable
    case .busy, .replaced, .clock: .tryAgain
    case .file(_, _, let code): FaultWords.code(of: code)
    }
  }

  /// What the file system refused, as an exit code.
  private static func code(of errno: Int32) -> Failure.Code {
    if [EACCES, EPERM, EROFS].contains(errno) { return .notPermitted }
    return [ENOSPC, EDQUOT, EIO].contains(errno) ? .inputOutput : .cannotCreate
  }

  static func sentence(_ fault: LedgerFault) -> String {
    switch fault {
    case .missing(let path):
      say(
        "Chưa có sổ cái ở \(path). Tạo bằng: hoso init --office 100000",
        "There is no ledger at \(path). Make one: hoso init --office 100000")
    case .exists(let path):
      say("Ở \(path) đã có sổ cái; không ghi đè.", "\(path) holds a ledger already; left alone.")
    case .folderNotEmpty(let path):
      say(
        "Thư mục \(path) đã có tệp khác. Chọn một thư mục mới cho sổ cái.",
        "\(path) holds other files. Choose a new folder for the ledger.")
    case .notALedger(let path):
      say("\(path) không phải sổ cái của hoso.", "\(path) is not a ledger of hoso.")
    case .newerSchema(let found, let known):
      say(
        "Sổ cái của bản hoso mới hơn (cấu trúc \(found), bản này biết \(known)). Hãy cập nhật.",
        "A newer hoso wrote this ledger (schema \(found), this one knows \(known)). Update hoso.")
    case .busy(let process, let seconds):
      say(
        "Tiến trình \(process.map(String.init) ?? "khác") giữ sổ cái quá \(seconds) giây. Hãy chờ.",
        "Process \(process.map(String.init) ?? "?") held the ledger over \(seconds) s. Try again.")
    case .file(let operation, let path, let code):
      FileWords.sentence(FileFault(operation: operation, path: path, code: code))
    case .clock(let doubt): ClockWords.sentence(doubt)
    case .replaced(let path):
      say(
        "Tệp sổ cái ở \(path) vừa bị thay bằng tệp khác. Hãy làm lại.",
        "The ledger's file at \(path) was just replaced by another one. Do it again.")
    case .settingRefused(let name, let value):
      say(
        "SQLite không nhận \(name)=\(value), nên không bảo đảm được độ bền. Không ghi gì.",
        "SQLite refused \(name)=\(value), so durability is not assured. Nothing was recorded.")
    case .corrupt(let position, _):
      say(
        "Sổ cái hỏng ở vị trí \(position.map { String($0.number) } ?? "?"). Chạy hoso verify.",
        "The ledger is damaged at position \(position.map { String($0.number) } ?? "?"). "
          + "Run hoso verify.")
    case .behindHead(let recordedAt, let head):
      say(
        "recorded_at \(recordedAt.rfc3339) trước sự kiện cuối của sổ cái (\(head.rfc3339)).",
        "recorded_at \(recordedAt.rfc3339) lies before the ledger's head (\(head.rfc3339)).")
    }
  }
}
