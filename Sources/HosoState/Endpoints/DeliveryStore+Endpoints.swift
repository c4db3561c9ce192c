internal import HosoLedger
internal import HosoSQLite
public import HosoSigning

/// An endpoint with the number its rows in other tables go by.
public struct NumberedEndpoint {
  public let number: Int64
  public var endpoint: Endpoint

  public init(number: Int64, endpoint: Endpoint) {
    self.number = number
    self.endpoint = endpoint
  }
}

/// Endpoints: added, changed under their revision, switched on and off, archived; never deleted.
extension DeliveryStore {
  /// Endpoints of one ledger that are not archived.
  public static let endpointsMax = 10_000
  /// How long after an automatic stop an endpoint cannot be switched on again.
  static let coolDownSeconds: Int64 = 300

  /// Stores a new endpoint, whose feed begins after a cursor.
  ///
  /// - Throws: `EndpointFault.field` or `.tooMany`, besides what the store throws.
  public func add(_ endpoint: Endpoint, after cursor: FeedCursor) throws {
    try EndpointRules.check(endpoint)
    try write {
      let count = try connection.integer("SELECT count(*) FROM endpoint WHERE state<>'archived'")
      guard count ?? 0 < DeliveryStore.endpointsMax else {
        throw EndpointFault.tooMany(max: DeliveryStore.endpointsMax)
      }
      let marks = (1...23).map { "?\($0)" }.joined(separator: ",")
      let insert = try statement(
        "INSERT INTO endpoint(\(EndpointTables.columns)) VALUES(\(marks))")
      try EndpointRow.bind(endpoint, to: insert)
      try insert.run()
      guard let number = try number(of: endpoint.id) else { throw EndpointFault.unknown }
      try storeKeys(endpoint.keys, of: number)
      try addProgress(of: number, after: try start(of: endpoint, after: cursor))
    }
  }

  /// Where an endpoint begins: an operator's goes through notices, which have numbers of their own.
  private func start(of endpoint: Endpoint, after cursor: FeedCursor) throws -> FeedCursor {
    guard !endpoint.kind.getsEvents, cursor != .start else { return cursor }
    return FeedCursor(after: LedgerPosition(try lastNotice()))
  }

  /// Every endpoint, in the order in which they were added.
  public func endpoints(includingArchived: Bool = false) throws -> [Endpoint] {
    try numberedEndpoints(includingArchived: includingArchived).map(\.endpoint)
  }

  public func endpoint(_ id: EndpointID) throws -> Endpoint? {
    try numberedEndpoint(id)?.endpoint
  }

  /// Replaces what its owner may say of an endpoint; keys, state, consent and times stay.
  ///
  /// Another address or another origin has to consent anew.
  /// - Parameter revision: What the caller read; nil changes whatever there is.
  /// - Throws: `EndpointFault`, besides what the store throws.
  @discardableResult
  public func update(
    _ changed: Endpoint, ifRevision revision: Int64?, at moment: Moment
  ) throws -> Endpoint {
    try EndpointRules.check(changed)
    return try change(changed.id, ifRevision: revision, at: moment) { endpoint in
      let mustAsk = changed.asksConsent && (changed.url != endpoint.url || !endpoint.asksConsent)
      var next = changed
      next.consent = mustAsk ? nil : endpoint.consent
      next.keys = endpoint.keys
      next.state = endpoint.state
      if mustAsk, endpoint.state == .enabled { next.state = .awaitingConsent(since: moment) }
      if !changed.asksConsent, case .awaitingConsent = endpoint.state { next.state = .enabled }
      endpoint = next
    }
  }

  /// Switches an endpoint on: parked deliveries are tried again, and the feed goes on.
  ///
  /// It goes on where it stopped. One that waits for consent is asked again at once.
  ///
  /// - Throws: `EndpointFault.coolingDown` shortly after it was stopped by itself.
  @discardableResult
  public func enable(
    _ id: EndpointID, ifRevision revision: Int64? = nil, at moment: Moment
  ) throws -> Endpoint {
    try change(id, ifRevision: revision, at: moment) { endpoint in
      if case .awaitingConsent = endpoint.state {
        // A change of the endpoint is what makes the dispatcher ask at once.
        endpoint.state = .awaitingConsent(since: moment)
      }
      guard case .disabled(let reason, let since) = endpoint.state else { return }
      let until = since.adding(seconds: DeliveryStore.coolDownSeconds)
      if reason.isAutomatic, moment < until { throw EndpointFault.coolingDown(until: until) }
      let mustAsk = endpoint.asksConsent && endpoint.consent == nil
      endpoint.state = mustAsk ? .awaitingConsent(since: moment) : .enabled
      guard let number = try self.number(of: id) else { return }
      try self.addRelease(of: number)
    }
  }

  /// Switches an endpoint off.
  ///
  /// Nothing is sent from the dispatcher's next turn on, and nothing is lost.
  @discardableResult
  public func disable(
    _ id: EndpointID, reason: DisableReason = .operatorRequest, ifRevision revision: Int64? = nil,
    at moment: Moment
  ) throws -> Endpoint {
    try change(id, ifRevision: revision, at: moment) { endpoint in
      endpoint.disable(reason, at: moment)
    }
  }

  /// Switches an endpoint off because of what became of its deliveries, inside the caller's commit.
  public func stop(
    _ id: EndpointID, reason: DisableReason, at moment: Moment
  ) throws -> Endpoint {
    var isNew = false
    let endpoint = try changeInCommit(id, ifRevision: nil, at: moment) { endpoint in
      isNew = endpoint.disable(reason, at: moment)
    }
    guard isNew else { return endpoint }
    try insertAudit(
      .endpointDisabled, subject: id.text, detail: reason.rawValue, at: moment,
      by: AuditAction.delivery)
    return endpoint
  }

  /// Removes an endpoint from use; its attempts stay readable.
  public func remove(
    _ id: EndpointID, ifRevision revision: Int64? = nil, at moment: Moment
  ) throws {
    try change(id, ifRevision: revision, at: moment) { endpoint in
      endpoint.state = .archived(since: moment)
    }
  }

  /// Changes an endpoint's keys, such as by `KeyRing.rotate`.
  @discardableResult
  public func changeKeys(
    of id: EndpointID, ifRevision revision: Int64? = nil, at moment: Moment,
    _ body: (inout EndpointKeys) throws -> Void
  ) throws -> Endpoint {
    try change(id, ifRevision: revision, at: moment) { try body(&$0.keys) }
  }

  /// Notes what the receiver answered to the handshake, and begins to deliver.
  @discardableResult
  public func consent(
    _ id: EndpointID, perMinute: Int?, at moment: Moment
  ) throws -> Endpoint {
    try write {
      let endpoint = try changeInCommit(id, ifRevision: nil, at: moment) { endpoint in
        endpoint.consent(perMinute: perMinute, at: moment)
      }
      try insertAudit(
        .endpointConsented, subject: id.text, detail: perMinute.map { "\($0)/min" } ?? "",
        at: moment, by: AuditAction.delivery)
      return endpoint
    }
  }
}

// MARK: - Rows

extension DeliveryStore {
  func numberedEndpoints(includingArchived: Bool = false) throws -> [NumberedEndpoint] {
    let rows = try statement(
      """
      SELECT \(EndpointTables.columns), number FROM endpoint
      WHERE ?1 OR state<>'archived' ORDER BY number
      """)
    try rows.bind(includingArchived ? 1 : 0 as Int64, at: 1)
    return try readEndpoints(rows)
  }

  public func numberedEndpoint(_ id: EndpointID) throws -> NumberedEndpoint? {
    let rows = try statement(
      "SELECT \(EndpointTables.columns), number FROM endpoint WHERE id=?1")
    try rows.bind(id.text, at: 1)
    return try readEndpoints(rows).first
  }

  /// The endpoint of a number; nil if there is none.
  public func numberedEndpoint(_ number: Int64) throws -> NumberedEndpoint? {
    let rows = try statement(
      "SELECT \(EndpointTables.columns), number FROM endpoint WHERE number=?1")
    try rows.bind(number, at: 1)
    return try readEndpoints(rows).first
  }

  func readEndpoints(_ rows: Statement) throws -> [NumberedEndpoint] {
    defer { rows.reset() }
    var found: [NumberedEndpoint] = []
    while try rows.step() {  // Bounded by the rows of the answer.
      let number = rows.integer(23)
      guard let endpoint = EndpointRow.read(rows, keys: try keys(of: number)) else {
        throw DeliveryFault.corrupt(.endpoint)
      }
      found.append(NumberedEndpoint(number: number, endpoint: endpoint))
    }
    return found
  }

  func number(of id: EndpointID) throws -> Int64? {
    let row = try statement("SELECT number FROM endpoint WHERE id=?1")
    defer { row.reset() }
    try row.bind(id.text, at: 1)
    return try row.step() ? row.integer(0) : nil
  }

  /// Changes an endpoint inside a commit of its own.
  @discardableResult
  private func change(
    _ id: EndpointID, ifRevision revision: Int64?, at moment: Moment,
    _ body: (inout Endpoint) throws -> Void
  ) throws -> Endpoint {
    try write { try changeInCommit(id, ifRevision: revision, at: moment, body) }
  }

  /// Changes an endpoint inside the caller's commit; a change that changes nothing is none.
  @discardableResult
  func changeInCommit(
    _ id: EndpointID, ifRevision revision: Int64?, at moment: Moment,
    _ body: (inout Endpoint) throws -> Void
  ) throws -> Endpoint {
    guard var numbered = try numberedEndpoint(id) else { throw EndpointFault.unknown }
    let before = numbered.endpoint
    if case .archived = before.state { throw EndpointFault.archived }
    if let revision, revision != before.revision {
      throw EndpointFault.changed(revision: before.revision)
    }
    try body(&numbered.endpoint)
    numbered.endpoint.revision = before.revision
    numbered.endpoint.updatedAt = before.updatedAt
    guard numbered.endpoint != before else { return before }
    numbered.endpoint.revision = before.revision + 1
    numbered.endpoint.updatedAt = moment
    try replace(numbered, keysChanged: numbered.endpoint.keys != before.keys)
    return numbered.endpoint
  }

  private func replace(_ numbered: NumberedEndpoint, keysChanged: Bool) throws {
    let names = EndpointTables.columns.split { $0 == "," || $0.isWhitespace }
    let pairs = names.enumerated().map { "\($0.element)=?\($0.offset + 1)" }
    let update = try statement(
      "UPDATE endpoint SET \(pairs.joined(separator: ",")) WHERE number=?24")
    try EndpointRow.bind(numbered.endpoint, to: update)
    try update.bind(numbered.number, at: 24)
    try update.run()
    if keysChanged { try storeKeys(numbered.endpoint.keys, of: numbered.number) }
  }
}
