internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The HTTP server over one ledger.
///
///     let server = try HosoServer(configuration)
///     try await server.run()      // until stop()
public final class HosoServer: Sendable {
  private let configuration: ServerConfiguration
  private let group: MultiThreadedEventLoopGroup
  private let running: Mutex<(any RunningServer)?> = Mutex(nil)

  /// - Throws: `ServerFault.publicWithoutTLS` for an address beyond loopback without TLS, unless
  ///   the configuration allows it.
  public init(_ configuration: ServerConfiguration) throws {
    guard
      configuration.tls != nil || configuration.allowsPlainPublic
        || HosoServer.isLoopback(configuration.host)
    else { throw ServerFault.publicWithoutTLS(host: configuration.host) }
    self.configuration = configuration
    group = MultiThreadedEventLoopGroup(numberOfThreads: max(2, System.coreCount))
  }

  /// Serves until `stop` is called, then finishes what was accepted.
  ///
  /// - Throws: What kept it from starting: `LedgerFault`, `SQLiteFault`, `ServerFault`, or what
  ///   the operating system said about the address or the certificates.
  public func run() async throws {
    let services = try Services(configuration)
    let result: Result<Void, any Error>
    do {
      try await services.start()
      let server = try Listener(services: services).makeServer(on: group)
      running.withLock { $0 = server }
      try await server.run()
      result = .success(())
    } catch {
      result = .failure(error)
    }
    running.withLock { $0 = nil }
    try await services.stop()
    try await group.shutdownGracefully()
    try result.get()
  }

  /// Stops accepting; `run` returns when what was accepted is finished.
  public func stop() async {
    let server = running.withLock { $0 }
    try? await server?.shutdownGracefully()
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}

/// What kept the server from starting.
public enum ServerFault: Error, Hashable, Sendable {
  /// The address can be reached from elsewhere, and there are no certificates.
  case publicWithoutTLS(host: String)
}
