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

/// Knows the connections there are, and how many each address has; loopback, where proxies are, has
/// no limit of its own.
final class ConnectionCensus: Sendable {
  private struct Connections {
    var channels: [ObjectIdentifier: any NIOCore.Channel] = [:]
    var byAddress: [String: Int] = [:]
  }

  private let perAddress: Int
  private let connections = Mutex(Connections())

  init(perAddress: Int) {
    self.perAddress = perAddress
  }

  /// Counts a connection until it closes; false if its address has too many already.
  func admit(_ channel: any NIOCore.Channel) -> Bool {
    let address = ConnectionCensus.limited(channel.remoteAddress?.ipAddress)
    let isAdmitted = connections.withLock { connections in
      if let address {
        let count = connections.byAddress[address, default: 0]
        guard count < perAddress else { return false }
        connections.byAddress[address] = count + 1
      }
      connections.channels[ObjectIdentifier(channel)] = channel
      return true
    }
    guard isAdmitted else { return false }
    channel.closeFuture.whenComplete { _ in
      self.connections.withLock { connections in
        connections.channels[ObjectIdentifier(channel)] = nil
        guard let address else { return }
        let count = (connections.byAddress[address] ?? 1) - 1
        connections.byAddress[address] = count > 0 ? count : nil
      }
    }
    return true
  }

  /// Closes every connection there is, whatever is being done on it.
  func closeAll() {
    for channel in connections.withLock({ Array($0.channels.values) }) {
      channel.close(promise: nil)
    }
  }

  private static func limited(_ address: String?) -> String? {
    guard let address, address != "::1", !address.hasPrefix("127.") else { return nil }
    return address
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
  static func bytes(_ language: SpokenLanguage) -> [UInt8] {
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
  static func answer(_ language: SpokenLanguage) -> [UInt8] { MalformedAnswer.bytes(language) }
}
