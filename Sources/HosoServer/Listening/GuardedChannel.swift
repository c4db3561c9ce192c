internal import HosoDomain
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Synchronization

/// Looks after connections before anything of HTTP is read: one address gets so many and no more,
/// and what is no HTTP is answered with a problem too.
struct GuardedChannel<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let census: ConnectionCensus
  /// The whole answer to what is no HTTP.
  let malformed: [UInt8]

  func setup(
    channel: any NIOCore.Channel, logger: Logger
  ) -> EventLoopFuture<Base.Value> {
    guard census.admit(channel) else {
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
    }
    do {
      try channel.pipeline.syncOperations.addHandler(MalformedAnswer(malformed))
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
    return base.setup(channel: channel, logger: logger)
  }

  func handle(value: Base.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}

/// Puts a problem in place of the bare 400 that answers what cannot be parsed.
///
/// No handler of ours is asked about such a request, and no answer of ours is a 400 without a body.
private final class MalformedAnswer: ChannelOutboundHandler {
  typealias OutboundIn = IOData
  typealias OutboundOut = IOData

  private static let start = Array("HTTP/1.1 400 Bad Request\r\n".utf8)
  private static let emptiness = Array("Content-Length: 0\r\n".utf8)

  private let answer: [UInt8]

  init(_ answer: [UInt8]) {
    self.answer = answer
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .byteBuffer(let buffer) = unwrapOutboundIn(data),
      buffer.readableBytesView.starts(with: MalformedAnswer.start),
      buffer.readableBytesView.firstRange(of: MalformedAnswer.emptiness) != nil
    else { return context.write(data, promise: promise) }
    context.write(wrapOutboundOut(.byteBuffer(ByteBuffer(bytes: answer))), promise: promise)
  }

  /// The answer's bytes.
  static func bytes(_ language: Language) -> [UInt8] {
    let reply = Problem.notHTTP().reply(language, path: "/", requestID: "none")
    guard case .bytes(let body) = reply.body else { return [] }
    var head = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n"
    head += "content-type: \(MediaType.problem)\r\ncontent-length: \(body.count)\r\n"
    head += "content-language: \(language.rawValue)\r\ncache-control: no-store\r\n\r\n"
    return Array(head.utf8) + body
  }
}

/// What is answered to bytes that are no HTTP.
enum MalformedRequest {
  static func answer(_ language: Language) -> [UInt8] { MalformedAnswer.bytes(language) }
}
