import ArgumentParser
import HosoDomain
import HosoLedger
import HosoProjections
import HosoServer
internal import HosoState
import HosoWebhooks

struct TrackLinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track-link",
    abstract: say(
      "Liên kết có chữ ký đến trang theo dõi một hồ sơ, để in mã QR.",
      "A signed link to a dossier's tracking page, to print as a QR code."),
    discussion: say(
      """
      Ai có liên kết đều xem được hồ sơ ấy đến khi hết hạn, không cần mã thứ hai.

      Ví dụ:
        hoso track-link EE123456785VN --base-url https://hoso.example.vn
        hoso track-link H26.12.19-200305-0001 --days 30 --json
      """,
      """
      Whoever has the link sees that dossier until it expires, without a second code.

      Examples:
        hoso track-link EE123456785VN --base-url https://hoso.example.vn
        hoso track-link H26.12.19-200305-0001 --days 30 --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(
      say("Mã bất kỳ của hồ sơ.", "Any code of the dossier."), valueName: "code"))
  var code: String

  @Option(
    help: ArgumentHelp(
      say("Dùng được bao nhiêu ngày (mặc định 90).", "Days it is good for (default 90)."),
      valueName: "days"))
  var days = TrackingLinks.usualDays

  @Option(
    help: ArgumentHelp(
      say(
        "Bên ngoài gọi máy chủ bằng gì (mặc định: chỉ in đường dẫn).",
        "How the outside names the server (default: prints the path alone)."), valueName: "url"))
  var baseUrl: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      guard TrackingLinks.days.contains(days) else {
        let last = TrackingLinks.days.upperBound
        throw Failure(.usage, say("--days: 1 đến \(last).", "--days: 1 to \(last)."))
      }
      let base = try baseUrl.map { try OptionValues.baseURL($0) } ?? ""
      let reader = try ledger.reader()
      let alias = try reader.scanned(code)
      guard !(try reader.history(of: alias)).isEmpty else {
        throw Failure(
          .noInput,
          say("Sổ cái không có hồ sơ này.", "The ledger does not know this dossier."))
      }
      let link = try TrackingLinks.link(
        to: alias, days: days, store: ledger.deliveries(), now: .now())
      show(base + link.target, expires: link.expires.rfc3339)
    }
  }

  private func show(_ url: String, expires: String) {
    guard json else { return Terminal.out(url + "\n") }
    var builder = JSONBuilder()
    builder.object { json in
      json.field("url", url)
      json.field("expires_at", expires)
    }
    builder.endLine()
    Terminal.out(builder.text)
  }
}
