public import HosoDomain
public import HosoLedger
internal import HosoSQLite
public import HosoSigning

/// What a meter shows of an endpoint.
public struct EndpointStanding: Sendable {
  public let id: EndpointID
  /// Whether it gets events; else notices, whose numbers are no positions.
  public let getsEvents: Bool
  /// The name of the state it is in.
  public let state: String
  /// How far its deliveries are.
  public let position: LedgerPosition
  public let delivered: Int64
  public let failures: Int64
  public let failingSince: Moment?
  public internal(set) var outstanding = OutstandingCounts()
}

/// Endpoints as lists and meters need them: what is read grows with what is told, not with all
/// there is.
extension DeliveryStore {
  /// Endpoints that are not archived, a page of them in the order in which they were added.
  ///
  /// - Parameters:
  ///   - id: The last one of the page before.
  ///   - agency: Only those whose first agency is this one or below it.
  public func endpoints(
    after id: EndpointID?, limit: Int, under agency: AgencyCode? = nil
  ) throws -> [Endpoint] {
    let place = try id.map { try number(of: $0) ?? 0 } ?? 0
    // Codes below one begin with it and a point; a slash is what follows a point.
    let (source, condition) =
      agency == nil
      ? ("endpoint", "number>?1")
      : ("endpoint INDEXED BY endpoint_agency", "agency>=?3 AND agency<?3||'/' AND number>?1")
    let rows = try statement(
      """
      SELECT \(EndpointTables.columns), number FROM \(source)
      WHERE \(condition) AND state<>'archived' ORDER BY number LIMIT ?2
      """)
    try rows.bind(place, at: 1)
    try rows.bind(Int64(limit), at: 2)
    if let agency { try rows.bind(agency.canonical, at: 3) }
    return try readEndpoints(rows).map(\.endpoint)
  }

  /// What meters show of every endpoint that is not archived.
  public func endpointStandings() throws -> [EndpointStanding] {
    let rows = try statement(
      """
      SELECT number, id, kind, state, cursor_position, delivered, failures, failing_since
      FROM endpoint JOIN progress ON progress.endpoint=endpoint.number
      WHERE state<>'archived' ORDER BY number
      """)
    defer { rows.reset() }
    var found: [EndpointStanding] = []
    var places: [Int64: Int] = [:]
    while try rows.step() {  // Bounded by the endpoints.
      guard let id = EndpointID(rows.text(1)) else { throw DeliveryFault.corrupt(.endpoint) }
      places[rows.integer(0)] = found.count
      found.append(
        EndpointStanding(
          id: id, getsEvents: rows.text(2) != EndpointKind.operator.name, state: rows.text(3),
          position: LedgerPosition(rows.integer(4)), delivered: rows.integer(5),
          failures: rows.integer(6),
          failingSince: rows.optionalInteger(7).map(Moment.init(milliseconds:))))
    }
    let counts = try statement(
      "SELECT endpoint, state, count(*) FROM outstanding GROUP BY endpoint, state")
    defer { counts.reset() }
    while try counts.step() {  // Bounded by the endpoints and states.
      guard let place = places[counts.integer(0)] else { continue }
      try found[place].outstanding.set(counts.text(1), counts.integer(2))
    }
    return found
  }

  /// The keys that deliveries to endpoints are signed with, of those that are not archived.
  public func signingKeys() throws -> [KeyRing<SigningKey>.Entry] {
    let rows = try statement(
      """
      SELECT key, valid_from, valid_until FROM endpoint_key
      JOIN endpoint ON endpoint.number=endpoint_key.endpoint
      WHERE endpoint_key.kind=?1 AND state<>'archived'
      """)
    defer { rows.reset() }
    try rows.bind(DeliveryStore.signingKind, at: 1)
    var found: [KeyRing<SigningKey>.Entry] = []
    while try rows.step() {  // Bounded by the endpoints' keys.
      let key = try SigningKey(serialized: rows.text(0))
      found.append(
        .init(key: key, validFrom: rows.integer(1), validUntil: rows.optionalInteger(2)))
    }
    return found
  }
}
