internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

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

  /// The whole body.
  ///
  /// - Throws: A problem if it has more bytes than `max`, ends early or takes too long.
  func whole(upTo max: Int, withinSeconds seconds: Int64) async throws -> [UInt8] {
    guard isExpected else { return [] }
    guard declaredLength ?? 0 <= max else { throw Problem.tooLarge(max: max) }
    var reader = reader(upTo: max, withinSeconds: seconds)
    defer { reader.finish() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(declaredLength ?? 4_096, max))
    while let piece = try await reader.next() {  // Bounded by max.
      bytes.append(contentsOf: piece.readableBytesView)
    }
    return bytes
  }

  /// Reads and forgets a small body that nobody asked for, so that the connection can go on.
  ///
  /// False if more is coming, or if the peer still waits with it.
  func discard(upTo max: Int) async -> Bool {
    guard isExpected else { return true }
    guard !awaitsContinue, declaredLength ?? 0 <= max else { return false }
    do {
      _ = try await whole(upTo: max, withinSeconds: 5)
      return true
    } catch {
      return false
    }
  }

  /// Hands the body over piece by piece; can be asked for once.
  func reader(upTo max: Int, withinSeconds seconds: Int64) -> BodyReader {
    BodyReader(
      iterator: request.body.makeAsyncIterator(), channel: channel, max: max, seconds: seconds,
      declaredLength: declaredLength)
  }
}

/// Goes through a body once; belongs to the task that reads it.
struct BodyReader {
  private var iterator: RequestBody.AsyncIterator
  private let max: Int
  private let declaredLength: Int?
  private let deadline: NIODeadline
  private let timer: Scheduled<Void>
  private(set) var count = 0

  fileprivate init(
    iterator: RequestBody.AsyncIterator, channel: any Channel, max: Int, seconds: Int64,
    declaredLength: Int?
  ) {
    self.iterator = iterator
    self.max = max
    self.declaredLength = declaredLength
    deadline = .now() + .seconds(seconds)
    // Ends the input, so that the wait for more of it ends too.
    timer = channel.eventLoop.scheduleTask(deadline: deadline) {
      let isClosed = channel.eventLoop.makePromise(of: Void.self)
      isClosed.futureResult.whenFailure { _ in channel.close(promise: nil) }
      channel.close(mode: .input, promise: isClosed)
    }
  }

  /// The next bytes; nil at the end.
  mutating func next() async throws -> ByteBuffer? {
    let piece: ByteBuffer?
    do {
      piece = try await iterator.next()
    } catch {
      throw NIODeadline.now() >= deadline ? Problem.requestTimeout() : Problem.cutOff()
    }
    guard let piece else {
      finish()
      if NIODeadline.now() >= deadline { throw Problem.requestTimeout() }
      if let declaredLength, count < declaredLength { throw Problem.cutOff() }
      return nil
    }
    count += piece.readableBytes
    guard count <= max else { throw Problem.tooLarge(max: max) }
    return piece
  }

  /// Stops the clock.
  func finish() { timer.cancel() }
}
