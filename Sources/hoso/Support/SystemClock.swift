internal import CBuildDate
import Glibc
import HosoDomain
import HosoLedger
import Synchronization

/// The machine's clock, with what a person said is to be added to it.
///
/// The only place that asks it.
enum SystemClock {
  private static let offsetMicroseconds = Atomic<Int64>(0)

  /// Adds from now on what a ledger's settings say.
  static func follow(_ settings: LedgerSettings) {
    offsetMicroseconds.store(settings.clock?.offsetMicroseconds ?? 0, ordering: .relaxed)
  }

  static func now() -> RecordedAt {
    let (sum, isOverflow) = machine().microseconds
      .addingReportingOverflow(offsetMicroseconds.load(ordering: .relaxed))
    return isOverflow ? machine() : RecordedAt(microseconds: sum)
  }

  /// The same moment at the precision of events.
  static func nowOccurred() -> OccurredAt {
    OccurredAt(milliseconds: now().microseconds / 1_000)
  }

  /// What a ledger's writer judges.
  static let watch = ClockWatch(now: machine, sinceBoot: sinceBoot, built: built)

  /// What the machine shows.
  @Sendable private static func machine() -> RecordedAt {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return RecordedAt(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  private static let bootID = text(of: "/proc/sys/kernel/random/boot_id")

  /// The time since the machine's start, what it slept included; from the kernel's own file, which
  /// whoever preloads another clock into a process does not change.
  ///
  /// Source: proc(5), /proc/uptime.
  @Sendable private static func sinceBoot() -> SinceBoot? {
    guard let bootID, let uptime = text(of: "/proc/uptime"),
      let seconds = uptime.split(separator: " ").first.flatMap({ Double($0) }),
      seconds >= 0, seconds < 1e10
    else { return nil }
    return SinceBoot(bootID: bootID, microseconds: Int64(seconds * 1_000_000))
  }

  private static func text(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes.prefix(count).prefix { $0 != 0x0a }, as: UTF8.self)
  }

  /// The start of the day the program was built on, wherever on earth that was.
  private static let built: RecordedAt? = {
    let parts = String(cString: hoso_build_date()).split(separator: " ")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard parts.count == 3, let month = months.firstIndex(of: String(parts[0])),
      let day = Int(parts[1]), let year = Int(parts[2]),
      let date = LocalDate(year: year, month: month + 1, day: day)
    else { return nil }
    return date.adding(days: -1).startRecordedAt
  }()
}
