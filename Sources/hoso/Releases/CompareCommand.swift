import ArgumentParser
import HosoDomain
import HosoExports
import HosoProjections

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: say(
      "Vì sao số liệu đổi giữa hai lần công bố: từng ô, từng nguyên nhân, từng sự kiện.",
      "Why figures changed between two publications: each cell, its causes, their events."),
    discussion: say(
      """
      Hai lần công bố của cùng một kỳ, lần sớm trước. Mỗi ô đã đổi có số cũ, số mới và phần
      do ghi muộn, huỷ, đính chính, gắn mã, chuyển kỳ hoặc nhóm; cộng lại đúng bằng mức đổi.
      --events liệt kê từng hồ sơ và sự kiện gây ra.

      Ví dụ:
        hoso compare 2020Q1.r1 2020Q1.r2
        hoso compare 2020Q1.r1 2020Q1.r2 --level nation --events
        hoso compare 2020Q1.r1 2020Q1.r2 --format csv
      """,
      """
      Two publications of one period, the earlier one first. Each cell that changed has its old
      and new count and what late, voided, amended, linked and moved events made of it, which
      add up to the change. --events lists each dossier with the events that caused it.

      Examples:
        hoso compare 2020Q1.r1 2020Q1.r2
        hoso compare 2020Q1.r1 2020Q1.r2 --level nation --events
        hoso compare 2020Q1.r1 2020Q1.r2 --format csv
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(
      say("Lần công bố trước, như 2020Q1.r1.", "The earlier publication, such as 2020Q1.r1."),
      valueName: "from"))
  var from: String

  @Argument(
    help: ArgumentHelp(say("Lần công bố sau.", "The later publication."), valueName: "to"))
  var to: String

  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ những cấp này: nation, province, service, channel, leaf.",
        "These levels only: nation, province, service, channel, leaf."), valueName: "levels"))
  var level: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Mỗi thay đổi một dòng, với hồ sơ và sự kiện.",
        "A line for each change, with its dossier and events.")))
  var events = false

  @Option(help: ArgumentHelp(OptionWords.lines, valueName: "lines"))
  var limit: Int?

  @OptionGroup var output: OutputFormatOptions

  func run() throws {
    try reporting {
      let format = try output.chosen()
      let limit = try OptionValues.limit(limit)
      let levels = try levels()
      let reader = try ledger.reader()
      let views = ledger.views(of: reader)
      let provinces = try ledger.codes.provinces()
      let (first, last) = (try release(from, views, provinces), try release(to, views, provinces))
      guard first.name.period == last.name.period else {
        throw Failure(
          .usage,
          say(
            "\(first.name.text) và \(last.name.text) không cùng một kỳ.",
            "\(first.name.text) and \(last.name.text) are not of one period."))
      }
      guard first.name.number < last.name.number else {
        throw Failure(
          .usage,
          say("Viết lần công bố sớm trước.", "The earlier publication comes first."))
      }
      let progress = ProgressLine(say("Đang dò sổ cái", "Searching the ledger"))
      defer { progress.clear() }
      let revision = try views().revision(
        of: first.name.period, from: first.cutoff, to: last.cutoff, provinces: provinces
      ) {
        progress.show($0, of: $1, unit: say("sự kiện", "events"))
      }
      progress.clear()
      try CompareReport(
        from: first, to: last, revision: revision.keeping(levels), reader: reader, limit: limit,
        listsEvents: events
      ).print(format)
    }
  }

  private func release(
    _ text: String, _ views: Once<Views>, _ provinces: Provinces
  ) throws -> Release {
    guard let name = ReleaseName(text) else {
      throw Failure(
        .usage,
        say(
          "'\(text)' không phải tên một lần công bố. Viết như 2020Q1.r1.",
          "'\(text)' is no publication's name. Write it like 2020Q1.r1."))
    }
    guard let release = try views().release(name, provinces: provinces) else {
      throw Failure(
        .noInput,
        say(
          "Chưa công bố \(name.text). Xem: hoso release.",
          "\(name.text) was not published. See: hoso release."))
    }
    return release
  }

  private func levels() throws -> [FigureLevel] {
    guard let level else { return FigureLevel.allCases }
    return try level.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let level = FigureLevel(rawValue: String(part)) else {
        throw OptionValues.unknown(
          "--level", String(part), FigureLevel.allCases.map(\.rawValue))
      }
      return level
    }
  }
}
