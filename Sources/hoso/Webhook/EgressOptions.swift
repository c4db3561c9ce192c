import ArgumentParser
internal import HosoEgress
import HosoWebhooks
internal import HosoWords

/// Where hoso may connect to, beyond the public internet.
struct EgressOptions: ParsableArguments {
  /// Networks allowed by every command, with blanks between them.
  static let variable = "HOSO_ALLOW_EGRESS"

  @Option(
    help: ArgumentHelp(
      say(
        "Cho phép gọi mạng này: 10.20.0.0/16, 10.20.3.4:8443, https://10.0.0.0/8; lặp lại được.",
        "Allow calls to this network: 10.20.0.0/16, 10.20.3.4:8443, https://10.0.0.0/8; repeats."),
      valueName: "network"))
  var allowEgress: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Tin các cơ quan chứng thực trong tệp PEM này, thay vì của máy.",
        "Trust the authorities of this PEM file instead of the system's."), valueName: "file"),
    completion: .file())
  var egressCa: String?

  /// The policy, from the options and the environment together.
  func policy() throws -> EgressPolicy {
    let words = Environment.value(EgressOptions.variable)?
      .split(whereSeparator: \.isWhitespace).map(String.init)
    let allowed = try (allowEgress + (words ?? [])).map { text in
      guard let network = AllowedNetwork(text) else {
        throw Failure(
          .usage,
          say(
            "--allow-egress: '\(CodeWords.shown(text))' không phải mạng. "
              + "Viết 10.20.0.0/16 hoặc https://10.20.3.4:8443.",
            "--allow-egress: '\(CodeWords.shown(text))' is no network. "
              + "Write 10.20.0.0/16 or https://10.20.3.4:8443."))
      }
      return network
    }
    return EgressPolicy(
      allowed: allowed, trustedAuthorities: try egressCa.map(EgressAuthorities.read))
  }

  /// An endpoint's address, judged by the policy.
  func url(_ text: String) throws -> EndpointURL {
    let policy = try policy()
    do throws(EgressFault) {
      return try EndpointURL(text, policy: policy)
    } catch {
      throw EgressWords.failure(error, option: "--url")
    }
  }
}
