public import HosoLedger
internal import HosoSQLite

/// What a person asked of an endpoint's deliveries, for the dispatcher to carry out.
///
/// Only the dispatcher changes cursors and outstanding deliveries; what others want waits here, so
/// it works with and without a running server and is never overwritten.
public struct Directive: Hashable, Sendable {
  public let id: Int64
  public let endpoint: Int64
  public let kind: Kind

  public enum Kind: Hashable, Sendable {
    /// Go on from this place in the feed.
    case seek(FeedCursor)
    /// Try parked deliveries again, and forget that the endpoint was failing.
    case release
    /// Give up on an outstanding delivery, so that later ones pass.
    case drop(LedgerPosition)
  }
}

/// An event that is to be sent again.
public struct ReplayEntry: Hashable, Sendable {
  public let event: LedgerPosition
  /// Where it came into the endpoint's feed.
  public let position: LedgerPosition

  public init(event: LedgerPosition, position: LedgerPosition) {
    self.event = event
    self.position = position
  }
}

/// Where directives and replays wait.
enum DirectiveTables {
  static let sql = """
    CREATE TABLE directive(
      id INTEGER PRIMARY KEY AUTOINCREMENT, endpoint INTEGER NOT NULL REFERENCES endpoint(number),
      kind TEXT NOT NULL, position INTEGER, event INTEGER
    ) STRICT;
    CREATE TABLE replay(
      endpoint INTEGER NOT NULL REFERENCES endpoint(number), event INTEGER NOT NULL,
      position INTEGER NOT NULL, PRIMARY KEY(endpoint, event)
    ) STRICT, WITHOUT ROWID;
    """
}

extension DeliveryStore {
  private static let seekKind = "seek"
  private static let releaseKind = "release"
  private static let dropKind = "drop"

  /// Lets an endpoint's feed go on from a place: back to send again, or forward to leave out.
  ///
  /// Takes effect with the dispatcher's next turn. Outstanding deliveries stay.
  public func seek(_ id: EndpointID, to cursor: FeedCursor) throws {
    try write {
      guard let numbered = try numberedEndpoint(id) else { throw EndpointFault.unknown }
      guard numbered.endpoint.kind.getsEvents else { throw EndpointFault.getsNoEvents }
      let number = numbered.number
      try add(DeliveryStore.seekKind, of: number, position: cursor.position, event: cursor.event)
    }
  }

  /// Tries an endpoint's parked deliveries again, each with all its attempts.
  public func releaseParked(_ id: EndpointID) throws {
    try write {
      guard let number = try number(of: id) else { throw EndpointFault.unknown }
      try addRelease(of: number)
    }
  }

  /// Gives up on an outstanding delivery for good; later events of its dossier pass.
  public func drop(_ event: LedgerPosition, of id: EndpointID) throws {
    try write {
      guard let number = try number(of: id) else { throw EndpointFault.unknown }
      try add(DeliveryStore.dropKind, of: number, position: nil, event: event)
    }
  }

  /// Sends events again that an endpoint got before.
  ///
  /// - Returns: How many are not waiting to be sent again already.
  @discardableResult
  public func replay(_ entries: [ReplayEntry], to id: EndpointID) throws -> Int {
    try write {
      guard let number = try number(of: id) else { throw EndpointFault.unknown }
      let before = try replayCount(of: number)
      let insert = try statement("INSERT OR IGNORE INTO replay VALUES(?1,?2,?3)")
      for entry in entries {
        try insert.bind(number, at: 1)
        try insert.bind(entry.event.number, at: 2)
        try insert.bind(entry.position.number, at: 3)
        try insert.run()
      }
      return Int(try replayCount(of: number) - before)
    }
  }

  private func replayCount(of endpoint: Int64) throws -> Int64 {
    let row = try statement("SELECT count(*) FROM replay WHERE endpoint=?1")
    defer { row.reset() }
    try row.bind(endpoint, at: 1)
    return try row.step() ? row.integer(0) : 0
  }

  /// Asks for parked deliveries to be tried again, inside the caller's commit.
  func addRelease(of endpoint: Int64) throws {
    try add(DeliveryStore.releaseKind, of: endpoint, position: nil, event: nil)
  }

  private func add(
    _ kind: String, of endpoint: Int64, position: LedgerPosition?, event: LedgerPosition?
  ) throws {
    let insert = try statement(
      "INSERT INTO directive(endpoint, kind, position, event) VALUES(?1,?2,?3,?4)")
    try insert.bind(endpoint, at: 1)
    try insert.bind(kind, at: 2)
    try insert.bind(position?.number, at: 3)
    try insert.bind(event?.number, at: 4)
    try insert.run()
  }

  /// What waits to be carried out, in the order in which it was asked for.
  public func directives(after id: Int64, limit: Int) throws -> [Directive] {
    let rows = try statement(
      "SELECT id, endpoint, kind, position, event FROM directive WHERE id>?1 ORDER BY id LIMIT ?2")
    defer { rows.reset() }
    try rows.bind(id, at: 1)
    try rows.bind(Int64(limit), at: 2)
    var found: [Directive] = []
    while try rows.step() {  // Bounded by the limit.
      let event = LedgerPosition(rows.integer(4))
      let cursor = FeedCursor(position: LedgerPosition(rows.integer(3)), event: event)
      let kind: Directive.Kind
      switch rows.text(2) {
      case DeliveryStore.seekKind:
        guard let cursor else { throw DeliveryFault.corrupt(.directive) }
        kind = .seek(cursor)
      case DeliveryStore.releaseKind: kind = .release
      case DeliveryStore.dropKind: kind = .drop(event)
      default: throw DeliveryFault.corrupt(.directive)
      }
      found.append(Directive(id: rows.integer(0), endpoint: rows.integer(1), kind: kind))
    }
    return found
  }

  /// Forgets a directive that was carried out, inside the caller's commit.
  public func removeDirective(_ id: Int64) throws {
    let delete = try statement("DELETE FROM directive WHERE id=?1")
    try delete.bind(id, at: 1)
    try delete.run()
  }

  /// Events of an endpoint that wait to be sent again, by event.
  public func replays(
    of endpoint: Int64, after event: LedgerPosition, limit: Int
  ) throws -> [ReplayEntry] {
    let rows = try statement(
      "SELECT event, position FROM replay WHERE endpoint=?1 AND event>?2 ORDER BY event LIMIT ?3")
    defer { rows.reset() }
    try rows.bind(endpoint, at: 1)
    try rows.bind(event.number, at: 2)
    try rows.bind(Int64(limit), at: 3)
    var found: [ReplayEntry] = []
    while try rows.step() {  // Bounded by the limit.
      found.append(
        ReplayEntry(
          event: LedgerPosition(rows.integer(0)), position: LedgerPosition(rows.integer(1))))
    }
    return found
  }

  /// The endpoints that have something to send again.
  public func endpointsWithReplays() throws -> [Int64] {
    let rows = try statement("SELECT DISTINCT endpoint FROM replay")
    defer { rows.reset() }
    var found: [Int64] = []
    while try rows.step() { found.append(rows.integer(0)) }  // Bounded by the endpoints.
    return found
  }

  /// Forgets a replay that became an outstanding delivery, inside the caller's commit.
  public func removeReplay(_ event: LedgerPosition, of endpoint: Int64) throws {
    let delete = try statement("DELETE FROM replay WHERE endpoint=?1 AND event=?2")
    try delete.bind(endpoint, at: 1)
    try delete.bind(event.number, at: 2)
    try delete.run()
  }

  /// The revision of every endpoint that is not archived, by number: cheap to ask often.
  public func endpointRevisions() throws -> [Int64: Int64] {
    let rows = try statement("SELECT number, revision FROM endpoint WHERE state<>'archived'")
    defer { rows.reset() }
    var found: [Int64: Int64] = [:]
    while try rows.step() { found[rows.integer(0)] = rows.integer(1) }  // Bounded by endpoints.
    return found
  }
}
