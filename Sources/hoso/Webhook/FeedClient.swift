import HosoDomain
internal import HosoEgress
import HosoWebhooks
internal import HosoWords

/// Asks a server for pages of its feed, and posts what it got to a port of this machine.
final class FeedClient {
  /// A page of the feed.
  struct Page {
    /// The events, byte by byte as they came.
    let bodies: [[UInt8]]
    let events: [JSONValue]
    let cursor: String
    let hasMore: Bool
  }

  /// What the server said instead of a page.
  enum Trouble: Error {
    case status(Int, String)
    case transfer(TransferFault)
    case notAPage
  }

  private static let pageBytesMax = 16 << 20
  private static let eventsOfPage = 100
  private static let waitMilliseconds: Int32 = 250
  /// The longest a request takes, with a margin.
  private static let waitsMax = 100

  private let policy: EgressPolicy
  private let pool: TransferPool
  private let server: String
  private let key: String

  /// - Parameter server: Where the API is, such as `https://hoso.example.vn`.
  init(server: String, key: String) throws {
    var limits = TransferLimits()
    limits.bodyBytes = FeedClient.pageBytesMax
    // Whoever types an address means it; the guard is for addresses that others typed.
    policy = EgressPolicy(
      allowed: ["https://0.0.0.0/0", "https://::/0", "127.0.0.0/8", "::1/128"]
        .compactMap { AllowedNetwork($0) })
    pool = try TransferPool(policy: policy, limits: limits)
    self.server = server
    self.key = key
  }

  /// The events after a cursor; nil for the beginning.
  func page(
    after cursor: String?, types: String?, condition: String?
  ) throws -> Page {
    var target = "\(server)/v1/events?limit=\(FeedClient.eventsOfPage)"
    if let cursor { target += "&after=\(cursor)" }
    if let types { target += "&types=\(FeedClient.escaped(types))" }
    if let condition { target += "&where=\(FeedClient.escaped(condition))" }
    let answer = try carry(
      OutgoingRequest(
        token: 1, method: .get, url: try url(target, option: "--server"),
        headers: [("Authorization", "Bearer \(key)"), ("Accept", "application/json")]))
    guard answer.isSuccess, answer.cut == nil else {
      throw Trouble.status(answer.status, String(decoding: answer.body, as: UTF8.self))
    }
    guard let value = try? JSONValue(reading: answer.body, limits: JSONLimits(depth: 32)),
      let events = value["events"]?.items, let next = value["cursor"]?.text,
      let hasMore = value["has_more"]?.bool,
      let bodies = RawJSON.elements(of: "events", in: answer.body), bodies.count == events.count
    else { throw Trouble.notAPage }
    return Page(bodies: bodies, events: events, cursor: next, hasMore: hasMore)
  }

  /// Posts a delivery; answers the status.
  func post(_ body: [UInt8], to target: String, headers: [(String, String)]) throws -> Int {
    let answer = try carry(
      OutgoingRequest(
        token: 2, url: try url(target, option: "--forward"),
        headers: [("Content-Type", CloudEvent.contentType)] + headers, body: body))
    return answer.status
  }

  /// Lets time pass.
  func rest() { pool.wait(milliseconds: 1_000) }

  private func url(_ text: String, option: String) throws -> EndpointURL {
    do throws(EgressFault) {
      return try EndpointURL(text, policy: policy)
    } catch {
      throw EgressWords.failure(error, option: option)
    }
  }

  private func carry(_ request: OutgoingRequest) throws -> HTTPAnswer {
    try pool.start(request)
    for _ in 0..<FeedClient.waitsMax {
      if let finished = pool.perform().first {
        switch finished.outcome {
        case .answered(let answer): return answer
        case .failed(let fault): throw Trouble.transfer(fault)
        }
      }
      pool.wait(milliseconds: FeedClient.waitMilliseconds)
    }
    throw Trouble.transfer(.timeout(.queued))
  }

  /// A query's value (RFC 3986 section 2.3).
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        result.append(Character(Unicode.Scalar(byte)))
      default:
        result.append("%")
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      }
    }
  }
}

/// Pieces of a JSON text as they were written.
enum RawJSON {
  /// The elements of a list that is a member of the outermost object; nil if there is none.
  ///
  /// The text is known to be JSON.
  static func elements(of key: String, in text: [UInt8]) -> [[UInt8]]? {
    let start = Array("\"\(key)\":[".utf8)
    guard let place = text.firstRange(of: start) else { return nil }
    var elements: [[UInt8]] = []
    var begin = place.upperBound
    var (depth, isInText, isEscaped) = (0, false, false)
    for index in text[begin...].indices {
      let byte = text[index]
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]") where depth == 0:
        if index > begin { elements.append(Array(text[begin..<index])) }
        return elements
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        elements.append(Array(text[begin..<index]))
        begin = index + 1
      default: break
      }
    }
    return nil
  }
}
