internal import NIOCore
internal import Synchronization

/// Knows the connections there are and what each of them is doing.
///
/// When there are as many as allowed, of all or of one address, the one that can be spared best
/// makes room for the new one: first one that has asked nothing yet or is idle, its TLS handshake
/// done or not, the longest waiting first; then one whose body is still coming; then one that does
/// not take its answer. Only if all are at work the new one is closed.
final class ConnectionCensus: Sendable {
  /// What a connection is doing; the lower, the better it can be spared.
  enum Doing: Int, Sendable {
    /// No request is there as a whole: a handshake, a head that has not ended, or a pause.
    case waiting
    /// A body comes whose sender is still to be proved.
    case receivingUnproven
    /// A body comes.
    case receiving
    /// An answer goes out.
    case answering
    /// The server is at it.
    case working
  }

  private struct Connection {
    let channel: any NIOCore.Channel
    /// Whose it is; nil for a proxy, which has no limit of its own.
    let owner: String?
    var doing = Doing.waiting
    var since: NIODeadline
  }

  private struct Connections {
    var all: [ObjectIdentifier: Connection] = [:]
    var byOwner: [String: Int] = [:]
    var spared: Int64 = 0
    var refused: Int64 = 0
  }

  private let limits: ServerLimits
  private let proxies: TrustedProxies
  private let connections = Mutex(Connections())

  init(limits: ServerLimits, proxies: TrustedProxies) {
    self.limits = limits
    self.proxies = proxies
  }

  /// Counts a connection until it closes; false if there is no room for it.
  func admit(_ channel: any NIOCore.Channel) -> Bool {
    let now = NIODeadline.now()
    let owner = proxies.limitedOwner(channel.remoteAddress?.ipAddress)
    var leaving: [any NIOCore.Channel] = []
    let isAdmitted = connections.withLock { connections in
      if let owner, connections.byOwner[owner, default: 0] >= limits.connectionsPerAddress {
        guard let one = spare(in: &connections, of: owner, at: now) else { return false }
        leaving.append(one)
      }
      if connections.all.count >= limits.connections {
        guard let one = spare(in: &connections, of: nil, at: now) else { return false }
        leaving.append(one)
      }
      let connection = Connection(channel: channel, owner: owner, since: now)
      connections.all[ObjectIdentifier(channel)] = connection
      if let owner { connections.byOwner[owner, default: 0] += 1 }
      return true
    }
    for one in leaving { one.close(promise: nil) }
    guard isAdmitted else {
      connections.withLock { $0.refused += 1 }
      return false
    }
    channel.closeFuture.whenComplete { _ in
      self.connections.withLock { _ = ConnectionCensus.forget(ObjectIdentifier(channel), in: &$0) }
    }
    return true
  }

  /// Notes what a connection is doing from now on.
  func note(_ channel: any NIOCore.Channel, _ doing: Doing) {
    connections.withLock { connections in
      connections.all[ObjectIdentifier(channel)]?.doing = doing
      connections.all[ObjectIdentifier(channel)]?.since = .now()
    }
  }

  /// Closes those on which no whole head of a request came for as long as may be.
  ///
  /// A body that comes has a time of its own.
  func closeIdle() {
    let now = NIODeadline.now()
    let idle = connections.withLock { connections in
      connections.all.values.filter { connection in
        connection.doing == .waiting
          && now - connection.since >= .seconds(limits.idleSeconds)
      }
    }
    for connection in idle { connection.channel.close(promise: nil) }
  }

  /// Closes every connection there is, whatever is being done on it.
  func closeAll() {
    for channel in connections.withLock({ $0.all.values.map(\.channel) }) {
      channel.close(promise: nil)
    }
  }

  /// Connections now, those that had to make room, and those for which there was none.
  var counts: (now: Int, spared: Int64, refused: Int64) {
    connections.withLock { ($0.all.count, $0.spared, $0.refused) }
  }

  /// Takes out the connection that can be spared best.
  private func spare(
    in connections: inout Connections, of owner: String?, at now: NIODeadline
  ) -> (any NIOCore.Channel)? {
    let patience = TimeAmount.seconds(limits.bodySeconds)
    let candidates = connections.all.filter { entry in
      guard owner == nil || entry.value.owner == owner else { return false }
      switch entry.value.doing {
      case .waiting, .receivingUnproven, .receiving: return true
      case .answering: return now - entry.value.since > patience
      case .working: return false
      }
    }
    let best = candidates.min { left, right in
      let (left, right) = (left.value, right.value)
      return (left.doing.rawValue, left.since) < (right.doing.rawValue, right.since)
    }
    guard let best else { return nil }
    connections.spared += 1
    return ConnectionCensus.forget(best.key, in: &connections)?.channel
  }

  private static func forget(
    _ id: ObjectIdentifier, in connections: inout Connections
  ) -> Connection? {
    guard let connection = connections.all.removeValue(forKey: id) else { return nil }
    if let owner = connection.owner {
      let count = (connections.byOwner[owner] ?? 1) - 1
      connections.byOwner[owner] = count > 0 ? count : nil
    }
    return connection
  }
}
