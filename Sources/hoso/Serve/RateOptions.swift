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

  func applied(to limits: ServerLimits) throws -> ServerLimits {
    var limits = limits
    if let requestsPerMinute {
      limits.requestsPerMinute = try checked(requestsPerMinute, "--requests-per-minute")
    }
    if let anonymousPerMinute {
      limits.anonymousPerMinute = try checked(anonymousPerMinute, "--anonymous-per-minute")
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
