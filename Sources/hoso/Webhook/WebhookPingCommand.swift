import ArgumentParser
import HosoDomain
import HosoLedger
import HosoServer
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct WebhookPingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ping",
    abstract: say(
      "Gửi một thông báo thử, có chữ ký như thật.", "Send a test event, signed like any other."),
    discussion: say(
      """
      Gửi ngay từ lệnh này, dù hoso serve có chạy hay không. --handshake hỏi sự đồng ý (OPTIONS)
      thay vì gửi thử. Mã thoát 0 nếu bên nhận trả lời tốt, 69 nếu không.

      Ví dụ:
        hoso webhook ping "Một cửa"
        hoso webhook ping "Một cửa" --handshake --webhook-origin hoso.example.vn
      """,
      """
      Sent by this command at once, whether hoso serve runs or not. --handshake asks for consent
      (OPTIONS) instead. The exit code is 0 if the receiver answers well, else 69.

      Examples:
        hoso webhook ping "Một cửa"
        hoso webhook ping "Một cửa" --handshake --webhook-origin hoso.example.vn
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice
  @OptionGroup var egress: EgressOptions

  @Flag(help: ArgumentHelp(say("Hỏi sự đồng ý của bên nhận.", "Ask the receiver to consent.")))
  var handshake = false

  @Option(
    help: ArgumentHelp(
      say(
        "Tên miền dùng khi hỏi (mặc định: tên máy này).",
        "The DNS name it is asked by (default: this machine's)."), valueName: "name"))
  var webhookOrigin: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store)
      let origin = CloudEvent.Origin(
        ledgerID: try ledger.reader().settings.ledgerID, baseURL: nil)
      let tester = try EndpointTester(
        store: store, policy: try egress.policy(), origin: origin,
        webhookOrigin: try WebhookOrigin.name(webhookOrigin, baseURL: nil))
      let now = Moment.now()
      let attempt =
        try handshake
        ? tester.handshake(endpoint.id, at: now) : tester.ping(endpoint.id, at: now)
      show(attempt, of: endpoint)
      if !attempt.verdict.isDelivered { throw ExitCode(Failure.Code.unavailable.rawValue) }
    }
  }

  private func show(_ attempt: Attempt, of endpoint: Endpoint) {
    guard !json else {
      var builder = JSONBuilder()
      builder.attempt(attempt, of: endpoint.id)
      builder.endLine()
      return Terminal.out(builder.text)
    }
    let mark = attempt.verdict.isDelivered ? "✓" : "✗"
    let status = attempt.status.map { " \($0)" } ?? ""
    let detail =
      attempt.detail.map {
        ": " + CodeWords.shown(say(DeliveryWords.said(ofAttempt: $0)), longest: 200)
      } ?? ""
    Terminal.out(
      "\(mark) \(attempt.webhookID)  \(say(DeliveryWords.said(attempt.verdict)))\(status)\(detail)"
        + "  (\(attempt.durationMilliseconds) ms)\n")
  }
}
