import ArgumentParser
import HosoDomain
internal import HosoEgress
internal import HosoSigning
internal import HosoState
import HosoWebhooks

struct WebhookUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: say("Sửa một điểm nhận.", "Change an endpoint."),
    discussion: say(
      """
      Chỉ sửa những gì được nêu; giá trị rỗng ('') bỏ một bộ lọc. Địa chỉ mới thì phải đồng ý lại.

      Ví dụ:
        hoso webhook update "Một cửa" --types 'dossier.*,result.ready'
        hoso webhook update "Một cửa" --url https://moi.example.vn/hoso --if-revision 3
      """,
      """
      Changes only what is named; an empty value ('') takes a filter away. A new address has to
      consent anew.

      Examples:
        hoso webhook update "Một cửa" --types 'dossier.*,result.ready'
        hoso webhook update "Một cửa" --url https://moi.example.vn/hoso --if-revision 3
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice
  @OptionGroup var filter: FilterOptions
  @OptionGroup var delivery: DeliveryOptions
  @OptionGroup var egress: EgressOptions

  @Option(help: ArgumentHelp(OptionWords.url, valueName: "url"))
  var url: String?

  @Option(help: ArgumentHelp(say("Tên gọi.", "A name."), valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      say("Chỉ sửa nếu vẫn là bản này.", "Only if it is still this revision."),
      valueName: "revision"))
  var ifRevision: Int64?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      var endpoint = try choice.find(in: store)
      if let url { endpoint.url = try egress.url(url).text }
      if let name { endpoint.name = name }
      try filter.apply(to: &endpoint.filter)
      try delivery.apply(to: &endpoint)
      let changed = try store.operations.change(
        endpoint, ifRevision: ifRevision ?? endpoint.revision)
      try EndpointReport(store: store).printOne(changed, json: json)
    }
  }
}

struct WebhookRotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: say(
      "Thay bí mật của một điểm nhận; cái cũ còn ký thêm một thời gian.",
      "Replace an endpoint's secret; the old one signs on for a while."),
    discussion: say(
      """
      Trong thời gian chồng nhau mỗi thông báo có chữ ký của cả hai. Bí mật mới chỉ hiện một lần.

      Ví dụ:
        hoso webhook rotate "Một cửa" --overlap 3d
        hoso webhook rotate "Một cửa" --overlap 0 --json
      """,
      """
      During the overlap each delivery is signed by both. The new secret is shown once.

      Examples:
        hoso webhook rotate "Một cửa" --overlap 3d
        hoso webhook rotate "Một cửa" --overlap 0 --json
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Option(
    help: ArgumentHelp(
      say(
        "Bí mật cũ còn dùng bao lâu: 0 đến 7d (mặc định 1d).",
        "How long the old secret stays good: 0 to 7d (default 1d)."), valueName: "time"))
  var overlap = "1d"

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store)
      let seconds = try OptionValues.seconds(overlap, option: "--overlap")
      let keys = try NewEndpointKeys()
      let changed = try store.operations.rotate(endpoint.id, to: keys, overlapSeconds: seconds)
      show(changed, secret: keys.secret, key: keys.signing.verifyingKey)
    }
  }

  private func show(_ endpoint: Endpoint, secret: SymmetricSecret, key: VerifyingKey) {
    guard !json else {
      var builder = JSONBuilder()
      builder.object { json in
        json.field("id", endpoint.id.text)
        json.field("secret", secret.serialized)
        json.field("public_key", key.serialized)
        json.field("revision", endpoint.revision)
      }
      builder.endLine()
      return Terminal.out(builder.text)
    }
    Terminal.out(
      say("Bí mật mới (chỉ hiện lần này): ", "New secret (shown this once): ")
        + secret.serialized + "\n" + say("Khoá công khai mới: ", "New public key: ")
        + key.serialized + "\n")
  }
}

struct WebhookEnableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: say(
      "Gửi lại cho một điểm nhận đã ngừng, kể cả những gì để lại.",
      "Deliver again to an endpoint that was disabled, with all that is parked."),
    discussion: say(
      """
      Điểm nhận đang chờ đồng ý thì được hỏi lại ngay (hoso serve phải đang chạy).

      Ví dụ:
        hoso webhook enable "Một cửa"
        hoso webhook enable "Một cửa" --json
      """,
      """
      One that waits for consent is asked again at once, by the hoso serve that runs.

      Examples:
        hoso webhook enable "Một cửa"
        hoso webhook enable "Một cửa" --json
      """))

  @OptionGroup var change: EndpointChange

  func run() throws {
    try change.run { operations, id in try operations.enable(id) }
  }
}

struct WebhookDisableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: say(
      "Ngừng gửi cho một điểm nhận; không mất gì.",
      "Stop delivering to an endpoint; nothing is lost."),
    discussion: say(
      "Ví dụ:\n  hoso webhook disable \"Một cửa\"\n  hoso webhook disable \"Một cửa\" --json",
      "Examples:\n  hoso webhook disable \"Một cửa\"\n  hoso webhook disable \"Một cửa\" --json"))

  @OptionGroup var change: EndpointChange

  func run() throws {
    try change.run { operations, id in try operations.disable(id) }
  }
}

struct WebhookRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: say(
      "Gỡ bỏ một điểm nhận; nhật ký của nó còn đọc được.",
      "Remove an endpoint; its log stays readable."),
    discussion: say(
      "Ví dụ:\n  hoso webhook remove \"Một cửa\" --json\n  hoso webhook list --all",
      "Examples:\n  hoso webhook remove \"Một cửa\" --json\n  hoso webhook list --all"))

  @OptionGroup var change: EndpointChange

  func run() throws {
    try change.run { operations, id in try operations.remove(id) }
  }
}

/// One endpoint, something that is done to it, and what it is then.
struct EndpointChange: ParsableArguments {
  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  /// Does it, and prints the endpoint as it is afterwards.
  func run(_ operation: (EndpointOperations, EndpointID) throws -> Endpoint) throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try operation(store.operations, choice.find(in: store).id)
      try EndpointReport(store: store).printOne(endpoint, json: json)
    }
  }
}
