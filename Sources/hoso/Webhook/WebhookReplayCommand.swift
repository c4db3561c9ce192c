import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoState
import HosoWebhooks
internal import HosoWords

struct WebhookReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: say(
      "Gửi lại cho một điểm nhận những gì đã gửi hoặc đã để lại.",
      "Send an endpoint again what it got, or what is parked."),
    discussion: say(
      """
      Chọn bằng mã (webhook-id hoặc vị trí), khoảng vị trí, khoảng thời gian ghi sổ, hoặc --parked.
      Gửi lại giữ nguyên webhook-id. --dry-run chỉ đếm.

      Ví dụ:
        hoso webhook replay "Một cửa" evt_5f8c0e9b1d2a47c6a0b1c2d3e4f50617
        hoso webhook replay "Một cửa" --positions 1200..1300 --dry-run
        hoso webhook replay "Một cửa" --since 2020-03-06T00:00:00+07:00 --types 'result.*'
        hoso webhook replay "Một cửa" --parked
      """,
      """
      Chosen by ids (webhook-id or position), by positions, by when it was recorded, or --parked.
      What is sent again keeps its webhook-id. --dry-run counts only.

      Examples:
        hoso webhook replay "Một cửa" evt_5f8c0e9b1d2a47c6a0b1c2d3e4f50617
        hoso webhook replay "Một cửa" --positions 1200..1300 --dry-run
        hoso webhook replay "Một cửa" --since 2020-03-06T00:00:00+07:00 --types 'result.*'
        hoso webhook replay "Một cửa" --parked
      """))

  /// Positions looked back through for an event that is named by its id alone.
  private static let searchedPositions = 2_000_000

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Argument(
    help: ArgumentHelp(
      say("webhook-id hoặc vị trí.", "webhook-id or position."), valueName: "event"))
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Khoảng vị trí: 1200..1300.", "Positions: 1200..1300."), valueName: "range"))
  var positions: String?

  @Option(
    help: ArgumentHelp(
      say("Ghi sổ từ thời điểm này.", "Recorded since this moment."), valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      say("Ghi sổ trước thời điểm này.", "Recorded before this moment."), valueName: "time"))
  var until: String?

  @Flag(help: ArgumentHelp(say("Những gì để lại.", "What is parked.")))
  var parked = false

  @Option(
    help: ArgumentHelp(
      OptionWords.types, valueName: "types"))
  var types: String?

  @Flag(help: ArgumentHelp(say("Chỉ đếm.", "Count only.")))
  var dryRun = false

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store)
      guard !parked else { return try releaseParked(endpoint, store) }
      let reader = try ledger.reader()
      let feed = FeedReader(reader, index: FeedIndex.ifUsable(reader))
      guard let progress = try store.progress(of: endpoint.id) else { throw EndpointFault.unknown }
      let globs = try types.map { try FilterOptions.globs($0) } ?? []
      var entries: [ReplayEntry] = []
      for selection in try selections(feed) {
        entries += try feed.replay(selection, for: endpoint, progress: progress, types: globs)
      }
      let queued = try dryRun ? 0 : store.operations.replay(entries, to: endpoint.id)
      report(matched: entries.count, queued: queued)
    }
  }

  private func releaseParked(_ endpoint: Endpoint, _ store: DeliveryStore) throws {
    let count = try store.outstandingCounts(of: endpoint.id).parked
    if !dryRun { try store.operations.releaseParked(endpoint.id) }
    report(matched: Int(count), queued: dryRun ? 0 : Int(count))
  }

  private func selections(_ feed: FeedReader) throws -> [ReplaySelection] {
    switch (events.isEmpty, positions, since) {
    case (false, nil, nil): return try events.map { .event(try event($0, feed)) }
    case (true, let range?, nil): return [.positions(try WebhookReplayCommand.range(range))]
    case (true, nil, let since?):
      return [
        .recorded(
          since: try moment(since, "--since"), until: try until.map { try moment($0, "--until") })
      ]
    default:
      throw Failure(
        .usage,
        say(
          "Chọn một cách: mã sự kiện, --positions, --since hoặc --parked.",
          "Choose one way: event ids, --positions, --since or --parked."))
    }
  }

  private func event(_ text: String, _ feed: FeedReader) throws -> LedgerPosition {
    if let number = Int64(text), 1...feed.head.number ~= number { return LedgerPosition(number) }
    let searched = WebhookReplayCommand.searchedPositions
    guard let id = WebhookID(text),
      let position = try feed.find(id, at: nil, positions: searched)
    else {
      let shown = CodeWords.shown(text)
      throw Failure(
        .noInput,
        say("Sổ cái không có sự kiện '\(shown)'.", "The ledger has no event '\(shown)'."))
    }
    return position
  }

  private func moment(_ text: String, _ option: String) throws -> Moment {
    Moment(try AsOf.cutoff(text, option: option))
  }

  private static func range(_ text: String) throws -> ClosedRange<Int64> {
    let ends = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
    if ends.count == 1, let only = ends[0], only > 0 { return only...only }
    guard ends.count == 3, let first = ends[0], let last = ends[2], text.contains(".."),
      first > 0, first <= last
    else {
      throw Failure(
        .usage, say("--positions: viết 1200..1300.", "--positions: write 1200..1300."))
    }
    return first...last
  }

  private func report(matched: Int, queued: Int) {
    guard !json else {
      var builder = JSONBuilder()
      builder.object { json in
        json.field("matched", matched)
        json.field("queued", queued)
        json.field("dry_run", dryRun)
      }
      builder.endLine()
      return Terminal.out(builder.text)
    }
    let count = Numbers.grouped(Int64(dryRun ? matched : queued))
    Terminal.out(
      dryRun
        ? say("Sẽ gửi lại \(count) sự kiện.\n", "\(count) events would be sent again.\n")
        : say(
          "Sẽ gửi lại \(count) sự kiện, hoso serve gửi.\n",
          "\(count) events will be sent again by hoso serve.\n"))
  }
}

struct WebhookSeekCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seek",
    abstract: say(
      "Dời vị trí của một điểm nhận: lùi để gửi lại hết, tiến để bỏ qua.",
      "Move an endpoint's cursor: back to send all again, forward to leave out."),
    discussion: say(
      """
      Việc đang chờ gửi lại vẫn giữ nguyên.

      Ví dụ:
        hoso webhook seek "Một cửa" start
        hoso webhook seek "Một cửa" 12
      """,
      """
      What is waiting for another try stays.

      Examples:
        hoso webhook seek "Một cửa" start
        hoso webhook seek "Một cửa" 12
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Argument(help: ArgumentHelp("start, head, 1200", valueName: "cursor"))
  var cursor: String

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store)
      let place = try CursorValue.read(cursor, reader: ledger.reader(), option: "cursor")
      try store.operations.seek(endpoint.id, to: place)
    }
  }
}

struct WebhookDropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop",
    abstract: say(
      "Bỏ hẳn một việc chưa giao được, để các việc sau của hồ sơ đi tiếp.",
      "Give up on a delivery for good, so that the dossier's later events pass."),
    discussion: say(
      "Ví dụ:\n  hoso webhook drop \"Một cửa\" 12\n"
        + "  hoso webhook log --endpoint \"Một cửa\" --failures",
      "Examples:\n  hoso webhook drop \"Một cửa\" 12\n"
        + "  hoso webhook log --endpoint \"Một cửa\" --failures"
    ))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var choice: EndpointChoice

  @Argument(
    help: ArgumentHelp(say("Vị trí của sự kiện.", "The event's position."), valueName: "position"))
  var position: Int64

  func run() throws {
    try reporting {
      let store = try ledger.deliveries()
      let endpoint = try choice.find(in: store)
      try store.operations.drop(LedgerPosition(position), of: endpoint.id)
    }
  }
}
