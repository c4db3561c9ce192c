import Foundation
import Glibc
import HosoDomain
import Synchronization

/// What came back over a socket.
struct Answer: Sendable {
  let status: Int
  let fields: [(name: String, value: String)]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON; null for anything else.
  var json: JSONValue { (try? JSONValue(reading: body, limits: JSONLimits(depth: 64))) ?? .null }

  /// The last part of a problem's type.
  var problem: String? {
    json["type"]?.text?.split { $0 == "/" || $0 == "#" }.last.map(String.init)
  }

  /// The value of a header, by its name in lower case.
  subscript(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }
}

/// What kept a test from talking to a server.
enum WireFault: Error {
  case notConnected(code: Int32)
  case closed(got: String)
  case timeout(got: String)
  case notHTTP(String)
}

/// One connection, spoken to byte by byte: everything a library would refuse to send can be sent.
///
/// Waits on threads of its own, so that the server under test keeps those it needs.
final class Wire: Sendable {
  private let socket: Mutex<WireSocket>

  init(port: Int) throws {
    socket = Mutex(try WireSocket(port: port))
  }

  /// Sends text as it is.
  func send(_ text: String) async throws { try await send(Array(text.utf8)) }

  /// Sends bytes as they are.
  func send(_ bytes: [UInt8]) async throws {
    try await Wire.wait { self.socket.withLock { _ = $0.send(bytes) } }
  }

  /// Sends one request; `Host` and `Content-Length` are added if they are not there.
  func request(
    _ method: String, _ target: String, _ fields: [(String, String)] = [], body: [UInt8] = []
  ) async throws -> Answer {
    try await Wire.wait {
      try self.socket.withLock { try $0.request(method, target, fields, body: body) }
    }
  }

  /// The next answer; informational ones are passed over.
  func read(isHead: Bool = false) async throws -> Answer {
    try await Wire.wait { try self.socket.withLock { try $0.read(isHead: isHead) } }
  }

  /// The next answer, informational ones too.
  func readOne() async throws -> Answer {
    try await Wire.wait { try self.socket.withLock { try $0.readOne() } }
  }

  /// Whether the peer has closed the connection and nothing is left to read.
  func isClosed() async throws -> Bool {
    try await Wire.wait { self.socket.withLock { $0.isClosed() } }
  }

  /// Says that nothing more will be sent.
  func finishSending() async throws {
    try await Wire.wait { self.socket.withLock { $0.finishSending() } }
  }

  /// Does something that waits, on a thread of its own.
  static func wait<R: Sendable>(
    _ work: @escaping @Sendable () throws -> R
  ) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
  }
}

/// The socket below a `Wire`; every call waits.
private struct WireSocket: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// How long an answer may take before a test is given up: nothing that is measured, and longer
  /// than a busy machine keeps a server from its turn.
  private static let patienceSeconds = 300

  init(port: Int) throws {
    descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: WireSocket.patienceSeconds, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var on: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw WireFault.notConnected(code: errno) }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Sends bytes as they are; false if the peer takes no more.
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {  // Bounded by the bytes.
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Says that nothing more will be sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Sends one request; `Host` and `Content-Length` are added if they are not there.
  mutating func request(
    _ method: String, _ target: String, _ fields: [(String, String)] = [], body: [UInt8] = []
  ) throws -> Answer {
    var head = "\(method) \(target) HTTP/1.1\r\n"
    let names = Set(fields.map { $0.0.lowercased() })
    if !names.contains("host") { head += "Host: 127.0.0.1\r\n" }
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    if !body.isEmpty, !names.contains("content-length") {
      head += "Content-Length: \(body.count)\r\n"
    }
    _ = send(Array((head + "\r\n").utf8) + body)
    return try read(isHead: method == "HEAD")
  }

  /// The next answer; informational ones are passed over.
  mutating func read(isHead: Bool = false) throws -> Answer {
    while true {  // Bounded by the answers of the peer.
      let answer = try readOne(isHead: isHead)
      if answer.status >= 200 { return answer }
    }
  }

  /// The next answer, informational ones too.
  mutating func readOne(isHead: Bool = false) throws -> Answer {
    let head = try take(through: "\r\n\r\n")
    let lines = head.split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { throw WireFault.notHTTP(head) }
    let fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (
        name: parts[0].lowercased(),
        value: parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
      )
    }
    let length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) }
    let isChunked = fields.contains { $0.name == "transfer-encoding" && $0.value == "chunked" }
    let hasNone = isHead || status < 200 || status == 204 || status == 304
    let body = hasNone ? [] : isChunked ? try takeChunks() : try take(count: length ?? 0)
    return Answer(status: status, fields: fields, body: body)
  }

  /// Whether the peer has closed the connection and nothing is left to read.
  mutating func isClosed() -> Bool {
    if !buffer.isEmpty { return false }
    do {
      try fill()
      return false
    } catch WireFault.closed {
      return true
    } catch {
      return false
    }
  }

  private mutating func takeChunks() throws -> [UInt8] {
    var body: [UInt8] = []
    while true {  // Bounded by the chunks of the answer.
      let line = try take(through: "\r\n").dropLast(2)
      guard let count = Int(line.prefix { $0 != ";" }, radix: 16) else {
        throw WireFault.notHTTP(String(line))
      }
      body += try take(count: count)
      _ = try take(through: "\r\n")
      if count == 0 { return body }
    }
  }

  private mutating func take(count: Int) throws -> [UInt8] {
    while buffer.count < count { try fill() }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  private mutating func take(through mark: String) throws -> String {
    let mark = Array(mark.utf8)
    var start = 0
    while true {  // Bounded by the timeout of the socket.
      if let range = buffer[start...].firstRange(of: mark) {
        defer { buffer.removeFirst(range.upperBound) }
        return String(decoding: buffer[..<range.upperBound], as: UTF8.self)
      }
      start = max(0, buffer.count - mark.count)
      try fill()
    }
  }

  private mutating func fill() throws {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &piece, piece.count, 0)
    let got = String(decoding: buffer.suffix(200), as: UTF8.self)
    if count == 0 { throw WireFault.closed(got: got) }
    if count < 0 {
      throw errno == EAGAIN ? WireFault.timeout(got: got) : WireFault.closed(got: got)
    }
    buffer += piece.prefix(count)
  }
}
