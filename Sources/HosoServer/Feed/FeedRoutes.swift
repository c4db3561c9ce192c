internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import HosoWords
internal import NIOCore

/// The pull feed: what webhooks deliver, for whoever cannot be reached from outside.
enum FeedRoutes {
  /// Positions of the ledger looked at for one page: somebody who gets little still gets on.
  private static let positionsMax = 20_000
  /// How long is looked for one page before others have their turn: it then ends with what there
  /// is, and its cursor has moved on.
  private static let pageMilliseconds: Int64 = 250
  /// Whoever is further behind than so many positions reads where nobody at the head waits for it.
  private static let headPositions: Int64 = 1_000

  static let all = [
    Operation(
      id: "listEvents", method: .get, path: "/v1/events", access: .key(.feed), handler: page),
    Operation(
      id: "getEvent", method: .get, path: "/v1/events/{id}", access: .key(.feed), handler: event),
  ]

  /// One page: the events as CloudEvents, and the cursor behind them.
  @Sendable private static func page(_ call: Call) async throws -> Reply {
    try call.onlyQuery("after", "limit", "types", "where")
    let caller = try call.keyHolder()
    let limit = try QueryParameters.limit(call)
    let place = try place(call)
    let types = try call.query("types")
    var filter = try filter(types: types)
    filter.condition = try condition(call)
    let matcher = FilterMatcher(filter, reach: caller.reach)
    let origin = call.services.origin
    let page = try await reader(from: place, call).read { feed in
      let end = NIODeadline.now() + .milliseconds(FeedRoutes.pageMilliseconds)
      let page = try feed.page(
        after: try FeedRoutes.cursor(of: place, in: feed), matcher: matcher, limit: limit,
        positions: FeedRoutes.positionsMax, isOver: { NIODeadline.now() >= end })
      return (
        bodies: page.items.map { CloudEvent.body(of: $0, form: .full, origin: origin) },
        place: try feed.place(at: page.cursor), isAtHead: page.isAtHead
      )
    }
    var json = JSONBuilder()
    json.object { json in
      json.list("events") { json in
        for body in page.bodies { json.item(json: body) }
      }
      json.field("cursor", page.place.text)
      json.field("has_more", !page.isAtHead)
    }
    json.endLine()
    var next: String?
    if !page.isAtHead {
      var target = "/v1/events?after=\(page.place.text)&limit=\(limit)"
      if let types { target += "&types=\(RequestTarget.escaped(types))" }
      if let condition = filter.condition {
        target += "&where=\(RequestTarget.escaped(condition.text))"
      }
      next = "<\(target)>; rel=\"next\""
    }
    return Reply(.ok, MediaType.json, json.bytes).with(.link, next)
  }

  /// One event, byte by byte as it is pushed.
  @Sendable private static func event(_ call: Call) async throws -> Reply {
    try call.onlyQuery("position")
    let caller = try call.keyHolder()
    guard let id = WebhookID(try call.parameter("id")) else { throw Problem.unknownEvent() }
    var hint: LedgerPosition?
    if let text = try call.query("position") {
      guard let number = Int64(text), 1...(1 << 53) ~= number else {
        throw Problem.badParameter("position", LineWords.said(.outOfRange(min: 1, max: 1 << 53)))
      }
      hint = LedgerPosition(number)
    }
    let (place, origin) = (hint, call.services.origin)
    let matcher = FilterMatcher(EventFilter(), reach: caller.reach)
    let body = try await call.services.feed.read { feed -> [UInt8]? in
      guard let found = try feed.find(id, at: place, positions: FeedRoutes.positionsMax) else {
        return nil
      }
      return try feed.item(of: found, through: feed.head, matcher: matcher)
        .map { CloudEvent.body(of: $0, form: .full, origin: origin) }
    }
    guard let body else { throw Problem.unknownEvent() }
    return Reply(.ok, CloudEvent.contentType, body)
  }

  /// Who reads a page: whoever is far behind keeps nobody at the head waiting.
  private static func reader(from place: FeedPlace?, _ call: Call) -> FeedThread {
    let behind = call.services.head.number - (place?.cursor.position.number ?? 0)
    return behind > headPositions ? call.services.catchUps : call.services.feed
  }

  private static func place(_ call: Call) throws -> FeedPlace? {
    // The first page of a loop that begins without a cursor.
    guard let text = try call.query("after", allowsEmpty: true) else { return nil }
    guard let place = FeedPlace(text: text) else { throw Problem.badCursor("after") }
    return place
  }

  /// The cursor of a place that was handed out; none is the beginning.
  static func cursor(of place: FeedPlace?, in feed: FeedReader) throws -> FeedCursor {
    guard let place else { return .start }
    do {
      return try feed.cursor(of: place)
    } catch let parted as FeedParted {
      throw Problem.parted(goOn: parted.goOn)
    }
  }

  /// The cursor that a body names in a field: compared with what stands there, as every cursor is.
  static func cursor(
    _ text: String, _ field: String, of body: JSONBody, _ call: Call
  ) async throws -> FeedCursor {
    guard let place = FeedPlace(text: text) else {
      throw body.problem(field, Problem.cursorWords)
    }
    return try await call.services.feed.read { feed in
      // One that was typed in and leads nowhere is no cursor of a history that is gone.
      guard place.namesEvent || place.cursor.position <= feed.head else {
        throw body.problem(field, Problem.cursorWords)
      }
      return try cursor(of: place, in: feed)
    }
  }

  /// What has to hold for an event to be on the page.
  private static func condition(_ call: Call) throws -> FilterExpression? {
    guard let text = try call.query("where") else { return nil }
    do throws(ExpressionFault) {
      return try FilterExpression(text)
    } catch {
      throw Problem.badParameter("where", FilterWords.said(error))
    }
  }

  /// Some types of what a key gets.
  private static func filter(types: String?) throws -> EventFilter {
    var filter = EventFilter()
    guard let types else { return filter }
    filter.types = try types.split(separator: ",", omittingEmptySubsequences: false).map { text in
      do throws(TypeGlobFault) {
        return try TypeGlob(String(text))
      } catch {
        throw Problem.badParameter("types", FilterWords.said(error))
      }
    }
    guard filter.types.count <= EventFilter.valuesMax else {
      throw Problem.badParameter("types", LineWords.said(.tooMany(max: EventFilter.valuesMax)))
    }
    return filter
  }
}
