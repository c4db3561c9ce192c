/// How much of time, memory and connections receivers may take.
public struct TransferLimits: Hashable, Sendable {
  /// From start to end of one transfer: Standard Webhooks asks for 15 to 30 s.
  public var totalMilliseconds = 15_000
  /// Of that, until the connection stands: look-up, TCP and TLS.
  public var connectMilliseconds = 5_000
  /// Kept of an answer's body; what follows is not read.
  public var bodyBytes = 16_384
  /// Of an answer's headers, interim answers and trailers together.
  public var headerBytes = 16_384
  /// Transfers at the same time, over all hosts; more wait.
  public var transfers = 512
  /// Connections open at the same time, over all hosts, those that wait for their next transfer
  /// among them.
  public var connections = 1_024
  /// Transfers at the same time to one scheme, host and port; more wait.
  public var transfersPerHost = 64
  /// Names looked up at the same time: each is a thread that cannot be called off.
  public var lookups = 16
  /// Of those, for names that have not been found yet: they cannot hold up the known ones.
  public var lookupsOfUnknown = 8

  public init() {}

  /// Of the transfers, as many as leave half of the connections to those that wait.
  var transfersMax: Int { max(1, min(transfers, connections / 2)) }
}
