import ArgumentParser
import HosoDomain
internal import HosoSigning
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct WebhookListenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen",
    abstract: say(
      "Lấy thông báo từ một máy chủ hoso, in ra hoặc chuyển đến một cổng của máy này.",
      "Pull the feed of a hoso server, and print it or forward it to a port of this machine."),
    discussion: say(
      """
      Dành cho cơ quan sau tường lửa, và để thử hệ thống nhận. Khoá lấy từ HOSO_KEY hoặc --key-file.
      Chuyển đi thì ký như thật: bằng bí mật trong --secret-file hoặc HOSO_WEBHOOK_SECRET, không có
      thì bằng một bí mật tạo lúc chạy; lệnh nói rõ là bí mật nào.
      --cursor-file nhớ đã đến đâu, ghi sau khi đã in hoặc đã chuyển xong.

      Ví dụ:
        hoso webhook listen --server https://hoso.example.vn --key-file khoa --once
        hoso webhook listen --server https://hoso.example.vn --key-file khoa --forward 9000 \
          --secret-file bi-mat --cursor-file vi-tri
        hoso webhook listen --server https://hoso.example.vn --key-file khoa --once --json \
          > su-kien.ndjson
      """,
      """
      For agencies behind a firewall, and to try a receiver. The key comes from HOSO_KEY or
      --key-file. What is forwarded is signed like the real thing: with the secret of --secret-file
      or HOSO_WEBHOOK_SECRET, else with one made at the start; the command says which.
      --cursor-file remembers how far it got, written afterwards.

      Examples:
        hoso webhook listen --server https://hoso.example.vn --key-file key --once
        hoso webhook listen --server https://hoso.example.vn --key-file key --forward 9000 \
          --secret-file secret --cursor-file cursor
        hoso webhook listen --server https://hoso.example.vn --key-file key --once --json \
          > events.ndjson
      """))

  /// How often an event is forwarded before the command gives up.
  private static let forwardsMax = 3
  private static let keyVariable = "HOSO_KEY"

  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say("Máy chủ: https://hoso.example.vn.", "The server: https://hoso.example.vn."),
      valueName: "url"))
  var server: String

  @Option(
    help: ArgumentHelp(
      say("Tệp có khoá hoso_….", "A file with a key hoso_…."), valueName: "file"),
    completion: .file())
  var keyFile: String?

  @Option(
    help: ArgumentHelp(
      say("Bắt đầu sau vị trí này (mặc định: từ đầu).", "Begin after this cursor (default: all)."),
      valueName: "cursor"))
  var after: String?

  @Option(
    help: ArgumentHelp(
      say("Tệp nhớ vị trí.", "A file that remembers the cursor."), valueName: "file"),
    completion: .file())
  var cursorFile: String?

  @Option(
    help: ArgumentHelp(
      OptionWords.types, valueName: "types"))
  var types: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      say("Chỉ những sự kiện thoả điều kiện CESQL này.", "Only events for which this CESQL holds."),
      valueName: "condition"))
  var condition: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Chuyển đến cổng này của máy (9000 hoặc 9000/duong-dan).",
        "Forward to this port of this machine (9000 or 9000/path)."), valueName: "port"))
  var forward: String?

  @Option(
    help: ArgumentHelp(
      say("Tệp có bí mật để ký khi chuyển.", "A file with the secret forwards are signed with."),
      valueName: "file"), completion: .file())
  var secretFile: [String] = []

  @Flag(
    help: ArgumentHelp(
      say("Dừng khi đã lấy hết.", "Stop when there is nothing more.")))
  var once = false

  @Flag(
    help: ArgumentHelp(
      say("In từng thông báo nguyên văn, mỗi dòng một.", "Print each event as it came, one a line.")
    ))
  var json = false

  func run() throws {
    try reporting {
      let client = try FeedClient(
        server: try OptionValues.baseURL(server, option: "--server"), key: try key())
      let target = try forward.map(WebhookListenCommand.target)
      let signer = try target == nil ? nil : self.signer()
      var cursor = try startCursor()
      // Bounded by --once, else by whoever stops it.
      while true {
        let page: FeedClient.Page
        do {
          page = try client.page(after: cursor, types: types, condition: condition)
        } catch let trouble as FeedClient.Trouble {
          throw ListenWords.failure(trouble)
        }
        for (body, event) in zip(page.bodies, page.events) {
          if let target, let signer {
            try forward(body, event, to: target, client, signer, cursor: cursor)
          }
          show(body, event)
        }
        if cursor != page.cursor { try keep(page.cursor) }
        cursor = page.cursor
        guard !page.hasMore else { continue }
        if once { return }
        client.rest()
      }
    }
  }

  private func show(_ body: [UInt8], _ event: JSONValue) {
    guard !json else { return Terminal.out(body + [UInt8(ascii: "\n")]) }
    let words = ["time", "type", "subject", "id"].compactMap { event[$0]?.text }
    Terminal.out(words.map { CodeWords.shown($0) }.joined(separator: "  ") + "\n")
  }

  private func forward(
    _ body: [UInt8], _ event: JSONValue, to target: String, _ client: FeedClient,
    _ signer: WebhookSigner, cursor: String?
  ) throws {
    let id = event["id"]?.text ?? ""
    var problem = ""
    for _ in 0..<WebhookListenCommand.forwardsMax {
      let seconds = Moment.now().seconds
      do {
        let status = try client.post(
          body, to: target,
          headers: [
            (WebhookHeader.id.rawValue, id), (WebhookHeader.timestamp.rawValue, String(seconds)),
            (
              WebhookHeader.signature.rawValue,
              signer.signature(id: id, timestamp: seconds, body: body)
            ),
          ])
        if 200...299 ~= status { return }
        problem = String(status)
      } catch let trouble as FeedClient.Trouble {
        problem = ListenWords.sentence(trouble)
      }
      client.rest()
    }
    throw Failure(
      .tryAgain,
      say(
        "\(target) không nhận \(id) (\(problem)). Tiếp tục từ --after \(cursor ?? "0").",
        "\(target) does not take \(id) (\(problem)). Go on with --after \(cursor ?? "0")."))
  }

  private func key() throws -> String {
    let text =
      try keyFile.map { try Files.readWords($0).first ?? "" }
      ?? Environment.value(WebhookListenCommand.keyVariable)
    guard let text, AccessKeyText(text) != nil else {
      let variable = WebhookListenCommand.keyVariable
      throw Failure(
        .usage,
        say(
          "Chưa có khoá hoso_…. Đặt \(variable), hoặc dùng --key-file TỆP.",
          "There is no key hoso_…. Set \(variable), or use --key-file FILE."))
    }
    return text
  }

  private func signer() throws -> WebhookSigner {
    let keys = try SigningKeys(files: secretFile)
    guard keys.secrets.isEmpty, keys.signing.isEmpty else {
      let source = secretFile.isEmpty ? SigningKeys.variable : secretFile.joined(separator: ", ")
      Terminal.error(ListenWords.signs(with: source) + "\n")
      return WebhookSigner(secrets: keys.secrets, keys: keys.signing)
    }
    let secret = try SymmetricSecret.random()
    Terminal.error(ListenWords.signs(withNew: secret.serialized) + "\n")
    return WebhookSigner(secrets: [secret], keys: [])
  }

  private func startCursor() throws -> String? {
    if let after { return after }
    guard let cursorFile, (try? Files.requireReadable(cursorFile)) != nil else { return nil }
    return try Files.readWords(cursorFile).first
  }

  private func keep(_ cursor: String) throws {
    guard let cursorFile else { return }
    let parts = cursorFile.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    try Files.replace(
      in: folder.isEmpty ? (cursorFile.hasPrefix("/") ? "/" : ".") : folder,
      name: String(parts.last ?? ""), with: Array((cursor + "\n").utf8))
  }

  /// `9000` or `9000/path` as an address of this machine; nothing else is forwarded to.
  private static func target(_ text: String) throws -> String {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let port = parts.first.flatMap({ UInt16($0) }), port > 0 else {
      throw Failure(
        .usage,
        say(
          "--forward: viết một cổng của máy này, như 9000 hoặc 9000/hoso.",
          "--forward: write a port of this machine, such as 9000 or 9000/hoso."))
    }
    return "http://127.0.0.1:\(port)/" + (parts.count > 1 ? String(parts[1]) : "")
  }
}
