import ArgumentParser
import HosoDomain
internal import HosoSigning
import HosoWebhooks

struct WebhookVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: say(
      "Kiểm tra chữ ký của một thông báo đã nhận.", "Check the signature of a message received."),
    discussion: say(
      """
      Nội dung phải nguyên từng byte như khi nhận. Đầu mục lấy từ các tuỳ chọn, hoặc từ tệp có các
      dòng "webhook-id: …". Bí mật (whsec_…) và khoá công khai (whpk_…) lấy từ tệp hoặc biến
      HOSO_WEBHOOK_SECRET. Mã thoát 0 nếu đúng, 65 nếu không.

      Ví dụ:
        hoso webhook sign --secret-file bi-mat --timestamp 1583461800 thu.json > dau-muc
        hoso webhook verify --secret-file bi-mat --headers dau-muc \
          --at 2020-03-06T09:30:00+07:00 thu.json
        hoso webhook sign --secret-file bi-mat thu.json > dau-muc
        hoso webhook verify --secret-file bi-mat --headers dau-muc < thu.json
      """,
      """
      The body must be the bytes that came. Headers are options, or a file with lines such as
      "webhook-id: …". Secrets (whsec_…) and public keys (whpk_…) come from files or the variable
      HOSO_WEBHOOK_SECRET. The exit code is 0 if the signature holds, else 65.

      Examples:
        hoso webhook sign --secret-file secret --timestamp 1583461800 body.json > headers
        hoso webhook verify --secret-file secret --headers headers \
          --at 2020-03-06T09:30:00+07:00 body.json
        hoso webhook sign --secret-file secret body.json > headers
        hoso webhook verify --secret-file secret --headers headers < body.json
      """))

  @OptionGroup var language: LanguageOption

  @Option(help: ArgumentHelp("webhook-id", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("webhook-timestamp", valueName: "seconds"))
  var timestamp: String?

  @Option(help: ArgumentHelp("webhook-signature", valueName: "signatures"))
  var signature: String?

  @Option(
    help: ArgumentHelp(
      OptionWords.headers,
      valueName: "file"), completion: .file())
  var headers: String?

  @Option(
    name: [.customLong("secret-file"), .customLong("key-file")],
    help: ArgumentHelp(
      say(
        "Tệp có bí mật whsec_… hoặc khoá công khai whpk_…; lặp lại được.",
        "A file with secrets whsec_… or public keys whpk_…; may be repeated."),
      valueName: "file"),
    completion: .file())
  var secretFile: [String] = []

  @Option(
    help: ArgumentHelp(
      OptionWords.moment, valueName: "time"))
  var at: String?

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
      guard !keys.verifier.secrets.isEmpty || !keys.verifier.keys.isEmpty else {
        throw SigningKeys.missing
      }
      let file = try headers.map { try WebhookVerifyCommand.headers(in: $0) } ?? [:]
      let moment = try at.map { try OptionValues.moment($0, option: "--at").milliseconds / 1_000 }
      let bytes = try Files.readBody(body)
      do throws(WebhookSignatureFault) {
        try keys.verifier.verify(
          id: id ?? file[.id], timestamp: timestamp ?? file[.timestamp],
          signature: signature ?? file[.signature], body: bytes,
          now: moment ?? SystemClock.now().microseconds / 1_000_000)
      } catch {
        if json { answer(isValid: false, KeyWords.sentence(error)) }
        throw Failure(.badData, KeyWords.sentence(error))
      }
      answer(isValid: true, OptionWords.signatureHolds)
    }
  }

  private func answer(isValid: Bool, _ message: String) {
    guard json else { return Terminal.out(message + "\n") }
    var builder = JSONBuilder()
    builder.object { json in
      json.field("valid", isValid)
      json.field("message", message)
    }
    builder.endLine()
    Terminal.out(builder.text)
  }

  /// The headers of Standard Webhooks in a file of header lines; names in any case.
  private static func headers(in path: String) throws -> [WebhookHeader: String] {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    var found: [WebhookHeader: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":"),
        let header = WebhookHeader(rawValue: line[..<colon].lowercased())
      else { continue }
      let value = line[line.index(after: colon)...]
      found[header] = String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return found
  }
}
