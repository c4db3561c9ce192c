import ArgumentParser
import HosoDomain
internal import HosoWords

struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: say(
      "Lịch báo cáo, công bố trong năm: hạn nào, cho ai, kỳ nào.",
      "What is due in a year: by which day, for whom, of which period."),
    discussion: say(
      """
      Cho cơ quan quản lý bưu chính (TT 17/2017 Điều 13), cho cải cách hành chính (NĐ
      09/2019 Điều 12) và các lần công bố cho mọi người (đề xuất của hoso).

      Ví dụ:
        hoso calendar
        hoso calendar 2020
        hoso calendar 2020 --json
      """,
      """
      For the ministry in charge of the post (TT 17/2017 Art. 13), for administrative reform
      (NĐ 09/2019 Art. 12), and the publications for everybody (hoso's own proposal).

      Examples:
        hoso calendar
        hoso calendar 2020
        hoso calendar 2020 --json
      """))

  @Argument(
    help: ArgumentHelp(
      say("Năm (mặc định: năm nay).", "The year (default: this one)."), valueName: "year"))
  var year: String?

  @OptionGroup var language: LanguageOption

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let duties = ReportingDuty.due(in: try chosenYear())
      Terminal.out(json ? CalendarCommand.json(duties) : CalendarCommand.table(duties))
    }
  }

  private func chosenYear() throws -> Int {
    guard let year else { return LocalDate(vietnam: SystemClock.nowOccurred()).year }
    let isPlain = year.utf8.count == 4 && year.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    guard isPlain, let number = Int(year), Period.years.contains(number) else {
      throw Failure(
        .usage,
        say(
          "'\(CodeWords.shown(year))' không phải năm. Viết như 2020.",
          "'\(CodeWords.shown(year))' is no year. Write it like 2020."))
    }
    return number
  }

  private static func table(_ duties: [ReportingDuty]) -> String {
    var table = TextTable([
      TextTable.Column(say("Hạn", "Due")), TextTable.Column(say("Cho", "For")),
      TextTable.Column(say("Kỳ", "Period")), TextTable.Column(say("Căn cứ", "Source")),
      TextTable.Column(say("Lệnh", "Command")),
    ])
    for duty in duties {
      table.add([
        say(duty.due.vietnamese, duty.due.iso), say(duty.audience.name),
        say(duty.period.title), duty.audience.source ?? "–", command(duty),
      ])
    }
    return table.text
  }

  private static func command(_ duty: ReportingDuty) -> String {
    let label = duty.period.label
    let calendar =
      duty.period.calendar == .calendar ? "" : " --calendar \(duty.period.calendar.rawValue)"
    guard let number = duty.release, let name = ReleaseName(duty.period, number: number) else {
      return "hoso export \(label)\(calendar)"
    }
    return "hoso release \(label)\(calendar) → \(name.text)"
  }

  private static func json(_ duties: [ReportingDuty]) -> String {
    var json = JSONBuilder()
    json.object { json in
      json.list("duties") { json in
        for duty in duties {
          json.object { json in
            json.field("due", duty.due.iso)
            json.field("audience", duty.audience.rawValue)
            json.field("period", duty.period.label)
            json.field("calendar", duty.period.calendar.rawValue)
            json.field("first_day", duty.period.start.iso)
            json.field("last_day", duty.period.lastDay.iso)
            json.field(
              "release",
              duty.release.flatMap { ReleaseName(duty.period, number: $0)?.text })
            json.field("source", duty.audience.source)
          }
        }
      }
    }
    json.endLine()
    return json.text
  }
}

extension ReportingDuty.Audience {
  /// For whom it is, as people say.
  var name: Said {
    switch self {
    case .ministry: Said("Bộ và Sở quản lý bưu chính", "ministry and department of the post")
    case .reform: Said("Cải cách hành chính", "administrative reform")
    case .everybody: Said("Mọi người", "the public")
    }
  }

  /// The law that asks for it; nil where none does.
  var source: String? {
    switch self {
    case .ministry: "TT 17/2017/TT-BTTTT Đ.13"
    case .reform: "NĐ 09/2019/NĐ-CP Đ.12"
    case .everybody: nil
    }
  }
}
