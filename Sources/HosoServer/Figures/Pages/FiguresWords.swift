internal import HosoDomain
internal import HosoExports
internal import HosoProjections

/// What the pages of figures say beside the figures.
enum FiguresWords {
  static let title = Said("Số liệu quý", "Quarterly figures")
  static let purpose = Said(
    "Dành cho người làm kế hoạch có khoá: từng kỳ, từng tỉnh, từng lần công bố.",
    "For planners with a key: each period, province and publication.")
  static let signInHint = Said(
    "Dùng khoá số liệu mà bưu điện đã cấp. Phiên làm việc kéo dài 8 giờ.",
    "Use the key for figures that the post gave to you. A session lasts 8 hours.")
  static let otherKey = Said(
    "Khoá này không được xem số liệu.", "This key may not look at figures.")
  static let footnote = Said(
    "Số liệu lưu hành nội bộ. Ngày giờ theo giờ Việt Nam.",
    "Figures are for agencies and the post. Times are Vietnam time.")
  static let place = Said("Cấp, nhóm", "Level, group")
  static let measure = Said("Chỉ tiêu", "Measure")
  static let old = Said("Số cũ", "Old")
  static let new = Said("Số mới", "New")
  static let change = Said("Thay đổi", "Change")
  static let period = Said("Kỳ (2020Q1, 2020H1, 2020)", "Period (2020Q1, 2020H1, 2020)")
  static let calendar = Said("Lịch kỳ", "Calendar")
  static let asOf = Said("Lần công bố hoặc thời điểm", "Publication or moment")
  static let show = Said("Xem", "Show")
  static let releases = Said("Các lần công bố của kỳ", "Publications of the period")
  static let noReleases = Said("Chưa công bố lần nào.", "Nothing was published yet.")
  static let compare = Said("So sánh", "Compare")
  static let compared = Said("Điều đã đổi giữa hai lần công bố", "What changed in between")
  static let known = Said("ghi sổ trước ", "recorded before ")
  static let unknown = Said("không rõ", "unknown")
  static let officeAlone = Said(
    "Bưu cục nào thì cần cả tỉnh của nó (province).",
    "An office is asked for with its province (province).")
  static let filesOfScope = Said(
    "Khoá này không được tải tệp (cần phạm vi export).",
    "This key may not download files (scope export).")
  static let order = Said(
    "Hai lần công bố của cùng một kỳ, lần sớm trước.",
    "Two publications of one period, the earlier one first.")
  static let unchanged = Said("Không có ô nào đổi.", "No cell changed.")
  static let back = Said("← Cả nước", "← The nation")
  static let offices = Said("Các bưu cục của tỉnh", "Offices of the province")
  static let everyOffice = Said("Cả tỉnh", "The whole province")
  static let nothing = Said("Không có hồ sơ nào được đếm ở đây.", "Nothing is counted here.")
  static let dossiers = Said("Hồ sơ được đếm", "Dossiers counted")
  static let codes = Said("Mã hồ sơ", "Codes")
  static let date = Said("Ngày được đếm", "Counted on")
  static let previousPage = Said("← Trang trước", "← Previous page")
  static let nextPage = Said("Trang sau →", "Next page →")
  static let command = Said("Lệnh tương ứng", "The same by command")

  static func name(_ level: FigureLevel) -> Said {
    switch level {
    case .nation: Said("cả nước", "nation")
    case .province: Said("tỉnh", "province")
    case .service: Said("thủ tục", "procedure")
    case .channel: Said("kênh", "channel")
    case .leaf: Said("tổ hợp", "combination")
    }
  }

  static func name(_ calendar: ReportingCalendar) -> Said {
    switch calendar {
    case .calendar: Said("dương lịch (calendar)", "calendar")
    case .statutory: Said("báo cáo (statutory)", "statutory")
    }
  }

  static func more(_ count: Int64) -> Said {
    Said("Còn ", "") + NumberWords.grouped(count)
      + Said(" ô nữa; hoso compare liệt kê tất cả.", " more cells; hoso compare lists all of them.")
  }

  static func page(_ number: Int, of count: Int) -> Said {
    Said("Trang \(number)/\(count)", "Page \(number) of \(count)")
  }
}
