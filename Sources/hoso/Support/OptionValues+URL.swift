extension OptionValues {
  /// A scheme and a host, without a slash at the end.
  static func baseURL(_ text: String, option: String = "--base-url") throws -> String {
    let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text.dropFirst(7)
    let isURL = text.hasPrefix("https://") || text.hasPrefix("http://")
    guard isURL, !rest.isEmpty, rest.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != 0x3f }),
      !rest.contains("#")
    else {
      throw Failure(
        .usage,
        say(
          "\(option): viết như https://hoso.example.vn",
          "\(option): write it like https://hoso.example.vn"))
    }
    return text.last == "/" ? String(text.dropLast()) : text
  }
}
