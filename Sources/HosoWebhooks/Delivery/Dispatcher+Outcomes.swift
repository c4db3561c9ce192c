internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// What becomes of requests that have ended.
extension Dispatcher {
  func end(_ finished: FinishedTransfer, at now: Moment) {
    let known = flights.removeValue(forKey: finished.token)
    precondition(known != nil, "each request on the line comes back once")
    guard let flight = known else { return }
    let lane = flight.lane
    lane.inFlight.end()
    guard let delivery = flight.delivery else {
      return endHandshake(flight, finished, at: now)
    }
    delivery.comeBack()
    if case .failed(.timeout(.queued)) = finished.outcome {
      return putBack(delivery, flight, at: now)
    }
    let reading = TransferReading(finished.outcome, kind: lane.endpoint.kind, at: now)
    log(flight, finished, reading)
    guard lanes[lane.number] === lane else { return }
    queue(lane)
    if lane.hear(reading.verdict, isTrial: flight.isTrial, at: now) {
      tell(.paused, of: lane, at: now)
    }
    if lane.unsettled.holds(delivery) { apply(reading, to: delivery, of: lane, at: now) }
    note(lane)
  }

  /// It never left: others kept the line busy, and that is not the endpoint's fault.
  private func putBack(_ delivery: Delivery, _ flight: Flight, at now: Moment) {
    let lane = flight.lane
    guard lanes[lane.number] === lane else { return }
    if flight.isTrial { lane.giveUpTrial(at: now) }
    lane.putBack(delivery)
    queue(lane)
  }

  private func log(_ flight: Flight, _ finished: FinishedTransfer, _ reading: TransferReading) {
    counters.attempts += 1
    if reading.verdict.isDelivered { counters.delivered += 1 }
    let attempt = Attempt(
      event: flight.lane.endpoint.kind.getsEvents ? flight.delivery?.event : nil,
      webhookID: flight.id, number: flight.number, at: flight.at,
      durationMilliseconds: Int64(finished.durationMilliseconds), status: reading.status,
      verdict: reading.verdict, detail: reading.detail, answer: reading.answer,
      requestHash: flight.hash, remoteAddress: finished.remote?.description)
    pending.attempts.append((flight.lane.number, attempt))
  }

  private func apply(
    _ reading: TransferReading, to delivery: Delivery, of lane: Lane, at now: Moment
  ) {
    switch reading.verdict {
    case .delivered: succeed(delivery, of: lane, at: now)
    case .aborted:
      tell(.eventAborted, of: lane, event: delivery.event, at: now)
      lane.settle(delivery)
    case .gone: stop(lane, .gone, delivery, reading, at: now)
    case .disabled: stop(lane, .receiverRequest, delivery, reading, at: now)
    case .blocked:
      tell(.refusedAddress, of: lane, event: delivery.event, detail: reading.detail, at: now)
      leave(delivery, of: lane, at: now)
    case .insecure:
      tell(.insecure, of: lane, event: delivery.event, detail: reading.detail, at: now)
      fail(delivery, of: lane, reading, at: now)
    case .throttled, .redirected, .rejected, .failedInside, .badGateway, .timedOut, .unreachable,
      .broken, .notConsented:
      fail(delivery, of: lane, reading, at: now)
    }
  }

  /// Leaves an endpoint alone for a while whose name led where this process may not call: nothing
  /// was sent, it is not its receiver's fault, and another process may have the permission.
  private func leave(_ delivery: Delivery, of lane: Lane, at now: Moment) {
    lane.putBack(delivery)
    look(at: lane, at: lane.leaveAlone(at: now))
  }

  private func succeed(_ delivery: Delivery, of lane: Lane, at now: Moment) {
    if lane.succeed(delivery, at: now) { pending.recovered[lane.number] = now }
  }

  private func fail(
    _ delivery: Delivery, of lane: Lane, _ reading: TransferReading, at now: Moment
  ) {
    if let seconds = reading.retryAfterSeconds {
      let until = now.adding(seconds: seconds)
      lane.progress.wait(until: until)
    }
    if reading.verdict.isBreakerSample { lane.inFlight.shrink() }
    reschedule(delivery, of: lane, at: now)
    countFailure(of: lane, detail: reading.verdict.rawValue, at: now)
  }

  /// Counts a failed attempt of a delivery and sets the time of the next one, or parks it.
  private func reschedule(_ delivery: Delivery, of lane: Lane, at now: Moment) {
    let attempts = delivery.attempts + 1
    let delay = RetrySchedule.delayMilliseconds(afterAttempts: attempts, using: &chance)
    lane.fail(delivery, retryAt: delay.map { now.adding(milliseconds: $0) }, at: now)
    if delay == nil, attempts == RetrySchedule.attemptsMax {
      tell(.eventParked, of: lane, event: delivery.event, at: now)
    }
    if attempts == RetrySchedule.fourth {
      tell(.attemptFailing, of: lane, event: delivery.event, at: now)
    }
  }

  /// Counts a failure of the endpoint, and switches it off after days of nothing else.
  private func countFailure(of lane: Lane, detail: String, at now: Moment) {
    let (before, after) = lane.progress.keepFailing(at: now)
    for (hours, kind) in [(24, Notice.Kind.failingForADay), (72, .failingForThreeDays)] {
      let limit = Int64(hours) * 3_600_000
      if before < limit, limit <= after { tell(kind, of: lane, detail: detail, at: now) }
    }
    if after >= RetrySchedule.disableSeconds * 1_000,
      before >= RetrySchedule.disableSpanSeconds * 1_000
    {
      stop(lane, .failing, at: now)
    }
  }

  /// Switches an endpoint off because of how a delivery ended; the delivery stays outstanding.
  private func stop(
    _ lane: Lane, _ reason: DisableReason, _ delivery: Delivery, _ reading: TransferReading,
    at now: Moment
  ) {
    reschedule(delivery, of: lane, at: now)
    lane.excuse(delivery, at: now)
    stop(lane, reason, at: now)
  }

  /// Switches an endpoint off: in the store with the next commit, here at once.
  func stop(_ lane: Lane, _ reason: DisableReason, at now: Moment) {
    guard case .enabled = lane.endpoint.state else { return }
    pending.changes.append((lane.endpoint.id, .disable(reason), now))
    tell(.endpointDisabled, of: lane, detail: reason.rawValue, at: now)
    var endpoint = lane.endpoint
    endpoint.disable(reason, at: now)
    replace(lane, with: endpoint, at: now)
    note(lane)
  }

  private func endHandshake(_ flight: Flight, _ finished: FinishedTransfer, at now: Moment) {
    let lane = flight.lane
    var answer = ConsentAnswer.refused
    if case .answered(let http) = finished.outcome {
      answer = ConsentAnswer(http, origin: settings.webhookOrigin)
    }
    let reading = TransferReading(finished.outcome, kind: .standard, at: now)
    let verdict: AttemptVerdict =
      switch (answer, reading.status) {
      case (.given, _): .delivered
      case (.refused, nil): reading.verdict
      case (.refused, _): .notConsented
      }
    log(flight, finished, reading.judged(verdict))
    guard lanes[lane.number] === lane, case .awaitingConsent = lane.endpoint.state else { return }
    queue(lane)
    if case .given(let perMinute) = answer {
      pending.changes.append((lane.endpoint.id, .consent(perMinute: perMinute), now))
      var endpoint = lane.endpoint
      endpoint.consent(perMinute: perMinute, at: now)
      return replace(lane, with: endpoint, at: now)
    }
    lane.consentRequests.refuse(at: now, using: &chance)
  }
}
