internal import HosoDomain
internal import HosoLedger
internal import HosoState

/// Reading the feed, and what an item has to wait for.
extension Lane {
  /// Whether there is room to read on.
  var hasRoom: Bool {
    !isFull && window.places.count < settings.window
      && ready.count < settings.inFlightPerEndpoint.upperBound
  }

  /// Reads on, and looks at outstanding deliveries whose time has come.
  ///
  /// - Parameter last: How far the ledger was looked at for everybody.
  /// - Returns: Whether something is left to read or to look at now.
  func prepare(
    _ feed: FeedReader, through last: LedgerPosition, at now: Moment
  ) throws -> Bool {
    takeRetries(at: now)
    try lookAtDue(feed, at: now)
    guard hasRoom, window.goesOn else {
      return !due.isEmpty && ready.count < settings.inFlightPerEndpoint.upperBound
    }
    let page = try feed.page(
      after: window.readCursor, matcher: matcher, limit: settings.inFlightPerEndpoint.upperBound,
      positions: settings.positionsPerTurn, through: last)
    for item in page.items { try take(item, feed, at: now) }
    window.readOn(to: page, isLast: page.cursor.nextPosition > last)
    advance()
    goAlong()
    return (hasRoom && window.goesOn) || !due.isEmpty
  }

  /// How many events are on their way and not delivered yet, those aside that are listed as
  /// outstanding; the last of them counted as positions at which something may come.
  func lag(_ feed: FeedReader) throws -> Int64 {
    if window.unread == nil {
      window.count(
        try feed.unread(
          after: window.readCursor, matcher: matcher, upTo: settings.outstandingPerEndpoint))
    }
    return Int64(unsettled.unlistedCount + (window.unread ?? 0))
  }

  func takeRetries(at now: Moment) {
    while let delivery = retries.pop(at: now) {  // Bounded by the outstanding deliveries.
      if delivery.phase == .waiting, unsettled.holds(delivery), delivery.row != nil {
        due.append(delivery)
      }
    }
  }

  private func lookAtDue(_ feed: FeedReader, at now: Moment) throws {
    for _ in 0..<settings.lookUpsPerTurn {
      guard ready.count < settings.inFlightPerEndpoint.upperBound, let delivery = due.popFirst()
      else { return }
      guard delivery.phase == .waiting, unsettled.holds(delivery) else { continue }
      do {
        try look(at: delivery, feed, at: now)
      } catch {
        due.append(delivery)
        throw error
      }
    }
  }

  private func look(at delivery: Delivery, _ feed: FeedReader, at now: Moment) throws {
    if delivery.item == nil {
      let item = try feed.item(
        of: delivery.event, through: delivery.place.position, matcher: matcher)
      delivery.read(item)
    }
    if delivery.item == nil {
      // The filter was changed: this event is not the endpoint's any more.
      settle(delivery)
    } else {
      try place(delivery, feed, at: now)
    }
  }

  /// Whether an event of the window is settled already, or on its way.
  func isKnown(_ event: LedgerPosition) -> Bool {
    progress.ahead.contains(event) || unsettled[event] != nil
  }

  /// Takes an item that the feed brought.
  private func take(_ item: FeedItem, _ feed: FeedReader, at now: Moment) throws {
    window.take(item.cursor)
    guard !isKnown(item.cursor.event) else { return }
    let delivery = Delivery(at: item.cursor)
    delivery.read(item)
    unsettled.add(delivery)
    do {
      try place(delivery, feed, at: now)
    } catch {
      due.append(delivery)
      throw error
    }
  }

  /// Puts a delivery where it belongs: behind an earlier event, or into the line.
  func place(_ delivery: Delivery, _ feed: FeedReader, at now: Moment) throws {
    let (blocker, isBehindSkipped) = try obstacles(to: delivery, feed)
    if let blocker {
      delivery.wait(behind: blocker)
      // What fails may keep it for days: the cursor does not wait for that, unless everything does.
      if blocker.row != nil, endpoint.order == .dossier { hold(delivery, at: now) }
      return
    }
    delivery.getReady()
    if delivery.row?.state == .held {
      unsettled.change(delivery) { $0.state = .retrying }
    }
    if isBehindSkipped, delivery.row?.isOutOfOrder != true {
      // Kept before it is sent, so that each attempt says the same.
      unsettled.list(delivery, at: now)
      unsettled.change(delivery) { $0.isOutOfOrder = true }
    }
    ready.append(delivery)
  }

  /// The latest earlier event that has to be delivered first, and whether one of the dossier was
  /// passed.
  private func obstacles(
    to delivery: Delivery, _ feed: FeedReader
  ) throws -> (blocker: Delivery?, isBehindSkipped: Bool) {
    if endpoint.order == .endpoint { return (predecessor(of: delivery), false) }
    guard let item = delivery.item else { return (nil, false) }
    let isReplay = delivery.row?.isReplay ?? false
    var isBehindSkipped = false
    for event in item.before.reversed() {
      guard let earlier = unsettled[event], earlier !== delivery else { continue }
      // What is sent once more only keeps its order with its like.
      if let row = earlier.row, row.isReplay, !isReplay { continue }
      guard try isPassed(earlier, feed) else {
        return (earlier, isBehindSkipped)
      }
      isBehindSkipped = true
    }
    return (nil, isBehindSkipped)
  }

  /// The latest delivery that is not made and comes before another in the feed, whosever dossier.
  ///
  /// Takes as many steps as there are deliveries not made: no more than the window where nothing
  /// else fails, since nothing is read past what is not delivered.
  private func predecessor(of delivery: Delivery) -> Delivery? {
    let isReplay = delivery.row?.isReplay ?? false
    var latest: Delivery?
    for earlier in unsettled.all where earlier.isBefore(delivery) {
      // What is sent once more only keeps its order with its like.
      if let row = earlier.row, row.isReplay, !isReplay { continue }
      if latest?.isBefore(earlier) ?? true { latest = earlier }
    }
    return latest
  }

  /// Whether later events go before this one: it failed four times and does not block.
  func isPassed(_ delivery: Delivery, _ feed: FeedReader) throws -> Bool {
    guard let row = delivery.row, row.attempts >= RetrySchedule.fourth else { return false }
    let known = try delivery.item?.event ?? feed.ledger.event(at: delivery.event)
    guard let type = known?.event.type else { return true }
    return !endpoint.afterFourthFailure.blocks(type)
  }

  func hold(_ delivery: Delivery, at now: Moment) {
    unsettled.list(delivery, at: now)
    if delivery.attempts == 0 { unsettled.change(delivery) { $0.state = .held } }
    delivery.forgetContent()
    holdWaiters(of: delivery, at: now)
  }

  /// Moves the cursor over what is settled or has a row.
  func advance() {
    var passed = 0
    for place in window.places {
      let delivery = unsettled[place.event]
      guard delivery == nil || delivery?.row != nil else { break }
      progress.pass(place)
      passed += 1
    }
    guard passed > 0 else { return }
    window.leave(passed)
    goAlong()
  }

  /// Moves the cursor to where the feed is read, if nothing is left behind.
  private func goAlong() {
    guard window.places.isEmpty else { return }
    progress.goAlong(to: window.readCursor, storedAfter: settings.idlePositions)
  }
}
