internal import Glibc
internal import HosoEgress
internal import Synchronization

/// Signs requests on a thread of its own, then lets a pool carry them.
///
/// An Ed25519 signature takes longer than everything else about a delivery together; beside it the
/// pool's thread goes on with answers, commits and the next bodies. What is ordered within a turn
/// is handed over in one go. Belongs to the pool's thread.
final class SigningTransport: DeliveryTransport {
  private let pool: TransferPool
  private let desk: SigningHandover
  private let thread: OwnThread
  private var ordered: [UnsignedRequest] = []
  private var failed: [FinishedTransfer] = []
  /// Requests that the signing thread has.
  private var away = 0
  /// The token of the request that the signing thread gave back last.
  private var lastSigned: UInt64 = 0

  init(_ pool: TransferPool) throws(EgressFault) {
    self.pool = pool
    let desk = SigningHandover(signed: pool.wakeHandle)
    guard let thread = OwnThread({ desk.run() }) else {
      throw .client(code: UInt32(EAGAIN))
    }
    self.desk = desk
    self.thread = thread
  }

  deinit {
    desk.stop()
    thread.join()
  }

  var running: Int { ordered.count + away + failed.count + pool.running }

  func start(_ unsigned: UnsignedRequest) {
    if unsigned.signing == nil { carry(unsigned.request) } else { ordered.append(unsigned) }
  }

  func perform() -> [FinishedTransfer] {
    handOver()
    if away > 0 {
      let signed = desk.take()
      precondition(signed.count <= away, "only what was handed over to be signed comes back")
      away -= signed.count
      for request in signed {
        precondition(lastSigned < request.token, "what is signed comes back once, and in order")
        lastSigned = request.token
        carry(request)
      }
    }
    defer { failed = [] }
    return failed + pool.perform()
  }

  func wait(milliseconds: Int32) {
    handOver()
    pool.wait(milliseconds: failed.isEmpty ? milliseconds : 0)
  }

  /// Takes up other certificate authorities, as its pool does.
  func trust(_ authorities: [UInt8]?) { pool.trust(authorities) }

  private func handOver() {
    guard !ordered.isEmpty else { return }
    away += ordered.count
    desk.give(ordered)
    ordered.removeAll(keepingCapacity: true)
  }

  private func carry(_ request: OutgoingRequest) {
    do throws(EgressFault) {
      try pool.start(request)
    } catch {
      failed.append(
        FinishedTransfer(
          token: request.token, outcome: .failed(.client(code: 0, error.name)),
          durationMilliseconds: 0, remote: nil))
    }
  }
}

/// Where the pool's thread and the signing thread hand requests to each other.
private final class SigningHandover: Sendable {
  /// So many are signed before the other thread may have them: the line is not idle meanwhile.
  private static let batch = 16

  private struct State {
    var ordered: [UnsignedRequest] = []
    /// How many of those were signed.
    var begun = 0
    var signed: [OutgoingRequest] = []
    var isStopping = false
  }

  private let state = Mutex(State())
  private let waker = TransferWaker()
  private let signed: TransferWaker

  init(signed: TransferWaker) { self.signed = signed }

  func give(_ requests: [UnsignedRequest]) {
    state.withLock { $0.ordered += requests }
    waker.wake()
  }

  func take() -> [OutgoingRequest] {
    state.withLock { state in
      defer { state.signed = [] }
      return state.signed
    }
  }

  func stop() {
    state.withLock { $0.isStopping = true }
    waker.wake()
  }

  /// Signs until it is stopped.
  func run() {
    let shelf = SignerShelf()
    while true {  // Bounded by `stop`.
      let (batch, isStopping) = next()
      if isStopping { return }
      guard !batch.isEmpty else {
        waker.wait()
        continue
      }
      let requests = batch.map(shelf.sign)
      let isFirst = state.withLock { state in
        defer { state.signed += requests }
        return state.signed.isEmpty
      }
      if isFirst { signed.wake() }
    }
  }

  private func next() -> (batch: [UnsignedRequest], isStopping: Bool) {
    state.withLock { state in
      let end = min(state.begun + SigningHandover.batch, state.ordered.count)
      let batch = Array(state.ordered[state.begun..<end])
      state.begun = end
      if state.begun == state.ordered.count {
        state.ordered.removeAll(keepingCapacity: true)
        state.begun = 0
      }
      return (batch, state.isStopping)
    }
  }
}
