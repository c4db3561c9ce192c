import ArgumentParser
import HosoDomain
internal import HosoEgress
import HosoLedger
import HosoServer
internal import HosoState
import HosoWebhooks

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: say(
      "Chạy máy chủ: API HTTP, trang theo dõi, gửi thông báo cho cơ quan.",
      "Run the server: HTTP API, tracking page, deliveries to agencies."),
    discussion: say(
      """
      Chỉ nghe trên máy này (127.0.0.1:8080) trừ khi có --host. Ra ngoài mạng thì cần TLS, hoặc
      --public khi một máy khác đứng trước lo TLS. Các lệnh khác vẫn dùng được trên cùng sổ cái.
      SIGTERM hoặc Ctrl-C: làm nốt việc đã nhận rồi dừng; lần thứ hai dừng ngay. SIGHUP: đọc lại
      chứng thư và --egress-ca, mở lại tệp nhật ký. Mỗi sổ cái chỉ một tiến trình gửi; tiến trình
      khác đợi.

      Ví dụ:
        hoso serve
        hoso serve --port 0 --json
        hoso serve --host 0.0.0.0 --port 443 --tls-cert chain.pem --tls-key key.pem \\
          --base-url https://hoso.example.vn
      """,
      """
      Listens on this machine only (127.0.0.1:8080) unless --host says otherwise. Towards a network
      it needs TLS, or --public where a proxy before it ends TLS. Other commands work on the same
      ledger meanwhile. SIGTERM or Ctrl-C finishes what was accepted; the second ends at once.
      SIGHUP reads certificates and --egress-ca again and opens the log file anew. One process
      delivers a ledger's events; another one waits.

      Examples:
        hoso serve
        hoso serve --port 0 --json
        hoso serve --host 0.0.0.0 --port 443 --tls-cert chain.pem --tls-key key.pem \\
          --base-url https://hoso.example.vn
      """))

  /// How often a server that does not deliver looks for what is too old.
  private static let forgetsEverySeconds: Int64 = 3_600
  /// The rest between two stretches that the figures take in by themselves.
  private static let followsEveryMilliseconds: Int64 = 100

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: ArgumentHelp(say("Địa chỉ để nghe.", "The address to listen on.")))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      say("Cổng; 0 là cổng trống bất kỳ.", "The port; 0 takes any free one."),
      valueName: "port"))
  var port: UInt16 = 8080

  @Option(
    help: ArgumentHelp(
      say("Chứng thư và chuỗi của nó, PEM.", "The certificate and its chain, PEM."),
      valueName: "file"), completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp(say("Khoá riêng, PEM.", "The private key, PEM."), valueName: "file"),
    completion: .file())
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Bên cấp chứng thư của khách, PEM; khách nào cũng phải có (mTLS).",
        "Who signs clients' certificates, PEM; every client must have one (mTLS)."),
      valueName: "file"), completion: .file())
  var clientCa: String?

  @Flag(
    name: .customLong("public"),
    help: ArgumentHelp(
      say(
        "Nghe ở địa chỉ công khai dù không có TLS.",
        "Listen where others can reach it although there is no TLS.")))
  var isPublic = false

  @Option(
    help: ArgumentHelp(
      say(
        "Bên ngoài gọi máy chủ này bằng gì: https://hoso.example.vn.",
        "How the outside names this server: https://hoso.example.vn."), valueName: "url"))
  var baseUrl: String?

  @OptionGroup var egress: EgressOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Tên miền dùng khi hỏi bên nhận có đồng ý không (mặc định: máy trong --base-url).",
        "The DNS name receivers are asked to consent to (default: the host of --base-url)."),
      valueName: "name"))
  var webhookOrigin: String?

  @OptionGroup var rates: RateOptions

  @OptionGroup var kept: RetentionOptions

  @OptionGroup var network: NetworkOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Ghi nhật ký vào tệp này thay vì lỗi chuẩn.",
        "Write the log to this file instead of standard error."), valueName: "file"),
    completion: .file())
  var log: String?

  @Flag(help: ArgumentHelp(say("Chỉ phục vụ HTTP, không gửi.", "Serve HTTP, deliver nothing.")))
  var noDeliveries = false

  @Flag(help: ArgumentHelp(say("Chỉ gửi, không nghe.", "Deliver, listen nowhere.")))
  var noHttp = false

  @Flag(
    help: ArgumentHelp(
      say("Chỉ ghi nhật ký khi có trục trặc.", "Log nothing but trouble.")))
  var quiet = false

  @Flag(
    help: ArgumentHelp(
      say(
        "In nơi đang nghe và nhật ký dạng JSON.", "Print where it listens, and the log, as JSON.")))
  var json = false

  func run() throws {
    ServeRun.holdHangUp()
    try reporting {
      guard !noHttp || !noDeliveries else {
        throw Failure(
          .usage,
          say(
            "--no-http và --no-deliveries cùng lúc thì không còn việc gì.",
            "--no-http and --no-deliveries together leave nothing to do."))
      }
      let log = ServeLog(
        form: json ? .json : .text, isQuiet: quiet, file: try self.log.map { try LogFile($0) })
      let authorities = try egress.egressCa.map { try EgressAuthorities($0) }
      OpenFiles.raiseLimit()
      var delivery = try deliveryConfiguration()
      if let authorities { delivery.authorities = { authorities.current } }
      delivery.onTurn = { log.write($0) }
      delivery.onTrouble = { log.write(level: "error", "Deliveries wait", [("trouble", $0)]) }
      let signals = ServeRun.holdSignals()
      do {
        let run = ServeRun(log: log, authorities: authorities)
        try noHttp ? deliverOnly(delivery, run, signals) : serve(delivery, run, log, signals)
      } catch let fault as ServerFault {
        throw ServeWords.failure(fault)
      } catch {
        throw Failure(of: error) ?? ServeWords.failure(error)
      }
    }
  }

  private func serve(
    _ delivery: DeliveryConfiguration, _ run: ServeRun, _ log: ServeLog, _ signals: HeldSignals
  ) throws {
    try clock.answer(try ledger.writerWhateverTheClock())
    let deliveries = ServeDeliveries()
    var configuration = try serverConfiguration(log)
    configuration.egressAuthorities = delivery.authorities
    configuration.onListening = { run.isListening(port: $0) }
    configuration.onCommit = { deliveries.wake() }
    configuration.followsEveryMilliseconds = ServeCommand.followsEveryMilliseconds
    if noDeliveries {
      configuration.forgetsEverySeconds = ServeCommand.forgetsEverySeconds
    } else {
      configuration.areDeliveriesAlive = { deliveries.isAlive }
      configuration.deliveryStatistics = { deliveries.statistics }
    }
    defer { deliveries.stop() }
    try run.run(try HosoServer(configuration), signals) { port in
      if !noDeliveries {
        var delivery = delivery
        delivery.policy = delivery.policy.sparing(host: host, port: port)
        try deliveries.start(delivery)
      }
      announce(port: port)
      if try ledger.deliveries().accessKeys().isEmpty {
        log.write(level: "notice", "There is no key yet; make one with hoso key add")
      }
    }
  }

  private func deliverOnly(
    _ delivery: DeliveryConfiguration, _ run: ServeRun, _ signals: HeldSignals
  ) throws {
    let deliveries = ServeDeliveries()
    // Tells of a ledger that was restored, before anything of it is delivered.
    try clock.answer(try ledger.writerWhateverTheClock())
    try deliveries.start(delivery)
    announce(port: nil)
    run.runDeliveries(signals)
    deliveries.stop()
  }

  private func deliveryConfiguration() throws -> DeliveryConfiguration {
    let base = try baseUrl.map { try OptionValues.baseURL($0) }
    let origin = try WebhookOrigin.name(webhookOrigin, baseURL: base)
    var limits = TransferLimits()
    limits.connections = OpenFiles.forDeliveries
    var configuration = DeliveryConfiguration(
      folder: ledger.folder, policy: try egress.policy(), limits: limits,
      settings: DeliverySettings(webhookOrigin: origin), baseURL: base, clock: { Moment.now() })
    configuration.retention = try kept.retention()
    let folder = ledger.folder
    configuration.isClockBelieved = {
      let writer = try? LedgerWriter(
        opening: folder, delivered: { DeliveryStore.seen(of: folder) }, watch: SystemClock.watch)
      return (try? writer?.judgeClock()) != nil
    }
    configuration.settings.callsPerHostAndHour =
      try rates.applied(to: ServerLimits()).callsPerHostAndHour
    return configuration
  }

  private func serverConfiguration(_ log: ServeLog) throws -> ServerConfiguration {
    let codes = ledger.codes
    var configuration = ServerConfiguration(
      folder: ledger.folder, clock: SystemClock.now,
      tables: DatedTables(
        provinces: { try codes.provinces() }, calendar: { try codes.calendar() },
        zones: { try codes.zones() }, names: { try codes.names() },
        export: { try codes.exportTables() }))
    configuration.host = host
    configuration.port = Int(port)
    configuration.tls = try tls()
    configuration.allowsPlainPublic = isPublic
    configuration.egress = try egress.policy()
    configuration.webhookOrigin = try WebhookOrigin.name(
      webhookOrigin, baseURL: try baseUrl.map { try OptionValues.baseURL($0) })
    configuration.retention = try kept.retention()
    configuration.limits = try rates.applied(to: configuration.limits)
    try network.apply(to: &configuration)
    configuration.watch = SystemClock.watch
    configuration.onSettings = { SystemClock.follow($0) }
    configuration.productVersion = Hoso.configuration.version
    configuration.publicURL = try baseUrl.map { try OptionValues.baseURL($0) }
    configuration.language = Language.spoken == .english ? .english : .vietnamese
    configuration.log = { log.write($0) }
    return configuration
  }

  /// Says on standard output where the server listens, once it does.
  private func announce(port: Int?) {
    let name = host.contains(":") ? "[\(host)]" : host
    let url = port.map { "\(tlsCert == nil ? "http" : "https")://\(name):\($0)" }
    guard json else {
      return Terminal.out(
        url.map { url in
          say(
            """
            Đang nghe ở \(url)
            Trang: /docs cho người viết chương trình, /console cho cơ quan, /t để tra cứu hồ sơ.

            """,
            """
            Listening on \(url)
            Pages: /docs for programmers, /console for agencies, /t to track a dossier.

            """)
        } ?? say("Đang gửi thông báo.\n", "Delivering.\n"))
    }
    var builder = JSONBuilder()
    builder.object { $0.field("listening", url) }
    builder.endLine()
    Terminal.out(builder.text)
  }

  private func tls() throws -> TLSFiles? {
    switch (tlsCert, tlsKey) {
    case (nil, nil):
      guard clientCa == nil else {
        throw Failure(
          .usage, say("--client-ca cần có --tls-cert.", "--client-ca needs --tls-cert."))
      }
      return nil
    case (let certificate?, let key?):
      for file in [certificate, key, clientCa].compactMap({ $0 }) {
        try Files.requireReadable(file)
      }
      return TLSFiles(certificateChain: certificate, privateKey: key, clientAuthorities: clientCa)
    default:
      throw Failure(
        .usage,
        say("--tls-cert và --tls-key phải đi cùng nhau.", "--tls-cert and --tls-key go together."))
    }
  }
}
