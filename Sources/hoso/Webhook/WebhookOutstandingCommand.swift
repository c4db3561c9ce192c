import ArgumentParser
import HosoDomain
import HosoLedger
import HosoServer
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct WebhookOutstandingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outstanding",
    abstract: say(
      "Những thông báo chưa giao được: đang chờ, để lại, vì sao.",
      "What is not delivered yet: waiting, parked, and why."),
    discussion: say(
      """
      Theo thứ tự trong sổ. --after đi tiếp từ vị trí cuối của trang. Gửi lại tất cả những việc để
      lại: hoso webhook replay ĐIỂM-NHẬN --parked; bỏ một việc: hoso webhook drop.

      Ví dụ:
        hoso webhook outstanding "Một cửa"
        hoso webhook outstanding "Một cửa" --state parked --json
      """,
      """
      In the ledger's order. --after goes on from a page's last position. To send all that is
      parked: hoso webhook replay ENDPOINT --parked; to give one up: hoso webhook drop.

      Examples:
        hoso webhook outstanding "Một cửa"
        hoso webhook outstanding "Một cửa" --state parked --json
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ trạng thái này: retrying, held, parked.", "This state only: retrying, held, parked."),
      valueName: "state"))
  var state: String?

  @Option(
    help: ArgumentHelp(
      say("Chỉ những vị trí sau vị trí này.", "Only positions after this one."),
      valueName: "position"))
  var after: Int64?

  @OptionGroup var lines: LineLimit

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store)
      let wanted = try state.map { text in
        guard let state = Outstanding.State(rawValue: text) else {
          throw OptionValues.unknown("--state", text, Outstanding.State.allCases.map(\.rawValue))
        }
        return state
      }
      let found = try store.outstanding(
        of: endpoint.id, state: wanted, after: LedgerPosition(max(0, after ?? 0)),
        limit: try lines.checked())
      let last = try store.lastAttempts(of: endpoint.id, at: found.map(\.event))
      let progress = try store.progress(of: endpoint.id)
      Terminal.out(
        json
          ? WebhookOutstandingCommand.json(found, last, progress)
          : WebhookOutstandingCommand.text(found, last, progress))
    }
  }

  private static func json(
    _ found: [Outstanding], _ last: [LedgerPosition: LoggedAttempt],
    _ progress: DeliveryProgress?
  ) -> String {
    let now = Moment.now()
    var builder = JSONBuilder()
    for delivery in found {
      builder.outstanding(delivery, last: last[delivery.event], progress: progress, now: now)
      builder.endLine()
    }
    return builder.text
  }

  private static func text(
    _ found: [Outstanding], _ last: [LedgerPosition: LoggedAttempt],
    _ progress: DeliveryProgress?
  ) -> String {
    let now = Moment.now()
    guard !found.isEmpty else {
      return say("Không có việc nào đang chờ.\n", "Nothing is waiting.\n")
    }
    var table = TextTable([
      TextTable.Column(say("Vị trí", "Position"), .trailing),
      TextTable.Column(say("Trạng thái", "State")),
      TextTable.Column(say("Lần", "Tries"), .trailing),
      TextTable.Column(say("Kết quả lần cuối", "Last outcome")),
      TextTable.Column(say("Gửi lại lúc", "Next try")), TextTable.Column("webhook-id"),
    ])
    for delivery in found {
      let attempt = last[delivery.event]?.attempt
      let status = attempt?.status.map { " \($0)" } ?? ""
      table.add([
        Numbers.grouped(delivery.event.number), say(DeliveryWords.said(delivery.state)),
        "\(delivery.attempts)",
        (attempt.map { say(DeliveryWords.said($0.verdict)) } ?? "") + status,
        delivery.state == .retrying ? next(delivery, progress, now) : "",
        attempt?.webhookID ?? "",
      ])
    }
    return table.text
  }

  /// When it is tried next; what is due already waits only for its turn.
  private static func next(
    _ delivery: Outstanding, _ progress: DeliveryProgress?, _ now: Moment
  ) -> String {
    let next = progress?.nextTry(dueAt: delivery.retryAt, at: now) ?? max(delivery.retryAt, now)
    return now < next ? WebhookLogCommand.clock(next) : say("khi đến lượt", "at its turn")
  }
}
