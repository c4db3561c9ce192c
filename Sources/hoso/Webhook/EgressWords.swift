import Glibc
internal import HosoCrypto
internal import HosoEgress
import HosoWebhooks

/// Why an address or header is not accepted, and what to write instead.
enum EgressWords {
  /// Not permitted where an administrator could allow it; a usage error otherwise.
  static func failure(_ fault: EgressFault, option: String) -> Failure {
    Failure(code(of: fault), "\(option): " + sentence(fault))
  }

  private static func code(of fault: EgressFault) -> Failure.Code {
    switch fault {
    case .plainHTTP, .port, .literalAddress, .address: .notPermitted
    case .client: .unavailable
    case .urlTooLong, .urlCharacter, .scheme, .credentials, .fragment, .zone, .malformed, .host,
      .header, .clientCertificate, .clientCertificateUnusable:
      .usage
    }
  }

  static func sentence(_ fault: EgressFault) -> String {
    switch fault {
    case .urlTooLong(_, let limit):
      say("Địa chỉ dài quá \(limit) byte.", "The address is longer than \(limit) bytes.")
    case .urlCharacter(let offset):
      say(
        "Ký tự ở byte \(offset) không được có trong địa chỉ.",
        "The character at byte \(offset) cannot stand in an address.")
    case .scheme:
      say(
        "Địa chỉ phải bắt đầu bằng https:// và tên máy.",
        "An address begins with https:// and a host.")
    case .plainHTTP:
      say(
        "http không được mã hoá. Dùng https, hoặc cho phép bằng --allow-egress MẠNG.",
        "http is not encrypted. Use https, or allow it: --allow-egress NETWORK.")
    case .credentials:
      say(
        "Không để tên, mật khẩu trong địa chỉ. Dùng --header.",
        "No user or password in an address. Use --header.")
    case .fragment:
      say("Bỏ phần từ dấu # trở đi.", "Leave out what follows the #.")
    case .zone:
      say("Không ghi tên giao diện mạng (%).", "No network interface (%) in an address.")
    case .malformed:
      say("Không đọc được địa chỉ này.", "This address cannot be read.")
    case .host(let host, let fault): "'\(CodeWords.shown(host))': " + sentence(fault)
    case .port(let port):
      say(
        "Không gọi cổng \(port). Dùng 443 hoặc 8443, hoặc cho phép bằng --allow-egress.",
        "Port \(port) is not called. Use 443 or 8443, or allow it: --allow-egress.")
    case .literalAddress(let address):
      say(
        "\(address) là địa chỉ số. Dùng tên miền, hoặc cho phép bằng --allow-egress.",
        "\(address) is a bare address. Use a name, or allow it: --allow-egress.")
    case .address(let address, let refusal): "\(address): " + sentence(refusal)
    case .header(let name, let fault): "'\(CodeWords.shown(name))': " + sentence(fault)
    case .clientCertificateUnusable(let flaw): sentence(flaw)
    case .clientCertificate(.chain):
      say("Chứng thư không phải PEM.", "The certificate is not PEM.")
    case .clientCertificate(.key):
      say(
        "Khoá riêng không phải PEM, hoặc có mật khẩu. Gỡ mật khẩu trước.",
        "The private key is not PEM, or has a passphrase. Take that off first.")
    case .client(let code):
      say("libcurl không chạy được (mã \(code)).", "libcurl does not start (code \(code)).")
    }
  }

  static func sentence(_ refusal: AddressRefusal) -> String {
    switch refusal {
    case .kind(let kind):
      say(
        "không phải địa chỉ công khai (\(kind.rawValue))", "no public address (\(kind.rawValue))")
    case .ownListener: say("hoso đang nghe ở đó", "hoso itself listens there")
    case .port: say("cổng không được gọi", "a port that is not called")
    case .plainHTTP: say("http chưa được cho phép ở đó", "plain http is not allowed there")
    case .unreadable: say("không đọc được địa chỉ", "the address cannot be read")
    }
  }

  private static func sentence(_ flaw: PEM.Flaw) -> String {
    switch flaw {
    case .certificateUnreadable:
      say("Chứng thư không đọc được.", "The certificate cannot be read.")
    case .keyUnreadable:
      say("Khoá riêng không đọc được.", "The private key cannot be read.")
    case .keyLocked:
      say(
        "Khoá riêng có mật khẩu. Gỡ mật khẩu bằng: openssl pkey -in … -out …",
        "The private key has a passphrase. Take it off: openssl pkey -in … -out …")
    case .tooWeak:
      say(
        "Chứng thư hoặc khoá quá yếu (RSA cần ít nhất 2.048 bit).",
        "The certificate or its key is too weak (RSA needs 2,048 bits at least).")
    case .otherKey:
      say(
        "Khoá riêng không phải của chứng thư này.",
        "The private key is not this certificate's.")
    }
  }

  private static func sentence(_ fault: EgressFault.HostFault) -> String {
    switch fault {
    case .tooLong: say("tên máy quá dài.", "the host's name is too long.")
    case .emptyLabel: say("có hai dấu chấm liền nhau.", "there are two full stops in a row.")
    case .character:
      say("có ký tự không được có trong tên máy.", "a character no host's name has.")
    case .noDot:
      say(
        "tên này chỉ có nghĩa trong một mạng. Dùng tên miền đầy đủ.",
        "this name means something in one network only. Use the full name.")
    case .number:
      say(
        "kết thúc bằng số mà không phải địa chỉ viết đúng cách.",
        "it ends in a number but is no address in its usual spelling.")
    case .international:
      say("không viết được tên này bằng ASCII.", "this name has no form in ASCII.")
    }
  }

  private static func sentence(_ fault: EgressFault.HeaderFault) -> String {
    switch fault {
    case .name: say("không phải tên đầu mục.", "no header's name.")
    case .value:
      say("giá trị có ký tự không gửi được.", "its value has a character that cannot be sent.")
    case .valueTooLong: say("giá trị quá dài.", "its value is too long.")
    case .reserved: say("hoso tự đặt đầu mục này.", "hoso sets this header itself.")
    }
  }
}
