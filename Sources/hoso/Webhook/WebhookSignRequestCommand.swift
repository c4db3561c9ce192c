import ArgumentParser
internal import HosoCrypto
import HosoDomain
internal import HosoSigning
import HosoWebhooks

struct WebhookSignRequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-request",
    abstract: say(
      "Ký một yêu cầu HTTP theo RFC 9421, in các đầu mục.",
      "Sign an HTTP request as RFC 9421 says, and print the headers."),
    discussion: say(
      """
      Dành cho cơ quan gửi về /v1/callbacks mà không dùng khoá truy cập. Ký phương thức, địa chỉ,
      loại và mã băm của nội dung, và mọi --header. Bí mật (whsec_…) hoặc khoá (whsk_…) lấy từ tệp
      hoặc biến HOSO_WEBHOOK_SECRET. Mỗi dòng in ra dùng được ngay với curl -H.

      Ví dụ:
        hoso webhook sign-request --secret-file bi-mat --keyid cbs_0d6a5f8c0e9b1d2a \
          --url https://hoso.example.vn/v1/callbacks tiep-nhan.json
        hoso webhook sign-request --secret-file bi-mat --keyid cbs_0d6a5f8c0e9b1d2a \
          --url https://hoso.example.vn/v1/callbacks --nonce 8f0c2a < tiep-nhan.json
      """,
      """
      For agencies that answer to /v1/callbacks without an access key. Covers the method, the
      address, type and digest of the body, and every --header. The secret (whsec_…) or key
      (whsk_…) comes from a file or the variable HOSO_WEBHOOK_SECRET. Each line can be given to
      curl -H.

      Examples:
        hoso webhook sign-request --secret-file secret --keyid cbs_0d6a5f8c0e9b1d2a \
          --url https://hoso.example.vn/v1/callbacks acceptance.json
        hoso webhook sign-request --secret-file secret --keyid cbs_0d6a5f8c0e9b1d2a \
          --url https://hoso.example.vn/v1/callbacks --nonce 8f0c2a < acceptance.json
      """))

  @OptionGroup var language: LanguageOption
  @OptionGroup var request: RequestOptions

  @Option(
    help: ArgumentHelp(
      say("Mã mà bưu điện đặt cho khoá.", "The name the post gave the key."), valueName: "id"))
  var keyid: String

  @Option(
    help: ArgumentHelp(
      say(
        "Đầu mục được gửi và ký kèm, dạng \"Tên: giá trị\"; lặp lại được.",
        "A header to be sent and covered, as \"Name: value\"; may be repeated."),
      valueName: "line"))
  var header: [String] = []

  @Option(
    help: ArgumentHelp(
      OptionWords.seconds,
      valueName: "seconds"))
  var created: Int64?

  @Option(
    help: ArgumentHelp(
      say(
        "Chuỗi chỉ dùng một lần (mặc định: ngẫu nhiên).",
        "A text used only once (default: a random one)."), valueName: "text"))
  var nonce: String?

  func run() throws {
    try reporting {
      let keys = try SigningKeys(files: request.secretFile)
      guard let key = keys.messageSigningKey else { throw SigningKeys.missing }
      let more = try header.map(WebhookSignRequestCommand.field)
      var parts = try request.parts([])
      var fields = more
      if !fields.contains(where: { $0.name == "content-type" }) {
        fields.append(HTTPRequestParts.Field("content-type", "application/cloudevents+json"))
      }
      fields.append(
        HTTPRequestParts.Field(ContentDigest.field, ContentDigest.value(of: parts.body)))
      parts.fields = fields
      var components = MessageSigner.components(for: .callback, of: parts)
      for field in fields where !components.contains(field.name) { components.append(field.name) }
      let signer = MessageSigner(
        key: key, keyID: keyid, tag: MessageSignaturePolicy.callback.tag)
      let nonce = try nonce ?? Random.hex(bytes: 16)
      let signed: MessageSignatureFields
      do throws(MessageSigningFault) {
        signed = try signer.sign(
          parts, covering: components,
          created: created ?? SystemClock.now().microseconds / 1_000_000,
          nonce: nonce)
      } catch {
        throw Failure(.usage, MessageSignatureWords.sentence(error))
      }
      fields.append(HTTPRequestParts.Field(MessageVerifier.inputField, signed.input))
      fields.append(HTTPRequestParts.Field(MessageVerifier.signatureField, signed.signature))
      Terminal.out(fields.map { "\($0.name): \($0.value)\n" }.joined())
    }
  }

  private static func field(_ line: String) throws -> HTTPRequestParts.Field {
    guard let field = RequestOptions.field(line) else {
      throw Failure(
        .usage, say("--header: viết \"Tên: giá trị\".", "--header: write \"Name: value\"."))
    }
    return field
  }
}
