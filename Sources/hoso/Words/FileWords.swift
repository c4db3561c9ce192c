/// What became of files that people named.
enum FileWords {
  static func cannotRead(_ path: String, _ reason: String) -> String {
    say("Không đọc được \(path): \(reason).", "Cannot read \(path): \(reason).")
  }

  static func cannotWrite(_ path: String, _ reason: String) -> String {
    say("Không ghi được \(path): \(reason).", "Cannot write \(path): \(reason).")
  }

  static func tooLarge(_ path: String) -> String {
    say("\(path) quá lớn.", "\(path) is too large.")
  }
}
