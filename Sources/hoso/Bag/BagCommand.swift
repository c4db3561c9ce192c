import ArgumentParser

struct BagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bag",
    abstract: say(
      "Túi: cho vào, lấy ra, kiểm khi mở.", "Bags: filling, taking out, checking in."),
    discussion: say(
      """
      Một túi có từ bưu gửi đầu tiên cho vào; khi đóng và chuyển đi thì quét mã túi với số bưu gửi
      đếm được: hoso scan depart TUI-18 --count 2. Trong túi có gì: hoso track TUI-18.

      Ví dụ:
        hoso bag fill TUI-18 EE123456785VN --destination 460000
        hoso bag check-in TUI-18 EE123456785VN
      """,
      """
      A bag is there with the first item that is put into it. It is closed and sent off by scanning
      its label with the items counted: hoso scan depart TUI-18 --count 2. What is in it: hoso
      track TUI-18.

      Examples:
        hoso bag fill TUI-18 EE123456785VN --destination 460000
        hoso bag check-in TUI-18 EE123456785VN
      """),
    subcommands: [BagFillCommand.self, BagTakeOutCommand.self, BagCheckInCommand.self])
}

/// Codes on the command line, else on standard input until its end.
struct BagCodes: ParsableArguments {
  @Argument(help: ArgumentHelp(say("Mã túi.", "The bag's code."), valueName: "bag"))
  var bag: String

  @Argument(
    help: ArgumentHelp(
      say(
        "Mã bưu gửi; không có thì đọc đầu vào chuẩn.",
        "The items' codes; else they are read from standard input."), valueName: "code"))
  var codes: [String] = []

  /// Every code, in its order; waits for the end of the input if there are none on the command
  /// line.
  func all() throws -> [String] {
    guard codes.isEmpty || codes == ["-"] else { return codes }
    var input = ScanInput()
    defer { input.close() }
    var all: [String] = []
    while let codes = try input.next() {  // Bounded by what a bag may hold.
      all += codes
      guard all.count <= BagCodes.max else {
        throw Failure(
          .badData,
          say(
            "Quá \(BagCodes.max) mã cho một túi: chưa ghi gì.",
            "More than \(BagCodes.max) codes for one bag: nothing was recorded."))
      }
    }
    return all
  }

  /// More than any bag holds.
  private static let max = 10_000
}
