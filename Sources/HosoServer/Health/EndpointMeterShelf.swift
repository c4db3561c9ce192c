internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import NIOCore
internal import Synchronization

/// What is measured of each endpoint, gone through again only when it is no longer fresh: there may
/// be ten thousand of them, and anybody with the scope may ask often.
final class EndpointMeterShelf: Sendable {
  private static let stale = TimeAmount.seconds(5)
  /// Events behind a cursor are counted up to here.
  private static let lagMax = 10_000

  private let kept = Mutex<(text: PrometheusText, readAt: NIODeadline)?>(nil)

  /// All meters of endpoints, as they were a few seconds ago at the earliest.
  func text(
    _ deliveries: DeliveryStatistics?, _ call: Call
  ) async throws -> PrometheusText {
    let now = NIODeadline.now()
    if let kept = kept.withLock({ $0 }), now < kept.readAt + EndpointMeterShelf.stale {
      return kept.text
    }
    let rows = try await call.services.state.read { try $0.endpointStandings() }
    let lags = try await EndpointMeterShelf.lags(deliveries, call.services)
    var text = PrometheusText()
    EndpointMeterShelf.write(rows, lags: lags, now: call.moment, to: &text)
    if let deliveries { EndpointMeterShelf.write(deliveries, to: &text) }
    kept.withLock { [text] in $0 = (text, now) }
    return text
  }

  /// How many events are on their way to each endpoint: as the process that delivers knows it,
  /// else as many as may be for it behind its cursor.
  private static func lags(
    _ deliveries: DeliveryStatistics?, _ services: Services
  ) async throws -> [EndpointID: Int64] {
    if let deliveries, !deliveries.isWaiting, !deliveries.endpoints.isEmpty {
      return Dictionary(
        deliveries.endpoints.map { ($0.id, $0.lag) }, uniquingKeysWith: { first, _ in first })
    }
    let rows = try await services.state.read { store in
      try store.endpoints().filter(\.kind.getsEvents).map { endpoint in
        (endpoint: endpoint, progress: try store.progress(of: endpoint.id))
      }
    }
    return try await services.catchUps.read { feed in
      var lags: [EndpointID: Int64] = [:]
      for row in rows {
        guard let progress = row.progress else { continue }
        lags[row.endpoint.id] = Int64(
          try feed.unread(
            after: progress.cursor, matcher: FilterMatcher(endpoint: row.endpoint), upTo: lagMax))
      }
      return lags
    }
  }

  private static func write(
    _ rows: [EndpointStanding], lags: [EndpointID: Int64], now: Moment,
    to text: inout PrometheusText
  ) {
    text.begin("hoso_endpoint_state", "gauge", "1 for the state an endpoint is in.")
    for row in rows { text.sample(row.labels + [("state", row.state)], 1) }
    text.begin("hoso_endpoint_lag_positions", "gauge", "Events that are on their way to it.")
    for row in rows where row.getsEvents { text.sample(row.labels, lags[row.id] ?? 0) }
    text.begin("hoso_endpoint_outstanding", "gauge", "Deliveries its cursor left behind.")
    for row in rows {
      text.sample(row.labels + [("state", "retrying")], row.outstanding.retrying)
      text.sample(row.labels + [("state", "held")], row.outstanding.held)
      text.sample(row.labels + [("state", "parked")], row.outstanding.parked)
    }
    text.begin("hoso_endpoint_delivered_total", "counter", "Deliveries that succeeded.")
    for row in rows { text.sample(row.labels, row.delivered) }
    text.begin("hoso_endpoint_failures_total", "counter", "Attempts that failed.")
    for row in rows { text.sample(row.labels, row.failures) }
    text.begin("hoso_endpoint_failing_seconds", "gauge", "How long it has been failing.")
    for row in rows {
      text.sample(
        row.labels, row.failingSince.map { max(0, now.seconds - $0.seconds) } ?? 0)
    }
  }

  /// What only the process that delivers knows.
  private static func write(_ deliveries: DeliveryStatistics, to text: inout PrometheusText) {
    text.begin("hoso_endpoint_breaker", "gauge", "1 for the state an endpoint's breaker is in.")
    for endpoint in deliveries.endpoints {
      text.sample([("endpoint", endpoint.id.text), ("state", endpoint.breaker.rawValue)], 1)
    }
    text.begin("hoso_endpoint_in_flight", "gauge", "Requests on the line to an endpoint.")
    for endpoint in deliveries.endpoints {
      text.sample([("endpoint", endpoint.id.text)], Int64(endpoint.inFlight))
    }
  }
}

extension EndpointStanding {
  fileprivate var labels: [(String, String)] { [("endpoint", id.text)] }
}
