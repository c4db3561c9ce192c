internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// What becomes of requests that have ended.
extension Dispatcher {
  func end(_ finished: FinishedTransfer, at now: Moment) {
    guard let flight = flights.removeValue(forKey: finished.token) else { return }
    let lane = flight.lane
    lane.inFlight -= 1
    guard let delivery = flight.delivery else {
      return endHandshake(flight, finished, at: now)
    }
    if case .failed(.timeout(.queued)) = finished.outcome {
      return putBack(delivery, flight, at: now)
    }
    let reading = TransferReading(finished.outcome, kind: lane.endpoint.kind, at: now)
    log(flight, finished, reading)
    guard lanes[lane.number] === lane else { return }
    queue(lane)
    let wasOpen = lane.breaker.opensUntil != nil
    lane.breaker.record(
      isFailure: !reading.verdict.isDelivered && reading.verdict != .aborted,
      isSample: reading.verdict.isBreakerSample, isTrial: flight.isTrial, at: now)
    if let until = lane.breaker.opensUntil, now < until, flight.isTrial || !wasOpen {
      tell(.paused, of: lane, at: now)
    }
    if lane.deliveries[delivery.event] === delivery {
      apply(reading, to: delivery, of: lane, at: now)
    }
    note(lane)
  }

  /// It never left: others kept the line busy, and that is not the endpoint's fault.
  private func putBack(_ delivery: Delivery, _ flight: Flight, at now: Moment) {
    let lane = flight.lane
    guard lanes[lane.number] === lane else { return }
    if flight.isTrial { lane.breaker.giveUpTrial(at: now) }
    delivery.phase = .waiting
    if lane.deliveries[delivery.event] === delivery { lane.due.append(delivery) }
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
    delivery.phase = .waiting
    lane.due.append(delivery)
    lane.leftAloneUntil = now.adding(seconds: RetrySchedule.leftAloneSeconds)
    look(at: lane, at: lane.leftAloneUntil ?? now)
  }

  private func succeed(_ delivery: Delivery, of lane: Lane, at now: Moment) {
    let wasProbe = delivery.isProbe
    lane.settle(delivery)
    lane.progress.delivered += 1
    lane.progress.lastSuccessAt = now
    lane.isProgressDirty = true
    lane.inFlightMax = min(lane.inFlightMax + 1, settings.inFlightPerEndpoint.upperBound)
    if lane.progress.failingSince != nil {
      lane.progress.failingSince = nil
      pending.recovered[lane.number] = now
    }
    // It takes what it did not take before: the others may be taken as well.
    if wasProbe { lane.releaseParked(at: now, resetsAttempts: false) }
  }

  private func fail(
    _ delivery: Delivery, of lane: Lane, _ reading: TransferReading, at now: Moment
  ) {
    if let seconds = reading.retryAfterSeconds {
      let until = now.adding(seconds: seconds)
      lane.progress.waitsUntil = max(lane.progress.waitsUntil ?? until, until)
    }
    if reading.verdict.isBreakerSample { lane.inFlightMax = max(1, lane.inFlightMax / 2) }
    reschedule(delivery, of: lane, at: now)
    countFailure(of: lane, detail: reading.verdict.rawValue, at: now)
  }

  /// Counts a failed attempt of a delivery and sets the time of the next one, or parks it.
  private func reschedule(_ delivery: Delivery, of lane: Lane, at now: Moment) {
    lane.makeRow(of: delivery, at: now)
    let attempts = delivery.attempts + 1
    let delay = RetrySchedule.delayMilliseconds(afterAttempts: attempts, using: &chance)
    delivery.phase = .waiting
    delivery.isProbe = false
    lane.change(delivery) { row in
      row.attempts = attempts
      if let delay {
        row.state = .retrying
        row.retryAt = now.adding(milliseconds: delay)
      } else {
        if row.state != .parked { row.since = now }
        row.state = .parked
        row.retryAt = now
      }
    }
    // Read again when it is needed: what waits for days takes no room.
    delivery.item = nil
    delivery.notice = nil
    if let delay {
      lane.retries.add(delivery, at: now.adding(milliseconds: delay))
    } else {
      if attempts == RetrySchedule.attemptsMax {
        tell(.eventParked, of: lane, event: delivery.event, at: now)
      }
      lane.probeAt = min(lane.probeAt, now.adding(seconds: RetrySchedule.probeSeconds))
    }
    if attempts == RetrySchedule.fourth {
      tell(.attemptFailing, of: lane, event: delivery.event, at: now)
    }
    if attempts >= RetrySchedule.fourth {
      lane.release(delivery)
    } else {
      lane.holdWaiters(of: delivery, at: now)
    }
    lane.advance()
  }

  /// Counts a failure of the endpoint, and switches it off after days of nothing else.
  private func countFailure(of lane: Lane, detail: String, at now: Moment) {
    let first = lane.progress.failingSince ?? now
    let last = max(first, lane.progress.lastFailureAt ?? first)
    lane.progress.failingSince = first
    lane.progress.lastFailureAt = now
    lane.progress.failures += 1
    lane.isProgressDirty = true
    let (before, after) = (last.milliseconds(since: first), now.milliseconds(since: first))
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
    // The fault was not the event's: it is due as soon as the endpoint is on again.
    lane.change(delivery) { row in
      if row.state != .parked { row.retryAt = now }
    }
    lane.progress.failures += 1
    lane.progress.lastFailureAt = now
    lane.isProgressDirty = true
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
    lane.consentAttempts = min(lane.consentAttempts + 1, RetrySchedule.delaysSeconds.count)
    let delay = RetrySchedule.delayMilliseconds(
      afterAttempts: lane.consentAttempts, using: &chance)
    lane.consentAt = now.adding(milliseconds: delay ?? 0)
  }
}
