import ArgumentParser
import HosoDomain
import HosoExports
import HosoProjections
internal import HosoWords

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: say(
      "Công bố số liệu một kỳ, hoặc xem những lần đã công bố.",
      "Publish a period's figures, or list what was published."),
    discussion: say(
      """
      Lần đầu của một kỳ là sơ bộ, lần hai là sơ bộ đã rà soát, lần ba là chính
      thức; sau đó, nếu có số nào đổi, là đính chính. Mỗi lần có tên, như 2020Q1.r1,
      dùng được ở mọi --as-of: số của lần ấy không bao giờ đổi. Vì sao hai lần khác
      nhau: hoso explain --diff.

      Ví dụ:
        hoso release 2020Q1
        hoso release 2020Q1 --unchanged --reason "đã rà soát với các bưu cục"
        hoso release
        hoso export 2020Q1 --as-of 2020Q1.r1 --out cong-bo-2020Q1.r1
        hoso explain 2020Q1 pickups --diff 2020Q1.r1 2020Q1.r2
      """,
      """
      A period's first is provisional, the second revised, the third final; after
      that it is corrected if any figure changed. Each has a name, such as
      2020Q1.r1, that every --as-of takes: its figures never change. Why two of them
      differ: hoso explain --diff.

      Examples:
        hoso release 2020Q1
        hoso release 2020Q1 --unchanged --reason "reviewed with the offices"
        hoso release
        hoso export 2020Q1 --as-of 2020Q1.r1 --out release-2020Q1.r1
        hoso explain 2020Q1 pickups --diff 2020Q1.r1 2020Q1.r2
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions

  @Argument(
    help: ArgumentHelp(
      say(
        "Kỳ: 2020Q1, 2020H1, 2020M9, 2020. Không có thì liệt kê.",
        "The period: 2020Q1, 2020H1, 2020M9, 2020. Without one: list."),
      valueName: "period"))
  var period: String?

  @OptionGroup var calendar: CalendarOption

  @Option(help: ArgumentHelp(OptionWords.staff, valueName: "number"))
  var actor: String?

  @Option(help: ArgumentHelp(OptionWords.note, valueName: "text"))
  var reason: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Công bố dù từ lần trước sổ không ghi thêm gì.",
        "Publish though nothing was recorded since the last time.")))
  var unchanged = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let provinces = try ledger.codes.provinces()
      guard let period else {
        let releases = try ledger.views()().releases(provinces: provinces)
        return Terminal.out(
          json ? ReleaseList(releases).json() : Array(ReleaseWords.table(releases).utf8))
      }
      let named = try PeriodValues.named(period, calendar: try calendar.chosen())
      let (release, isNew) = try publish(named, provinces)
      if json {
        Terminal.out(ReleaseList.json(release))
      } else {
        Terminal.out(ReleaseWords.sentence(release, isNew: isNew))
      }
    }
  }

  private func publish(_ period: Period, _ provinces: Provinces) throws -> (Release, Bool) {
    // First: it tells what time it is.
    let writer = try ledger.writer(clock)
    var wish = ReleaseWish(period, at: SystemClock.nowOccurred())
    wish.actor = try (actor ?? Environment.value("HOSO_ACTOR")).map { try OptionValues.actor($0) }
    wish.reason = try reason.map(OptionValues.reason)
    if let reason = wish.reason, PublicReason.told(reason) != reason {
      Terminal.error(ReleaseWords.reasonNamesSomebody(PublicReason.told(reason)))
    }
    wish.evenUnchanged = unchanged
    let outcome = try ReleasePublisher.publish(
      wish, writer, views: try ledger.views()(), provinces: provinces)
    switch outcome {
    case .published(let release): return (release, true)
    case .unchanged(let release): return (release, false)
    case .notOver:
      throw Failure(
        .badData,
        say(PeriodWords.notOver(period))
          + say(
            " Xem số tạm: hoso figures \(period.label).",
            " For what is known so far: hoso figures \(period.label)."))
    }
  }
}
