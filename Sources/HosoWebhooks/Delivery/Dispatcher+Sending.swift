internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// Putting requests on the line.
extension Dispatcher {
  /// Begins what an endpoint may have begun now, and sets the time of the next look at it.
  func send(_ lane: Lane, at now: Moment) throws {
    if case .awaitingConsent = lane.endpoint.state { return try shakeHands(lane, at: now) }
    guard lane.isEnabled else { return }
    while flights.count < settings.inFlight, lane.inFlight < lane.inFlightMax {
      if lane.ready.isEmpty { break }
      guard lane.waitsUntil(at: now) == nil, lane.breaker.allows(at: now) else { break }
      if lane.bucket != nil, lane.bucket?.take(at: now) == false {
        look(at: lane, at: lane.bucket?.nextAt(now) ?? now)
        break
      }
      guard let delivery = lane.nextReady() else { break }
      try send(delivery, of: lane, at: now)
    }
    setTimer(lane, at: now)
  }

  private func send(_ delivery: Delivery, of lane: Lane, at now: Moment) throws {
    guard let target = lane.target else { return }
    let made: RequestMaker.Made
    do {
      if let item = delivery.item {
        made = try maker.delivery(
          of: item, isOutOfOrder: delivery.row?.isOutOfOrder ?? false, to: target, feed: feed,
          token: nextToken(), at: now)
      } else if let notice = delivery.notice {
        made = maker.notice(notice, to: target, token: nextToken(), at: now)
      } else {
        return
      }
    } catch {
      delivery.phase = .waiting
      lane.due.append(delivery)
      throw error
    }
    let flight = Flight(
      lane: lane, delivery: delivery, id: made.id.text, hash: made.hash,
      number: delivery.attempts + 1, at: now, isTrial: lane.breaker.begin(at: now))
    delivery.phase = .inFlight
    begin(made.request, flight)
  }

  private func begin(_ unsigned: UnsignedRequest, _ flight: Flight) {
    flights[unsigned.request.token] = flight
    flight.lane.inFlight += 1
    transport.start(unsigned)
  }

  /// Asks a receiver whether it wants to be delivered to, unless its host was asked enough: every
  /// change of an endpoint begins anew, and its owner may be anybody.
  private func shakeHands(_ lane: Lane, at now: Moment) throws {
    guard let target = lane.target, lane.inFlight == 0, flights.count < settings.inFlight else {
      return
    }
    if let at = lane.consentAt, now < at { return look(at: lane, at: at) }
    let wait = try store.take(
      .sent, to: target.url.host, perHour: settings.callsPerHostAndHour, at: now)
    if let wait {
      let at = now.adding(seconds: Int64(wait))
      lane.consentAt = at
      return look(at: lane, at: at)
    }
    let flight = Flight(
      lane: lane, delivery: nil, id: RequestMaker.handshakeID, hash: [],
      number: lane.consentAttempts + 1,
      at: now, isTrial: false)
    begin(maker.handshake(to: target, token: nextToken()), flight)
  }

  private func setTimer(_ lane: Lane, at now: Moment) {
    if let retry = lane.retries.next { look(at: lane, at: max(now, retry)) }
    if lane.parkedCount > 0, lane.probeAt.milliseconds < .max {
      look(at: lane, at: max(now, lane.probeAt))
    }
    guard !lane.ready.isEmpty, lane.inFlight < lane.inFlightMax else { return }
    if let wait = lane.waitsUntil(at: now) { return look(at: lane, at: wait) }
    if let until = lane.breaker.opensUntil, now < until { return look(at: lane, at: until) }
    // Only the limit of all requests is in the way; as soon as one ends, it goes on.
    if flights.count >= settings.inFlight { queue(lane) }
  }
}

extension Lane {
  /// The moment the receiver asked to wait for, if it is still to come.
  func waitsUntil(at now: Moment) -> Moment? {
    if let until = leftAloneUntil, now < until { return until }
    guard let until = progress.waitsUntil, now < until else { return nil }
    // A clock that was set back does not make it longer than the receiver may ask.
    let longest = now.adding(seconds: RetrySchedule.retryAfterSecondsMax)
    return min(until, longest)
  }

  /// The next delivery that may begin.
  func nextReady() -> Delivery? {
    while let delivery = ready.popFirst() {  // Bounded by the deliveries that are ready.
      if delivery.phase == .ready, deliveries[delivery.event] === delivery, delivery.isRead {
        return delivery
      }
    }
    return nil
  }

  /// Lets the oldest parked delivery be tried once, if it is time.
  func probe(at now: Moment) {
    guard parkedCount > 0, probeAt <= now else { return }
    let first = now.adding(seconds: -RetrySchedule.probingSeconds)
    var oldest: Delivery?
    for delivery in deliveries.values {
      guard let row = delivery.row, row.state == .parked, first < row.since,
        oldest.map({ delivery.event < $0.event }) ?? true
      else { continue }
      oldest = delivery
    }
    guard let oldest, let row = oldest.row else {
      probeAt = Moment(milliseconds: .max)
      return
    }
    let last = max(row.since, progress.probedAt ?? row.since)
    probeAt = last.adding(seconds: RetrySchedule.probeSeconds)
    guard probeAt <= now else { return }
    probeAt = now.adding(seconds: RetrySchedule.probeSeconds)
    // One that is on its way already tells as much as a new one would.
    guard oldest.phase == .waiting else { return }
    progress.probedAt = now
    isProgressDirty = true
    oldest.isProbe = true
    due.append(oldest)
  }
}
