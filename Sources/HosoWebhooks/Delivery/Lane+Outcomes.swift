internal import HosoLedger
internal import HosoState

/// What becomes of deliveries.
extension Lane {
  /// The next delivery that may begin.
  func nextReady() -> Delivery? {
    while let delivery = ready.popFirst() {  // Bounded by the deliveries that are ready.
      if delivery.phase == .ready, unsettled.holds(delivery), delivery.isRead { return delivery }
    }
    return nil
  }

  /// Looks again at a delivery of which nothing was sent.
  func putBack(_ delivery: Delivery) {
    if unsettled.holds(delivery) { due.append(delivery) }
  }

  /// - Returns: Whether the endpoint was failing until now.
  func succeed(_ delivery: Delivery, at now: Moment) -> Bool {
    settle(delivery)
    inFlight.grow()
    // It takes what it did not take before: the others may be taken as well.
    if delivery.isProbe { releaseParked(at: now, resetsAttempts: false) }
    return progress.succeed(at: now)
  }

  /// Counts a failed attempt of a delivery, which is made again at a moment; nil parks it.
  func fail(_ delivery: Delivery, retryAt: Moment?, at now: Moment) {
    unsettled.list(delivery, at: now)
    delivery.fail()
    unsettled.change(delivery) { row in
      row.attempts += 1
      if retryAt == nil, row.state != .parked { row.since = now }
      row.state = retryAt == nil ? .parked : .retrying
      row.retryAt = retryAt ?? now
    }
    if let retryAt { retries.add(delivery, at: retryAt) } else { probeSoon(at: now) }
    if delivery.attempts >= RetrySchedule.fourth {
      release(delivery)
    } else {
      holdWaiters(of: delivery, at: now)
    }
    advance()
  }

  /// The fault was not the event's: it is due as soon as the endpoint is on again.
  func excuse(_ delivery: Delivery, at now: Moment) {
    unsettled.change(delivery) { row in
      if row.state != .parked { row.retryAt = now }
    }
    progress.fail(at: now)
  }

  /// A delivery is made, given up or not wanted any more: those behind it may go on.
  func settle(_ delivery: Delivery) {
    guard unsettled.remove(delivery) else { return }
    progress.settle(delivery.place)
    advance()
    release(delivery)
  }

  /// Lets those that wait for a delivery be looked at again.
  private func release(_ delivery: Delivery) {
    for waiter in delivery.takeWaiters()
    where waiter.phase == .blocked && unsettled.holds(waiter) {
      waiter.comeFree()
      due.append(waiter)
    }
  }

  /// A delivery that others wait for will take long: the cursor leaves them behind.
  func holdWaiters(of delivery: Delivery, at now: Moment) {
    guard endpoint.order == .dossier else { return }
    for waiter in delivery.waiters where waiter.phase == .blocked && unsettled.holds(waiter) {
      hold(waiter, at: now)
    }
  }
}

/// What operators ask for.
extension Lane {
  /// Goes on from another place in the feed.
  func seek(_ cursor: FeedCursor, at now: Moment) {
    forgetWindow()
    progress.seek(cursor)
    window.restart(after: cursor)
    wakeRows(at: now)
  }

  /// Forgets that it was failing and what was asked for.
  func beginAgain(at now: Moment) {
    progress.beginAgain()
    beginCarefully(at: now)
    releaseParked(at: now, resetsAttempts: true)
  }

  /// Makes every parked delivery due.
  private func releaseParked(at now: Moment, resetsAttempts: Bool) {
    guard unsettled.parkedCount > 0 else { return }
    for delivery in unsettled.all.sorted(by: { $0.event < $1.event })
    where delivery.row?.state == .parked {
      unsettled.change(delivery) { row in
        row.state = .retrying
        row.retryAt = now
        row.since = now
        if resetsAttempts { row.attempts = 0 }
      }
      if delivery.phase == .waiting { retries.add(delivery, at: now) }
    }
  }

  /// Makes an outstanding delivery of an event that is to be sent again.
  func replay(_ entry: ReplayEntry, at now: Moment) {
    replays.take(entry.event)
    if let known = unsettled[entry.event] {
      guard known.row != nil, known.phase == .waiting else { return }
      unsettled.change(known) { row in
        row.state = .retrying
        row.attempts = 0
        row.retryAt = now
      }
      return retries.add(known, at: now)
    }
    guard let place = FeedCursor(position: entry.position, event: entry.event) else { return }
    // Beyond the cursor and not delivered: it comes by itself.
    if progress.cursor < place, !progress.ahead.contains(entry.event) { return }
    let delivery = Delivery(at: place)
    unsettled.add(delivery)
    unsettled.list(delivery, at: now)
    unsettled.change(delivery) { $0.isReplay = true }
    retries.add(delivery, at: now)
  }
}
