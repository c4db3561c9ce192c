internal import HosoCrypto
public import HosoDomain
public import HosoEgress

/// Why an address or header is not accepted, and what to write instead.
public enum EgressWords {
  /// The fault, as far as it may be told.
  ///
  /// - Parameter isInside: Whether they who ask may know the networks hoso stands in; others would
  ///   learn from an answer what is there.
  public static func said(_ fault: EgressFault, isInside: Bool) -> Said {
    switch fault {
    case .urlTooLong(_, let limit):
      Said("Địa chỉ dài quá \(limit) byte.", "The address is longer than \(limit) bytes.")
    case .urlCharacter(let offset):
      Said(
        "Ký tự ở byte \(offset) không được có trong địa chỉ.",
        "The character at byte \(offset) cannot stand in an address.")
    case .scheme:
      Said(
        "Địa chỉ phải bắt đầu bằng https:// và tên máy.",
        "An address begins with https:// and a host.")
    case .plainHTTP:
      Said(
        "http không được mã hoá. Dùng https.",
        "http is not encrypted. Use https.")
    case .credentials:
      Said(
        "Không để tên, mật khẩu trong địa chỉ. Đưa vào một đầu mục.",
        "No user or password in an address. Put it into a header.")
    case .fragment:
      Said("Bỏ phần từ dấu # trở đi.", "Leave out what follows the #.")
    case .zone:
      Said("Không ghi tên giao diện mạng (%).", "No network interface (%) in an address.")
    case .malformed:
      Said("Không đọc được địa chỉ này.", "This address cannot be read.")
    case .host(let host, let fault): Said(both: "'\(CodeWords.shown(host))': ") + said(fault)
    case .port(let port):
      Said(
        "Không gọi cổng \(port). Dùng 443 hoặc 8443.",
        "Port \(port) is not called. Use 443 or 8443.")
    case .literalAddress(let address):
      Said("\(address) là địa chỉ số. Dùng tên miền.", "\(address) is a bare address. Use a name.")
    case .address(let address, let refusal):
      isInside
        ? Said(both: "\(address): ") + said(refusal) + Said(both: ".")
        : Said("Không gửi đến địa chỉ này.", "Nothing is sent to this address.")
    case .header(let name, let fault):
      Said(both: "'\(CodeWords.shown(name))': ") + said(fault)
    case .clientCertificateUnusable(let flaw): said(flaw)
    case .clientCertificate(let part): said(part)
    case .client(let code):
      isInside
        ? Said(
          "libcurl không chạy được (mã \(code)). Thiếu thì cài: apt-get install libcurl4.",
          "libcurl does not start (code \(code)). If it is missing: apt-get install libcurl4.")
        : Said("Chưa kiểm tra được địa chỉ.", "The address could not be checked.")
    }
  }

  public static func said(_ refusal: AddressRefusal) -> Said {
    switch refusal {
    case .kind(let kind):
      Said(
        "không phải địa chỉ công khai (\(kind.rawValue))", "no public address (\(kind.rawValue))")
    case .ownListener: Said("hoso đang nghe ở đó", "hoso itself listens there")
    case .port: Said("cổng không được gọi", "a port that is not called")
    case .plainHTTP: Said("http chưa được cho phép ở đó", "plain http is not allowed there")
    case .unreadable: Said("không đọc được địa chỉ", "the address cannot be read")
    }
  }

  private static func said(_ part: ClientCertificate.Part) -> Said {
    switch part {
    case .chain:
      Said("Chứng thư không phải PEM.", "The certificate is not PEM.")
    case .key:
      Said(
        "Khoá riêng không phải PEM, hoặc có mật khẩu. Gỡ mật khẩu trước.",
        "The private key is not PEM, or has a passphrase. Take that off first.")
    }
  }

  private static func said(_ flaw: PEM.Flaw) -> Said {
    switch flaw {
    case .certificateUnreadable:
      Said("Chứng thư không đọc được.", "The certificate cannot be read.")
    case .keyUnreadable:
      Said("Khoá riêng không đọc được.", "The private key cannot be read.")
    case .keyLocked:
      Said(
        "Khoá riêng có mật khẩu. Gỡ mật khẩu bằng: openssl pkey -in … -out …",
        "The private key has a passphrase. Take it off: openssl pkey -in … -out …")
    case .tooWeak:
      Said(
        "Chứng thư hoặc khoá quá yếu (RSA cần ít nhất 2.048 bit).",
        "The certificate or its key is too weak (RSA needs 2,048 bits at least).")
    case .otherKey:
      Said(
        "Khoá riêng không phải của chứng thư này.",
        "The private key is not this certificate's.")
    }
  }

  private static func said(_ fault: EgressFault.HostFault) -> Said {
    switch fault {
    case .tooLong: Said("tên máy quá dài.", "the host's name is too long.")
    case .emptyLabel: Said("có hai dấu chấm liền nhau.", "there are two full stops in a row.")
    case .character:
      Said("có ký tự không được có trong tên máy.", "a character no host's name has.")
    case .noDot:
      Said(
        "tên này chỉ có nghĩa trong một mạng. Dùng tên miền đầy đủ.",
        "this name means something in one network only. Use the full name.")
    case .number:
      Said(
        "kết thúc bằng số mà không phải địa chỉ viết đúng cách.",
        "it ends in a number but is no address in its usual spelling.")
    case .international:
      Said("không viết được tên này bằng ASCII.", "this name has no form in ASCII.")
    }
  }

  private static func said(_ fault: EgressFault.HeaderFault) -> Said {
    switch fault {
    case .name: Said("không phải tên đầu mục.", "no header's name.")
    case .value:
      Said("giá trị có ký tự không gửi được.", "its value has a character that cannot be sent.")
    case .valueTooLong: Said("giá trị quá dài.", "its value is too long.")
    case .reserved: Said("hoso tự đặt đầu mục này.", "hoso sets this header itself.")
    }
  }
}
