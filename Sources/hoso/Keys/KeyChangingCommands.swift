import ArgumentParser
import HosoDomain
internal import HosoState
import HosoWebhooks

struct KeyAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: say("Cấp một khoá; khoá chỉ hiện lần này.", "Make a key; it is shown this once."),
    discussion: say(
      """
      agency: một cơ quan và các đơn vị bên dưới. office: một bưu cục. planner: số liệu, có thể chỉ
      của một tỉnh. administrator: tất cả.
      Quyền (--scopes, mặc định mọi quyền của loại khoá): scan, correct, read, worklist, figures,
      export, callback, feed, endpoints, keys, audit, metrics. publish (công bố số liệu) phải nêu
      tên; chỉ khoá administrator, hoặc planner không giới hạn tỉnh, có được.
      Khoá office ghi dưới nguồn của bưu cục mình: --office lặp lại thêm bưu cục khác (nộp hộ nơi
      đóng cửa), --source thêm một nguồn và những gì nối tiếp nó sau dấu . - / :

      Ví dụ:
        hoso key add --kind agency --agency H26.12.19 --name "Một cửa" --expires 365d
        hoso key add --kind planner --province 01 --name "Sở Kế hoạch" --scopes figures,export
        hoso key add --kind office --office 100000 --office 100010 --source tinh-01 --name "Bưu cục"
        hoso key add --kind administrator --name "Quản trị" --json
      """,
      """
      agency: an agency and those below it. office: a post office. planner: figures, perhaps of one
      province. administrator: everything.
      Scopes (--scopes, all of the kind's unless told otherwise): scan, correct, read, worklist,
      figures, export, callback, feed, endpoints, keys, audit, metrics. publish (figures) has to be
      named; only keys of administrators, or of planners for the whole country, can have it.
      A key of an office writes under its own office's sources: a repeated --office adds another
      office (to upload for one that is closed), --source adds a source and what follows it
      behind . - / or :

      Examples:
        hoso key add --kind agency --agency H26.12.19 --name "One-stop shop" --expires 365d
        hoso key add --kind planner --province 01 --name "Planning" --scopes figures,export
        hoso key add --kind office --office 100000 --office 100010 --source tinh-01 --name "Office"
        hoso key add --kind administrator --name "Administrator" --json
      """))

  @OptionGroup var ledger: LedgerOptions

  @Option(help: ArgumentHelp("agency, office, planner, administrator", valueName: "kind"))
  var kind: String

  @Option(
    help: ArgumentHelp(say("Ai giữ khoá này.", "Who holds the key."), valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp(OptionWords.agency, valueName: "code"))
  var agency: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Bưu cục; lặp lại cho bưu cục mà khoá nộp hộ.",
        "The post office; again for those it uploads for."), valueName: "code"))
  var office: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Nguồn được ghi thêm; lặp lại được.", "A further source it writes under; repeatable."),
      valueName: "name"))
  var source: [String] = []

  @Option(help: ArgumentHelp(say("Tỉnh.", "The province."), valueName: "code"))
  var province: String?

  @Option(
    help: ArgumentHelp(
      say("Chỉ những quyền này, cách nhau bằng dấu phẩy.", "Only these scopes, with commas."),
      valueName: "scopes"))
  var scopes: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Hết hạn: một ngày, hoặc sau bao lâu (90d).",
        "When it ends: a date, or after so long (90d)."),
      valueName: "time"))
  var expires: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      guard let kind = KeyKind(rawValue: kind) else {
        throw OptionValues.unknown("--kind", kind, KeyKind.allCases.map(\.rawValue))
      }
      let store = try ledger.deliveries()
      let now = Moment.now()
      let draft = AccessKeyDraft(
        kind: kind, name: name, reach: try reach(), grant: try grant(),
        scopes: try scopes.map(KeyAddCommand.scopes),
        expiresAt: try expires.map { try KeyAddCommand.moment($0, now: now) })
      let made = try store.addKey(draft, at: now, by: Operator.name)
      KeyReport.printMade(made.key, made.text, json: json)
    }
  }

  private func reach() throws -> Reach {
    let given = [
      try agency.map { Reach.agency(try OptionValues.agency($0)) },
      try office.first.map { Reach.office(try OptionValues.office($0)) },
      try province.map { Reach.province(try OptionValues.province($0)) },
    ].compactMap { $0 }
    guard given.count <= 1 else { throw AccessFault.field(.reach) }
    return given.first ?? .everything
  }

  private func grant() throws -> WritingGrant {
    WritingGrant(
      offices: try office.dropFirst().map { try OptionValues.office($0) },
      sources: try source.map(OptionValues.source))
  }

  private static func scopes(_ text: String) throws -> Set<Scope> {
    Set(
      try text.split { $0 == "," || $0 == " " }.map { word in
        guard let scope = Scope(rawValue: String(word)) else {
          throw OptionValues.unknown("--scopes", String(word), Scope.allCases.map(\.rawValue))
        }
        return scope
      })
  }

  /// A date, which means 00:00 local of that day, or a length of time from now.
  private static func moment(_ text: String, now: Moment) throws -> Moment {
    if text.contains("-") || text.contains("/") {
      return Moment(try OptionValues.date(text, option: "--expires").startRecordedAt)
    }
    return now.adding(seconds: try OptionValues.seconds(text, option: "--expires"))
  }
}

struct KeyRotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: say(
      "Thay một khoá bằng khoá mới cùng quyền; khoá cũ còn dùng được một thời gian.",
      "Replace a key by one with the same rights; the old one stays good for a while."),
    discussion: say(
      "Ví dụ:\n  hoso key rotate key_7Xb2qP9k\n  hoso key rotate key_7Xb2qP9k --overlap 3d --json",
      "Examples:\n  hoso key rotate key_7Xb2qP9k\n"
        + "  hoso key rotate key_7Xb2qP9k --overlap 3d --json"
    ))

  @OptionGroup var ledger: LedgerOptions

  @Argument(help: ArgumentHelp(OptionWords.keyID, valueName: "key"))
  var id: String

  @Option(
    help: ArgumentHelp(
      say(
        "Khoá cũ còn dùng bao lâu: 0 đến 7d (mặc định 1d).",
        "How long the old key stays good: 0 to 7d (default 1d)."), valueName: "time"))
  var overlap = "1d"

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let made = try ledger.deliveries().rotateKey(
        id, overlapSeconds: try OptionValues.seconds(overlap, option: "--overlap"),
        at: .now(), by: Operator.name)
      KeyReport.printMade(made.key, made.text, json: json)
    }
  }
}

struct KeyRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: say("Thu hồi một khoá ngay.", "End a key at once."),
    discussion: say(
      "Ví dụ:\n  hoso key revoke key_7Xb2qP9k\n  hoso key revoke key_7Xb2qP9k --json",
      "Examples:\n  hoso key revoke key_7Xb2qP9k\n  hoso key revoke key_7Xb2qP9k --json"))

  @OptionGroup var ledger: LedgerOptions

  @Argument(help: ArgumentHelp(OptionWords.keyID, valueName: "key"))
  var id: String

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let key = try ledger.deliveries().revokeKey(id, at: .now(), by: Operator.name)
      try KeyReport.printList([key], json: json)
    }
  }
}
