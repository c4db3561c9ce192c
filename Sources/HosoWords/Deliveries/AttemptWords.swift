public import HosoDomain

extension DeliveryWords {
  /// What is kept of a failed attempt, in words; as it is where it is somebody else's sentence.
  ///
  /// - Parameter detail: As `Attempt.detail` holds it: a name, and its values behind it.
  public static func said(ofAttempt detail: String) -> Said {
    let parts = detail.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = parts.count > 1 ? parts[1] : ""
    switch parts.first {
    case "connection":
      guard rest.hasPrefix("errno="), let code = Int32(rest.dropFirst("errno=".count)) else {
        return Said("không kết nối được", "no connection")
      }
      let reason = SystemWords.said(code)
      return Said(
        "không kết nối được: \(reason.vietnamese)", "no connection: \(reason.english)")
    case "timeout": return timeout(rest)
    case "lookup":
      return Said("không tìm được địa chỉ của \(rest)", "no address found for \(rest)")
    case "certificate": return certificate(rest)
    case "client-certificate":
      return Said("chứng thư của mình: \(rest)", "our own certificate: \(rest)")
    case "handshake": return Said("bắt tay TLS hỏng: \(rest)", "the TLS handshake failed: \(rest)")
    case "blocked": return Said("không được gọi: \(rest)", "may not be called: \(rest)")
    case "headers-too-long":
      return Said("phần đầu câu trả lời quá dài", "the answer's headers are too long")
    case "connection-lost":
      return Said("mất kết nối trước khi có trả lời", "the connection was lost before an answer")
    case "protocol":
      return Said("trả lời không phải HTTP: \(rest)", "the answer is no HTTP: \(rest)")
    case "client": return Said("libcurl báo lỗi \(rest)", "libcurl failed: \(rest)")
    default: return Said(detail, detail)
    }
  }

  private static func timeout(_ phase: String) -> Said {
    switch phase {
    case "queued": Said("hết giờ khi chờ đến lượt", "timed out before its turn")
    case "lookup": Said("hết giờ khi tìm địa chỉ", "timed out looking up the address")
    case "connect": Said("hết giờ khi kết nối", "timed out connecting")
    default: Said("hết giờ chờ trả lời", "timed out waiting for an answer")
    }
  }

  private static func certificate(_ flaw: String) -> Said {
    switch flaw {
    case "expired": Said("chứng thư đã hết hạn", "its certificate has expired")
    case "not-yet-valid": Said("chứng thư chưa có hiệu lực", "its certificate is not valid yet")
    case "self-signed": Said("chứng thư tự ký", "its certificate is self-signed")
    case "unknown-authority":
      Said("không rõ ai cấp chứng thư", "nobody known issued its certificate")
    case "revoked": Said("chứng thư đã bị thu hồi", "its certificate was revoked")
    case "other-name": Said("chứng thư của tên khác", "its certificate is of another name")
    default: Said("chứng thư sai: \(flaw)", "its certificate does not hold: \(flaw)")
    }
  }
}
