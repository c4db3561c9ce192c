import ArgumentParser
import HosoServer

/// How often others may ask the server.
struct RateOptions: ParsableArguments {
  private static let allowed = 1...1_000_000
  private static let wrongProofs = 1...255

  @Option(
    help: ArgumentHelp(
      say(
        "Số yêu cầu mỗi phút của một khoá (mặc định 6000).",
        "Requests a minute of one key (default 6000)."), valueName: "number"))
  var requestsPerMinute: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Số yêu cầu mỗi phút không có khoá của một địa chỉ (mặc định 300).",
        "Requests a minute of one address without a key (default 300)."), valueName: "number"))
  var anonymousPerMinute: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Số điểm nhận của một cơ quan cùng các đơn vị bên dưới (mặc định 50).",
        "Endpoints of one agency with those below it (default 50)."), valueName: "number"))
  var endpointsPerAgency: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Số lần gửi thử và hỏi đồng ý mỗi giờ đến một máy (mặc định 20).",
        "Test deliveries and handshakes an hour to one host (default 20)."), valueName: "number"))
  var hostCallsPerHour: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Số lần một địa chỉ được thử tra cứu mỗi phút (mặc định 30).",
        "Times a minute one address may try to track a dossier (default 30)."),
      valueName: "number"))
  var trackingPerMinute: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Sau bấy nhiêu lần sai trong một giờ, trang tra cứu hỏi thêm ngày gửi (mặc định 10).",
        "Wrong proofs in an hour after which tracking also asks the day of pickup (default 10)."),
      valueName: "number"))
  var trackingWrongProofs: Int?

  func applied(to limits: ServerLimits) throws -> ServerLimits {
    var limits = limits
    if let requestsPerMinute {
      limits.requestsPerMinute = try checked(requestsPerMinute, "--requests-per-minute")
    }
    if let anonymousPerMinute {
      limits.anonymousPerMinute = try checked(anonymousPerMinute, "--anonymous-per-minute")
    }
    if let endpointsPerAgency {
      limits.endpointsPerAgency = try checked(endpointsPerAgency, "--endpoints-per-agency")
    }
    if let hostCallsPerHour {
      limits.callsPerHostAndHour = try checked(hostCallsPerHour, "--host-calls-per-hour")
    }
    if let trackingPerMinute {
      limits.trackingPerMinute = try checked(trackingPerMinute, "--tracking-per-minute")
    }
    if let trackingWrongProofs {
      limits.trackingWrongProofs = try checked(
        trackingWrongProofs, "--tracking-wrong-proofs", RateOptions.wrongProofs)
    }
    return limits
  }

  private func checked(
    _ number: Int, _ option: String, _ allowed: ClosedRange<Int> = RateOptions.allowed
  ) throws -> Int {
    guard allowed.contains(number) else {
      let (least, most) = (allowed.lowerBound, allowed.upperBound)
      throw Failure(
        .usage, OptionWords.outside(option, "\(least)", "\(most)"))
    }
    return number
  }
}
