internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The sockets of a server: HTTP/1.1, with TLS if there are certificates.
struct Listener: Sendable {
  let services: Services
  let census: ConnectionCensus

  /// Accepts connections until it is told to stop.
  ///
  /// - Parameter group: The threads connections live on.
  func makeServer(on group: any EventLoopGroup) throws -> any RunningServer {
    let desk = FrontDesk(services: services)
    let limits = services.configuration.limits
    let http = HTTP1Channel(
      responder: { request, writer, channel in try await desk.serve(request, writer, channel) },
      configuration: HTTP1Channel.Configuration(
        idleTimeout: .seconds(limits.idleSeconds),
        httpDecoderConfiguration: .init(
          // Twice what is allowed is still read, so that what is too long can be told so.
          maxHeaderFieldSize: limits.headerBytes * 2, maxHeaderListSize: limits.headerBytes * 2,
          maxHeaderFieldCount: 200)))
    let guarded = GuardedChannel(
      base: http, census: census,
      malformed: MalformedRequest.answer(services.configuration.language))
    guard let tls = services.configuration.tls else { return server(guarded, on: group) }
    return server(
      try TLSChannel(guarded, tlsConfiguration: Listener.tlsConfiguration(tls)), on: group)
  }

  private func server<Child: ServerChildChannel>(
    _ child: Child, on group: any EventLoopGroup
  ) -> Server<Child> {
    let configuration = services.configuration
    return Server(
      childChannelSetup: child,
      configuration: HummingbirdCore.ServerConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        backlog: 1_024,
        availableConnectionsDelegate: .maximum(
          configuration.limits.connections, logger: Listener.quiet)),
      onServerRunning: { channel in
        configuration.onListening(channel.localAddress?.port ?? configuration.port)
      },
      eventLoopGroup: group, logger: Listener.quiet)
  }

  /// What Hummingbird itself has to say goes nowhere: the server logs for itself.
  private static let quiet: Logger = {
    var logger = Logger(label: "hoso") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    return logger
  }()

  private static func tlsConfiguration(_ files: TLSFiles) throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificateChain).map {
        .certificate($0)
      },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: files.privateKey, format: .pem)))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    if let authorities = files.clientAuthorities {
      configuration.trustRoots = .file(authorities)
      configuration.certificateVerification = .noHostnameVerification
    }
    return configuration
  }
}

/// A server that accepts connections until it is told to stop.
protocol RunningServer: Sendable {
  func run() async throws
  func shutdownGracefully() async throws
}

extension Server: RunningServer {}
