import Glibc

/// The files and sockets this process may have open at once.
enum OpenFiles {
  /// Raises the limit to the most the system allows: a server has a socket for each client and
  /// each delivery.
  ///
  /// Where that fails the old limit holds, and connections are refused sooner.
  static func raiseLimit() {
    guard var limits else { return }
    limits.rlim_cur = limits.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }

  /// How many of them may be connections to endpoints.
  ///
  /// Far more than the deliveries on their way at once, so that each endpoint keeps its own while
  /// thousands of others take their turn. A quarter is left to clients and the ledger.
  static var forDeliveries: Int {
    let limit = limits.map { Int(clamping: $0.rlim_cur) } ?? 1_024
    return min(16_384, max(256, limit / 4 * 3))
  }

  private static var limits: rlimit? {
    var limits = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0
    return isKnown ? limits : nil
  }
}
