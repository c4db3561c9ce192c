import ArgumentParser
import HosoDomain
import HosoLedger

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: say("Tạo sổ cái cho một bưu cục hoặc cho trung tâm.", "Make a ledger."),
    discussion: say(
      """
      Ví dụ:
        hoso init --office 100000 --province 01 --channel counter
        hoso init --hub --ledger trung-tam
      """,
      """
      Examples:
        hoso init --office 100000 --province 01 --channel counter
        hoso init --hub --ledger centre
      """))

  @OptionGroup var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp(
      say("Mã bưu cục, sáu chữ số của VNPost.", "VNPost's six-digit post office code."),
      valueName: "code"))
  var office: String?

  @Flag(help: ArgumentHelp(say("Sổ của trung tâm, chỉ gom số liệu.", "A ledger of the centre.")))
  var hub = false

  @Option(
    help: ArgumentHelp(
      say("Mã tỉnh mặc định khi quét (hai chữ số).", "Province assumed for scans (two digits)."),
      valueName: "code"))
  var province: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Kênh mặc định khi nhận gửi: counter, home, online.",
        "Channel assumed for pickups: counter, home, online."), valueName: "channel"))
  var channel: String?

  func run() throws {
    try reporting {
      guard hub != (office != nil) else {
        throw Failure(
          .usage,
          say("Cần đúng một trong hai: --office MÃ hoặc --hub.", "Give either --office or --hub."))
      }
      let settings = try LedgerSettings(
        office: try office.map { try OptionValues.office($0) },
        province: try province.map { try OptionValues.province($0) },
        channel: try channel.map { try OptionValues.channel($0) })
      try LedgerWriter.create(
        in: ledger.folder, settings: settings, watch: SystemClock.watch)
      Terminal.out(
        say("Đã tạo sổ cái ", "Made the ledger ") + ledger.folder.path + "\n"
          + say("Quầy này ghi với tên nguồn ", "This desk writes as ") + settings.source.text
          + "\n")
    }
  }
}
