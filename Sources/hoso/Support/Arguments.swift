import Glibc

/// The words of the command line as the shell gave them.
enum Arguments {
  /// Ends the process at an argument that is no UTF-8: what stood there would be recorded as
  /// something else for ever.
  static func requireText() {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let word = CommandLine.unsafeArgv[index],
        String(validatingCString: word) == nil
      else { continue }
      Terminal.error(
        say(
          "hoso: đối số thứ \(index) không phải UTF-8. Đặt thiết bị đầu cuối ở UTF-8 rồi gõ lại.\n",
          "hoso: argument \(index) is not UTF-8. Set the terminal to UTF-8 and type it again.\n"))
      exit(Failure.Code.usage.rawValue)
    }
  }
}
