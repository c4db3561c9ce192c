internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// Putting requests on the line.
extension Dispatcher {
  /// Begins what an endpoint may have begun now, and sets the time of the next look at it.
  func send(_ lane: Lane, at now: Moment) throws {
    if case .awaitingConsent = lane.endpoint.state { return try shakeHands(lane, at: now) }
    guard lane.isEnabled else { return }
    while flights.count < settings.inFlight, lane.inFlight.hasRoom {
      if lane.ready.isEmpty { break }
      guard lane.waitsUntil(at: now) == nil, lane.breaker.allows(at: now) else { break }
      if let next = lane.takeToken(at: now) {
        look(at: lane, at: next)
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
      delivery.missStart()
      lane.putBack(delivery)
      throw error
    }
    let flight = Flight(
      lane: lane, delivery: delivery, id: made.id.text, hash: made.hash,
      number: delivery.attempts + 1, at: now, isTrial: lane.beginTrial(at: now))
    delivery.begin()
    begin(made.request, flight)
  }

  private func begin(_ unsigned: UnsignedRequest, _ flight: Flight) {
    let known = flights.updateValue(flight, forKey: unsigned.request.token)
    precondition(known == nil, "each request has a token of its own")
    flight.lane.inFlight.begin()
    transport.start(unsigned)
  }

  /// Asks a receiver whether it wants to be delivered to, unless its host was asked enough: every
  /// change of an endpoint begins anew, and its owner may be anybody.
  private func shakeHands(_ lane: Lane, at now: Moment) throws {
    guard let target = lane.target, lane.inFlight.count == 0 else { return }
    guard flights.count < settings.inFlight else { return waitForRoom(lane) }
    if let at = lane.consentRequests.nextAt, now < at { return look(at: lane, at: at) }
    let wait = try store.take(
      .sent, to: target.url.host, perHour: settings.callsPerHostAndHour, at: now)
    if let wait {
      let at = now.adding(seconds: Int64(wait))
      lane.consentRequests.wait(until: at)
      return look(at: lane, at: at)
    }
    let flight = Flight(
      lane: lane, delivery: nil, id: RequestMaker.handshakeID, hash: [],
      number: lane.consentRequests.refused + 1, at: now, isTrial: false)
    begin(maker.handshake(to: target, token: nextToken()), flight)
  }

  private func setTimer(_ lane: Lane, at now: Moment) {
    if let retry = lane.retries.next { look(at: lane, at: max(now, retry)) }
    if lane.unsettled.parkedCount > 0, lane.probeAt.milliseconds < .max {
      look(at: lane, at: max(now, lane.probeAt))
    }
    guard !lane.ready.isEmpty, lane.inFlight.hasRoom else { return }
    if let wait = lane.waitsUntil(at: now) { return look(at: lane, at: wait) }
    if let until = lane.breaker.opensUntil, now < until { return look(at: lane, at: until) }
    if flights.count >= settings.inFlight { waitForRoom(lane) }
  }
}
