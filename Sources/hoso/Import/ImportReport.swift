import HosoDomain
import HosoLedger
internal import HosoWords

/// What an import says about itself.
enum ImportReport {
  /// Rejected lines told one by one; the file holds them all.
  private static let complaintsMax: Int64 = 20

  /// - Parameter count: How many were rejected by now, this one among them.
  static func complain(
    _ rejection: LineRejection, of file: ImportFile, line: Int64, count: Int64
  ) {
    guard count <= complaintsMax else { return }
    Terminal.error(place(file, line) + sentence(rejection, of: file) + "\n")
    if count == complaintsMax {
      Terminal.error(
        say("… các dòng hỏng sau chỉ đếm.\n", "… further bad lines are only counted.\n"))
    }
  }

  private static func sentence(_ rejection: LineRejection, of file: ImportFile) -> String {
    switch rejection {
    case .fault(let fault): ImportReport.sentence(fault, format: file.format)
    case .recordedInFuture:
      say(
        "\"recorded_at\" ở tương lai. Kiểm tra đồng hồ.",
        "\"recorded_at\" lies in the future. Check the clock.")
    }
  }

  /// Where in a line something is wrong, and what.
  static func sentence(_ fault: LineFault, format: ImportFormat) -> String {
    // What stands behind a colon begins small.
    let said = say(LineWords.said(fault.reason))
    let reason = said.prefix(1).lowercased() + said.dropFirst()
    guard let field = fault.field else { return reason }
    switch format {
    case .ndjson: return say("trường", "field") + " \"\(field)\": " + reason
    case .csv: return say("cột", "column") + " \"\(field)\": " + reason
    }
  }

  /// A file that a spreadsheet or an editor saved as "Unicode".
  static var wideText: String {
    say("tệp là UTF-16. Lưu lại dạng UTF-8.", "the file is UTF-16. Save it as UTF-8.")
  }

  /// Why a line was rejected, and which it was, as it stands beside the line.
  static func reason(_ rejection: LineRejection, of file: ImportFile, _ line: Int64) -> String {
    say("dòng \(line): ", "line \(line): ") + sentence(rejection, of: file)
  }

  static func complain(_ stop: ImportStop, of file: ImportFile) {
    Terminal.error(
      place(file, stop.line) + FaultWords.sentence(stop.fault) + "\n"
        + say(
          "Dừng ở đó; những gì đứng trước đã được ghi.\n",
          "It stopped there; what comes before it is recorded.\n"))
  }

  /// Where in a file, as the start of a sentence.
  static func place(_ file: ImportFile, _ line: Int64) -> String {
    say("\(file.path) dòng \(line): ", "\(file.path) line \(line): ")
  }

  static func words(_ summary: ImportSummary) -> String {
    var text = say(
      "Đã ghi \(Numbers.grouped(summary.recorded)) sự kiện; "
        + "đã biết từ trước \(Numbers.grouped(summary.duplicates)).\n",
      "Recorded \(Numbers.grouped(summary.recorded)) events; "
        + "\(Numbers.grouped(summary.duplicates)) were known.\n")
    if summary.setAside > 0 {
      text += say(
        "Tách riêng \(Numbers.grouped(summary.setAside)) sự kiện trùng mã nhưng khác nội dung.\n",
        "Set aside \(Numbers.grouped(summary.setAside)) events with a known id, other content.\n")
    }
    if summary.rejected > 0 {
      text += say(
        "Từ chối \(Numbers.grouped(summary.rejected)) dòng.\n",
        "Rejected \(Numbers.grouped(summary.rejected)) lines.\n")
    }
    return text
  }

  static func json(_ summary: ImportSummary, isDryRun: Bool) -> String {
    var builder = JSONBuilder()
    builder.object { object in
      object.field("recorded", summary.recorded)
      object.field("duplicates", summary.duplicates)
      object.field("rejected", summary.rejected)
      object.field("set_aside", summary.setAside)
      object.field("lines", summary.lines)
      object.field("dry_run", isDryRun)
    }
    builder.endLine()
    return builder.text
  }
}
