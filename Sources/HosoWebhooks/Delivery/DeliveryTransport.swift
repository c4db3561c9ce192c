internal import HosoEgress

/// What carries requests out: libcurl in earnest, a simulated network in tests.
///
/// Belongs to the dispatcher's thread.
protocol DeliveryTransport: AnyObject {
  /// Signs and begins a request; `perform` gives it back once it has ended, or could not begin.
  ///
  /// Each has a greater token than those before.
  func start(_ request: UnsignedRequest)
  /// Does what can be done without waiting.
  func perform() -> [FinishedTransfer]
  /// Waits until something can be done, at most so long.
  func wait(milliseconds: Int32)
  /// Requests that were begun and not given back.
  var running: Int { get }
}
