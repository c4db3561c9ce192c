public import HosoDomain
public import HosoEgress
public import HosoExports
public import HosoLedger
public import HosoState
public import HosoWebhooks

/// Everything a server is started with; the only place where it learns of the world around it.
public struct ServerConfiguration: Sendable {
  /// The ledger that is served.
  public var folder: LedgerFolder
  /// The address it listens on; loopback unless told otherwise.
  public var host = "127.0.0.1"
  /// The port it listens on; 0 for any free one.
  public var port = 8080
  /// Certificates; nil for plain HTTP.
  public var tls: TLSFiles?
  /// Listen beyond loopback without TLS, such as behind a proxy that ends it.
  public var allowsPlainPublic = false
  /// Proxies that are believed when they say for whom they ask; by default the same machine's.
  public var trustedProxies: [IPNetwork] = ServerConfiguration.sameMachine
  /// What others reach this server under, such as `https://hoso.example.vn`; nil: where it listens.
  public var publicURL: String?
  /// The language of answers to whoever names none.
  public var language: Language = .vietnamese
  public var limits = ServerLimits()
  /// Where events may be pushed to.
  public var egress = EgressPolicy.publicInternet
  /// The certificate authorities to trust from now on, asked before each test delivery; nil where
  /// those of `egress` stay.
  public var egressAuthorities: (@Sendable () -> [UInt8])?
  /// Whom receivers are asked to consent to.
  public var webhookOrigin = "localhost"
  /// How long it is kept what is no longer needed.
  public var retention = Retention()
  /// How often it is looked for that by this server; nil where it delivers, and does it by that.
  public var forgetsEverySeconds: Int64?
  /// The rest between two stretches of the ledger that the figures take in by themselves; nil where
  /// only questions bring them up to date.
  public var followsEveryMilliseconds: Int64?
  /// Named in exports.
  public var productVersion = "unknown"
  /// The time.
  public var clock: @Sendable () -> RecordedAt
  /// The machine's clock as the ledger judges it before it records; nil where `clock` is believed.
  public var watch: ClockWatch?
  /// Told the ledger's settings at the start and when they changed, on the writer's thread.
  public var onSettings: @Sendable (LedgerSettings) -> Void = { _ in }
  /// The dated tables in force; read anew when they may have changed.
  public var tables: DatedTables
  /// Where lines of the server's log go.
  public var log: @Sendable (ServerLogLine) -> Void = { _ in }
  /// Told the port once connections are accepted.
  public var onListening: @Sendable (_ port: Int) -> Void = { _ in }
  /// Called after each commit, on the writer's thread: something new can be delivered.
  public var onCommit: @Sendable () -> Void = {}

  /// Whether deliveries run; asked for `/readyz`.
  public var areDeliveriesAlive: @Sendable () -> Bool = { true }
  /// What the deliveries of this process are doing; nil where it delivers nothing.
  public var deliveryStatistics: @Sendable () -> DeliveryStatistics? = { nil }

  /// The addresses of the machine itself: whoever asks from there is a proxy, or sits at it.
  static let sameMachine = ["127.0.0.0/8", "::1/128"].compactMap { IPNetwork($0) }

  public init(
    folder: LedgerFolder, clock: @escaping @Sendable () -> RecordedAt, tables: DatedTables
  ) {
    self.folder = folder
    self.clock = clock
    self.tables = tables
  }
}

/// Files in PEM.
public struct TLSFiles: Hashable, Sendable {
  /// The server's certificate, then those that signed it.
  public var certificateChain: String
  public var privateKey: String
  /// Who signs clients' certificates; with it every client must have one.
  public var clientAuthorities: String?

  public init(certificateChain: String, privateKey: String, clientAuthorities: String? = nil) {
    self.certificateChain = certificateChain
    self.privateKey = privateKey
    self.clientAuthorities = clientAuthorities
  }
}

/// Loads tables of codes that an operator may replace.
public struct DatedTables: Sendable {
  public var provinces: @Sendable () throws -> Provinces
  public var calendar: @Sendable () throws -> WorkingCalendar
  public var zones: @Sendable () throws -> TransitZones
  public var names: @Sendable () throws -> CodeNames
  /// All that an export's files depend on.
  public var export: @Sendable () throws -> ExportTables

  public init(
    provinces: @escaping @Sendable () throws -> Provinces,
    calendar: @escaping @Sendable () throws -> WorkingCalendar,
    zones: @escaping @Sendable () throws -> TransitZones,
    names: @escaping @Sendable () throws -> CodeNames = { CodeNames() },
    export: (@Sendable () throws -> ExportTables)? = nil
  ) {
    self.provinces = provinces
    self.calendar = calendar
    self.zones = zones
    self.names = names
    self.export =
      export ?? {
        ExportTables(
          provinces: try provinces(), calendar: try calendar(), zones: try zones(),
          names: try names(), costs: try CostParameters.bundled(),
          forms: try FormTemplates.bundled(), catalogue: try CatalogueTerms.bundled(),
          tiles: try ProvinceTiles.bundled())
      }
  }

  /// The tables that come with the program.
  public static let bundled = DatedTables(
    provinces: { try Provinces.bundled() }, calendar: { try WorkingCalendar.bundled() },
    zones: { try TransitZones.bundled() })
}

/// How much one peer, or all of them together, may ask of the server.
public struct ServerLimits: Hashable, Sendable {
  /// Connections at once; when there are as many, idle and silent ones make room for new ones.
  public var connections = 1_024
  /// Connections of one address at once, of IPv6 one /64; trusted proxies have no such limit.
  public var connectionsPerAddress = 128
  /// Seconds a connection may stay without a whole request head, or between requests.
  public var idleSeconds: Int64 = 30
  /// Seconds a body may take to arrive, and as many more as what arrived allows.
  public var bodySeconds: Int64 = 30
  /// Bytes that allow a body another second.
  var bodyBytesPerSecond: Int64 = 64 << 10
  /// Bytes of all header fields together; beyond twice as many a request is not read at all.
  public var headerBytes = 32 << 10
  /// Bytes of all bodies together that have arrived and are not dealt with yet.
  public var bodyBytes = 256 << 20
  /// The same of bodies whose sender has still to be proved by a signature over them.
  var unprovenBodyBytes = 32 << 20
  /// Requests a key may make in a minute; bursts of as many at once.
  public var requestsPerMinute = 6_000
  /// Requests one address may make in a minute without a key.
  public var anonymousPerMinute = 300
  /// Endpoints that an agency, with those below it, may have at once.
  public var endpointsPerAgency = 50
  /// Test deliveries and handshakes that keys of agencies may have sent to one host in an hour.
  public var callsPerHostAndHour = DeliveryStore.callsPerHostAndHour
  /// Times a minute that one address may try to prove it holds a dossier's papers.
  public var trackingPerMinute = 30
  /// Wrong proofs within an hour after which the day of pickup is asked, too.
  public var trackingWrongProofs = 10
  /// Seconds that what was accepted has to be finished in at a shutdown.
  public var drainSeconds: Int64 = 20

  public init() {}
}

/// A line of the server's log: for the operator, without personal data.
public struct ServerLogLine: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable {
    case notice
    case warning
    case error
  }

  public let level: Level
  /// What happened, in English.
  public let message: String
  /// The request it is about.
  public let requestID: String?
  /// What else there is to say, by name: numbers and names of the program's own, never secrets.
  public let values: [Value]

  /// A named value of a line.
  public struct Value: Hashable, Sendable {
    public let name: String
    public let text: String
  }

  public init(
    _ level: Level, _ message: String, requestID: String? = nil,
    _ values: KeyValuePairs<String, String> = [:]
  ) {
    self.level = level
    self.message = message
    self.requestID = requestID
    self.values = values.map { Value(name: $0.key, text: $0.value) }
  }
}
