import HosoServer

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
