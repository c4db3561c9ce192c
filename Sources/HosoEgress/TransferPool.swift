internal import CCurl
internal import Glibc

/// Sends requests, many at a time, under one egress policy.
///
/// Belongs to one thread: `start`, `perform` and `wait` are called there and nowhere else; only
/// the waker may be used elsewhere. Its connections are used again by every request to the same
/// place, so another policy needs another pool.
public final class TransferPool {
  /// What requests call themselves.
  static let userAgent = "hoso/0.1"

  public private(set) var policy: EgressPolicy
  public let limits: TransferLimits
  /// For other threads that have something to send.
  public let wakeHandle = TransferWaker()
  /// Entries for libcurl's address cache (`host:port:address`); tests pretend answers with them.
  var resolveOverrides: [String] = []

  /// Counts how often other authorities were taken up: handles keep what was set before.
  private(set) var trustRound = 0

  /// What connections are judged by: the policy, but where a test changes it under way.
  var judgedBy: EgressPolicy

  /// Transfers of which one has libcurl look through the addresses it knows, for old ones.
  private static let transfersPerLook = 64
  private var untilLook = 0

  let groups: HostGroups
  private let multi: UnsafeMutableRawPointer
  private var admission: TransferAdmission
  private var free: [TransferSlot] = []
  private var busy: [UnsafeMutableRawPointer: TransferSlot] = [:]
  private var waiting: [(request: OutgoingRequest, since: UInt64)] = []

  /// How often requests that wait are looked after, in milliseconds.
  private static let waitingCheckMilliseconds: Int32 = 250

  public init(policy: EgressPolicy, limits: TransferLimits = TransferLimits()) throws(EgressFault) {
    guard CurlRuntime.started == CURLE_OK, let multi = curl_multi_init() else {
      throw .client(code: CurlRuntime.started.rawValue)
    }
    do {
      groups = try HostGroups(limits)
    } catch {
      curl_multi_cleanup(multi)
      throw error
    }
    self.policy = policy
    judgedBy = policy
    self.limits = limits
    self.multi = multi
    admission = TransferAdmission(limits: limits)
    hoso_curl_multi_set_long(multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX)
    // Of each group: libcurl counts what the place of a connection holds.
    hoso_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, groups.connectionsPerGroup)
    hoso_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.transfersPerHost)
    hoso_curl_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, limits.transfersPerHost)
  }

  deinit {
    for easy in busy.keys { curl_multi_remove_handle(multi, easy) }
    busy = [:]
    free = []
    curl_multi_cleanup(multi)
  }

  /// Takes up other certificate authorities, for requests that begin from then on.
  ///
  /// libcurl uses no connection again whose authorities were others. What is on the line goes on.
  public func trust(_ authorities: [UInt8]?) {
    guard authorities != policy.trustedAuthorities else { return }
    policy.trustedAuthorities = authorities
    judgedBy.trustedAuthorities = authorities
    trustRound += 1
  }

  /// How many requests were started and have not been given back.
  public var running: Int { busy.count + waiting.count }

  /// Starts a request; `perform` carries it on and gives it back.
  ///
  /// Throws for a header that cannot be sent, and when libcurl has no memory left.
  public func start(_ request: OutgoingRequest) throws(EgressFault) {
    for (name, value) in request.headers { try HeaderRules.check(name: name, value: value) }
    if waiting.isEmpty, admission.admit(request.url, now: TransferPool.now) {
      try begin(request)
    } else {
      waiting.append((request, TransferPool.now))
    }
  }

  /// Does what can be done without waiting; gives back what has ended.
  public func perform() -> [FinishedTransfer] {
    var count: Int32 = 0
    curl_multi_perform(multi, &count)
    var finished: [FinishedTransfer] = []
    var easy: UnsafeMutableRawPointer?
    var result = CURLE_OK
    while hoso_curl_next_done(multi, &easy, &result) == 1 {
      guard let easy, let slot = busy.removeValue(forKey: easy) else { continue }
      finished.append(end(slot, result))
    }
    if !waiting.isEmpty { finished += admitWaiting() }
    return finished
  }

  /// Waits until something can be done, at most so long; `wakeHandle` ends it early.
  public func wait(milliseconds: Int32) {
    let longest =
      waiting.isEmpty ? milliseconds : min(milliseconds, TransferPool.waitingCheckMilliseconds)
    var waker = curl_waitfd(
      fd: wakeHandle.descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    var count: Int32 = 0
    curl_multi_poll(multi, &waker, 1, longest, &count)
    if waker.revents != 0 { wakeHandle.clear() }
  }

  /// Called by a transfer that knows its address.
  func lookupEnded(of url: EndpointURL) {
    admission.lookupEnded(url, now: TransferPool.now)
  }

  /// Whether it is a transfer's turn to look through the addresses that libcurl knows of its group.
  func looksThroughNames() -> Bool {
    guard untilLook > 0 else {
      untilLook = TransferPool.transfersPerLook - 1
      return true
    }
    untilLook -= 1
    return false
  }

  private func begin(_ request: OutgoingRequest) throws(EgressFault) {
    let reused = free.popLast()
    guard let slot = reused ?? TransferSlot(pool: self, request: request) else {
      forget(request)
      throw .client(code: CURLE_OUT_OF_MEMORY.rawValue)
    }
    let code = slot.prepare(request)
    guard code == CURLE_OK, curl_multi_add_handle(multi, slot.easy) == CURLM_OK else {
      free.append(slot)
      forget(request)
      throw .client(code: code.rawValue)
    }
    busy[slot.easy] = slot
  }

  private func forget(_ request: OutgoingRequest) {
    admission.ended(
      request.url, duringLookup: true, lookupGoesOn: false, now: TransferPool.now)
  }

  private func end(_ slot: TransferSlot, _ result: CURLcode) -> FinishedTransfer {
    let verdict = TransferVerdict(slot: slot, result: result)
    let finished = FinishedTransfer(
      token: slot.request.token, outcome: verdict.outcome,
      durationMilliseconds: verdict.durationMilliseconds, remote: slot.remote)
    curl_multi_remove_handle(multi, slot.easy)
    admission.ended(
      slot.request.url, duringLookup: slot.phase == .lookup,
      lookupGoesOn: result == CURLE_OPERATION_TIMEDOUT, now: TransferPool.now)
    free.append(slot)
    return finished
  }

  /// Starts those that may start now; gives back those that waited too long.
  private func admitWaiting() -> [FinishedTransfer] {
    let now = TransferPool.now
    let longest = UInt64(limits.totalMilliseconds)
    var finished: [FinishedTransfer] = []
    var left: [(request: OutgoingRequest, since: UInt64)] = []
    for (request, since) in waiting {
      var fault: TransferFault?
      if now - since >= longest {
        fault = .timeout(.queued)
      } else if admission.admit(request.url, now: now) {
        do throws(EgressFault) { try begin(request) } catch {
          fault = .client(code: CURLE_OUT_OF_MEMORY.rawValue, "")
        }
      } else {
        left.append((request, since))
      }
      guard let fault else { continue }
      finished.append(
        FinishedTransfer(
          token: request.token, outcome: .failed(fault), durationMilliseconds: Int(now - since),
          remote: nil))
    }
    waiting = left
    return finished
  }

  /// Milliseconds of a clock that is never set.
  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
  }
}
