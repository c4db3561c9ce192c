internal import HosoDomain
internal import HosoProjections

/// What a catalogue says of an export.
enum CatalogueWords {
  static let catalogue = Said(
    "Số liệu hồ sơ hành chính qua bưu chính", "Figures of administrative dossiers by post")
  static let about = Said(
    "Hồ sơ nhận gửi, giao cơ quan, trả kết quả, tồn và đúng hạn, theo tỉnh, thủ tục và kênh, "
      + "tính từ các lần quét đã ghi trước một mốc; mốc ấy và gốc Merkle ở manifest.json.",
    "Dossiers picked up, handed to agencies, returned, in stock and in time, by province, "
      + "procedure and channel, from the scans recorded before a cutoff; manifest.json names it "
      + "and the Merkle root.")
  static let keywords = [
    Said("hồ sơ hành chính", "administrative dossiers"),
    Said("bưu chính công ích", "postal service"), Said("một cửa", "one-stop shop"),
  ]
  static let package = Said("Mô tả gói dữ liệu", "Description: Data Package")
  static let tables = Said("Mô tả bảng (CSVW)", "Description of tables: CSV on the Web")
  static let structure = Said("Cấu trúc dữ liệu SDMX", "SDMX data structure")
  static let workbook = Said("Báo cáo, bảng tính", "Report, a workbook")
  static let dashboard = Said("Cả kỳ trên một trang", "The period as one page")
  static let paper = Said("Báo cáo để in và ký", "Report to print and sign")
  static let forSpreadsheets = Said(", cho bảng tính tiếng Việt", ", for Vietnamese spreadsheets")
  static let observations = Said("Số liệu SDMX", "SDMX observations")
  static let figures = Said("Số liệu hồ sơ qua bưu chính", "Figures of dossiers by post")

  static let concepts = Said("Khái niệm", "Concepts")
  static let frequency = Said("Tần suất", "Frequency")
  static let area = Said("Địa bàn", "Reference area")
  static let observationStatus = Said("Trạng thái quan sát", "Observation status")
  static let decimals = Said("Số chữ số thập phân", "Decimals")
  static let unspecified = Said("Không rõ", "Not specified")
  static let annual = Said("Năm", "Annual")
  static let halfYearly = Said("Nửa năm", "Half-yearly")
  static let quarterly = Said("Quý", "Quarterly")
  static let dossiers = Said("hồ sơ", "dossiers")
  static let legs = Said("lượt", "legs")
  static let percent = Said("phần trăm", "percent")
  static let normal = Said("Bình thường", "Normal value")
  static let provisional = Said("Sơ bộ", "Provisional value")
  static let unvalidated = Said("Chưa công bố, chưa thẩm định", "Unvalidated value")
  static let lowReliability = Said("Độ tin cậy thấp", "Low reliability")
  static let suppressed = Said("Có số nhưng không nêu", "Missing value; suppressed")
  static let free = Said("Được công bố", "Free for publication")
  static let notForPublication = Said("Chỉ dùng nội bộ", "Not for publication, internal use only")
  static let confidential = Said("Bảo mật thống kê", "Confidential statistical information")

  /// By which calendar a period is.
  static func calendar(_ word: String) -> Said {
    switch ReportingCalendar(rawValue: word) {
    case .calendar: Said("Quý dương lịch", "Calendar quarters")
    case .statutory: Said("Quý báo cáo, từ ngày 15", "Reporting quarters, from the 15th")
    case nil: Said("Ngày tuỳ chọn", "Days of any choice")
    }
  }

  static func title(of period: Period) -> Said {
    ColumnWords.throughput + Said(both: ", ") + period.title
  }

  /// As what the figures were published, and why.
  static func notes(_ status: RowStatus, _ release: Release?) -> Said {
    guard let release else { return status.title }
    return status.titles(published: release.status)
      .reduce(Said(both: release.name.text)) { $0 + Said(both: ", ") + $1 }
      + Said(both: release.reason.map { ": " + $0 } ?? "")
  }
}
