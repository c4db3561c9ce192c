import Glibc
import HosoServer
internal import HosoWords

/// What kept a server from starting.
enum ServeWords {
  static func failure(_ fault: ServerFault) -> Failure {
    switch fault {
    case .publicWithoutTLS(let host):
      Failure(
        .notPermitted,
        say(
          "\(host) ai cũng gọi tới được mà chưa có TLS. Dùng --tls-cert và --tls-key, hoặc "
            + "--public nếu máy trước mặt đã lo TLS.",
          "\(host) can be reached from elsewhere, and there is no TLS. Use --tls-cert and "
            + "--tls-key, or --public if a proxy before it ends TLS."))
    case .cannotListen(let host, let port, let code): cannotListen(host, port, code)
    case .unusable(let part, let path):
      Failure(.badData, "\(CodeWords.shown(path, longest: 300)): " + sentence(part))
    }
  }

  private static func cannotListen(_ host: String, _ port: Int, _ code: Int32) -> Failure {
    let place = "\(CodeWords.shown(host)):\(port)"
    if code == EADDRINUSE {
      return Failure(
        .unavailable,
        say(
          "Không chạy được máy chủ: cổng \(place) đã có chương trình khác nghe. Chọn --port khác.",
          "The server cannot run: another program listens on \(place). Choose another --port."))
    }
    let reason = say(SystemWords.said(code))
    return Failure(
      code == EACCES ? .notPermitted : .unavailable,
      say(
        "Không chạy được máy chủ: không nghe được ở \(place): \(reason).",
        "The server cannot run: it cannot listen on \(place): \(reason)."))
  }

  private static func sentence(_ part: ServerFault.TLSPart) -> String {
    switch part {
    case .certificate:
      say("không có chứng thư PEM đọc được.", "there is no PEM certificate that can be read.")
    case .privateKey:
      say(
        "không có khoá riêng PEM đọc được, không mật khẩu.",
        "there is no PEM private key without a passphrase that can be read.")
    case .pair:
      say("khoá riêng không phải của chứng thư.", "the private key is not the certificate's.")
    case .clientAuthorities:
      say(
        "không có chứng thư PEM của bên cấp đọc được.",
        "there is no PEM certificate of an authority that can be read.")
    }
  }

  /// What the operating system or the TLS library said.
  static func failure(_ error: any Error) -> Failure {
    let words = CodeWords.shown("\(error)", longest: 300)
    return Failure(
      .unavailable,
      say("Không chạy được máy chủ: \(words)", "The server cannot run: \(words)"))
  }
}
