import ArgumentParser
internal import HosoCrypto
import HosoDomain
internal import HosoSigning
import HosoWebhooks

struct WebhookSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: say(
      "Ký một nội dung như Standard Webhooks, in ba đầu mục.",
      "Sign a body as Standard Webhooks says, and print the three headers."),
    discussion: say(
      """
      Nội dung lấy từ tệp hoặc đầu vào chuẩn, ký nguyên từng byte. Bí mật (whsec_…) và khoá
      (whsk_…) lấy từ tệp hoặc biến HOSO_WEBHOOK_SECRET, không bao giờ từ dòng lệnh. Mỗi dòng in ra
      dùng được ngay với curl -H.

      Ví dụ:
        hoso webhook sign --secret-file bi-mat --id tn-2020-000187 tiep-nhan.json > dau-muc
        hoso webhook sign --secret-file bi-mat --timestamp 1614265330 --id msg_1 < tiep-nhan.json
      """,
      """
      The body comes from a file or standard input and is signed byte for byte. Secrets (whsec_…)
      and keys (whsk_…) come from files or the variable HOSO_WEBHOOK_SECRET, never from the command
      line. Each line can be given to curl -H.

      Examples:
        hoso webhook sign --secret-file secret --id tn-2020-000187 acceptance.json > headers
        hoso webhook sign --secret-file secret --timestamp 1614265330 --id msg_1 < acceptance.json
      """))

  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say(
        "Mã của thông báo; gửi lại thì giữ nguyên (mặc định: mã ngẫu nhiên).",
        "The message's id; the same when it is sent again (default: a random one)."),
      valueName: "id"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      OptionWords.seconds,
      valueName: "seconds"))
  var timestamp: Int64?

  @Option(
    name: [.customLong("secret-file"), .customLong("key-file")],
    help: ArgumentHelp(
      say(
        "Tệp có bí mật whsec_… hoặc khoá whsk_…; lặp lại được.",
        "A file with secrets whsec_… or keys whsk_…; may be repeated."), valueName: "file"),
    completion: .file())
  var secretFile: [String] = []

  @Argument(
    help: ArgumentHelp(
      OptionWords.body,
      valueName: "file"), completion: .file())
  var body: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let keys = try SigningKeys(files: secretFile)
      guard !keys.secrets.isEmpty || !keys.signing.isEmpty else { throw SigningKeys.missing }
      let id = try id ?? ("msg_" + Random.hex(bytes: 16))
      guard id.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x2e }), 1...256 ~= id.utf8.count
      else {
        throw Failure(
          .usage,
          say(
            "--id: 1 đến 256 ký tự ASCII, không có dấu cách và dấu chấm.",
            "--id: 1 to 256 ASCII characters, without blanks and full stops."))
      }
      let timestamp = timestamp ?? SystemClock.now().microseconds / 1_000_000
      let signer = WebhookSigner(secrets: keys.secrets, keys: keys.signing)
      let signature = signer.signature(
        id: id, timestamp: timestamp, body: try Files.readBody(body))
      show([
        (.id, id), (.timestamp, String(timestamp)), (.signature, signature),
      ])
    }
  }

  private func show(_ headers: [(WebhookHeader, String)]) {
    guard json else {
      return Terminal.out(headers.map { "\($0.0.rawValue): \($0.1)\n" }.joined())
    }
    var builder = JSONBuilder()
    builder.object { json in
      for (name, value) in headers { json.field(name.rawValue, value) }
    }
    builder.endLine()
    Terminal.out(builder.text)
  }
}
