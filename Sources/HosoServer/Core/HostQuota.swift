internal import HosoWebhooks
internal import Synchronization

/// Counts the test deliveries and handshakes that keys have the server send to a host: nobody turns
/// it on somebody else's machine.
final class HostQuota: Sendable {
  private static let windowSeconds: Int64 = 3_600
  /// Hosts counted at once; beyond that a new one waits until another's hour is over.
  private static let hostsMax = 4_096

  private struct Window {
    let began: Moment
    var count: Int

    func isOver(at moment: Moment) -> Bool {
      moment >= began.adding(seconds: HostQuota.windowSeconds) || moment < began
    }
  }

  private let windows = Mutex<[String: Window]>([:])

  /// Counts one call to a host.
  ///
  /// - Returns: The seconds to wait; nil if it may be made.
  func take(_ host: String, perHour quota: Int, at moment: Moment) -> Int? {
    windows.withLock { windows in
      if windows.count >= HostQuota.hostsMax, windows[host] == nil {
        windows = windows.filter { !$0.value.isOver(at: moment) }
        guard windows.count < HostQuota.hostsMax else { return Int(HostQuota.windowSeconds) }
      }
      var window = windows[host] ?? Window(began: moment, count: 0)
      if window.isOver(at: moment) { window = Window(began: moment, count: 0) }
      guard window.count < quota else {
        let end = window.began.adding(seconds: HostQuota.windowSeconds)
        return max(1, Int(end.seconds - moment.seconds))
      }
      window.count += 1
      windows[host] = window
      return nil
    }
  }
}
