internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization

/// The body of a request: read once, never more of it than allowed, never for longer.
struct IncomingBody: Sendable {
  private let request: Request
  private let channel: any Channel
  /// What the request says its length is; nil where it says none.
  let declaredLength: Int?
  let isExpected: Bool
  /// Whether the peer waits to be told that the body is wanted.
  let awaitsContinue: Bool

  init(_ request: Request, channel: any Channel) throws {
    self.request = request
    self.channel = channel
    let lengths = request.headers[values: .contentLength]
    declaredLength = lengths.first.flatMap { Int($0) }
    if !lengths.isEmpty, declaredLength == nil || Set(lengths).count > 1 {
      throw Problem.notHTTP()
    }
    isExpected = (declaredLength ?? 0) > 0 || request.headers[.transferEncoding] != nil
    awaitsContinue = isExpected && request.headers[.expect]?.lowercased() == "100-continue"
  }

  /// Reads and forgets a small body that nobody asked for, so that the connection can go on.
  ///
  /// False if more is coming, or if the peer still waits with it.
  func discard(upTo max: Int) async -> Bool {
    guard isExpected else { return true }
    guard !awaitsContinue, declaredLength ?? 0 <= max else { return false }
    do {
      var reader = try reader(upTo: max, .discarding)
      defer { reader.finish() }
      while try await reader.next() != nil {}  // Bounded by max and the pace.
      return true
    } catch {
      return false
    }
  }

  /// Hands the body over piece by piece; can be asked for once.
  ///
  /// - Throws: A problem if it says that it has more bytes than `max`.
  func reader(upTo max: Int, _ pace: BodyPace) throws -> BodyReader {
    guard declaredLength ?? 0 <= max else { throw Problem.tooLarge(max: max) }
    return BodyReader(
      iterator: request.body.makeAsyncIterator(), max: max, declaredLength: declaredLength,
      clock: BodyClock(pace, channel: channel))
  }
}

/// How fast a body has to come: some seconds to begin with, and more for what has arrived.
struct BodyPace: Hashable, Sendable {
  let seconds: Int64
  let bytesPerSecond: Int64

  /// For a body that nobody wants.
  static let discarding = BodyPace(seconds: 5, bytesPerSecond: 64 << 10)

  fileprivate func time(for count: Int) -> TimeAmount {
    .seconds(seconds) + .nanoseconds(Int64(count) * 1_000_000_000 / bytesPerSecond)
  }
}

/// Ends a body that comes too slowly.
private final class BodyClock: Sendable {
  private struct State {
    var count = 0
    var isFinished = false
    var timer: Scheduled<Void>?
  }

  private let pace: BodyPace
  private let channel: any Channel
  private let started = NIODeadline.now()
  private let state = Mutex(State())

  init(_ pace: BodyPace, channel: any Channel) {
    self.pace = pace
    self.channel = channel
    watch()
  }

  private var deadline: NIODeadline {
    started + pace.time(for: state.withLock { $0.count })
  }

  var isOver: Bool { NIODeadline.now() >= deadline }

  func note(_ count: Int) { state.withLock { $0.count = count } }

  func finish() {
    state.withLock { state in
      state.isFinished = true
      state.timer?.cancel()
      state.timer = nil
    }
  }

  /// Ends the input, so that the wait for more of it ends too.
  func cut() {
    let isClosed = channel.eventLoop.makePromise(of: Void.self)
    isClosed.futureResult.whenFailure { [channel] _ in channel.close(promise: nil) }
    channel.close(mode: .input, promise: isClosed)
  }

  /// Looks again at the deadline as it is now; what arrived meanwhile has moved it.
  private func watch() {
    let deadline = deadline
    let timer = channel.eventLoop.scheduleTask(deadline: deadline) { [weak self] in
      guard let self else { return }
      if isOver { cut() } else { watch() }
    }
    state.withLock { state in
      if state.isFinished { timer.cancel() } else { state.timer = timer }
    }
  }
}

/// Goes through a body once; belongs to the task that reads it.
struct BodyReader {
  private var iterator: RequestBody.AsyncIterator
  private let max: Int
  private let declaredLength: Int?
  private let clock: BodyClock
  private(set) var count = 0

  fileprivate init(
    iterator: RequestBody.AsyncIterator, max: Int, declaredLength: Int?, clock: BodyClock
  ) {
    self.iterator = iterator
    self.max = max
    self.declaredLength = declaredLength
    self.clock = clock
  }

  /// The next bytes; nil at the end.
  ///
  /// - Throws: A problem if it has more bytes than allowed, ends early or comes too slowly.
  mutating func next() async throws -> ByteBuffer? {
    let piece: ByteBuffer?
    do {
      piece = try await iterator.next()
    } catch {
      throw clock.isOver ? Problem.requestTimeout() : Problem.cutOff()
    }
    guard let piece else {
      finish()
      let isWhole = declaredLength.map { count >= $0 } ?? !clock.isOver
      if !isWhole { throw clock.isOver ? Problem.requestTimeout() : Problem.cutOff() }
      return nil
    }
    count += piece.readableBytes
    guard count <= max else { throw Problem.tooLarge(max: max) }
    clock.note(count)
    return piece
  }

  /// Ends the wait for more, from wherever it is called.
  var cut: @Sendable () -> Void { { [clock] in clock.cut() } }

  /// Stops the clock.
  func finish() { clock.finish() }
}
