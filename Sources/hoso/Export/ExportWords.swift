import Glibc
import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
import HosoServer
internal import HosoWords

/// An export's headline, and why one was not written.
enum ExportWords {
  static func headline(_ receipt: ExportReceipt) -> String { say(receipt.dashboard.headline.said) }

  /// Where the files are, what was checked, and whether the period was over.
  static func summary(_ receipt: ExportReceipt) -> String {
    let tables = receipt.files.filter { $0.rows > 0 && !$0.path.contains("/") }
    let names = tables.map { file in
      let rows = Numbers.grouped(Int64(file.rows))
      return say("\(file.path) (\(rows) dòng)", "\(file.path) (\(rows) rows)")
    }
    let all = Numbers.grouped(Int64(receipt.files.count + 1))
    let list =
      say(
        "\(all) tệp; có số liệu: ", "\(all) files; with rows: ") + names.joined(separator: ", ")
    let checks = Numbers.grouped(Int64(receipt.checks.reduce(0) { $0 + $1.held }))
    let kinds = receipt.checks.count
    let events = Numbers.grouped(receipt.position)
    var text = say(
      "Đã ghi vào \(receipt.path): \(list).\n", "Wrote to \(receipt.path): \(list).\n")
    text += say(
      "Theo \(events) sự kiện ghi nhận trước \(receipt.asOf.rfc3339); "
        + "\(kinds) đẳng thức, \(checks) lần kiểm đều đúng.\n",
      "From \(events) events recorded before \(receipt.asOf.rfc3339); "
        + "\(kinds) identities, \(checks) checks, all of them hold.\n")
    return text + caution(receipt)
  }

  /// Why the figures are compared with nothing, and what to do about it; empty if they are.
  private static func caution(_ receipt: ExportReceipt) -> String {
    let period = receipt.nation.period
    switch receipt.status {
    case .published: return ""
    case .notEnded:
      return say(
        "Kỳ chưa hết ở mốc số liệu (ngày cuối là \(period.lastDay.vietnamese)): không so với kỳ "
          + "trước, số còn đổi.\n",
        "The period is not over at the cutoff (its last day is \(period.lastDay.iso)): it is "
          + "compared with nothing, and figures will change.\n")
    case .unpublished:
      return say(
        "Số liệu chưa công bố nên không so với kỳ trước. Công bố: hoso release "
          + "\(period.label), rồi xuất với --as-of.\n",
        "The figures are not published, so they are compared with nothing. Publish them with "
          + "hoso release \(period.label), then export with --as-of.\n")
    case .lowCoverage:
      let least = Coverage.leastPercent
      return say(
        "Độ bao phủ dưới \(least) % nên không so với kỳ trước. Bưu cục chốt kỳ: hoso declare "
          + "\(period.label).\n",
        "Coverage is below \(least)%, so the figures are compared with nothing. Offices declare "
          + "the period with hoso declare \(period.label).\n")
    }
  }

  static func failure(_ fault: ExportFault) -> Failure {
    Failure(code(of: fault), sentence(fault))
  }

  private static func code(of fault: ExportFault) -> Failure.Code {
    switch fault {
    case .exists, .notAFolder, .notAnExport, .cannotExchange: .cannotCreate
    case .busy: .tryAgain
    case .notForEverybody(.unpublished): .badData
    case .notForEverybody(.notAQuarter): .usage
    case .workbook: .inputOutput
    case .paper: .unavailable
    case .identities: .badData
    case .file(let operation, _, let code):
      if code == EACCES || code == EPERM || code == EROFS {
        .notPermitted
      } else {
        operation == .makeFolder ? .cannotCreate : .inputOutput
      }
    }
  }

  private static func sentence(_ fault: ExportFault) -> String {
    switch fault {
    case .exists(let path):
      say(
        "Ở \(path) đã có tệp. Thêm --force để thay bản xuất cũ.",
        "\(path) is not empty. Add --force to replace the export in it.")
    case .notAFolder(let path):
      say(
        "\(path) không phải thư mục. Chọn nơi khác.", "\(path) is no folder. Choose another place.")
    case .notAnExport(let path, let entry):
      say(
        "Trong \(path) có \(CodeWords.shown(entry)), không do hoso export ghi. Không thay gì.",
        "\(path) holds \(CodeWords.shown(entry)), which no export wrote. Nothing was replaced.")
    case .busy(let path):
      say(
        "Một hoso export khác đang ghi vào \(path). Thử lại sau.",
        "Another hoso export is writing to \(path). Try again in a moment.")
    case .cannotExchange(let path):
      say(
        "Hệ thống tệp ở \(path) không đổi chỗ được hai thư mục. Xoá bản cũ rồi xuất lại.",
        "The file system of \(path) cannot swap folders. Remove the old export, then export again.")
    case .file(let operation, let path, let code):
      FileWords.sentence(FileFault(operation: operation, path: path, code: code))
    case .notForEverybody(.unpublished):
      say(
        "Chỉ số liệu đã công bố mới đưa ra công khai. Công bố bằng hoso release, rồi xuất với "
          + "--as-of.",
        "Only published figures are for everybody. Publish them with hoso release, then export "
          + "with --as-of.")
    case .notForEverybody(.notAQuarter):
      say(
        "Bản công khai chỉ xuất theo quý: kỳ dài hơn trừ đi một quý sẽ lộ số đã giấu.",
        "What everybody gets are quarters: a longer period less a quarter would tell what is "
          + "hidden.")
    case .workbook(let code):
      say(
        "Không lập được bảng tính (mã lỗi \(code)). Kiểm tra bộ nhớ và TMPDIR, rồi xuất lại.",
        "The workbook could not be made (error \(code)). Check memory and TMPDIR, then export "
          + "again.")
    case .paper(let fault): PaperWords.sentence(fault)
    case .identities(let breaches): identities(breaches)
    }
  }

  private static func identities(_ breaches: [IdentityBreach]) -> String {
    let lines = breaches.map { breach in
      "\n  \(breach.identity.rule): \(breach.left) ≠ \(breach.right)"
        + " (\(breach.group.joined(separator: ", ")))"
    }
    return say(
      "Số liệu tự mâu thuẫn nên không xuất. Chạy hoso verify." + lines.joined(),
      "The figures contradict themselves and were not exported. Run hoso verify." + lines.joined())
  }
}
