import ArgumentParser
import HosoDomain
import HosoLedger
import HosoPages
import HosoProjections
import HosoServer
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: say(
      "Phiếu gửi cho công dân, nhãn túi: để in.", "Receipts for citizens, labels for bags."),
    discussion: say(
      """
      In ra một trang HTML khổ A6 (--pdf: PDF) cho mỗi mã: phiếu gửi của hồ sơ, có mã vạch và mã
      QR để tra cứu (--base-url: liên kết có chữ ký đến trang theo dõi), hoặc nhãn của túi. Túi
      chưa có gì thì thêm --bag. Không ghi gì vào sổ.

      Ví dụ:
        hoso label EE123456785VN > phieu-gui.html
        hoso label EE123456785VN --base-url https://hoso.example.vn > phieu-gui.html
        hoso label TUI-18 --bag --destination 460000 --pdf > nhan-tui.pdf
      """,
      """
      Prints a page of HTML for A6 (--pdf: PDF) for each code: a dossier's receipt with a barcode
      and a QR code to look it up by (--base-url: a signed link to its tracking page), or a bag's
      label. For a bag with nothing in it yet add --bag. Nothing is recorded.

      Examples:
        hoso label EE123456785VN > receipt.html
        hoso label EE123456785VN --base-url https://hoso.example.vn > receipt.html
        hoso label TUI-18 --bag --destination 460000 --pdf > label.pdf
      """))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(
      say("Mã của hồ sơ, mã túi.", "Codes of dossiers, or of bags."), valueName: "code"))
  var codes: [String]

  @Flag(
    help: ArgumentHelp(
      say("Các mã là mã túi hoặc bảng kê.", "The codes are those of bags or manifests.")))
  var bag = false

  @Option(help: ArgumentHelp(OptionWords.destination, valueName: "code"))
  var destination: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Bên ngoài gọi máy chủ bằng gì, để mã QR là liên kết (mặc định: mã bưu gửi).",
        "How the outside names the server, for the QR code to be a link (default: the item)."),
      valueName: "url"))
  var baseUrl: String?

  @Flag(help: ArgumentHelp(PaperWords.option))
  var pdf = false

  func run() throws {
    try reporting {
      if pdf { try Terminal.checkPaper() }
      let base = try baseUrl.map { try OptionValues.baseURL($0) }
      let destination = try destination.map {
        try OptionValues.office($0, option: "--destination")
      }
      let reader = try ledger.reader()
      let names = try ledger.codes.names()
      let today = LocalDate(vietnam: SystemClock.now())
      let labels = try codes.map { text in
        if let code = try reader.bag(text, saidToBe: bag) {
          return Label(
            ofBag: ContainerView(
              of: code, events: try reader.contents(of: code), codes: reader.settings.codes),
            from: reader.settings.office, to: destination, names, on: today)
        }
        let code = try reader.scanned(text)
        guard let dossier = try reader.timeline(of: code).latest else {
          throw Failure(.noInput, LabelWords.unknown(CodeWords.shown(text)))
        }
        let link = try base.map { base in
          let link = try TrackingLinks.link(
            to: code, days: TrackingLinks.usualDays, store: ledger.deliveries(), now: .now())
          return base + link.target
        }
        return Label(of: dossier, asked: code, link: link, names, on: today)
      }
      if pdf { return try Terminal.out(Label.paper(of: labels, madeAt: SystemClock.now())) }
      Terminal.out(LabelPage(labels: labels).text)
    }
  }
}
