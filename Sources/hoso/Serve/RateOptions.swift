import ArgumentParser
import HosoServer

/// How often others may ask the server.
struct RateOptions: ParsableArguments {
  private static let allowed = 1...1_000_000

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
    return limits
  }

  private func checked(_ number: Int, _ option: String) throws -> Int {
    guard RateOptions.allowed.contains(number) else {
      let (least, most) = (RateOptions.allowed.lowerBound, RateOptions.allowed.upperBound)
      throw Failure(
        .usage, say("\(option): từ \(least) đến \(most).", "\(option): \(least) to \(most)."))
    }
    return number
  }
}
