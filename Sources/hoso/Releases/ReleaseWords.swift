import HosoDomain
import HosoProjections
internal import HosoWords

/// Publications as people read about them.
enum ReleaseWords {
  /// What became of the wish to publish, and what to do next.
  static func sentence(_ release: Release, isNew: Bool) -> String {
    let name = release.name.text
    let period = say(release.name.period.title)
    let status = say(release.status.title)
    let said =
      isNew
      ? say(
        "Đã công bố \(name): \(period), \(status), số ghi nhận trước \(release.cutoff.rfc3339).",
        "Published \(name): \(period), \(status), what was recorded before "
          + "\(release.cutoff.rfc3339).")
      : say(
        "Từ \(name) (\(status)) sổ không ghi thêm gì nên không công bố lại. "
          + "Muốn vẫn công bố: thêm --unchanged.",
        "Nothing was recorded since \(name) (\(status)), so it was not published again. "
          + "To do so, add --unchanged.")
    return said + "\n"
      + say("Xuất: ", "Export it: ")
      + "hoso export \(release.name.period.label)\(option(release.name.period.calendar))"
      + " --as-of \(name) --out \(name)\n"
  }

  /// A list has to fit a screen; JSON has the whole.
  private static let reasonLengthMax = 60

  /// That what everybody is told of a reason is not what was written.
  static func reasonNamesSomebody(_ told: String) -> String {
    say(
      "! Lý do có mã hoặc số của người dân; bản công khai chỉ ghi: \(told)\n",
      "! The reason holds a code or a number of somebody's; everybody is told only: \(told)\n")
  }

  private static func option(_ calendar: ReportingCalendar) -> String {
    calendar == .calendar ? "" : " --calendar \(calendar.rawValue)"
  }

  static func table(_ releases: [Release]) -> String {
    guard !releases.isEmpty else {
      return say(
        "Chưa công bố số liệu nào. Ví dụ: hoso release 2020Q1\n",
        "Nothing was published yet. Try: hoso release 2020Q1\n")
    }
    var table = TextTable([
      TextTable.Column(say("Tên", "Name")), TextTable.Column(say("Kỳ", "Period")),
      TextTable.Column(say("Tình trạng", "Status")),
      TextTable.Column(say("Ghi nhận trước", "Recorded before")),
      TextTable.Column(say("Sự kiện", "Event")), TextTable.Column(say("Lý do", "Why")),
    ])
    for release in releases {
      let voided = release.isVoided ? say(", đã huỷ", ", voided") : ""
      table.add([
        release.name.text, say(release.name.period.title),
        say(release.status.title) + voided,
        release.cutoff.rfc3339, release.eventID.text,
        release.reason.map { CodeWords.shown($0, longest: reasonLengthMax) } ?? "–",
      ])
    }
    return table.text
  }
}
