internal import HosoDomain
internal import HosoProjections

/// What a dashboard says beside its charts and tables; it is for people in Vietnam.
enum DashboardWords {
  static let heading = Said("Hồ sơ qua dịch vụ bưu chính công ích", "Dossiers by post")
  static let footnote = Said(
    "Trang này không có kịch bản, không gọi ra ngoài; mọi số lấy từ các tệp trong cùng thư mục.",
    "This page has no script and asks nothing of any other place; its numbers are in the files.")
  static let facts = "Cần biết trước khi đọc số"
  static let summary = "Từng số của cả nước"
  static let summaryHint =
    "Mỗi số kèm tệp có nó và lệnh liệt kê những hồ sơ được đếm trong số ấy."
  static let number = "Số"
  static let file = "Tệp"
  static let command = "Lệnh giải trình"
  static let notes = "Ghi chú"
  static let files = "Các tệp"
  static let unscheduled = "không có trong lịch công bố"

  static func table(_ rows: Int) -> String {
    "Bảng số liệu (\(NumberWords.grouped(Int64(rows)).vietnamese) dòng)"
  }

  static func rest(_ rows: Int, _ file: String) -> String {
    "Còn \(NumberWords.grouped(Int64(rows)).vietnamese) dòng trong \(file).csv."
  }

  /// What keeps the figures from being read as any others.
  static func caution(_ status: RowStatus, _ period: Period) -> String? {
    switch status {
    case .published: return nil
    case .notEnded:
      return
        "Kỳ chưa hết ở mốc số liệu (ngày cuối là \(period.lastDay.vietnamese)): số còn đổi, "
        + "không so với kỳ trước."
    case .unpublished: return "Chưa ai công bố số liệu này: số còn đổi, không so với kỳ trước."
    case .lowCoverage:
      return "Chưa đủ bưu cục chốt kỳ (cần \(Coverage.leastPercent) %): không so với kỳ trước."
    }
  }

  static let nothing = "Không có sự kiện nào trong kỳ."
  static let hidden =
    "Bản công khai: số nhỏ của tỉnh, thủ tục, kênh không được nêu, và không thể suy ra."
}
