import Foundation
import Glibc
import Synchronization

/// A receiver on loopback that behaves as a test wants, badly as a rule.
///
/// Each connection gets a thread that runs `behaviour`; all end when the server goes.
public final class LoopbackServer: Sendable {
  /// One accepted connection, blocking, closed when the behaviour returns.
  public struct Connection: Sendable {
    public let descriptor: Int32
    fileprivate let shared: Shared

    /// Reads one request, head and as many bytes of body as it announces; nil at the end.
    public func request() -> String? {
      var bytes: [UInt8] = []
      while true {  // Bounded by what the client sends.
        if let text = LoopbackServer.whole(bytes) {
          shared.state.withLock { $0.requests.append(text) }
          return text
        }
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &piece, piece.count)
        guard count > 0 else { return nil }
        bytes += piece[..<count]
      }
    }

    /// Sends bytes; false when the client has gone.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let count = bytes.withUnsafeBytes { all -> Int in
          Glibc.send(
            descriptor, all.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }

    public func answer(
      _ status: String = "204 No Content", _ headers: String = "", body: String = ""
    ) {
      send("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Waits, but no longer than the server lives.
    @discardableResult
    public func pause(milliseconds: Int32) -> Bool {
      var wait = pollfd(fd: shared.ending, events: Int16(POLLIN), revents: 0)
      return poll(&wait, 1, milliseconds) == 0
    }

    /// Ends with a reset instead of a goodbye.
    public func reset() {
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }
  }

  public let port: UInt16
  private let shared: Shared
  private let endingWriter: Int32

  /// What outlives the server until its connections have noticed its end.
  fileprivate final class Shared: Sendable {
    /// Readable once the server is gone.
    let ending: Int32
    let state = Mutex(State())

    init(ending: Int32) { self.ending = ending }
    deinit { close(ending) }
  }

  fileprivate struct State {
    var connections = 0
    var requests: [String] = []
  }

  public init(
    address: String = "127.0.0.1", port: UInt16 = 0,
    _ behaviour: @escaping @Sendable (Connection) -> Void = LoopbackServer.polite
  ) throws {
    let listener: Int32
    (listener, self.port) = try LoopbackServer.listen(at: address, port)
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    endingWriter = ends[1]
    let shared = Shared(ending: ends[0])
    self.shared = shared
    Thread.detachNewThread {
      while true {  // Bounded by the server's life.
        var waits = [
          pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
          pollfd(fd: shared.ending, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waits, 2, -1) > 0, waits[1].revents == 0 else { break }
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        shared.state.withLock { $0.connections += 1 }
        Thread.detachNewThread {
          behaviour(Connection(descriptor: descriptor, shared: shared))
          close(descriptor)
        }
      }
      close(listener)
    }
  }

  deinit { close(endingWriter) }

  /// Answers every request with 204 and keeps the connection.
  public static let polite: @Sendable (Connection) -> Void = { connection in
    while connection.request() != nil { connection.answer() }
  }

  public func url(_ path: String = "/", host: String = "127.0.0.1") -> String {
    "http://\(host):\(port)\(path)"
  }

  public var connections: Int { shared.state.withLock { $0.connections } }
  public var requests: [String] { shared.state.withLock { $0.requests } }

  private static func listen(
    at address: String, _ port: UInt16
  ) throws -> (descriptor: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    inet_pton(AF_INET, address, &name.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && Glibc.listen(listener, 512) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard bound else { throw CocoaError(.featureUnsupported) }
    return (listener, UInt16(bigEndian: name.sin_port))
  }

  private static func whole(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let head = text.range(of: "\r\n\r\n") else { return nil }
    let length =
      text[..<head.lowerBound].lowercased().components(separatedBy: "\r\n")
      .first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    return text[head.upperBound...].utf8.count >= length ? text : nil
  }
}
