internal import CCurl

/// Hosts in groups, each with the connections and addresses that libcurl keeps for it.
///
/// libcurl walks through all connections of a place when a transfer ends, and finds them and the
/// addresses by tables of some hundred slots: with ten thousand hosts in one place that takes
/// longer than everything else about a delivery. A group is what libcurl calls a share; all of
/// them belong to one thread, so none needs a lock.
final class HostGroups {
  /// More do not make a table shorter that holds two entries in a slot.
  private static let countMax = 64
  /// Idle connections for which a further group is worth its tables.
  private static let connectionsPerGroup = 128

  private let shares: [UnsafeMutableRawPointer]
  /// How many connections libcurl keeps in a group before it closes those unused the longest.
  let connectionsPerGroup: Int

  /// - Throws: `EgressFault.client` if libcurl has no memory left.
  init(_ limits: TransferLimits) throws(EgressFault) {
    let idle = limits.connections - limits.transfersMax
    let count = min(HostGroups.countMax, max(1, idle / HostGroups.connectionsPerGroup))
    connectionsPerGroup = max(1, idle / count)
    var shares: [UnsafeMutableRawPointer] = []
    for _ in 0..<count {
      guard let share = hoso_curl_share_of_connections() else {
        shares.forEach(HostGroups.free)
        throw .client(code: CURLE_OUT_OF_MEMORY.rawValue)
      }
      shares.append(share)
    }
    self.shares = shares
  }

  /// Closes the connections; no handle may use a group by then.
  deinit { shares.forEach(HostGroups.free) }

  /// The group of a host: the same as long as the process lives, and nobody outside can tell which,
  /// so nobody can crowd one with names of their choice.
  func share(of host: String) -> UnsafeMutableRawPointer {
    var hasher = Hasher()
    hasher.combine(host)
    return shares[Int(UInt(bitPattern: hasher.finalize()) % UInt(shares.count))]
  }

  private static func free(_ share: UnsafeMutableRawPointer) {
    let code = curl_share_cleanup(share)
    precondition(code == CURLSHE_OK, "no handle outlives the group of its host")
  }
}
