internal import HTTPTypes
internal import NIOCore
internal import Synchronization

/// Counts what the server does, for `/metrics`.
final class Meters: Sendable {
  /// Upper bounds of the latency buckets, in microseconds.
  private static let bounds: [Int64] = [
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000, 5_000_000, 10_000_000,
  ]

  private struct Series: Hashable {
    let operation: String
    let method: String
    let status: Int
  }

  private struct Latency {
    var buckets = [Int64](repeating: 0, count: Meters.bounds.count + 1)
    var sumMicroseconds: Int64 = 0
    var count: Int64 = 0
  }

  private struct Counts {
    var requests: [Series: Int64] = [:]
    var latencies: [String: Latency] = [:]
    var commits: Int64 = 0
    var grouped: Int64 = 0
    var replayed: Int64 = 0
    var limited: Int64 = 0
    var wrongProofs: Int64 = 0
  }

  private let counts = Mutex(Counts())

  /// Counts an answered request under its operation; nil for one that found none.
  func count(
    _ operation: String?, _ status: HTTPResponse.Status, since started: NIODeadline,
    method: HTTPRequest.Method
  ) {
    let microseconds = (NIODeadline.now() - started).nanoseconds / 1_000
    let name = operation ?? "none"
    // A method of the peer's own making must not become a series of its own.
    let series = Series(
      operation: name, method: operation == nil ? "any" : method.rawValue, status: status.code)
    counts.withLock { counts in
      counts.requests[series, default: 0] += 1
      var latency = counts.latencies[name] ?? Latency()
      let bucket = Meters.bounds.firstIndex { microseconds <= $0 } ?? Meters.bounds.count
      latency.buckets[bucket] += 1
      latency.sumMicroseconds += microseconds
      latency.count += 1
      counts.latencies[name] = latency
    }
  }

  /// Counts a commit that recorded what several requests brought.
  func countCommit(requests: Int) {
    counts.withLock { counts in
      counts.commits += 1
      counts.grouped += Int64(requests)
    }
  }

  /// Counts an answer given again under its `Idempotency-Key`.
  func countReplay() { counts.withLock { $0.replayed += 1 } }

  /// Counts a request refused for its rate.
  func countLimited() { counts.withLock { $0.limited += 1 } }

  /// Counts a second code, or a day, that proved nothing on the tracking page.
  func countWrongProof() { counts.withLock { $0.wrongProofs += 1 } }

  /// Appends everything in Prometheus' text format.
  func write(to text: inout PrometheusText) {
    let counts = counts.withLock { $0 }
    text.begin("hoso_http_requests_total", "counter", "Answered requests.")
    for (series, count) in counts.requests.sorted(by: { Meters.order($0.key, $1.key) }) {
      text.sample(
        [
          ("operation", series.operation), ("method", series.method),
          ("status", "\(series.status)"),
        ],
        count)
    }
    text.begin("hoso_http_request_seconds", "histogram", "Time from head to answer.")
    for (name, latency) in counts.latencies.sorted(by: { $0.key < $1.key }) {
      Meters.write(latency, of: name, to: &text)
    }
    text.single("hoso_commits_total", "counter", "Commits to the ledger.", counts.commits)
    text.single(
      "hoso_commit_requests_total", "counter", "Requests recorded by those commits.",
      counts.grouped)
    text.single(
      "hoso_idempotent_replays_total", "counter", "Answers given again.", counts.replayed)
    text.single(
      "hoso_rate_limited_total", "counter", "Requests refused for their rate.", counts.limited)
    text.single(
      "hoso_tracking_wrong_proofs_total", "counter",
      "Proofs on the tracking page that did not hold.", counts.wrongProofs)
  }

  private static func order(_ left: Series, _ right: Series) -> Bool {
    (left.operation, left.method, left.status) < (right.operation, right.method, right.status)
  }

  private static func write(_ latency: Latency, of name: String, to text: inout PrometheusText) {
    var total: Int64 = 0
    for (bound, count) in zip(bounds, latency.buckets) {
      total += count
      text.sample(
        [("operation", name), ("le", PrometheusText.seconds(microseconds: bound))], total,
        suffix: "_bucket")
    }
    text.sample([("operation", name), ("le", "+Inf")], latency.count, suffix: "_bucket")
    text.sample(
      [("operation", name)], decimal: PrometheusText.seconds(microseconds: latency.sumMicroseconds),
      suffix: "_sum")
    text.sample([("operation", name)], latency.count, suffix: "_count")
  }
}
