/// Whether deliveries are kept from an endpoint in trouble.
public enum BreakerState: String, Hashable, Sendable {
  /// They go.
  case closed
  /// Nothing is sent for a while.
  case open
  /// One is let through to try.
  case trying
}
