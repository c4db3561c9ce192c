internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The HTTP server over one ledger.
///
///     let server = try HosoServer(configuration)
///     try await server.run()      // until stop()
public final class HosoServer: Sendable {
  private struct Running {
    var server: (any RunningServer)?
    var serving: Task<Void, any Error>?
    var census: ConnectionCensus?
    /// The shutdown that `stop` began.
    var stopping: Task<Void, Never>?
    var isStopped = false
  }

  private let configuration: ServerConfiguration
  private let certificates: CertificateShelf?
  private let group: MultiThreadedEventLoopGroup
  private let running = Mutex(Running())

  /// - Throws: `ServerFault`: for an address beyond loopback without TLS, unless the configuration
  ///   allows it, and for certificates that cannot be used.
  public init(_ configuration: ServerConfiguration) throws {
    guard
      configuration.tls != nil || configuration.allowsPlainPublic
        || HosoServer.isLoopback(configuration.host)
    else { throw ServerFault.publicWithoutTLS(host: configuration.host) }
    self.configuration = configuration
    certificates = try configuration.tls.map { files throws(ServerFault) in
      try CertificateShelf(files)
    }
    group = MultiThreadedEventLoopGroup(numberOfThreads: max(2, System.coreCount))
  }

  /// Serves until `stop` is called, then finishes what was accepted.
  ///
  /// - Throws: What kept it from starting: `LedgerFault`, `SQLiteFault`, `ServerFault`, or what
  ///   the operating system said about the address or the certificates.
  public func run() async throws {
    let result = await runServices()
    let stopping = running.withLock { running in
      running.server = nil
      return running.stopping
    }
    // It hears on one of these threads that it is done, so they have to outlive it.
    await stopping?.value
    try await group.shutdownGracefully()
    try result.get()
  }

  private func runServices() async -> Result<Void, any Error> {
    do {
      let services = try Services(configuration)
      let result = await serve(services)
      try await services.stop()
      return result
    } catch {
      return .failure(error)
    }
  }

  private func serve(_ services: Services) async -> Result<Void, any Error> {
    do {
      try await services.start()
      let census = services.census
      let server = try Listener(services: services, certificates: certificates)
        .makeServer(on: group)
      let serving = running.withLock { running -> Task<Void, any Error>? in
        guard !running.isStopped else { return nil }
        let serving = Task { try await server.run() }
        running.server = server
        running.census = census
        running.serving = serving
        return serving
      }
      try await serving?.value
      return .success(())
    } catch is CancellationError {
      return .success(())
    } catch let fault as IOError where services.listeningPort == nil {
      return .failure(
        ServerFault.cannotListen(
          host: configuration.host, port: configuration.port, code: fault.errnoCode))
    } catch {
      return .failure(error)
    }
  }

  /// Reads the certificates again; connections from then on get the new ones.
  ///
  /// - Throws: `ServerFault` if they cannot be used; what was in force stays.
  public func reloadCertificates() throws(ServerFault) { try certificates?.reload() }

  /// Stops accepting; `run` returns when what was accepted is finished, or its time is over.
  public func stop() async {
    let stopping = running.withLock { running in
      running.isStopped = true
      if running.stopping == nil, let server = running.server {
        let (serving, census) = (running.serving, running.census)
        running.stopping = Task { await self.shutDown(server, serving, census) }
      }
      return running.stopping
    }
    await stopping?.value
  }

  private func shutDown(
    _ server: any RunningServer, _ serving: Task<Void, any Error>?, _ census: ConnectionCensus?
  ) async {
    let deadline = group.next().scheduleTask(
      in: .seconds(configuration.limits.drainSeconds)
    ) {
      serving?.cancel()
      census?.closeAll()
    }
    try? await server.shutdownGracefully()
    deadline.cancel()
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}

/// What kept the server from starting, or from taking up new certificates.
public enum ServerFault: Error, Hashable, Sendable {
  /// Files of TLS.
  public enum TLSPart: Hashable, Sendable {
    /// The server's certificate and chain.
    case certificate
    /// Its private key.
    case privateKey
    /// The two do not belong together.
    case pair
    /// Who signs clients' certificates.
    case clientAuthorities
  }

  /// The system does not let it listen there; `code` is errno.
  case cannotListen(host: String, port: Int, code: Int32)
  /// A file of TLS is not there, is no PEM, or does not fit the others.
  case unusable(TLSPart, path: String)
  /// The address can be reached from elsewhere, and there are no certificates.
  case publicWithoutTLS(host: String)
}
