import HosoDomain
import HosoServer

/// The server's log on standard error: a moment, a level, a constant message and its values.
struct ServeLog: Sendable {
  enum Form: Sendable {
    case text
    case json
  }

  let form: Form
  /// Leaves out what is no trouble.
  let isQuiet: Bool

  func write(_ line: ServerLogLine) {
    let values = line.values.map { ($0.name, Optional($0.text)) }
    write(
      level: line.level.rawValue, line.message, [("request_id", line.requestID)] + values)
  }

  /// Writes one line whole; values that are nil are left out.
  func write(level: String, _ message: String, _ values: [(String, String?)] = []) {
    guard !isQuiet || level != ServerLogLine.Level.notice.rawValue else { return }
    let at = SystemClock.nowOccurred().rfc3339
    switch form {
    case .json:
      var json = JSONBuilder()
      json.object { json in
        json.field("at", at)
        json.field("level", level)
        json.field("message", message)
        for (name, value) in values {
          if let value { json.field(name, value) }
        }
      }
      json.endLine()
      Terminal.error(json.text)
    case .text:
      let words = values.compactMap { name, value in value.map { " \(name)=\($0)" } }
      Terminal.error("\(at) \(level) \(message)\(words.joined())\n")
    }
  }
}
