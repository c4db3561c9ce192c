import ArgumentParser
import HosoDomain
import HosoServer
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct WebhookListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say("Các điểm nhận và tình hình gửi.", "The endpoints and how they are doing."),
    discussion: say(
      "Ví dụ:\n  hoso webhook list\n  hoso webhook list --all --json",
      "Examples:\n  hoso webhook list\n  hoso webhook list --all --json"))

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: ArgumentHelp(say("Cả những điểm đã gỡ bỏ.", "Removed ones too.")))
  var all = false

  @Flag(help: ArgumentHelp(say("In JSON, mỗi điểm một dòng.", "Print JSON, one a line.")))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      try EndpointReport(store: store).printList(
        try store.endpoints(includingArchived: all), json: json)
    }
  }
}

struct WebhookShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: say(
      "Một điểm nhận: trạng thái, bộ lọc, khoá, tình hình gửi.",
      "One endpoint: state, filters, keys, deliveries."),
    discussion: say(
      "Ví dụ:\n  hoso webhook show \"Một cửa\"\n  hoso webhook show \"Một cửa H26.12.19\" --json",
      "Examples:\n  hoso webhook show \"Một cửa\"\n  hoso webhook show \"Một cửa H26.12.19\" --json"
    ))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store, includingArchived: true)
      try EndpointReport(store: store).printOne(endpoint, json: json)
    }
  }
}

struct WebhookNoticesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices",
    abstract: say(
      "Điều người vận hành cần biết: gửi hỏng, để lại, bị ngừng.",
      "What an operator has to know: failing, parked, disabled."),
    discussion: say(
      """
      Ví dụ:
        hoso webhook notices
        hoso webhook notices --all --json
      """,
      """
      Examples:
        hoso webhook notices
        hoso webhook notices --all --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: ArgumentHelp(say("Cả những điều đã xong.", "Settled ones too.")))
  var all = false

  @OptionGroup var lines: LineLimit

  @Flag(help: ArgumentHelp(say("In JSON, mỗi điều một dòng.", "Print JSON, one a line.")))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let limit = try lines.checked()
      let notices = try store.notices(onlyOpen: !all, limit: limit)
      Terminal.out(json ? WebhookNoticesCommand.json(notices) : WebhookNoticesCommand.text(notices))
    }
  }

  private static func json(_ notices: [Notice]) -> String {
    var builder = JSONBuilder()
    for notice in notices {
      builder.notice(notice)
      builder.endLine()
    }
    return builder.text
  }

  private static func text(_ notices: [Notice]) -> String {
    guard !notices.isEmpty else { return say("Không có gì.\n", "There is nothing.\n") }
    var table = TextTable([
      TextTable.Column(say("Lần cuối", "Last")), TextTable.Column(say("Điểm nhận", "Endpoint")),
      TextTable.Column(say("Điều gì", "What")), TextTable.Column(say("Lần", "Times"), .trailing),
      TextTable.Column(say("Xong lúc", "Settled")),
    ])
    for notice in notices {
      table.add([
        WebhookLogCommand.clock(notice.lastAt), notice.endpoint.text,
        say(DeliveryWords.said(notice.kind)), Numbers.grouped(notice.count),
        notice.resolvedAt.map(WebhookLogCommand.clock) ?? "",
      ])
    }
    return table.text
  }
}
