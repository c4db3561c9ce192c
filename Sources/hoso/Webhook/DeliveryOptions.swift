import ArgumentParser
internal import HosoEgress
internal import HosoState
import HosoWebhooks
internal import HosoWords

/// How an endpoint is delivered to.
struct DeliveryOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("full hoặc thin.", "full or thin."), valueName: "payload"))
  var payload: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Thứ tự: dossier theo từng hồ sơ, endpoint mọi việc nối tiếp nhau.",
        "Order: dossier within each dossier, endpoint everything one after another."),
      valueName: "order"))
  var order: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Sau bốn lần hỏng, các việc sau của hồ sơ: skip đi tiếp, block chờ, "
          + "block-decisions chỉ chờ sau kết quả hoặc từ chối.",
        "After four failures, a dossier's later events: skip passes, block waits, "
          + "block-decisions waits behind results and refusals only."), valueName: "choice"))
  var onFourthFailure: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Nhiều nhất mấy thông báo mỗi giây; 0 là không giới hạn.",
        "At most so many deliveries a second; 0 for no limit."), valueName: "number"))
  var rate: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Đầu mục gửi kèm, dạng 'Tên: giá trị'; lặp lại được.",
        "A header sent along, as 'Name: value'; may be repeated."), valueName: "header"))
  var header: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Chứng thư PEM để tự xưng với bên nhận (mTLS).", "A PEM certificate to show (mTLS)."),
      valueName: "file"), completion: .file())
  var clientCert: String?

  @Option(
    help: ArgumentHelp(
      say("Khoá riêng PEM của chứng thư ấy.", "The certificate's private key, PEM."),
      valueName: "file"), completion: .file())
  var clientKey: String?

  func apply(to endpoint: inout Endpoint) throws {
    if let payload {
      guard let form = PayloadForm(rawValue: payload) else {
        throw OptionValues.unknown("--payload", payload, PayloadForm.allCases.map(\.rawValue))
      }
      endpoint.payload = form
    }
    if let order {
      guard let choice = DeliveryOrder(rawValue: order) else {
        throw OptionValues.unknown("--order", order, DeliveryOrder.allCases.map(\.rawValue))
      }
      endpoint.order = choice
    }
    if let onFourthFailure {
      guard let choice = FourthFailure(rawValue: onFourthFailure) else {
        throw OptionValues.unknown(
          "--on-fourth-failure", onFourthFailure, FourthFailure.allCases.map(\.rawValue))
      }
      endpoint.afterFourthFailure = choice
    }
    if let rate { endpoint.rateLimitPerSecond = rate == 0 ? nil : rate }
    if !header.isEmpty { endpoint.headers = try header.map(DeliveryOptions.header) }
    try applyCertificate(to: &endpoint)
  }

  private func applyCertificate(to endpoint: inout Endpoint) throws {
    switch (clientCert, clientKey) {
    case (nil, nil): break
    case (let certificate?, let key?):
      let chain = try Files.read(certificate)
      let secret = try Files.read(key)
      do throws(EgressFault) {
        _ = try ClientCertificate(chain: chain, key: secret)
      } catch {
        throw EgressWords.failure(error, option: "--client-cert")
      }
      endpoint.clientCertificate = EndpointCertificate(
        certificatePEM: String(decoding: chain, as: UTF8.self),
        keyPEM: String(decoding: secret, as: UTF8.self))
    default:
      throw Failure(
        .usage,
        say(
          "--client-cert và --client-key phải đi cùng nhau.",
          "--client-cert and --client-key go together."))
    }
  }

  private static func header(_ text: String) throws -> CustomHeader {
    guard let colon = text.firstIndex(of: ":") else {
      throw Failure(
        .usage, say("--header: viết 'Tên: giá trị'.", "--header: write 'Name: value'."))
    }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    let header = CustomHeader(name: String(text[..<colon]), value: String(value))
    do throws(EgressFault) {
      try HeaderRules.checkCustom(name: header.name, value: header.value)
    } catch {
      throw EgressWords.failure(error, option: "--header")
    }
    return header
  }
}
