internal import HosoCrypto
public import HosoDomain
internal import HosoLedger
internal import HosoSigning

/// Endpoints as programs read them, on the command line and over HTTP alike.
extension JSONBuilder {
  /// An endpoint, and how far it is; never its secrets, nor the values of its headers.
  ///
  /// - Parameter now: Keys that end before it are left out.
  public mutating func endpoint(
    _ endpoint: Endpoint, progress: DeliveryProgress?, outstanding: OutstandingCounts,
    now: Moment
  ) {
    object { json in
      json.field("id", endpoint.id.text)
      json.field("name", endpoint.name)
      json.field("kind", endpoint.kind.name)
      json.portal(endpoint.kind)
      json.field("url", endpoint.url)
      json.state(endpoint.state)
      json.object("filter") { $0.filter(endpoint.filter) }
      json.field("payload", endpoint.payload.rawValue)
      json.field("order", endpoint.order.rawValue)
      json.field("on_fourth_failure", endpoint.afterFourthFailure.rawValue)
      json.field("rate_per_second", endpoint.rateLimitPerSecond)
      json.list("headers") { json in
        for header in endpoint.headers { json.item(header.name) }
      }
      json.field("has_client_certificate", endpoint.clientCertificate != nil)
      json.field("asks_consent", endpoint.asksConsent)
      json.consent(endpoint.consent)
      json.keys(endpoint.keys, now: now)
      json.field("created_at", endpoint.createdAt.rfc3339)
      json.field("updated_at", endpoint.updatedAt.rfc3339)
      json.field("revision", endpoint.revision)
      json.progress(progress, outstanding, now: now)
    }
  }

  private mutating func portal(_ kind: EndpointKind) {
    guard case .dvcqg(let profile) = kind else { return }
    object("portal") { json in
      json.field("dstcode", profile.destinationCode)
      json.field("madonvi", profile.unitCode)
    }
  }

  private mutating func state(_ state: EndpointState) {
    field("state", state.name)
    if case .disabled(let reason, _) = state {
      field("state_reason", reason.rawValue)
    } else {
      nullField("state_reason")
    }
    field("state_since", state.since?.rfc3339)
  }

  /// The fields that are filtered by; null or empty lets everything through.
  private mutating func filter(_ filter: EventFilter) {
    if let agencies = filter.agencies {
      texts("agencies", agencies.map(\.text))
    } else {
      nullField("agencies")
    }
    texts("types", filter.types.map(\.text))
    texts("provinces", filter.provinces.map(\.text).sorted())
    texts("offices", filter.offices.map(\.text).sorted())
    texts("services", filter.services.map(\.text).sorted())
    texts("channels", filter.channels.map(\.name).sorted())
    texts("modes", filter.modes.map(\.name).sorted())
    field("where", filter.condition?.text)
  }

  private mutating func texts(_ key: String, _ values: [String]) {
    list(key) { json in
      for value in values { json.item(value) }
    }
  }

  private mutating func consent(_ consent: Consent?) {
    guard let consent else { return nullField("consent") }
    object("consent") { json in
      json.field("at", consent.at.rfc3339)
      json.field("per_minute", consent.perMinute)
    }
  }

  private mutating func keys(_ keys: EndpointKeys, now: Moment) {
    list("keys") { json in
      for entry in keys.secrets.entries where entry.validUntil ?? .max > now.seconds {
        json.key("v1", entry.key.fingerprint, nil, entry.validFrom, entry.validUntil)
      }
      for entry in keys.signing?.entries ?? [] where entry.validUntil ?? .max > now.seconds {
        json.key(
          "v1a", entry.key.fingerprint, entry.key.verifyingKey.serialized, entry.validFrom,
          entry.validUntil)
      }
    }
  }

  private mutating func key(
    _ version: String, _ fingerprint: String, _ publicKey: String?, _ from: Int64, _ until: Int64?
  ) {
    object { json in
      json.field("version", version)
      json.field("fingerprint", fingerprint)
      if let publicKey { json.field("public_key", publicKey) }
      json.field("valid_from", Moment(seconds: from).rfc3339)
      json.field("valid_until", until.map { Moment(seconds: $0).rfc3339 })
    }
  }

  private mutating func progress(
    _ progress: DeliveryProgress?, _ counts: OutstandingCounts, now: Moment
  ) {
    object("deliveries") { json in
      json.field("cursor", progress?.cursor.text)
      json.field("delivered", progress?.delivered ?? 0)
      json.field("failed_attempts", progress?.failures ?? 0)
      json.field("retrying", counts.retrying)
      json.field("held", counts.held)
      json.field("parked", counts.parked)
      json.field("last_success_at", progress?.lastSuccessAt?.rfc3339)
      json.field("last_failure_at", progress?.lastFailureAt?.rfc3339)
      json.field("failing_since", progress?.failingSince?.rfc3339)
      json.field("waits_until", progress?.waitsUntil?.rfc3339)
      let breaker = progress?.breaker(at: now) ?? .closed
      json.field("breaker", breaker.rawValue)
      json.field("paused_until", breaker == .open ? progress?.pausedUntil?.rfc3339 : nil)
    }
  }
}

/// Attempts and notices as programs read them.
extension JSONBuilder {
  /// One attempt; the first bytes of the answer as text, with what is no UTF-8 replaced.
  public mutating func attempt(_ logged: LoggedAttempt) {
    attempt(logged.attempt, of: logged.endpoint, id: logged.id)
  }

  /// The same for one that was just made.
  public mutating func attempt(_ attempt: Attempt, of endpoint: EndpointID, id: Int64? = nil) {
    object { json in
      json.field("attempt_id", id)
      json.field("endpoint", endpoint.text)
      json.field("webhook_id", attempt.webhookID)
      json.field("position", attempt.event?.number)
      json.field("attempt", attempt.number)
      json.field("at", attempt.at.rfc3339)
      json.field("verdict", attempt.verdict.rawValue)
      json.field("status", attempt.status)
      json.field("duration_ms", attempt.durationMilliseconds)
      json.field("detail", attempt.detail)
      json.field("answer", String(decoding: attempt.answer, as: UTF8.self))
      json.field("request_sha256", Hexadecimal.text(of: attempt.requestHash))
      json.field("remote_address", attempt.remoteAddress)
    }
  }

  /// A delivery that is not made yet, and how it was tried last; nil if it was not.
  ///
  /// - Parameter now: When it is tried next is not told as a moment that has passed.
  public mutating func outstanding(
    _ delivery: Outstanding, last: LoggedAttempt?, progress: DeliveryProgress?, now: Moment
  ) {
    let next = progress?.nextTry(dueAt: delivery.retryAt, at: now) ?? max(delivery.retryAt, now)
    object { json in
      json.field("event_position", delivery.event.number)
      json.field("position", delivery.position.number)
      json.field("state", delivery.state.rawValue)
      json.field("attempts", delivery.attempts)
      json.field("retry_at", next.rfc3339)
      json.field("since", delivery.since.rfc3339)
      json.field("is_out_of_order", delivery.isOutOfOrder)
      json.field("is_replay", delivery.isReplay)
      json.field("webhook_id", last?.attempt.webhookID)
      json.field("last_verdict", last?.attempt.verdict.rawValue)
      json.field("last_status", last?.attempt.status)
      json.field("last_detail", last?.attempt.detail)
    }
  }

  /// One notice.
  public mutating func notice(_ notice: Notice) {
    object { json in
      json.field("notice_id", notice.id)
      json.field("endpoint", notice.endpoint.text)
      json.field("kind", notice.kind.rawValue)
      json.field("first_at", notice.firstAt.rfc3339)
      json.field("last_at", notice.lastAt.rfc3339)
      json.field("count", notice.count)
      json.field("position", notice.event?.number)
      json.field("detail", notice.detail)
      json.field("resolved_at", notice.resolvedAt?.rfc3339)
    }
  }
}
