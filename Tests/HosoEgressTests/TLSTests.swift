import HosoTesting
import Testing

@testable import HosoCrypto
@testable import HosoEgress

@Suite("Receivers behind TLS")
struct TLSTests {
  private func pool(trusting authority: String = "authority") throws -> TransferPool {
    try TransferPool(policy: try TLSReceiver.policy(trusting: authority))
  }

  @Test func `a receiver with a good certificate is spoken to, on one connection`() throws {
    let receiver = try TLSReceiver("receiver")
    let pool = try pool()
    for _ in 0..<5 { #expect(try pool.send(receiver.url()).answer?.status == 204) }
    #expect(receiver.visits == Array(repeating: .init(connection: 1, client: "-"), count: 5))
  }

  @Test(arguments: [
    ("expired", CertificateFault.expired), ("self-signed", .selfSigned), ("other-name", .otherName),
  ])
  func `a certificate that does not hold is named, and nothing is sent`(
    certificate: String, fault: CertificateFault
  ) throws {
    let receiver = try TLSReceiver(certificate)
    #expect(try pool().send(receiver.url()).fault == .certificate(fault))
    #expect(receiver.visits.isEmpty)
  }

  @Test func `an authority that is not trusted is named`() throws {
    let receiver = try TLSReceiver("receiver")
    let fault = try pool(trusting: "self-signed").send(receiver.url()).fault
    #expect(fault == .certificate(.unknownAuthority))
  }

  @Test func `other authorities hold from the next request on, over connections that stand too`()
    throws
  {
    let receiver = try TLSReceiver("receiver")
    let pool = try pool()
    #expect(try pool.send(receiver.url()).answer?.status == 204)
    pool.trust(try TLSReceiver.pem("self-signed"))
    #expect(try pool.send(receiver.url()).fault == .certificate(.unknownAuthority))
    pool.trust(try TLSReceiver.pem("authority"))
    #expect(try pool.send(receiver.url()).answer?.status == 204)
    #expect(receiver.visits.count == 2)
  }

  @Test func `only bytes that are certificates can be trusted`() throws {
    let authority = try TLSReceiver.pem("authority")
    #expect(EgressPolicy.canTrust(authority))
    #expect(EgressPolicy.canTrust(authority + [0x0a] + (try TLSReceiver.pem("self-signed"))))
    #expect(!EgressPolicy.canTrust([]))
    #expect(!EgressPolicy.canTrust(Array("-----BEGIN CERTIFICATE-----\nAA==\n".utf8)))
    #expect(!EgressPolicy.canTrust(authority + authority.dropLast(200)))
  }

  @Test func `the host's name is checked against the certificate, not only its address`() throws {
    let receiver = try TLSReceiver("receiver")
    let pool = try pool()
    pool.resolveOverrides = ["receiver.test", "liar.test"].map {
      "\($0):\(receiver.port):127.0.0.1"
    }
    #expect(try pool.send(receiver.url(host: "receiver.test")).answer?.status == 204)
    let fault = try pool.send(receiver.url(host: "liar.test")).fault
    #expect(fault == .certificate(.otherName))
    #expect(receiver.visits.count == 1)
  }

  @Test func `TLS before 1.2 is refused`() throws {
    let receiver = try TLSReceiver("receiver", "--old")
    guard case .handshake = try pool().send(receiver.url()).fault else {
      Issue.record("spoken to")
      return
    }
    #expect(receiver.visits.isEmpty)
  }

  @Test func `plain http on a port of TLS, and the other way round, is a failure`() throws {
    let plain = try LoopbackServer { $0.answer("400 Bad Request") }
    guard case .handshake = try pool().send("https://127.0.0.1:\(plain.port)/").fault else {
      Issue.record("spoken to")
      return
    }
    let receiver = try TLSReceiver("receiver")
    #expect(try pool().send("http://127.0.0.1:\(receiver.port)/").fault != nil)
  }

  @Test func `who accepts and never shakes hands costs the time to connect and no more`() throws {
    let receiver = try TLSReceiver("receiver", "--mute")
    let finished = try TransferPool(policy: try TLSReceiver.policy(), limits: .quick)
      .send(receiver.url())
    #expect(finished.fault == .timeout(.connect))
    #expect(finished.durationMilliseconds < 500)
  }

  @Test func `two endpoints of one host with different certificates never share a connection`()
    throws
  {
    let receiver = try TLSReceiver("receiver", "--clients", "authority.pem")
    let pool = try pool()
    let clients = try ["client-a", "client-b"].map(TLSReceiver.client)
    for _ in 0..<5 {
      for client in clients {
        #expect(
          try pool.send(receiver.url(), clientCertificate: client).answer?.status == 204)
      }
    }
    // Who has none does not get in on another's connection.
    #expect(try pool.send(receiver.url()).answer == nil)
    #expect(
      receiver.visits.map(\.client)
        == Array(repeating: ["agency-a", "agency-b"], count: 5).flatMap { $0 })
    let connections = Dictionary(grouping: receiver.visits, by: \.client)
      .mapValues { Set($0.map(\.connection)) }
    #expect(connections["agency-a"]?.isDisjoint(with: connections["agency-b"] ?? []) == true)
    #expect(connections["agency-a"]?.count == 1)
  }

  @Test func `many at once with different certificates keep apart as well`() throws {
    let receiver = try TLSReceiver("receiver", "--clients", "authority.pem")
    let pool = try pool()
    let clients = try ["client-a", "client-b"].map(TLSReceiver.client)
    let url = try EndpointURL(receiver.url(), policy: pool.policy)
    for token in 0..<UInt64(60) {
      try pool.start(
        OutgoingRequest(token: token, url: url, clientCertificate: clients[Int(token % 2)]))
    }
    #expect(pool.finish().allSatisfy { $0.answer?.status == 204 })
    let visits = receiver.visits
    #expect(visits.count == 60)
    #expect(visits.count { $0.client == "agency-a" } == 30)
    let ofA = Set(visits.filter { $0.client == "agency-a" }.map(\.connection))
    let ofB = Set(visits.filter { $0.client == "agency-b" }.map(\.connection))
    #expect(ofA.isDisjoint(with: ofB))
  }

  @Test func `a certificate that is none is refused before it is used`() throws {
    let good = try TLSReceiver.pem("client-a")
    #expect(throws: EgressFault.clientCertificate(.chain)) {
      try ClientCertificate(chain: Array("x".utf8), key: good)
    }
    #expect(throws: EgressFault.clientCertificate(.key)) {
      try ClientCertificate(chain: good, key: Array("x".utf8))
    }
    let locked = Array("-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8)
    #expect(throws: EgressFault.clientCertificateUnusable(.keyLocked)) {
      try ClientCertificate(chain: good, key: locked)
    }
  }

  @Test func `what can never be used in a handshake is refused when it is given`() throws {
    let (a, b) = (try TLSReceiver.pem("client-a"), try TLSReceiver.pem("client-b"))
    #expect(throws: EgressFault.clientCertificateUnusable(.otherKey)) {
      try ClientCertificate(chain: a, key: b)
    }
    let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    #expect(throws: EgressFault.clientCertificateUnusable(.certificateUnreadable)) {
      try ClientCertificate(chain: Array(certificate.utf8), key: a)
    }
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    #expect(throws: EgressFault.clientCertificateUnusable(.keyUnreadable)) {
      try ClientCertificate(chain: a, key: Array(key.utf8))
    }
    let weak = try TLSReceiver.pem("weak")
    #expect(throws: EgressFault.clientCertificateUnusable(.tooWeak)) {
      try ClientCertificate(chain: weak, key: weak)
    }
  }
}

@Suite("The time limits as they are")
struct RealLimitTests {
  @Test func `who never answers costs 15 seconds, who never shakes hands 5`() throws {
    let silent = try LoopbackServer { connection in
      _ = connection.request()
      connection.pause(milliseconds: 60_000)
    }
    let mute = try TLSReceiver("receiver", "--mute")
    let pool = try TransferPool(policy: try TLSReceiver.policy())
    for (token, url) in [silent.url(), mute.url()].enumerated() {
      try pool.start(
        OutgoingRequest(token: UInt64(token), url: try EndpointURL(url, policy: pool.policy)))
    }
    let finished = pool.finish()
    #expect(finished.map(\.fault) == [.timeout(.answer), .timeout(.connect)])
    #expect((14_900...16_000).contains(finished[0].durationMilliseconds))
    #expect((4_900...6_000).contains(finished[1].durationMilliseconds))
  }
}
