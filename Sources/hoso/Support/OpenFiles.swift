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

  /// How many there may be now; nil if nobody can tell.
  static var limit: Int? { limits.map { Int(clamping: $0.rlim_cur) } }

  private static var limits: rlimit? {
    var limits = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0
    return isKnown ? limits : nil
  }
}
