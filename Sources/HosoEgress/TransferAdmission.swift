/// Who may start now: bounds transfers to one host and name look-ups at a time.
///
/// A look-up is a thread in `getaddrinfo` that cannot be called off, so a transfer that gave up
/// still counts until every name server would have been asked. One look-up at a time for a name:
/// what comes after finds its answer in libcurl's cache.
struct TransferAdmission {
  /// How long libcurl keeps an address, in seconds.
  static let cacheSeconds = 60
  /// Shorter than that, so that nothing counted as known is looked up after all.
  private static let knownMilliseconds: UInt64 = 55_000
  /// glibc asks three servers twice, 5 s each (resolv.conf(5)).
  private static let abandonedMilliseconds: UInt64 = 30_000
  /// Names remembered; beyond it all are forgotten, which only costs look-ups.
  private static let namesMax = 10_000

  let limits: TransferLimits
  private(set) var active = 0
  private var perOrigin: [String: Int] = [:]
  /// Names being looked up, and whether they were found before.
  private var lookups: [String: Bool] = [:]
  /// Until when a name's address is in the cache, in milliseconds of the caller's clock.
  private var found: [String: UInt64] = [:]
  private var abandoned: [UInt64] = []

  init(limits: TransferLimits) {
    self.limits = limits
  }

  /// Whether a transfer may start, and counts it if so.
  mutating func admit(_ url: EndpointURL, now: UInt64) -> Bool {
    guard active < limits.transfersMax,
      perOrigin[url.origin, default: 0] < limits.transfersPerHost
    else { return false }
    if url.literal == nil, (found[url.host] ?? 0) <= now {
      guard lookups[url.host] == nil, hasRoomForLookup(of: url.host, now: now) else {
        return false
      }
      lookups[url.host] = found[url.host] != nil
    }
    active += 1
    perOrigin[url.origin, default: 0] += 1
    return true
  }

  private mutating func hasRoomForLookup(of host: String, now: UInt64) -> Bool {
    abandoned.removeAll { $0 <= now }
    guard lookups.count + abandoned.count < limits.lookups else { return false }
    if found[host] != nil { return true }
    let unknown = lookups.values.count { !$0 }
    return unknown + abandoned.count < limits.lookupsOfUnknown
  }

  /// The name was found, or a connection that stood already is used.
  mutating func lookupEnded(_ url: EndpointURL, now: UInt64) {
    guard url.literal == nil, lookups.removeValue(forKey: url.host) != nil else { return }
    if found.count >= TransferAdmission.namesMax { found.removeAll() }
    found[url.host] = now + TransferAdmission.knownMilliseconds
  }

  /// A transfer ended.
  ///
  /// - Parameters:
  ///   - duringLookup: It never got beyond the look-up.
  ///   - lookupGoesOn: Its thread still waits for name servers.
  mutating func ended(
    _ url: EndpointURL, duringLookup: Bool, lookupGoesOn: Bool, now: UInt64
  ) {
    active -= 1
    let left = perOrigin[url.origin, default: 1] - 1
    perOrigin[url.origin] = left > 0 ? left : nil
    guard duringLookup, url.literal == nil else { return }
    lookups[url.host] = nil
    found[url.host] = nil
    if lookupGoesOn { abandoned.append(now + TransferAdmission.abandonedMilliseconds) }
  }
}
