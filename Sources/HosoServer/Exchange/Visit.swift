internal import HTTPTypes
internal import HosoDomain
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// What is known of a request before it is known what it wants.
struct Visit: Sendable {
  let request: Request
  let language: Language
  let requestID: String
  let remoteAddress: String
  let now: RecordedAt
  private let services: Services

  init(_ request: Request, channel: any NIOCore.Channel, services: Services) {
    self.request = request
    self.services = services
    now = services.configuration.clock()
    language = Language(
      acceptLanguage: request.headers[.acceptLanguage], default: services.configuration.language)
    requestID =
      request.headers[.requestID].flatMap(Visit.wellFormed) ?? services.requestIDs.next()
    remoteAddress = services.proxies.asker(
      peer: channel.remoteAddress?.ipAddress ?? "", forwarded: request.headers[.forwardedFor])
  }

  var headers: HTTPFields { request.headers }

  /// The one `Host` of the request; nil if there is none, more than one, or what no host can be.
  var authority: String? {
    guard let host = request.head.authority, !host.isEmpty, headers[.named("host")] == nil else {
      return nil
    }
    return host.utf8.allSatisfy { Visit.isHostByte[Int($0)] } ? host : nil
  }

  /// Whether a person looks at the answer: a browser asks for a page by name, a program does not.
  var isForPerson: Bool {
    headers[values: .accept].joined(separator: ",").prefix(2_048).split(separator: ",")
      .contains { MediaType.essence(String($0)) == "text/html" }
  }

  /// What the header fields take on the wire, without what divides them.
  var headerBytes: Int {
    headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
  }

  /// A caller's own id for the request, if it is fit to stand in a log.
  private static func wellFormed(_ text: String) -> String? {
    let isFine = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isFine && (1...128).contains(text.utf8.count) ? text : nil
  }

  /// The path as it came, for problems; nothing that is no URI reference.
  var instance: String {
    let path = (request.head.path ?? "").prefix { $0 != "?" && $0 != "#" }
    let isFine = path.utf8.allSatisfy { Visit.isPathByte[Int($0)] }
    return isFine && path.utf8.count <= 1_024 ? String(path) : "/"
  }

  func call(
    _ operation: Operation, _ target: RequestTarget, _ parameters: [String: String],
    _ authority: String
  ) -> Call {
    Call(
      operation: operation, method: request.method, target: target, parameters: parameters,
      headers: request.headers, authority: authority, scheme: services.scheme, language: language,
      requestID: requestID, remoteAddress: remoteAddress, services: services, arrivedAt: now)
  }

  /// What may stand in a path.
  ///
  /// Source: RFC 3986, 3.3.
  private static let isPathByte = table(letters + "-._~!$&'()*+,;=:@/%")
  /// What may stand in a host and its port.
  ///
  /// Source: RFC 3986, 3.2.2, without what is never in a name that is in use.
  private static let isHostByte = table(letters + "-._~:[]%")
  private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

  private static func table(_ allowed: String) -> [Bool] {
    var table = [Bool](repeating: false, count: 256)
    for byte in allowed.utf8 { table[Int(byte)] = true }
    return table
  }

  /// Adds what every answer carries.
  func finish(_ reply: inout Reply, _ rate: RateStanding?) {
    reply.headers[.requestID] = requestID
    reply.headers[.date] = HTTPDate.text(services.configuration.clock())
    for (name, value) in Visit.always where reply.headers[name] == nil {
      reply.headers[name] = value
    }
    if let rate {
      reply.headers[.rateLimitPolicy] = rate.policyField
      reply.headers[.rateLimit] = rate.standingField
    }
    if services.isSecure {
      reply.headers[.strictTransportSecurity] = "max-age=31536000"
    }
    if reply.closesConnection { reply.headers[.connection] = "close" }
    switch reply.body {
    case .none where reply.status != .notModified && reply.status != .noContent:
      reply.headers[.contentLength] = "0"
    case .bytes(let bytes): reply.headers[.contentLength] = "\(bytes.count)"
    case .none, .pieces: break
    }
  }

  private static let always: [(HTTPField.Name, String)] = [
    (.cacheControl, "no-store"),
    (.xContentTypeOptions, "nosniff"),
    (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
    (.named("referrer-policy"), "no-referrer"),
    (.crossOriginResourcePolicy, "same-origin"),
  ]
}

/// A moment as HTTP writes it.
///
/// Source: RFC 9110, 5.6.7.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ moment: RecordedAt) -> String {
    let seconds = moment.microseconds / 1_000_000
    let day = Int(seconds / 86_400)
    let date = LocalDate(dayNumber: Int32(truncatingIfNeeded: day))
    let clock = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map { two(Int($0)) }
    return "\(days[day % 7]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
      + clock.joined(separator: ":") + " GMT"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
