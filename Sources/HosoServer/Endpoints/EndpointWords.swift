internal import HosoCrypto
internal import HosoDomain
internal import HosoEgress
internal import HosoState
internal import HosoWebhooks

/// What is said about endpoints that cannot be as asked.
enum EndpointWords {
  static let fixed = Said(
    "Không sửa được sau khi tạo.", "This cannot be changed once the endpoint is made.")
  static let beyondReach = Said(
    "agencies phải có, và chỉ gồm cơ quan của khoá này và các đơn vị bên dưới.",
    "agencies has to be there, with nothing but the key's agency and those below it.")

  /// Why a field of an endpoint cannot be stored as it is.
  static func said(_ field: EndpointFault.Field) -> Said {
    switch field {
    case .name:
      Said(
        "Tên dài 1 đến \(Endpoint.nameLengthMax) ký tự, không có ký tự điều khiển.",
        "A name has 1 to \(Endpoint.nameLengthMax) characters, none of them a control character.")
    case .filter:
      Said(
        "Mỗi mục tối đa \(EventFilter.valuesMax) giá trị, agencies không được rỗng; điểm nhận của "
          + "người vận hành không có bộ lọc.",
        "Each member has at most \(EventFilter.valuesMax) values, and agencies is not empty; an "
          + "operator's endpoint has no filter.")
    case .rate: Said("Từ 1 đến 10000 mỗi giây.", "From 1 to 10,000 a second.")
    case .headers:
      Said(
        "Tối đa 20 đầu mục, mỗi cái một dòng ASCII dài tối đa 4096 byte; không dùng tên của HTTP "
          + "hay của hoso (webhook-…, ce-…, content-type…).",
        "At most 20 headers, each one line of ASCII of at most 4,096 bytes; none that HTTP or hoso "
          + "sets itself (webhook-…, ce-…, content-type…).")
    case .keys: Said("Khoá không thay được như yêu cầu.", "The keys do not allow that.")
    case .portal:
      Said(
        "Cần dstcode và madonvi; mỗi cái tối đa 200 ký tự ASCII không dấu cách.",
        "dstcode and madonvi are needed; each text has at most 200 visible ASCII characters.")
    case .cursor: Said("Con trỏ này không đọc được.", "This cursor cannot be read.")
    case .owner: Said("Khoá này không giữ được con trỏ.", "This key cannot keep a cursor.")
    }
  }

  /// Why a client certificate cannot be used.
  static func said(_ flaw: PEM.Flaw) -> Said {
    switch flaw {
    case .certificateUnreadable:
      Said("Chứng thư không đọc được.", "The certificate cannot be read.")
    case .keyUnreadable: Said("Khoá riêng không đọc được.", "The private key cannot be read.")
    case .keyLocked:
      Said(
        "Khoá riêng có mật khẩu; hãy gỡ mật khẩu.",
        "The private key has a passphrase; take it off.")
    case .tooWeak:
      Said(
        "Chứng thư hoặc khoá quá yếu (RSA cần ít nhất 2.048 bit).",
        "The certificate or its key is too weak (RSA needs 2,048 bits at least).")
    case .otherKey:
      Said("Khoá riêng không phải của chứng thư này.", "The key is not this certificate's.")
    }
  }

  static let noConsent = Said(
    "Máy nhận chưa đồng ý nhận tin: bật điểm nhận để hỏi, rồi gửi thử sau.",
    "The receiver has not consented yet: enable the endpoint to ask it, then send a test.")

  static func said(_ fault: EgressFault) -> Said {
    switch fault {
    case .urlTooLong(_, let limit):
      Said("Dài tối đa \(limit) byte.", "At most \(limit) bytes.")
    case .urlCharacter(let offset):
      Said("Ký tự ở byte \(offset) không dùng được.", "Byte \(offset) cannot stand in a URL.")
    case .scheme: Said("Phải bắt đầu bằng https:// và tên máy.", "Has to begin with https://.")
    case .plainHTTP: Said("Dùng https.", "Use https.")
    case .credentials:
      Said("Không ghi tên và mật khẩu trong địa chỉ.", "Leave user and password out of it.")
    case .fragment: Said("Bỏ phần sau dấu #.", "Leave the fragment (#…) out.")
    case .zone: Said("Bỏ tên giao diện mạng (%…).", "Leave the network interface (%…) out.")
    case .malformed: Said("Không đọc được địa chỉ.", "This is no URL.")
    case .host: Said("Tên máy không đúng.", "The host cannot be one.")
    case .port(let port):
      Said("Không gửi đến cổng \(port).", "Nothing is sent to port \(port).")
    case .literalAddress, .address:
      Said(
        "Địa chỉ này chỉ gửi được khi người quản trị cho phép.",
        "An administrator has to allow this address first.")
    case .header: Said("Đầu mục này không gửi được.", "This header cannot be sent.")
    case .clientCertificate:
      Said("Chứng thư hoặc khoá không phải PEM.", "Certificate or key is no PEM.")
    case .clientCertificateUnusable(let flaw): said(flaw)
    case .client: Said("Chưa kiểm tra được địa chỉ.", "The address could not be checked.")
    }
  }
}

extension EndpointFault.Field {
  /// Its name in a request.
  var member: String {
    switch self {
    case .rate: "rate_per_second"
    case .name, .filter, .headers, .keys, .portal, .cursor, .owner: rawValue
    }
  }
}
