import ArgumentParser
import HosoDomain
internal import HosoEgress
import HosoLedger
internal import HosoSigning
internal import HosoState
import HosoWebhooks

struct WebhookAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: say(
      "Thêm một điểm nhận; bí mật để kiểm tra chữ ký chỉ hiện một lần.",
      "Add an endpoint; the secret its signatures are checked with is shown once."),
    discussion: say(
      """
      Điểm nhận chờ đồng ý: hoso serve hỏi bằng OPTIONS, rồi mới gửi. --no-consent bỏ bước này, chỉ
      dùng cho hệ thống mà bưu điện tự quản. Địa chỉ phải là https, cổng 443 hoặc 8443, trừ khi
      --allow-egress (hoặc HOSO_ALLOW_EGRESS) cho phép; hoso serve cũng cần được cho phép như vậy.
      --kind operator: không nhận sự kiện mà nhận cảnh báo về các điểm nhận khác.

      Ví dụ:
        hoso webhook add --agency H26.12.19 --url https://motcua.example.vn/hoso
        hoso webhook add --agency H26 --types 'dossier.*,result.*' --from start \\
          --url https://motcua.example.vn/hoso --json
        hoso webhook add --kind dvcqg --dstcode VN:GOV:G22 --unit H26 --url https://dvcqg.example.vn
        hoso webhook add --kind operator --url https://truc-ban.example.vn/hoso
      """,
      """
      The endpoint awaits consent: hoso serve asks by OPTIONS before it delivers.
      --no-consent leaves that out, for systems the post runs itself. The address must
      be https on port 443 or 8443 unless --allow-egress (or HOSO_ALLOW_EGRESS) says
      more; hoso serve needs the same permission. --kind operator gets no events but
      notices about the other endpoints.

      Examples:
        hoso webhook add --agency H26.12.19 --url https://motcua.example.vn/hoso
        hoso webhook add --agency H26 --types 'dossier.*,result.*' --from start \\
          --url https://motcua.example.vn/hoso --json
        hoso webhook add --kind dvcqg --dstcode VN:GOV:G22 --unit H26 --url https://dvcqg.example.vn
        hoso webhook add --kind operator --url https://truc-ban.example.vn/hoso
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var delivery: DeliveryOptions
  @OptionGroup var portal: PortalOptions
  @OptionGroup var egress: EgressOptions

  @Option(help: ArgumentHelp(OptionWords.url, valueName: "url"))
  var url: String

  @Option(
    help: ArgumentHelp(
      say("Tên gọi (mặc định: tên máy trong địa chỉ).", "A name (default: the address's host)."),
      valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Gửi từ đâu: head là từ bây giờ (mặc định), start là từ đầu sổ, hoặc một vị trí.",
        "From where: head is from now on (default), start is everything, or a cursor."),
      valueName: "cursor"))
  var from = "head"

  @Flag(
    help: ArgumentHelp(
      say("Không hỏi sự đồng ý của bên nhận.", "Do not ask the receiver for its consent.")))
  var noConsent = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let address = try egress.url(url)
      let store = try ledger.deliveries()
      let now = Moment.now()
      let keys = try NewEndpointKeys()
      var wanted = EventFilter()
      try filter.apply(to: &wanted)
      var endpoint = Endpoint(
        id: try EndpointID.random(), name: name ?? address.host, kind: try portal.profile(),
        url: address.text, filter: wanted, keys: keys.keys(at: now),
        asksConsent: !noConsent && portal.isSigned,
        createdAt: now)
      try delivery.apply(to: &endpoint)
      let cursor = try CursorValue.read(from, reader: ledger.reader())
      try store.operations.add(endpoint, after: cursor)
      try show(endpoint, secret: keys.secret, store: store)
    }
  }

  private func show(_ endpoint: Endpoint, secret: SymmetricSecret, store: DeliveryStore) throws {
    guard !json else {
      var builder = JSONBuilder()
      builder.object { json in
        json.field("secret", secret.serialized)
        json.field("public_key", endpoint.keys.signing?.current.verifyingKey.serialized)
        json.field("endpoint") { json in
          json.endpoint(
            endpoint, progress: nil, outstanding: OutstandingCounts(), now: .now())
        }
      }
      builder.endLine()
      return Terminal.out(builder.text)
    }
    try EndpointReport(store: store).printOne(endpoint, json: false)
    guard portal.isSigned else { return }
    Terminal.out(
      say("Bí mật (chỉ hiện lần này): ", "Secret (shown this once): ") + secret.serialized + "\n")
  }
}

/// What the national portal wants to know of its sender.
struct PortalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("standard, dvcqg, operator", valueName: "kind"))
  var kind = "standard"

  @Option(
    help: ArgumentHelp(
      say("Mã nơi nhận trên trục tích hợp (dvcqg).", "Where the platform hands it to (dvcqg)."),
      valueName: "code"))
  var dstcode: String?

  @Option(
    help: ArgumentHelp(
      say("Mã đơn vị gửi, madonvi (dvcqg).", "The unit that sends, madonvi (dvcqg)."),
      valueName: "code"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Tệp có phiên làm việc do cổng cấp (dvcqg).", "A file with the portal's session (dvcqg)."),
      valueName: "file"), completion: .file())
  var sessionFile: String?

  /// Whether its receiver checks signatures.
  var isSigned: Bool { kind != "dvcqg" }

  func profile() throws -> EndpointKind {
    switch kind {
    case "standard": return .standard
    case "operator": return .operator
    case "dvcqg":
      let session = try sessionFile.map { try Files.readWords($0).first ?? "" } ?? ""
      return .dvcqg(
        PortalProfile(destinationCode: dstcode ?? "", unitCode: unit ?? "", session: session))
    default: throw OptionValues.unknown("--kind", kind, ["standard", "dvcqg", "operator"])
    }
  }
}

/// Reads a place in the feed: `head`, `start`, or a cursor that was printed.
enum CursorValue {
  static func read(
    _ text: String, reader: LedgerReader, option: String = "--from"
  ) throws -> FeedCursor {
    switch text {
    case "head": return FeedCursor(after: reader.head.position)
    case "start": return .start
    default:
      guard let place = FeedPlace(text: text),
        place.namesEvent || place.cursor.position <= reader.head.position
      else {
        throw Failure(
          .usage,
          say(
            "\(option): viết head, start, hoặc một vị trí không quá "
              + "\(reader.head.position.number).",
            "\(option): write head, start, or a cursor up to \(reader.head.position.number)."))
      }
      do {
        return try FeedReader(reader).cursor(of: place)
      } catch let parted as FeedParted {
        throw Failure(.badData, "\(option): " + EpochWords.parted(goOn: parted.goOn))
      }
    }
  }
}
