import ArgumentParser
internal import HosoSigning
import HosoWebhooks

/// Which request is signed or verified, and with what.
struct RequestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("Địa chỉ của yêu cầu, đủ https://…", "The request's address, with https://…"),
      valueName: "url"))
  var url: String

  @Option(help: ArgumentHelp(say("Phương thức.", "The method."), valueName: "method"))
  var method = "POST"

  @Option(
    name: [.customLong("secret-file"), .customLong("key-file")],
    help: ArgumentHelp(
      say(
        "Tệp có bí mật whsec_… hoặc khoá whsk_… (ký), whpk_… (kiểm tra); lặp lại được.",
        "A file with secrets whsec_… or keys whsk_… (to sign), whpk_… (to verify); repeatable."),
      valueName: "file"),
    completion: .file())
  var secretFile: [String] = []

  @Argument(
    help: ArgumentHelp(
      OptionWords.body,
      valueName: "file"), completion: .file())
  var body: String?

  /// The request with these header lines and the body.
  func parts(_ fields: [HTTPRequestParts.Field]) throws -> HTTPRequestParts {
    let bytes = try Files.readBody(body)
    guard
      let parts = HTTPRequestParts(
        url: url, method: method, fields: fields, body: bytes)
    else {
      throw Failure(
        .usage,
        say(
          "--url: cần địa chỉ đủ, như https://hoso.example.vn/v1/callbacks.",
          "--url: write a whole address, such as https://hoso.example.vn/v1/callbacks."))
    }
    return parts
  }

  /// A header line such as `Content-Type: application/json`.
  static func field(_ line: some StringProtocol) -> HTTPRequestParts.Field? {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
    let value = line[line.index(after: colon)...]
    return HTTPRequestParts.Field(
      String(line[..<colon]),
      String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
  }
}
