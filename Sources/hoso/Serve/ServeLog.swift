import HosoDomain
import HosoServer
import HosoWebhooks

/// The server's log, on standard error unless it has a file: a moment, a level, a constant message
/// and its values.
struct ServeLog: Sendable {
  enum Form: Sendable {
    case text
    case json
  }

  let form: Form
  /// Leaves out what is no trouble.
  let isQuiet: Bool
  /// A file instead of standard error.
  var file: LogFile?

  /// Opens the file by its name again, after it was moved away.
  func reopen() throws(Failure) { try file?.reopen() }

  func write(_ line: ServerLogLine) {
    let values = line.values.map { ($0.name, Optional($0.text)) }
    write(
      level: line.level.rawValue, line.message, [("request_id", line.requestID)] + values)
  }

  /// Says who delivers.
  func write(_ standing: DeliveryStanding) {
    switch standing {
    case .delivers: write(level: "notice", "Delivering")
    case .waits(let process):
      write(
        level: "warning", "Another process delivers; this one takes over when it ends",
        [("process", process.map { "\($0)" })])
    }
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
      put(json.text)
    case .text:
      let words = values.compactMap { name, value in value.map { " \(name)=\($0)" } }
      put("\(at) \(level) \(message)\(words.joined())\n")
    }
  }

  /// What cannot be written to the file is still said.
  private func put(_ text: String) {
    if file?.write(text) != true { Terminal.error(text) }
  }
}
