internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import Synchronization

/// The body of a request: read once, never more of it than allowed, never for longer.
struct IncomingBody: Sendable {
  private let request: Request
  private let channel: any Channel
  private let clocks: BodyClocks
  /// What the request says its length is; nil where it says none.
  let declaredLength: Int?
  let isExpected: Bool
  /// Whether the peer waits to be told that the body is wanted.
  let awaitsContinue: Bool

  init(_ request: Request, channel: any Channel, clocks: BodyClocks) throws {
    self.request = request
    self.channel = channel
    self.clocks = clocks
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
      clock: BodyClock(pace, channel: channel, among: clocks))
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

/// How long a body has been coming, and how much of it came.
final class BodyClock: Sendable {
  private let pace: BodyPace
  private let channel: any Channel
  private let started = NIODeadline.now()
  private let count = Atomic<Int>(0)
  private let clocks: BodyClocks
  private let number: Int

  fileprivate init(_ pace: BodyPace, channel: any Channel, among clocks: BodyClocks) {
    self.pace = pace
    self.channel = channel
    self.clocks = clocks
    number = clocks.nextNumber()
    clocks.begin(self, number, on: channel.eventLoop)
  }

  /// Whether it should be here by now; what arrived of it has moved that on.
  var isOver: Bool {
    NIODeadline.now() >= started + pace.time(for: count.load(ordering: .relaxed))
  }

  func note(_ count: Int) { self.count.store(count, ordering: .relaxed) }

  func finish() { clocks.end(number) }

  /// Ends the input, so that the wait for more of it ends too.
  func cut() {
    let isClosed = channel.eventLoop.makePromise(of: Void.self)
    isClosed.futureResult.whenFailure { [channel] _ in channel.close(promise: nil) }
    channel.close(mode: .input, promise: isClosed)
  }
}

/// Ends bodies that come too slowly: one look at all that are coming rather than a timer for each,
/// since nearly all of them are there with their request.
final class BodyClocks: Sendable {
  /// How much later than it might a body ends.
  private static let lookEvery = TimeAmount.milliseconds(100)

  private struct Room {
    var readings: [Int: Reading] = [:]
    var isLooking = false
  }

  /// A body that nobody reads any more is nobody's to cut.
  private struct Reading {
    weak var clock: BodyClock?
  }

  private let lastNumber = Atomic<Int>(0)
  private let room = Mutex(Room())

  fileprivate func nextNumber() -> Int {
    lastNumber.add(1, ordering: .relaxed).newValue
  }

  fileprivate func begin(_ clock: BodyClock, _ number: Int, on loop: any EventLoop) {
    let isFirst = room.withLock { room in
      room.readings[number] = Reading(clock: clock)
      defer { room.isLooking = true }
      return !room.isLooking
    }
    if isFirst { lookSoon(on: loop) }
  }

  fileprivate func end(_ number: Int) {
    _ = room.withLock { $0.readings.removeValue(forKey: number) }
  }

  private func lookSoon(on loop: any EventLoop) {
    loop.scheduleTask(in: BodyClocks.lookEvery) { self.look(on: loop) }
  }

  private func look(on loop: any EventLoop) {
    let (coming, isAnybodyLeft) = room.withLock { room in
      room.isLooking = !room.readings.isEmpty
      return (room.readings, room.isLooking)
    }
    for (number, reading) in coming where reading.clock?.isOver ?? true {
      end(number)
      reading.clock?.cut()
    }
    if isAnybodyLeft { lookSoon(on: loop) }
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
