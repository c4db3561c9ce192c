public import HosoLedger
public import HosoSigning

/// What is done to endpoints: each operation with its rule, its change and its line in the audit,
/// for command, API and console alike.
///
/// Each is one commit, or a part of the caller's. What it throws: `EndpointFault`, `KeyRingFault`,
/// `LedgerFault` or `SQLiteFault`.
public struct EndpointOperations {
  private let store: DeliveryStore
  private let actor: String
  private let moment: Moment

  /// - Parameters:
  ///   - actor: Who asks, as the audit says it.
  ///   - moment: When.
  public init(_ store: DeliveryStore, by actor: String, at moment: Moment) {
    self.store = store
    self.actor = actor
    self.moment = moment
  }

  /// Adds an endpoint; deliveries begin behind a cursor.
  public func add(_ endpoint: Endpoint, after cursor: FeedCursor) throws {
    try store.commit {
      try store.add(endpoint, after: cursor)
      try note(.endpointAdded, endpoint.id, endpoint.url)
    }
  }

  /// Changes an endpoint.
  ///
  /// - Parameter revision: The only revision to be changed; nil for any.
  public func change(_ endpoint: Endpoint, ifRevision revision: Int64?) throws -> Endpoint {
    try store.commit {
      let changed = try store.update(endpoint, ifRevision: revision, at: moment)
      try note(.endpointChanged, changed.id, changed.url)
      return changed
    }
  }

  /// Replaces an endpoint's keys; those before sign on for a while.
  ///
  /// - Parameter overlapSeconds: How long: 0 to 7 days.
  public func rotate(
    _ id: EndpointID, to keys: NewEndpointKeys, overlapSeconds: Int64
  ) throws -> Endpoint {
    try store.commit {
      let changed = try store.changeKeys(of: id, at: moment) { known in
        try known.secrets.rotate(to: keys.secret, at: moment.seconds, overlap: overlapSeconds)
        if known.signing == nil {
          known.signing = KeyRing(keys.signing, at: moment.seconds)
        } else {
          try known.signing?.rotate(to: keys.signing, at: moment.seconds, overlap: overlapSeconds)
        }
      }
      try note(.endpointRotated, id, keys.secret.fingerprint)
      return changed
    }
  }

  /// Delivers again to an endpoint that was stopped; one that waits for consent is asked again.
  public func enable(_ id: EndpointID) throws -> Endpoint {
    try store.commit {
      let endpoint = try store.enable(id, at: moment)
      try note(.endpointEnabled, id, endpoint.name)
      return endpoint
    }
  }

  /// Stops delivering; nothing is lost.
  public func disable(_ id: EndpointID) throws -> Endpoint {
    try store.commit {
      let endpoint = try store.disable(id, at: moment)
      try note(.endpointDisabled, id, endpoint.name)
      return endpoint
    }
  }

  /// Removes an endpoint; its log stays.
  ///
  /// - Parameter revision: The only revision to be removed; nil for any.
  public func remove(_ id: EndpointID, ifRevision revision: Int64? = nil) throws -> Endpoint {
    try store.commit {
      try store.remove(id, ifRevision: revision, at: moment)
      guard let endpoint = try store.endpoint(id) else { throw EndpointFault.unknown }
      try note(.endpointRemoved, id, endpoint.name)
      return endpoint
    }
  }

  /// Queues events to be delivered once more; answers how many were not queued already.
  public func replay(_ entries: [ReplayEntry], to id: EndpointID) throws -> Int {
    try store.commit {
      let queued = try store.replay(entries, to: id)
      try note(.endpointReplayed, id, "\(queued)")
      return queued
    }
  }

  /// Tries again what was left behind.
  public func releaseParked(_ id: EndpointID) throws {
    try store.commit {
      try store.releaseParked(id)
      try note(.endpointReplayed, id, "parked")
    }
  }

  /// Goes on behind a cursor.
  public func seek(_ id: EndpointID, to cursor: FeedCursor) throws {
    try store.commit {
      try store.seek(id, to: cursor)
      try note(.endpointMoved, id, cursor.text)
    }
  }

  /// Gives up on a delivery for good.
  public func drop(_ event: LedgerPosition, of id: EndpointID) throws {
    try store.commit {
      try store.drop(event, of: id)
      try note(.endpointChanged, id, "drop \(event.number)")
    }
  }

  private func note(_ action: AuditAction, _ id: EndpointID, _ detail: String) throws {
    try store.audit(action, subject: id.text, detail: detail, at: moment, by: actor)
  }
}

/// Keys for an endpoint, whose secret half is told this once.
public struct NewEndpointKeys: Sendable {
  public let secret: SymmetricSecret
  public let signing: SigningKey

  /// - Throws: `CryptoFault` where the machine has no random numbers.
  public init() throws {
    secret = try SymmetricSecret.random()
    signing = try SigningKey.random()
  }

  /// The same as an endpoint has them from a moment on.
  public func keys(at moment: Moment) -> EndpointKeys {
    EndpointKeys(
      secrets: KeyRing(secret, at: moment.seconds), signing: KeyRing(signing, at: moment.seconds))
  }
}
