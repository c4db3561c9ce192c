internal import HTTPTypes
internal import HosoDomain
internal import HosoWords

/// What is wrong with a request as such: its target, its headers, its size, its sender.
extension Problem {
  static func badTarget() -> Problem {
    Problem(
      .malformedRequest,
      Said(
        "Địa chỉ phải bắt đầu bằng / và mã hoá phần trăm theo UTF-8.",
        "The target has to start with / and be percent-encoded UTF-8."))
  }

  static func targetTooLong() -> Problem {
    Problem(
      .targetTooLong,
      Said(
        "Địa chỉ dài tối đa \(RequestTarget.bytesMax) byte.",
        "A target has at most \(RequestTarget.bytesMax) bytes."))
  }

  static func unknownPath() -> Problem {
    Problem(
      .unknown,
      Said(
        "Không có địa chỉ này. Xem /openapi.json.", "There is no such path. See /openapi.json."))
  }

  static func otherMethods(_ allow: [HTTPRequest.Method]) -> Problem {
    let list = allow.map(\.rawValue).joined(separator: ", ")
    return Problem(
      .methodNotAllowed, Said("Ở đây chỉ dùng: \(list).", "Methods of this path: \(list).")
    ).with(.allow, list)
  }

  static func unauthenticated() -> Problem {
    Problem(
      .unauthenticated,
      Said(
        "Gửi kèm Authorization: Bearer hoso_… của bạn; khoá này thiếu, sai, đã hết hạn "
          + "hoặc đã bị thu hồi.",
        "Send your Authorization: Bearer hoso_…; this key is missing, wrong, expired or revoked.")
    ).with(.wwwAuthenticate, #"Bearer realm="hoso""#)
  }

  static func missingScope(_ scope: String) -> Problem {
    var problem = Problem(
      .notAllowed,
      Said(
        "Khoá này không có quyền '\(scope)'. Xin người quản trị cấp khoá khác.",
        "This key lacks the scope '\(scope)'. Ask an administrator for another key."))
    problem.members = [("scope", scope)]
    return problem.with(
      .wwwAuthenticate, #"Bearer realm="hoso", error="insufficient_scope", scope="\#(scope)""#)
  }

  static func tooLarge(max: Int) -> Problem {
    Problem(
      .tooLarge,
      Said("Nội dung dài tối đa \(max) byte.", "A body here has at most \(max) bytes."))
  }

  static func unsupportedMediaType(_ types: [String]) -> Problem {
    let list = types.joined(separator: ", ")
    return Problem(
      .unsupportedMediaType, Said("Dùng Content-Type: \(list).", "Use Content-Type: \(list).")
    ).with(.accept, list)
  }

  static func unsupportedEncoding() -> Problem {
    Problem(
      .unsupportedMediaType,
      Said("Gửi nội dung không nén.", "Send the body without Content-Encoding.")
    ).with(.acceptEncoding, "identity")
  }

  static func notAcceptable(_ types: [String]) -> Problem {
    let list = types.joined(separator: ", ")
    return Problem(.notAcceptable, Said("Có các dạng: \(list).", "This comes as: \(list)."))
  }

  static func requestTimeout() -> Problem {
    Problem(
      .requestTimeout,
      Said(
        "Nội dung không đến đủ trong thời hạn. Gửi lại.",
        "The body did not arrive in time. Send it again."))
  }

  static func cutOff() -> Problem {
    Problem(
      .malformedRequest,
      Said("Nội dung bị cắt giữa chừng.", "The body ended before its end."))
  }

  static func headersTooLarge() -> Problem {
    Problem(
      .headersTooLarge,
      Said("Phần đầu yêu cầu quá dài.", "The header fields are too long, or too many."))
  }

  static func notHTTP() -> Problem {
    Problem(
      .malformedRequest,
      Said(
        "Đây không phải HTTP/1.1, hoặc phần đầu quá dài.",
        "This is not HTTP/1.1, or its header fields are too long."))
  }

  static func badHost() -> Problem {
    Problem(
      .malformedRequest,
      Said("Thiếu Host, có nhiều Host, hoặc Host sai.", "Send one Host, with a name or address."))
  }

  /// Nobody told the server what others reach it under.
  static func noAddress() -> Problem {
    Problem(
      .unavailable,
      Said(
        "Máy chủ chưa biết địa chỉ công khai của mình: người vận hành phải đặt --base-url.",
        "The server does not know its public address: its operator has to set --base-url."))
  }

  static let isTwice = Said("Có hai lần.", "It is there twice.")

  static func repeatedParameter(_ name: String) -> Problem {
    badParameter(name, isTwice)
  }

  static func unknownParameter(_ name: String) -> Problem {
    badParameter(name, Said("Không có tham số này.", "There is no such parameter."))
  }

  /// A value that is none of the few there are.
  static func oneOf(_ known: [String]) -> Said {
    let list = known.joined(separator: ", ")
    return Said("Dùng: \(list).", "Use: \(list).")
  }

  static func badParameter(_ name: String, _ detail: Said) -> Problem {
    Problem(
      .badParameter,
      Said(
        "Xem lại tham số '\(CodeWords.shown(name))'.",
        "Look at the parameter '\(CodeWords.shown(name))' again."),
      errors: [Flaw(detail, parameter: CodeWords.shown(name))])
  }

  static func quotaExceeded(_ standing: RateStanding) -> Problem {
    var problem = Problem(
      .quotaExceeded,
      Said(
        "Chờ \(standing.seconds) giây rồi gửi lại.",
        "Wait \(standing.seconds) s, then send it again."))
    problem.violatedPolicies = ["default"]
    problem.headers[.rateLimitPolicy] = standing.policyField
    problem.headers[.rateLimit] = standing.standingField
    return problem.retry(afterSeconds: standing.seconds)
  }

  /// Somebody else's machine is not called without end.
  static func hostAskedTooOften(afterSeconds seconds: Int) -> Problem {
    var problem = Problem(
      .quotaExceeded,
      Said(
        "Máy nhận này đã được gọi thử quá nhiều trong một giờ. Chờ \(seconds) giây.",
        "This host was called too often within an hour. Wait \(seconds) s."))
    problem.violatedPolicies = ["host"]
    return problem.retry(afterSeconds: seconds)
  }

  static func malformedIdempotencyKey(max: Int) -> Problem {
    Problem(
      .malformedIdempotencyKey,
      Said(
        "Gửi một Idempotency-Key, 1 đến \(max) ký tự ASCII không dấu cách, trong dấu nháy kép.",
        "Send one Idempotency-Key: 1 to \(max) visible ASCII characters in double quotes."))
  }

  static func inProgress() -> Problem {
    Problem(
      .inProgress,
      Said(
        "Yêu cầu cùng Idempotency-Key đang được xử lý. Gửi lại sau.",
        "The request with this Idempotency-Key is being worked on. Send it again later.")
    ).retry(afterSeconds: 1)
  }

  static func otherRequest() -> Problem {
    Problem(
      .otherRequest,
      Said(
        "Dùng Idempotency-Key khác cho yêu cầu khác.",
        "Use another Idempotency-Key for another request."))
  }
}

extension Problem {
  static func preconditionRequired() -> Problem {
    Problem(
      .preconditionRequired,
      Said(
        "Gửi kèm If-Match với ETag của lần đọc gần nhất.",
        "Send If-Match with the ETag of what you read last."))
  }

  static func changedMeanwhile() -> Problem {
    Problem(
      .changedMeanwhile,
      Said(
        "Đã có thay đổi từ lần đọc ấy. Đọc lại rồi sửa.",
        "It was changed since. Read it again, then change it."))
  }
}
