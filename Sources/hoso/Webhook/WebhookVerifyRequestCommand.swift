import ArgumentParser
import HosoDomain
internal import HosoSigning
import HosoWebhooks

struct WebhookVerifyRequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-request",
    abstract: say(
      "Kiểm tra chữ ký RFC 9421 của một yêu cầu HTTP.",
      "Check the RFC 9421 signature of an HTTP request."),
    discussion: say(
      """
      Như máy chủ kiểm tra ở /v1/callbacks: chữ ký, mã băm, phần phải ký, thời gian. Đầu mục lấy
      từ tệp, mỗi dòng một. Bí mật (whsec_…) và khoá công khai (whpk_…) lấy từ tệp hoặc biến
      HOSO_WEBHOOK_SECRET. --any-coverage bỏ qua phần phải ký, thời gian và tag.
      Mã thoát 0 nếu đúng, 65 nếu không.

      Ví dụ:
        hoso webhook sign-request --secret-file bi-mat --keyid cbs_0d6a5f8c0e9b1d2a \
          --url https://hoso.example.vn/v1/callbacks tiep-nhan.json > dau-muc
        hoso webhook verify-request --secret-file bi-mat --headers dau-muc \
          --url https://hoso.example.vn/v1/callbacks tiep-nhan.json
        hoso webhook verify-request --secret-file bi-mat --headers dau-muc --any-coverage \
          --url https://hoso.example.vn/v1/callbacks < tiep-nhan.json
      """,
      """
      As the server does at /v1/callbacks: signature, digest, coverage, time. Headers come from a
      file, one a line. Secrets (whsec_…) and public keys (whpk_…) come from files or the variable
      HOSO_WEBHOOK_SECRET. --any-coverage passes over coverage, time and tag. The exit code is 0
      if the signature holds, else 65.

      Examples:
        hoso webhook sign-request --secret-file secret --keyid cbs_0d6a5f8c0e9b1d2a \
          --url https://hoso.example.vn/v1/callbacks acceptance.json > headers
        hoso webhook verify-request --secret-file secret --headers headers \
          --url https://hoso.example.vn/v1/callbacks acceptance.json
        hoso webhook verify-request --secret-file secret --headers headers --any-coverage \
          --url https://hoso.example.vn/v1/callbacks < acceptance.json
      """))

  @OptionGroup var language: LanguageOption
  @OptionGroup var request: RequestOptions

  @Option(
    help: ArgumentHelp(
      OptionWords.headers,
      valueName: "file"), completion: .file())
  var headers: String

  @Option(
    help: ArgumentHelp(
      OptionWords.moment, valueName: "time"))
  var at: String?

  @Flag(
    help: ArgumentHelp(
      say("Chỉ xem chữ ký có đúng không.", "Look only whether the signature holds.")))
  var anyCoverage = false

  func run() throws {
    try reporting {
      let keys = try SigningKeys(files: request.secretFile).messageKeys
      guard !keys.isEmpty else { throw SigningKeys.missing }
      let lines = String(decoding: try Files.read(headers), as: UTF8.self)
        .split(whereSeparator: \.isNewline)
      let parts = try request.parts(lines.compactMap(RequestOptions.field))
      let moment = try at.map { try OptionValues.moment($0, option: "--at").milliseconds / 1_000 }
      do throws(MessageSignatureFault) {
        try MessageVerifier(policy: anyCoverage ? .anything : .callback)
          .claim(in: parts, now: moment ?? SystemClock.now().microseconds / 1_000_000)
          .verify(with: keys)
      } catch {
        throw Failure(.badData, MessageSignatureWords.sentence(error))
      }
      Terminal.out(OptionWords.signatureHolds + "\n")
    }
  }
}
