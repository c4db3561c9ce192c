internal import Glibc
public import HosoDomain

/// Why the operating system did not do what it was asked.
public enum SystemWords {
  /// A reason, to stand behind what failed; the system's own English where it is a rare one.
  ///
  /// - Parameter code: `errno`.
  public static func said(_ code: Int32) -> Said {
    let english = String(cString: strerror(code))
    return Said(vietnamese[code] ?? "\(english) (errno \(code))", english)
  }

  private static let vietnamese: [Int32: String] = [
    ENOENT: "không có tệp hoặc thư mục này", EACCES: "không có quyền",
    EPERM: "không được phép", EISDIR: "đó là thư mục, không phải tệp",
    ENOTDIR: "một phần đường dẫn không phải thư mục", EEXIST: "đã có tệp hoặc thư mục này",
    ENOSPC: "đĩa đầy", EDQUOT: "đã hết hạn mức đĩa", EFBIG: "tệp quá lớn",
    EROFS: "đĩa chỉ cho đọc", EIO: "lỗi vào ra của đĩa",
    EMFILE: "chương trình mở quá nhiều tệp", ENFILE: "máy mở quá nhiều tệp",
    ELOOP: "liên kết tượng trưng vòng tròn", ENAMETOOLONG: "đường dẫn quá dài",
    ENOMEM: "hết bộ nhớ", EBUSY: "đang có chương trình khác dùng", ETXTBSY: "đang được chạy",
    EXDEV: "ở hai hệ thống tệp khác nhau", ENOTEMPTY: "thư mục không trống",
    EINVAL: "hệ thống không nhận giá trị này", ENODEV: "không có thiết bị này",
    ENXIO: "không có thiết bị này", EPIPE: "bên nhận đã đóng",
    EAGAIN: "tạm thời chưa được, hãy thử lại",
    EADDRINUSE: "địa chỉ đã có chương trình khác dùng",
    EADDRNOTAVAIL: "máy này không có địa chỉ ấy", ECONNREFUSED: "bên kia từ chối kết nối",
    ECONNRESET: "bên kia ngắt kết nối", ETIMEDOUT: "hết giờ chờ",
    EHOSTUNREACH: "không có đường đến máy kia", ENETUNREACH: "không có đường đến mạng kia",
    ENETDOWN: "mạng không hoạt động",
  ]
}
