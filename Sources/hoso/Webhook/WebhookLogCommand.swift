import ArgumentParser
import HosoDomain
import HosoLedger
import HosoServer
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct WebhookLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: say(
      "Nhật ký từng lần gửi: lúc nào, kết quả, bao lâu, bên nhận trả lời gì.",
      "Every attempt: when, how it ended, how long it took, what was answered."),
    discussion: say(
      """
      Lần mới nhất trước. --before đi tiếp về trước từ attempt_id cuối của trang.

      Ví dụ:
        hoso webhook log --failures --limit 20
        hoso webhook log --endpoint "Một cửa" --since 2020-03-06T00:00:00+07:00 --json
        hoso webhook log --event evt_5f8c0e9b1d2a47c6a0b1c2d3e4f50617
      """,
      """
      The latest first. --before goes on backwards from a page's last attempt_id.

      Examples:
        hoso webhook log --failures --limit 20
        hoso webhook log --endpoint "Một cửa" --since 2020-03-06T00:00:00+07:00 --json
        hoso webhook log --event evt_5f8c0e9b1d2a47c6a0b1c2d3e4f50617
      """))

  @OptionGroup var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp(
      say("Chỉ một điểm nhận.", "One endpoint only."), valueName: "endpoint"))
  var endpoint: String?

  @Option(
    help: ArgumentHelp(
      say("Chỉ một sự kiện: webhook-id hoặc vị trí.", "One event only: webhook-id or position."),
      valueName: "event"))
  var event: String?

  @Flag(help: ArgumentHelp(say("Chỉ những lần hỏng.", "Failures only.")))
  var failures = false

  @Option(
    help: ArgumentHelp(say("Từ thời điểm này.", "Since this moment."), valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      say("Chỉ những lần trước attempt_id này.", "Only before this attempt_id."),
      valueName: "attempt"))
  var before: Int64?

  @OptionGroup var lines: LineLimit

  @Flag(help: ArgumentHelp(say("In JSON, mỗi lần một dòng.", "Print JSON, one a line.")))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      var query = AttemptQuery()
      if let endpoint {
        var choice = EndpointChoice()
        choice.endpoint = endpoint
        query.endpoint = try choice.find(in: store, includingArchived: true).id
      }
      if let event, let position = Int64(event) {
        query.event = LedgerPosition(position)
      } else {
        query.webhookID = event
      }
      query.onlyFailures = failures
      query.since = try since.map {
        Moment(milliseconds: try OptionValues.moment($0, option: "--since").milliseconds)
      }
      query.before = before
      query.limit = try lines.checked()
      let attempts = try store.attempts(query)
      Terminal.out(json ? WebhookLogCommand.json(attempts) : WebhookLogCommand.text(attempts))
    }
  }

  private static func json(_ attempts: [LoggedAttempt]) -> String {
    var builder = JSONBuilder()
    for attempt in attempts {
      builder.attempt(attempt)
      builder.endLine()
    }
    return builder.text
  }

  private static func text(_ attempts: [LoggedAttempt]) -> String {
    guard !attempts.isEmpty else {
      return say("Không có lần gửi nào.\n", "There are no attempts.\n")
    }
    var table = TextTable([
      TextTable.Column(say("Lúc", "At")), TextTable.Column(say("Điểm nhận", "Endpoint")),
      TextTable.Column("webhook-id"), TextTable.Column(say("Lần", "Try"), .trailing),
      TextTable.Column(say("Kết quả", "Outcome")), TextTable.Column("ms", .trailing),
      TextTable.Column(say("Trả lời", "Answer")),
    ])
    for logged in attempts {
      let attempt = logged.attempt
      let status = attempt.status.map { " \($0)" } ?? ""
      let answer =
        attempt.detail.map { say(DeliveryWords.said(ofAttempt: $0)) }
        ?? String(decoding: attempt.answer, as: UTF8.self)
      table.add([
        clock(attempt.at), logged.endpoint.text, attempt.webhookID, "\(attempt.number)",
        say(DeliveryWords.said(attempt.verdict)) + status,
        Numbers.grouped(attempt.durationMilliseconds), CodeWords.shown(answer, longest: 60),
      ])
    }
    return table.text
  }

  /// A moment as people read it, to the second.
  static func clock(_ moment: Moment) -> String {
    moment.vietnameseClock
  }
}
