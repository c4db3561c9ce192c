import Foundation
import HosoTesting
import HosoWebhooks
import Testing

@testable import HosoEgress
@testable import HosoServer

@Suite("A server with certificates")
struct TLSTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/tls")

  private static func path(_ name: String) -> String {
    fixtures.appending(path: name + ".pem").path(percentEncoded: false)
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: fixtures.appending(path: name + ".pem")))
  }

  private static func files(asking authority: String? = nil) -> TLSFiles {
    TLSFiles(
      certificateChain: path("receiver"), privateKey: path("receiver"),
      clientAuthorities: authority.map(path))
  }

  /// Asks for health over TLS; nil where there is no connection.
  private static func status(
    _ server: TestServer, _ scheme: String = "https", as client: String? = nil
  ) async throws -> Int? {
    let port = server.port
    return try await Wire.wait {
      let network = try #require(AllowedNetwork("127.0.0.0/8"))
      var policy = EgressPolicy(allowed: [network])
      policy.trustedAuthorities = try bytes("authority")
      let pool = try TransferPool(policy: policy)
      let url = try EndpointURL("\(scheme)://127.0.0.1:\(port)/healthz", policy: policy)
      let certificate = try client.map {
        try ClientCertificate(chain: bytes($0), key: bytes($0))
      }
      try pool.start(
        OutgoingRequest(
          token: 1, method: .get, url: url, headers: [], body: [],
          clientCertificate: certificate))
      for _ in 0..<200 {
        if let finished = pool.perform().first {
          if case .answered(let answer) = finished.outcome { return answer.status }
          return nil
        }
        pool.wait(milliseconds: 100)
      }
      return nil
    }
  }

  @Test func `health is told over TLS, and plain HTTP is not spoken`() async throws {
    try await TestServer.with {
      $0.tls = TLSTests.files()
    } _: { server in
      let secure = try await TLSTests.status(server)
      #expect(secure == 200)
      let plain = try await TLSTests.status(server, "http")
      #expect(plain == nil)
    }
  }

  @Test func `where clients are asked for a certificate, one without is not let in`() async throws {
    try await TestServer.with {
      $0.tls = TLSTests.files(asking: "authority")
    } _: { server in
      let nobody = try await TLSTests.status(server)
      #expect(nobody == nil)
      let known = try await TLSTests.status(server, as: "client-a")
      #expect(known == 200)
      let stranger = try await TLSTests.status(server, as: "self-signed")
      #expect(stranger == nil)
    }
  }

  @Test func `certificates are taken up anew while it runs, and bad ones are not`() async throws {
    let scratch = try ScratchFolder()
    let path = scratch.path + "/server.pem"
    try Data(TLSTests.bytes("receiver")).write(to: URL(filePath: path))
    let shelf = try CertificateShelf(TLSFiles(certificateChain: path, privateKey: path))
    let first = shelf.context
    try shelf.reload()
    #expect(shelf.context !== first)
    let second = shelf.context
    try Data("nothing".utf8).write(to: URL(filePath: path))
    #expect(throws: ServerFault.unusable(.certificate, path: path)) { try shelf.reload() }
    #expect(shelf.context === second)
  }

  @Test func `a key that is another certificate's is told`() throws {
    let (chain, key) = (TLSTests.path("receiver"), TLSTests.path("client-a"))
    #expect(throws: ServerFault.unusable(.pair, path: key)) {
      try CertificateShelf(TLSFiles(certificateChain: chain, privateKey: key))
    }
  }

  @Test func `certificates that cannot be read keep the server from starting`() async throws {
    await #expect(throws: (any Error).self) {
      _ = try await TestServer { configuration in
        configuration.tls = TLSFiles(
          certificateChain: TLSTests.path("none"), privateKey: TLSTests.path("none"))
      }
    }
  }
}
