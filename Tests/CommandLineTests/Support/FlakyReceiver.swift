import Foundation
import Glibc
import HosoTesting
import Synchronization

/// A receiver on loopback that takes a delivery, or fails the first attempt at it: by a status, by
/// silence after the connection was made, or by an answer that comes late.
final class FlakyReceiver: Sendable {
  /// A delivery as it came.
  struct Arrival: Sendable {
    let id: String
    let body: String
    let isTaken: Bool
  }

  private struct State {
    var arrivals: [Arrival] = []
    var seen: Set<String> = []
    var chance: Chance
  }

  let port: UInt16
  private let state: Mutex<State>
  private let listener: Int32

  init(seed: Int) throws {
    state = Mutex(State(chance: Chance(seed: seed)))
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 512) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard isBound else { throw Trouble(what: "no port for a receiver: \(errno)") }
    port = UInt16(bigEndian: name.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {  // Bounded by the life of the socket.
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0, let receiver = self else { return }
        Thread.detachNewThread {
          receiver.serve(descriptor)
          close(descriptor)
        }
      }
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  var url: String { "http://127.0.0.1:\(port)/hoso" }
  var arrivals: [Arrival] { state.withLock { $0.arrivals } }

  /// Names of deliveries that were taken.
  var taken: Set<String> {
    state.withLock { Set($0.arrivals.filter(\.isTaken).map(\.id)) }
  }

  private func serve(_ descriptor: Int32) {
    while let request = read(descriptor) {  // Bounded by what the sender sends.
      let id = request.headers["webhook-id"] ?? ""
      let mood = state.withLock { state in
        state.seen.insert(id).inserted ? state.chance.number(0...9) : 9
      }
      if mood == 1 { pause(milliseconds: 80) }
      // Noted before the answer: the sender may be killed before it hears it.
      let isTaken = mood > 0 && mood != 2
      state.withLock {
        $0.arrivals.append(Arrival(id: id, body: request.body, isTaken: isTaken))
      }
      if mood == 2 { return }
      let status = isTaken ? "204 No Content" : "500 Internal Server Error"
      guard send(descriptor, "HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n") else { return }
    }
  }

  private func read(_ descriptor: Int32) -> (headers: [String: String], body: String)? {
    var bytes = Data()
    var piece = [UInt8](repeating: 0, count: 16_384)
    while true {  // Bounded by what the sender sends.
      if let end = bytes.range(of: Data("\r\n\r\n".utf8)) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        var headers: [String: String] = [:]
        for line in head.components(separatedBy: "\r\n").dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
          guard parts.count == 2 else { continue }
          headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let body = bytes[end.upperBound...]
        if body.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 {
          return (headers, String(decoding: body, as: UTF8.self))
        }
      }
      let count = Glibc.read(descriptor, &piece, piece.count)
      guard count > 0 else { return nil }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  private func send(_ descriptor: Int32, _ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  private func pause(milliseconds: Int) {
    ChildProcess.pause(microseconds: milliseconds * 1_000)
  }
}
