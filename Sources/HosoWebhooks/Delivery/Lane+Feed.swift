internal import HosoDomain
internal import HosoLedger
internal import HosoState

/// Reading the feed, and what an item has to wait for.
extension Lane {
  /// Whether there is room to read on.
  var hasRoom: Bool {
    !isFull && window.count < settings.window
      && ready.count < settings.inFlightPerEndpoint.upperBound
  }

  /// Reads on, and looks at outstanding deliveries whose time has come.
  ///
  /// - Returns: Whether something is left to read or to look at now.
  func prepare(_ feed: FeedReader, at now: Moment) throws -> Bool {
    takeRetries(at: now)
    try lookAtDue(feed, at: now)
    guard hasRoom, readCursor.nextPosition <= feed.head else {
      return !due.isEmpty && ready.count < settings.inFlightPerEndpoint.upperBound
    }
    let page = try feed.page(
      after: readCursor, matcher: matcher, limit: settings.inFlightPerEndpoint.upperBound,
      positions: settings.positionsPerTurn)
    for item in page.items {
      try take(item, feed, at: now)
      readCursor = item.cursor
    }
    readCursor = page.cursor
    advance()
    if window.isEmpty {
      // Nothing is left behind: the cursor goes along, and is stored with the next change.
      progress.cursor = max(progress.cursor, readCursor)
      let idle = progress.cursor.position.number - storedCursor.position.number
      if idle >= settings.idlePositions { isProgressDirty = true }
    }
    return (hasRoom && readCursor.nextPosition <= feed.head) || !due.isEmpty
  }

  func takeRetries(at now: Moment) {
    while let delivery = retries.pop(at: now) {  // Bounded by the outstanding deliveries.
      if delivery.phase == .waiting, deliveries[delivery.event] === delivery, delivery.row != nil {
        due.append(delivery)
      }
    }
  }

  private func lookAtDue(_ feed: FeedReader, at now: Moment) throws {
    for _ in 0..<settings.lookUpsPerTurn {
      guard ready.count < settings.inFlightPerEndpoint.upperBound, let delivery = due.popFirst()
      else { return }
      guard delivery.phase == .waiting, deliveries[delivery.event] === delivery else { continue }
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
      delivery.item = try feed.item(
        of: delivery.event, through: delivery.position, matcher: matcher)
    }
    if delivery.item == nil {
      // The filter was changed: this event is not the endpoint's any more.
      settle(delivery)
    } else {
      try place(delivery, feed, at: now)
    }
  }

  /// Takes an item that the feed brought.
  private func take(_ item: FeedItem, _ feed: FeedReader, at now: Moment) throws {
    let event = item.event.position
    window.append(item.cursor)
    guard !ahead.contains(event), deliveries[event] == nil else { return }
    let delivery = Delivery(event: event, position: item.position)
    delivery.item = item
    deliveries[event] = delivery
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
      blocker.waiters.append(delivery)
      delivery.phase = .blocked
      // What fails may keep it for days: the cursor does not wait for that, unless everything does.
      if blocker.row != nil, endpoint.order == .dossier { hold(delivery, at: now) }
      return
    }
    delivery.phase = .ready
    if delivery.row?.state == .held {
      change(delivery) { $0.state = .retrying }
    }
    if isBehindSkipped, delivery.row?.isOutOfOrder != true {
      // Kept before it is sent, so that each attempt says the same.
      makeRow(of: delivery, at: now)
      change(delivery) { $0.isOutOfOrder = true }
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
      guard let earlier = deliveries[event], earlier !== delivery else { continue }
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
    for earlier in deliveries.values where earlier.isBefore(delivery) {
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
    makeRow(of: delivery, at: now)
    if delivery.attempts == 0 { change(delivery) { $0.state = .held } }
    delivery.item = nil
    holdWaiters(of: delivery, at: now)
  }

  /// Moves the cursor over what is settled or has a row.
  func advance() {
    var passed = 0
    for cursor in window {
      let delivery = deliveries[cursor.event]
      guard delivery == nil || delivery?.row != nil else { break }
      ahead.remove(cursor.event)
      progress.cursor = cursor
      passed += 1
    }
    guard passed > 0 else { return }
    window.removeFirst(passed)
    if window.isEmpty { progress.cursor = max(progress.cursor, readCursor) }
    isProgressDirty = true
  }
}

/// Rows of outstanding deliveries.
extension Lane {
  /// Gives a delivery a row if it has none, so that the cursor can leave it behind.
  func makeRow(of delivery: Delivery, at now: Moment) {
    guard delivery.row == nil else { return }
    delivery.row = Outstanding(
      event: delivery.event, position: delivery.position, state: .retrying, retryAt: now,
      since: now)
    rowCount += 1
    dirtyRows.insert(delivery.event)
  }

  func change(_ delivery: Delivery, _ body: (inout Outstanding) -> Void) {
    guard var row = delivery.row else { return }
    let wasParked = row.state == .parked
    body(&row)
    parkedCount += (row.state == .parked ? 1 : 0) - (wasParked ? 1 : 0)
    delivery.row = row
    dirtyRows.insert(delivery.event)
  }

  /// Takes over a row as it was stored.
  func adopt(_ row: Outstanding) {
    let delivery = Delivery(event: row.event, position: row.position)
    delivery.row = row
    deliveries[row.event] = delivery
    rowCount += 1
    if row.state == .parked { parkedCount += 1 }
  }

  /// A delivery is made, given up or not wanted any more: those behind it may go on.
  func settle(_ delivery: Delivery) {
    guard deliveries[delivery.event] === delivery else { return }
    deliveries[delivery.event] = nil
    if let row = delivery.row {
      rowCount -= 1
      if row.state == .parked { parkedCount -= 1 }
      dirtyRows.insert(delivery.event)
    }
    if let cursor = FeedCursor(position: delivery.position, event: delivery.event),
      progress.cursor < cursor
    {
      ahead.insert(delivery.event)
    }
    isProgressDirty = true
    advance()
    release(delivery)
  }

  /// Lets those that wait for a delivery be looked at again.
  func release(_ delivery: Delivery) {
    let waiters = delivery.waiters
    delivery.waiters = []
    for waiter in waiters
    where waiter.phase == .blocked && deliveries[waiter.event] === waiter {
      waiter.phase = .waiting
      due.append(waiter)
    }
  }

  /// A delivery that others wait for will take long: the cursor leaves them behind.
  func holdWaiters(of delivery: Delivery, at now: Moment) {
    guard endpoint.order == .dossier else { return }
    for waiter in delivery.waiters
    where waiter.phase == .blocked && deliveries[waiter.event] === waiter {
      hold(waiter, at: now)
    }
  }
}
