internal import HosoDomain
internal import HosoEgress
internal import HosoState

/// What a finished request means for a delivery.
struct TransferReading {
  let verdict: AttemptVerdict
  let status: Int?
  let detail: String?
  let answer: [UInt8]
  /// Seconds the receiver asked to wait; at most a day.
  let retryAfterSeconds: Int64?

  /// - Parameter now: For a `Retry-After` that is a date.
  init(_ outcome: FinishedTransfer.Outcome, kind: EndpointKind, at now: Moment) {
    switch outcome {
    case .answered(let answer):
      status = answer.status
      self.answer = Array(answer.body.prefix(Attempt.answerBytesMax))
      verdict = TransferReading.verdict(of: answer, kind: kind)
      detail = 300...399 ~= answer.status ? answer["location"].map(TransferReading.cut) : nil
      let isBusy = answer.status == 429 || answer.status == 503
      retryAfterSeconds = isBusy ? RetryAfter.seconds(answer["retry-after"], now: now) : nil
    case .failed(let fault):
      status = nil
      answer = []
      verdict = TransferReading.verdict(of: fault)
      detail = TransferReading.cut(TransferReading.words(of: fault))
      retryAfterSeconds = nil
    }
  }

  private init(_ reading: TransferReading, verdict: AttemptVerdict) {
    self.verdict = verdict
    status = reading.status
    detail = reading.detail
    answer = reading.answer
    retryAfterSeconds = reading.retryAfterSeconds
  }

  /// The same, judged otherwise.
  func judged(_ verdict: AttemptVerdict) -> TransferReading {
    TransferReading(self, verdict: verdict)
  }

  private static func verdict(of answer: HTTPAnswer, kind: EndpointKind) -> AttemptVerdict {
    // A receiver that says so is obeyed whatever its status is.
    switch answer["webhook-delivery"]?.lowercased() {
    case "disable": return .disabled
    case "abort-message": return .aborted
    default: break
    }
    switch answer.status {
    case 200...299:
      if case .dvcqg = kind { return PortalAnswer.isSuccess(answer) ? .delivered : .rejected }
      return .delivered
    case 300...399: return .redirected
    case 410: return .gone
    case 429, 503: return .throttled
    case 502, 504: return .badGateway
    case 400...499: return .rejected
    default: return .failedInside
    }
  }

  private static func verdict(of fault: TransferFault) -> AttemptVerdict {
    switch fault {
    case .timeout: .timedOut
    case .lookup, .connection: .unreachable
    case .certificate, .handshake, .clientCertificate: .insecure
    case .blocked: .blocked
    case .headersTooLong, .lost, .protocolError, .client: .broken
    }
  }

  /// Names and values only; sentences are made where they are shown.
  private static func words(of fault: TransferFault) -> String {
    switch fault {
    case .timeout(let phase): "timeout \(phase.name)"
    case .lookup(let host): "lookup \(host)"
    case .connection(let code): "connection errno=\(code)"
    case .certificate(let fault): "certificate \(fault.name)"
    case .handshake(let words): "handshake \(words)"
    case .clientCertificate(let words): "client-certificate \(words)"
    case .blocked(let address, let refusal): "blocked \(address) \(refusal.name)"
    case .headersTooLong: "headers-too-long"
    case .lost: "connection-lost"
    case .protocolError(let words): "protocol \(words)"
    case .client(let code, let words): "client \(code) \(words)"
    }
  }

  static func cut(_ text: String) -> String {
    String(decoding: text.utf8.prefix(Attempt.detailBytesMax), as: UTF8.self)
  }
}

/// The value of `Retry-After`: seconds, or a date.
///
/// Source: RFC 9110 section 10.2.3.
enum RetryAfter {
  /// Seconds to wait, at most a day; nil for a value that says neither.
  static func seconds(_ value: String?, now: Moment) -> Int64? {
    guard let value, !value.isEmpty else { return nil }
    if value.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return min(Int64(value) ?? .max, RetrySchedule.retryAfterSecondsMax)
    }
    guard let date = httpDate(value) else { return nil }
    return min(max(0, date - now.seconds), RetrySchedule.retryAfterSecondsMax)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Tue, 20 Apr 2021 02:07:55 GMT` as seconds since 1970 (RFC 9110 section 5.6.7); the two
  /// obsolete forms are not read.
  private static func httpDate(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
      let day = Int(words[1]), let year = Int(words[3]),
      let date = LocalDate(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, 0..<24 ~= clock[0], 0..<60 ~= clock[1], 0...60 ~= clock[2] else {
      return nil
    }
    return Int64(date.dayNumber) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
  }
}
