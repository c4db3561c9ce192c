import HosoDomain
internal import HosoEgress
import HosoWebhooks
internal import HosoWords

/// Why the feed of a server cannot be read.
enum ListenWords {
  static func failure(_ trouble: FeedClient.Trouble) -> Failure {
    switch trouble {
    case .status(401, _), .status(403, _): Failure(.notPermitted, sentence(trouble))
    case .status(429, _), .status(503, _): Failure(.tryAgain, sentence(trouble))
    case .status, .transfer, .notAPage: Failure(.unavailable, sentence(trouble))
    }
  }

  static func sentence(_ trouble: FeedClient.Trouble) -> String {
    switch trouble {
    case .status(let status, let body):
      say("Máy chủ trả lời \(status)", "The server answers \(status)") + detail(body)
    case .transfer(let fault): TransferWords.sentence(fault)
    case .notAPage:
      say(
        "Máy chủ trả lời thứ không phải một trang thông báo. Xem lại --server.",
        "The server's answer is no page of events. Look at --server again.")
    }
  }

  /// Which secret forwards are signed with, so that the receiver can be given it.
  static func signs(with source: String) -> String {
    say(
      "Thông báo chuyển đi được ký bằng bí mật trong \(source).",
      "What is forwarded is signed with the secret of \(source).")
  }

  static func signs(withNew secret: String) -> String {
    say(
      "Thông báo chuyển đi được ký bằng bí mật của riêng lần chạy này: \(secret)\n"
        + "Muốn giữ một bí mật: ghi nó vào tệp và thêm --secret-file TỆP.",
      "What is forwarded is signed with a secret of this run alone: \(secret)\n"
        + "To keep one, write it into a file and add --secret-file FILE.")
  }

  /// The detail of a problem, if the body is one.
  private static func detail(_ body: String) -> String {
    guard let problem = try? JSONValue(reading: Array(body.utf8)),
      let detail = problem["detail"]?.text ?? problem["title"]?.text
    else { return "." }
    return ": " + CodeWords.shown(detail, longest: 200)
  }
}

/// Why a request got no answer.
enum TransferWords {
  static func sentence(_ fault: TransferFault) -> String {
    switch fault {
    case .timeout: say("Hết giờ chờ.", "The time is up.")
    case .lookup(let host):
      say("Không tìm thấy máy \(host).", "No address for \(host).")
    case .connection: say("Không kết nối được.", "No connection.")
    case .certificate:
      say("Chứng thư của máy chủ không tin được.", "The server's certificate is not trusted.")
    case .handshake(let words): say("Không bắt tay TLS được: ", "TLS failed: ") + words
    case .clientCertificate(let words):
      say("Chứng thư của ta không dùng được: ", "Our certificate cannot be used: ") + words
    case .blocked(let address, let refusal):
      "\(address): " + say(EgressWords.said(refusal))
    case .headersTooLong: say("Đầu mục quá dài.", "Too many headers.")
    case .lost: say("Đứt kết nối giữa chừng.", "The connection broke off.")
    case .protocolError(let words): say("Không phải HTTP: ", "This is no HTTP: ") + words
    case .client(_, let words): say("libcurl: ", "libcurl: ") + words
    }
  }
}
