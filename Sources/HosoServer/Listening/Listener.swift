internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix

/// The sockets of a server: HTTP/1.1, with TLS if there are certificates.
struct Listener: Sendable {
  let services: Services
  /// Nil for plain HTTP.
  let certificates: CertificateShelf?

  /// Accepts connections until it is told to stop.
  ///
  /// - Parameter group: The threads connections live on.
  func makeServer(on group: any EventLoopGroup) throws -> any RunningServer {
    let desk = Responder(services: services, census: services.census)
    let limits = services.configuration.limits
    let http = HTTP1Channel(
      responder: { request, writer, channel in try await desk.serve(request, writer, channel) },
      configuration: HTTP1Channel.Configuration(
        // The census ends idle connections: it knows a pause between requests from one in a body.
        idleTimeout: nil,
        httpDecoderConfiguration: .init(
          // Twice what is allowed is still read, so that what is too long can be told so.
          maxHeaderFieldSize: limits.headerBytes * 2, maxHeaderListSize: limits.headerBytes * 2,
          maxHeaderFieldCount: 200)))
    let guarded = GuardedChannel(
      base: http, census: services.census,
      malformed: MalformedRequest.answer(services.configuration.language))
    guard let certificates else { return server(guarded, on: group) }
    return server(SecureChannel(base: guarded, certificates: certificates), on: group)
  }

  private func server<Child: ServerChildChannel>(
    _ child: Child, on group: any EventLoopGroup
  ) -> Server<Child> {
    let (configuration, services) = (services.configuration, services)
    return Server(
      childChannelSetup: child,
      configuration: HummingbirdCore.ServerConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        backlog: 1_024),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? configuration.port
        services.isListening(port: port)
        configuration.onListening(port)
      },
      eventLoopGroup: group, logger: Listener.quiet)
  }

  /// What Hummingbird itself has to say goes nowhere: the server logs for itself.
  private static let quiet: Logger = {
    var logger = Logger(label: "hoso") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    return logger
  }()
}

/// A server that accepts connections until it is told to stop.
protocol RunningServer: Sendable {
  func run() async throws
  func shutdownGracefully() async throws
}

extension Server: RunningServer {}
