import Glibc
import HosoDomain

/// What the process was started with.
enum Environment {
  /// A variable's value; nil if it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let raw = getenv(name) else { return nil }
    let text = String(cString: raw)
    return text.isEmpty ? nil : text
  }
}

/// The machine's clock.
///
/// The only place that asks it.
enum SystemClock {
  static func now() -> RecordedAt {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return RecordedAt(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  /// The same moment at the precision of events.
  static func nowOccurred() -> OccurredAt {
    OccurredAt(milliseconds: now().microseconds / 1_000)
  }
}
