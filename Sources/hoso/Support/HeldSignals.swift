import Glibc

/// Signals that do nothing by themselves and are handed out one after another.
///
/// Must be made before the first thread: threads inherit what is held.
struct HeldSignals {
  private let signals: sigset_t

  init(_ numbers: [Int32]) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    self.signals = signals
  }

  /// Waits for the next one.
  func next() -> Int32 {
    var signals = signals
    var number: Int32 = 0
    while sigwait(&signals, &number) != 0 {}  // Bounded by interruptions.
    return number
  }

  /// Waits for the next one so long at most; nil if none came.
  func next(withinSeconds seconds: Int64) -> Int32? {
    var signals = signals
    var time = timespec(tv_sec: Int(seconds), tv_nsec: 0)
    let number = sigtimedwait(&signals, nil, &time)
    return number > 0 ? number : nil
  }

  /// Lets them do in this thread what they do by themselves.
  func release() {
    var signals = signals
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
