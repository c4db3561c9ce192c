internal import HosoWebhooks

/// What is said about endpoints that cannot be as asked.
enum EndpointWords {
  static let fixed = Said(
    "Không sửa được sau khi tạo.", "This cannot be changed once the endpoint is made.")
  static let beyondReach = Said(
    "agencies phải có, và chỉ gồm cơ quan của khoá này và các đơn vị bên dưới.",
    "agencies has to be there, with nothing but the key's agency and those below it.")

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
    case .client: Said("Chưa kiểm tra được địa chỉ.", "The address could not be checked.")
    }
  }
}
