import ArgumentParser
import HosoDomain
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct KeyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say("Các khoá, quyền và lần dùng cuối.", "The keys, their rights and last use."),
    discussion: say(
      "Ví dụ:\n  hoso key list\n  hoso key list --all --json",
      "Examples:\n  hoso key list\n  hoso key list --all --json"))

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: ArgumentHelp(say("Cả những khoá đã hết.", "Those that have ended too.")))
  var all = false

  @Flag(help: ArgumentHelp(say("In JSON, mỗi khoá một dòng.", "Print JSON, one a line.")))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let now = Moment.now()
      let keys = try store.accessKeys().filter { all || $0.isValid(at: now) }
      try KeyReport.printList(keys, json: json)
    }
  }
}

struct KeyAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: say(
      "Ai đã làm gì với khoá và điểm nhận.", "Who did what to keys and endpoints."),
    discussion: say(
      "Ví dụ:\n  hoso key audit\n  hoso key audit --limit 500 --json",
      "Examples:\n  hoso key audit\n  hoso key audit --limit 500 --json"))

  @OptionGroup var ledger: LedgerOptions

  @Option(
    help: ArgumentHelp(
      say("Chỉ những dòng trước số này.", "Only lines before this number."), valueName: "number"))
  var before: Int64?

  @OptionGroup var lines: LineLimit

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      let limit = try lines.checked()
      let entries = try ledger.deliveries().auditEntries(before: before, limit: limit)
      Terminal.out(json ? KeyAuditCommand.json(entries) : KeyAuditCommand.text(entries))
    }
  }

  private static func json(_ entries: [AuditEntry]) -> String {
    var builder = JSONBuilder()
    for entry in entries {
      builder.object { json in
        json.field("number", entry.number)
        json.field("at", entry.at.rfc3339)
        json.field("actor", entry.actor)
        json.field("action", entry.action.rawValue)
        json.field("subject", entry.subject)
        json.field("detail", entry.detail)
      }
      builder.endLine()
    }
    return builder.text
  }

  private static func text(_ entries: [AuditEntry]) -> String {
    guard !entries.isEmpty else { return say("Chưa có gì.\n", "There is nothing yet.\n") }
    var table = TextTable([
      TextTable.Column(say("Lúc", "At")), TextTable.Column(say("Ai", "Who")),
      TextTable.Column(say("Việc", "What")), TextTable.Column(say("Với", "Which")),
      TextTable.Column(say("Chi tiết", "Detail")),
    ])
    for entry in entries {
      table.add([
        WebhookLogCommand.clock(entry.at), CodeWords.shown(entry.actor, longest: 30),
        entry.action.rawValue, entry.subject, CodeWords.shown(entry.detail, longest: 40),
      ])
    }
    return table.text
  }
}

/// Keys as a command prints them.
enum KeyReport {
  /// A key that was just made, with its text: the only time it is shown.
  static func printMade(_ key: AccessKey, _ text: AccessKeyText, json: Bool) {
    guard !json else {
      var builder = JSONBuilder()
      builder.object { json in
        json.field("secret", text.text)
        json.object("key") { $0.accessKey(key, at: .now()) }
      }
      builder.endLine()
      return Terminal.out(builder.text)
    }
    Terminal.out(
      "\(key.id) · \(CodeWords.shown(key.name)) · \(AccessWords.name(key.reach))\n"
        + say("Khoá (chỉ hiện lần này): ", "Key (shown this once): ") + text.text + "\n")
  }

  static func printList(_ keys: [AccessKey], json: Bool) throws {
    let now = Moment.now()
    guard !json else {
      var builder = JSONBuilder()
      for key in keys {
        builder.object { $0.accessKey(key, at: now) }
        builder.endLine()
      }
      return Terminal.out(builder.text)
    }
    guard !keys.isEmpty else {
      return Terminal.out(
        say(
          "Chưa có khoá nào. Cấp bằng: hoso key add --kind administrator --name …\n",
          "There is no key yet. Make one: hoso key add --kind administrator --name …\n"))
    }
    var table = TextTable([
      TextTable.Column(say("Mã", "Id")), TextTable.Column(say("Tên", "Name")),
      TextTable.Column(say("Loại", "Kind")), TextTable.Column(say("Phạm vi", "Reach")),
      TextTable.Column(say("Hiệu lực", "State")),
      TextTable.Column(say("Dùng lần cuối", "Last use")),
    ])
    for key in keys {
      table.add([
        key.id, CodeWords.shown(key.name, longest: 30), AccessWords.name(key.kind),
        AccessWords.name(key.reach), AccessWords.state(key, at: now),
        key.lastUsedAt.map(WebhookLogCommand.clock) ?? "–",
      ])
    }
    Terminal.out(table.text)
  }
}
