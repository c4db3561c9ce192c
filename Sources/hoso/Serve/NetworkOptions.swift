import ArgumentParser
internal import HosoEgress
import HosoServer
import HosoWebhooks
internal import HosoWords

/// Who stands before the server, and how many may come at once.
struct NetworkOptions: ParsableArguments {
  private static let allowed = 1...1_000_000

  @Option(
    help: ArgumentHelp(
      say(
        "Tin X-Forwarded-For của các proxy trong mạng này, ngoài máy này; lặp lại được.",
        "Believe X-Forwarded-For of proxies in this network, besides this machine; repeats."),
      valueName: "network"))
  var trustedProxy: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Số kết nối cùng lúc (mặc định 1024).", "Connections at once (default 1024)."),
      valueName: "number"))
  var connections: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Số kết nối cùng lúc của một địa chỉ, trừ proxy được tin (mặc định 128).",
        "Connections of one address at once, trusted proxies apart (default 128)."),
      valueName: "number"))
  var connectionsPerAddress: Int?

  func apply(to configuration: inout ServerConfiguration) throws {
    configuration.trustedProxies += try trustedProxy.map { text in
      guard let network = IPNetwork(text) else {
        throw Failure(
          .usage,
          say(
            "--trusted-proxy: '\(CodeWords.shown(text))' không phải mạng. Viết 10.0.0.0/8.",
            "--trusted-proxy: '\(CodeWords.shown(text))' is no network. Write 10.0.0.0/8."))
      }
      return network
    }
    if let connections {
      configuration.limits.connections = try checked(connections, "--connections")
    }
    if let connectionsPerAddress {
      configuration.limits.connectionsPerAddress = try checked(
        connectionsPerAddress, "--connections-per-address")
    }
  }

  private func checked(_ number: Int, _ option: String) throws -> Int {
    guard NetworkOptions.allowed.contains(number) else {
      let (least, most) = (NetworkOptions.allowed.lowerBound, NetworkOptions.allowed.upperBound)
      throw Failure(
        .usage, OptionWords.outside(option, "\(least)", "\(most)"))
    }
    return number
  }
}
