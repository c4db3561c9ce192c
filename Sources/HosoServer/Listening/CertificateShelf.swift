internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// The certificates in force; read anew while the server runs, for connections from then on.
final class CertificateShelf: Sendable {
  /// Of TLS 1.2 what has forward secrecy; TLS 1.3 has nothing else.
  ///
  /// A key that leaks later opens nothing of what somebody had kept.
  private static let cipherSuites = "ECDHE+AESGCM:ECDHE+CHACHA20"

  private let files: TLSFiles
  private let current: Mutex<NIOSSLContext>

  /// - Throws: `ServerFault` naming the file that cannot be used.
  init(_ files: TLSFiles) throws(ServerFault) {
    self.files = files
    current = Mutex(try CertificateShelf.read(files))
  }

  var context: NIOSSLContext { current.withLock { $0 } }

  /// Reads the files again; what was in force stays if they cannot be used.
  ///
  /// - Throws: `ServerFault` naming the file that cannot be used.
  func reload() throws(ServerFault) {
    let context = try CertificateShelf.read(files)
    current.withLock { $0 = context }
  }

  private static func read(_ files: TLSFiles) throws(ServerFault) -> NIOSSLContext {
    guard let chain = try? NIOSSLCertificate.fromPEMFile(files.certificateChain), !chain.isEmpty
    else { throw .unusable(.certificate, path: files.certificateChain) }
    guard let key = try? NIOSSLPrivateKey(file: files.privateKey, format: .pem) else {
      throw .unusable(.privateKey, path: files.privateKey)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.cipherSuites = cipherSuites
    configuration.applicationProtocols = ["http/1.1"]
    if let path = files.clientAuthorities {
      guard let authorities = try? NIOSSLCertificate.fromPEMFile(path), !authorities.isEmpty else {
        throw .unusable(.clientAuthorities, path: path)
      }
      configuration.trustRoots = .file(path)
      configuration.certificateVerification = .noHostnameVerification
    }
    guard let context = try? NIOSSLContext(configuration: configuration) else {
      throw .unusable(.pair, path: files.privateKey)
    }
    return context
  }
}

/// Speaks TLS with the certificates in force when a connection comes.
struct SecureChannel<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let certificates: CertificateShelf

  func setup(channel: any NIOCore.Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    do {
      try channel.pipeline.syncOperations.addHandler(
        NIOSSLServerHandler(context: certificates.context))
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
    return base.setup(channel: channel, logger: logger)
  }

  func handle(value: Base.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}
