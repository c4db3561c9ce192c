import Glibc

/// The files and sockets this process may have open at once.
enum OpenFiles {
  /// Raises the limit to the most the system allows: a server has a socket for each client and
  /// each delivery.
  ///
  /// Where that fails the old limit holds, and connections are refused sooner.
  static func raiseLimit() {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
    limits.rlim_cur = limits.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }
}
