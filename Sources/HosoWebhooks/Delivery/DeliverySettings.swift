internal import HosoState

/// Limits of the dispatcher; each has its reason.
public struct DeliverySettings: Hashable, Sendable {
  /// The server that receivers are asked to consent to: a DNS name.
  public var webhookOrigin: String
  /// The least and the most deliveries on their way to one endpoint; it starts with the least and
  /// gets one more for each success, so that one that hangs holds little.
  var inFlightPerEndpoint = 2...8
  /// Deliveries on their way altogether: sockets and memory.
  public var inFlight = 512
  /// Items read ahead of an endpoint's cursor: what one failing dossier may keep from the others
  /// before it is listed as outstanding.
  public var window = 256
  /// Outstanding deliveries of one endpoint; beyond them its feed stands still.
  public var outstandingPerEndpoint = 10_000
  /// Ledger positions looked at for everybody before those on the line have their turn.
  var positionsRoutedPerTurn = 256
  /// Ledger positions looked at for one endpoint before the next one has its turn.
  public var positionsPerTurn = 128
  /// Judgements of outstanding deliveries for one endpoint before the next one has its turn.
  var lookUpsPerTurn = 64
  /// Positions without an item after which an endpoint's cursor is stored all the same.
  var idlePositions: Int64 = 2_000
  /// How often other processes' commits are looked for.
  public var pollMilliseconds: Int64 = 250
  /// How long after a failed commit the next one is tried.
  public var stallMilliseconds: Int64 = 1_000
  /// Handshakes and test deliveries that one host gets in an hour.
  public var callsPerHostAndHour = DeliveryStore.callsPerHostAndHour

  public init(webhookOrigin: String) {
    self.webhookOrigin = webhookOrigin
  }
}
