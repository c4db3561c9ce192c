internal import HosoSQLite

/// How often a host is called, or asked to be called, without having consented to more.
enum HostCallTables {
  static let sql = """
    CREATE TABLE host_call(
      kind TEXT NOT NULL, host TEXT NOT NULL, began INTEGER NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY(kind, host)
    ) STRICT, WITHOUT ROWID;
    """
}

/// What is counted against a host.
public enum HostCall: String, Hashable, Sendable {
  /// A key of an agency changed an endpoint in a way that brings a handshake about.
  case asked
  /// A handshake or a test delivery went out.
  case sent
}

/// Counts calls to hosts, so that nobody turns the deliveries on somebody else's machine: kept
/// with the rest of the state, for whichever process calls, and over its end.
extension DeliveryStore {
  /// Calls of a kind to one host within an hour, unless an operator says otherwise.
  public static let callsPerHostAndHour = 20
  private static let hourSeconds: Int64 = 3_600
  /// Hosts counted at once; beyond that a new one waits until another's hour is over.
  static let hostsMax: Int64 = 4_096

  /// Counts one call to a host; durable when this returns.
  ///
  /// - Returns: The seconds to wait; nil if it may be made.
  public func take(
    _ call: HostCall, to host: String, perHour quota: Int, at moment: Moment
  ) throws -> Int? {
    let host = host.lowercased()
    if let known = try hostWindow(call, host, at: moment), known.count >= quota {
      let end = known.began.adding(seconds: DeliveryStore.hourSeconds)
      return max(1, Int(end.seconds - moment.seconds))
    }
    return try write {
      // Again, now that nobody else counts.
      let known = try hostWindow(call, host, at: moment)
      if let known, known.count >= quota {
        let end = known.began.adding(seconds: DeliveryStore.hourSeconds)
        return max(1, Int(end.seconds - moment.seconds))
      }
      if known == nil {
        try forgetHours(before: moment)
        guard try hostCount(call) < DeliveryStore.hostsMax else {
          return Int(DeliveryStore.hourSeconds)
        }
      }
      let row = try statement("INSERT OR REPLACE INTO host_call VALUES(?1,?2,?3,?4)")
      try row.bind(call.rawValue, at: 1)
      try row.bind(host, at: 2)
      try row.bind((known?.began ?? moment).milliseconds, at: 3)
      try row.bind(Int64((known?.count ?? 0) + 1), at: 4)
      try row.run()
      return nil
    }
  }

  /// The hour of a host that is running, if there is one.
  private func hostWindow(
    _ call: HostCall, _ host: String, at moment: Moment
  ) throws -> (began: Moment, count: Int)? {
    let row = try statement("SELECT began, count FROM host_call WHERE kind=?1 AND host=?2")
    defer { row.reset() }
    try row.bind(call.rawValue, at: 1)
    try row.bind(host, at: 2)
    guard try row.step() else { return nil }
    let began = Moment(milliseconds: row.integer(0))
    // A clock that was set back does not make an hour longer.
    guard began <= moment, moment < began.adding(seconds: DeliveryStore.hourSeconds) else {
      return nil
    }
    return (began, Int(clamping: row.integer(1)))
  }

  private func hostCount(_ call: HostCall) throws -> Int64 {
    let row = try statement("SELECT count(*) FROM host_call WHERE kind=?1")
    defer { row.reset() }
    try row.bind(call.rawValue, at: 1)
    return try row.step() ? row.integer(0) : 0
  }

  private func forgetHours(before moment: Moment) throws {
    let old = try statement("DELETE FROM host_call WHERE began<=?1 OR began>?2")
    try old.bind(moment.adding(seconds: -DeliveryStore.hourSeconds).milliseconds, at: 1)
    try old.bind(moment.milliseconds, at: 2)
    try old.run()
  }
}
