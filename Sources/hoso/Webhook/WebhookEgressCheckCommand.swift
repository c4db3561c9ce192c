import ArgumentParser
import HosoDomain
internal import HosoEgress
import HosoWebhooks
internal import HosoWords

struct WebhookEgressCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "egress-check",
    abstract: say(
      "Địa chỉ nào hoso được phép gọi, và vì sao không.",
      "Which addresses hoso may call, and why not."),
    discussion: say(
      """
      Mỗi dòng của đầu vào chuẩn là một địa chỉ IP hoặc một URL. Không gửi gì đi. In lại địa chỉ,
      dấu tab, allowed hoặc blocked, dấu tab và lý do. Mã thoát 0 dù bị chặn hay không.

      Ví dụ:
        hoso webhook egress-check 203.0.113.9 https://motcua.example.vn/hoso
        hoso webhook egress-check --allow-egress 10.20.0.0/16 < dia-chi.txt
      """,
      """
      Each line of standard input is an IP address or a URL. Nothing is sent. Prints the address, a
      tab, allowed or blocked, a tab and the reason. The exit code is 0 either way.

      Examples:
        hoso webhook egress-check 203.0.113.9 https://motcua.example.vn/hoso
        hoso webhook egress-check --allow-egress 10.20.0.0/16 < addresses.txt
      """))

  @OptionGroup var language: LanguageOption
  @OptionGroup var egress: EgressOptions

  @Option(help: ArgumentHelp(say("Cổng của địa chỉ IP.", "The port of IP addresses.")))
  var port: UInt16 = 443

  @Argument(
    help: ArgumentHelp(
      say("Địa chỉ; không có thì đọc đầu vào chuẩn.", "Addresses; else standard input."),
      valueName: "address"))
  var addresses: [String] = []

  func run() throws {
    try reporting {
      let policy = try egress.policy()
      guard addresses.isEmpty else {
        return Terminal.out(addresses.map { line($0, policy) }.joined())
      }
      var input = LineReader(descriptor: 0, path: "-")
      while !input.isAtEnd {  // Bounded by the input.
        var answer = ""
        try input.readLines { bytes in
          answer += line(String(decoding: bytes, as: UTF8.self), policy)
        }
        Terminal.out(answer)
      }
    }
  }

  private func line(_ text: String, _ policy: EgressPolicy) -> String {
    let shown = CodeWords.shown(text, longest: 2_048)
    guard let reason = refusal(text, policy) else { return "\(shown)\tallowed\t\n" }
    return "\(shown)\tblocked\t\(reason)\n"
  }

  /// Why an address or URL is not called; nil if it is.
  private func refusal(_ text: String, _ policy: EgressPolicy) -> String? {
    if let address = IPAddress(text) {
      switch policy.judge(address, port: port, isPlain: false) {
      case .allowed: return nil
      case .refused(let refusal): return say(EgressWords.said(refusal))
      }
    }
    do throws(EgressFault) {
      _ = try EndpointURL(text, policy: policy)
      return nil
    } catch {
      return say(EgressWords.said(error, isInside: true))
    }
  }
}
