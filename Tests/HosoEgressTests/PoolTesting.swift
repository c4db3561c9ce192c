import Testing

@testable import HosoEgress

extension EgressPolicy {
  /// Loopback, plain http too.
  static let loopback = EgressPolicy(
    allowed: [
      AllowedNetwork(IPNetwork(IPAddress(v4: 0x7f00_0000), prefixLength: 8), allowsPlainHTTP: true)
    ])
}

extension TransferPool {
  /// Carries on until everything has ended; in the order of the tokens.
  func finish() -> [FinishedTransfer] {
    var finished: [FinishedTransfer] = []
    while running > 0 {  // Bounded by the pool's time limit.
      finished += perform()
      if running > 0 { wait(milliseconds: 100) }
    }
    return finished.sorted { $0.token < $1.token }
  }

  /// Sends one request and waits for what comes of it.
  func send(
    _ url: String, method: HTTPMethod = .post, headers: [(String, String)] = [],
    body: String = "{}",
    clientCertificate: ClientCertificate? = nil
  ) throws -> FinishedTransfer {
    try start(
      OutgoingRequest(
        token: 1, method: method, url: try EndpointURL(url, policy: policy), headers: headers,
        body: Array(body.utf8), clientCertificate: clientCertificate))
    return try #require(finish().first)
  }
}

extension FinishedTransfer {
  var answer: HTTPAnswer? {
    if case .answered(let answer) = outcome { answer } else { nil }
  }

  var fault: TransferFault? {
    if case .failed(let fault) = outcome { fault } else { nil }
  }
}

extension TransferLimits {
  /// As the real ones, with half a second for everything.
  static let quick: TransferLimits = {
    var limits = TransferLimits()
    limits.totalMilliseconds = 500
    limits.connectMilliseconds = 250
    return limits
  }()
}
