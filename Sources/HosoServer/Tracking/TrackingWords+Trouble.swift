internal import HosoDomain

/// What was wrong with a question.
extension TrackingWords {
  /// What was wrong, in a few words; also in the page's title.
  static func title(_ trouble: TrackingTrouble) -> Said {
    switch trouble {
    case .noMatch: Said("Hai mã không khớp", "The codes do not match")
    case .noCode: Said("Đây không phải mã của hồ sơ", "This is no code of a dossier")
    case .checkDigit, .secondCheckDigit:
      Said("Số hiệu bưu gửi bị nhập sai", "The item number is mistyped")
    case .shortSecond: Said("Mã thứ hai chưa đủ", "The second code is not complete")
    case .sameKind: Said("Hai mã cùng một loại", "Both codes are of one kind")
    case .dayNeeded: Said("Cần thêm ngày gửi", "The day of pickup is needed, too")
    case .noDay: Said("Không đọc được ngày gửi", "The day of pickup cannot be read")
    case .expiredLink: Said("Liên kết đã hết hạn", "The link has ended")
    case .noLink: Said("Cần thêm một mã của hồ sơ", "Another code of the dossier is needed")
    }
  }

  /// What to do about it.
  static func help(_ trouble: TrackingTrouble) -> Said? {
    switch trouble {
    case .noMatch:
      Said(
        "Xem lại trên phiếu gửi và giấy hẹn. Hồ sơ chỉ có một mã thì dùng liên kết hoặc mã QR mà "
          + "bưu cục đã đưa cho bạn.",
        "Check your slip and your appointment paper. With one code only, use the link or QR code "
          + "from the post office.")
    case .noCode:
      Said(
        "Nhập mã in trên phiếu gửi hoặc giấy hẹn.",
        "Enter the code that is printed on your slip or appointment paper.")
    case .checkDigit, .secondCheckDigit:
      Said(
        "Một chữ số không đúng. So lại từng chữ số với phiếu gửi.",
        "A digit is wrong. Compare each with your slip.")
    case .shortSecond:
      Said(
        "Nhập cả mã, không chỉ phần cuối.", "Enter the whole code, not only its end.")
    case .sameKind:
      Said(
        "Một mã là mã bưu gửi thì mã kia là mã hồ sơ hoặc số biên nhận.",
        "If one is an item number, the other is a dossier number or a receipt number.")
    case .dayNeeded:
      Said(
        "Đã có nhiều lần nhập sai, nên trang hỏi thêm ngày bạn gửi hồ sơ.",
        "There were many wrong entries, so the day on which you sent it is asked, too.")
    case .noDay: Said("Viết như 05/03/2020.", "Write it like 05/03/2020.")
    case .expiredLink:
      Said(
        "Nhập thêm một mã khác loại của hồ sơ để xem tiếp.",
        "Enter a code of another kind to go on.")
    case .noLink:
      Said(
        "Nhập một mã khác loại, hoặc dùng nguyên liên kết, mã QR mà bưu cục đã đưa cho bạn.",
        "Enter a code of another kind, or use the whole link or QR code from the post office.")
    }
  }
}
