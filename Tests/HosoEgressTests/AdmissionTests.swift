import HosoTesting
import Testing

@testable import HosoEgress

@Suite("How many transfers and look-ups run at a time")
struct AdmissionTests {
  private func url(_ host: String) throws -> EndpointURL {
    try EndpointURL("https://\(host)/", policy: .publicInternet)
  }

  private func limits(_ change: (inout TransferLimits) -> Void) -> TransferLimits {
    var limits = TransferLimits()
    change(&limits)
    return limits
  }

  @Test func `a name is looked up once at a time, and known afterwards`() throws {
    let admission = Gate(limits: TransferLimits())
    let url = try url("a.vn")
    #expect(admission.admit(url, now: 0))
    #expect(!admission.admit(url, now: 0))
    admission.lookupEnded(url, now: 10)
    for _ in 0..<20 { #expect(admission.admit(url, now: 20)) }
    #expect(admission.active == 21)
    // What libcurl has forgotten is looked up anew.
    #expect(admission.admit(url, now: 60_000))
    #expect(!admission.admit(url, now: 60_000))
  }

  @Test func `names that nobody has found yet cannot take all look-ups`() throws {
    let admission = Gate(limits: TransferLimits())
    for host in 0..<40 {
      let url = try url("good\(host).vn")
      #expect(admission.admit(url, now: 0))
      admission.lookupEnded(url, now: 0)
      admission.ended(url, duringLookup: false, lookupGoesOn: false, now: 0)
    }
    let later: UInt64 = 100_000
    let bad = try (0..<20).filter { admission.admit(try url("bad\($0).vn"), now: later) }
    #expect(bad.count == 8)
    let good = try (0..<40).filter { admission.admit(try url("good\($0).vn"), now: later) }
    #expect(good.count == 8)
  }

  @Test func `a look-up that was given up counts until its thread has ended`() throws {
    let admission = Gate(limits: limits { $0.lookupsOfUnknown = 1 })
    let url = try url("slow.vn")
    #expect(admission.admit(url, now: 0))
    admission.ended(url, duringLookup: true, lookupGoesOn: true, now: 5_000)
    #expect(!admission.admit(url, now: 5_001))
    #expect(!admission.admit(try self.url("other.vn"), now: 34_999))
    #expect(admission.admit(try self.url("other.vn"), now: 35_000))
  }

  @Test func `a look-up that failed gives its place back at once`() throws {
    let admission = Gate(limits: limits { $0.lookupsOfUnknown = 1 })
    for host in ["a.vn", "b.vn", "c.vn"] {
      let url = try url(host)
      #expect(admission.admit(url, now: 0))
      admission.ended(url, duringLookup: true, lookupGoesOn: false, now: 0)
    }
    #expect(admission.active == 0)
  }

  @Test func `one host gets so many transfers, others theirs, and an address needs no look-up`()
    throws
  {
    let admission = Gate(
      limits: limits {
        $0.transfersPerHost = 2
        $0.transfers = 5
        $0.lookups = 0
      })
    let urls = try [1, 2, 3].map {
      try EndpointURL("http://127.0.0.\($0)/", policy: .loopback)
    }
    let first = urls.map { admission.admit($0, now: 0) }
    let second = urls.map { admission.admit($0, now: 0) }
    #expect(first == [true, true, true])
    #expect(second == [true, true, false])
    admission.ended(urls[0], duringLookup: false, lookupGoesOn: false, now: 0)
    #expect(!admission.admit(urls[1], now: 0))
    #expect(admission.admit(urls[0], now: 0))
    let named = try url("a.vn")
    #expect(!admission.admit(named, now: 0))
  }

  @Test func `who waits is served in turn, and who waits too long is told`() throws {
    let server = try LoopbackServer { connection in while connection.request() != nil {} }
    var limits = TransferLimits.quick
    limits.transfersPerHost = 1
    limits.totalMilliseconds = 2_000
    let pool = try TransferPool(policy: .loopback, limits: limits)
    let url = try EndpointURL(server.url(), policy: .loopback)
    for token in 0..<UInt64(3) { try pool.start(OutgoingRequest(token: token, url: url)) }
    #expect(pool.running == 3)
    var finished: [FinishedTransfer] = []
    while server.requests.isEmpty, pool.running == 3 {  // Bounded by the pool's time limit.
      finished += pool.perform()
      pool.wait(milliseconds: 10)
    }
    // Past everybody's time before anything is looked at again, so that no one waits a little less.
    ChildProcess.pause(microseconds: 2_200_000)
    let faults = (finished + pool.finish()).map(\.fault)
    #expect(faults == [.timeout(.answer), .timeout(.queued), .timeout(.queued)])
    #expect(server.requests.count == 1)
  }
}

/// Admission as an object, so that expectations can ask it directly.
private final class Gate {
  private var admission: TransferAdmission

  init(limits: TransferLimits) { admission = TransferAdmission(limits: limits) }

  var active: Int { admission.active }

  func admit(_ url: EndpointURL, now: UInt64) -> Bool { admission.admit(url, now: now) }

  func lookupEnded(_ url: EndpointURL, now: UInt64) { admission.lookupEnded(url, now: now) }

  func ended(_ url: EndpointURL, duringLookup: Bool, lookupGoesOn: Bool, now: UInt64) {
    admission.ended(url, duringLookup: duringLookup, lookupGoesOn: lookupGoesOn, now: now)
  }
}
