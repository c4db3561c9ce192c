import HosoDomain

/// What stands on labels and receipts.
enum LabelWords {
  static var receipt: String { say("PHIẾU GỬI HỒ SƠ", "DOSSIER RECEIPT") }
  static var bag: String { say("NHÃN TÚI", "BAG LABEL") }
  static var number: String { say("Mã hồ sơ", "Dossier number") }
  static var procedure: String { say("Thủ tục", "Procedure") }
  static var agency: String { say("Cơ quan", "Agency") }
  static var takenAt: String { say("Nhận gửi lúc", "Taken") }
  static var office: String { say("Tại bưu cục", "At the office") }
  static var staff: String { say("Nhân viên", "Staff") }
  static var due: String { say("Hẹn trả", "Due") }
  static var paid: String { say("Đã thu", "Paid") }
  static var from: String { say("Từ", "From") }
  static var to: String { say("Đến", "To") }
  static var count: String { say("Số bưu gửi", "Items") }
  static var leftAt: String { say("Đi lúc", "Left") }
  static var lookUp: String { say("Quét để tra cứu hồ sơ", "Scan it to look the dossier up") }

  static func unknown(_ code: String) -> String {
    say(
      "Sổ này chưa có hồ sơ nào mang mã \(code). Nhãn của túi mới: thêm --bag.",
      "This ledger holds no dossier \(code). For a new bag's label add --bag.")
  }
}
