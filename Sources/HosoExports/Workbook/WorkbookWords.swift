internal import HosoDomain
internal import HosoProjections

/// What a workbook says beside its tables; it is for people in Vietnam.
enum WorkbookWords {
  static let cover = "Bìa"
  static let summary = "Tóm tắt"
  static let byProvince = "Theo tỉnh"
  static let byService = "Theo dịch vụ"
  static let triangle = "Tam giác điều chỉnh"
  static let coverage = "Độ bao phủ"
  static let charts = "Biểu đồ"
  static let notes = "Ghi chú"
  static let identities = "Đẳng thức"

  /// What a period's report is called.
  static func title(of period: Period) -> String {
    let kind =
      switch period.span {
      case .quarter: "Báo cáo quý"
      case .half: "Báo cáo nửa năm"
      case .nineMonths: "Báo cáo chín tháng"
      case .year: "Báo cáo năm"
      case .dates: "Báo cáo"
      }
    return kind + ": hồ sơ qua dịch vụ bưu chính công ích"
  }

  /// Whether an identity holds, without how often it was checked.
  static func holds(_ check: IdentityCheck) -> String {
    check.held == check.checked ? "đúng" : "sai"
  }

  static let period = "Kỳ"
  static let days = "Từ ngày – đến ngày"
  static let release = "Lần công bố"
  static let unreleased = "chưa công bố"
  static let status = "Tình trạng số liệu"
  static let reason = "Lý do công bố"
  static let coverageOfOffices = "Độ bao phủ, bưu cục"
  static let coverageOfVolume = "Độ bao phủ, khối lượng năm trước"
  static let cutoff = "Số ghi nhận trước"
  static let nextRelease = "Công bố lần tới, chậm nhất"
  static let contact = "Liên hệ"
  static let contents = "Mục lục"
  static let measure = "Chỉ tiêu"
  static let unit = "Đơn vị tính"
  static let value = "Giá trị"
  static let meaning = "Định nghĩa"
  static let law = "Căn cứ"
  static let sum = "Tổng cộng"
  static let rule = "Công thức"
  static let checked = "Số lần kiểm"
  static let held = "Số lần đúng"
  static let onQuarterBefore = "So với quý trước"
  static let onYearBefore = "So với cùng kỳ"

  static func unit(_ unit: CountDefinition.Unit) -> String {
    switch unit {
    case .dossiers: "hồ sơ"
    case .legs: "lượt"
    }
  }

  /// What a form says that is printed for a period before it was in force.
  static func olderThanForm(_ template: FormTemplates.Template) -> String {
    "Kỳ này có trước mẫu biểu (từ \(template.valid.lowerBound.vietnamese)); in trên mẫu "
      + template[.basis] + "."
  }

  static func days(of period: Period) -> String {
    "Từ ngày \(period.start.vietnamese) đến ngày \(period.lastDay.vietnamese)"
  }

  /// Where and when it is signed, which whoever signs writes.
  static let place = "……………, ngày …… tháng …… năm ………"

  /// A word that programs read, as people read it; what is no such word stays as it is.
  static func shown(_ text: String, in column: String) -> String {
    switch column {
    case "status": statuses[text] ?? text
    case "place": WaitingPlace(rawValue: text).map { SurveyWords.name($0).vietnamese } ?? text
    case "leg": SurveyedLeg.Kind(rawValue: text).map(name) ?? text
    case "measure": FigureCount(name: text)?.title.vietnamese ?? text
    case "expected", "covered": text == "true" ? "có" : "không"
    case "unit": units[text] ?? text
    case "level": levels[text] ?? text
    case "kind": kinds[text] ?? text
    default: text == CubeGroup.unknown ? "không rõ" : text
    }
  }

  private static let statuses: [String: String] = {
    let all =
      [RowStatus.notEnded, .unpublished, .lowCoverage]
      + ReleaseStatus.allCases.map { RowStatus.published($0) }
    return all.reduce(into: [:]) { $0[$1.word] = $1.title.vietnamese }
  }()

  private static let units = [
    "dossiers": "hồ sơ", "legs": "lượt", "trips": "lượt đi lại", "vnd": "đồng", "sheets": "tờ",
    "permille": "phần nghìn",
  ]
  private static let levels = [
    "nation": "cả nước", "province": "tỉnh", "office": "bưu cục", "agency": "cơ quan",
    "commune": "xã", "service": "thủ tục", "channel": "kênh", "leaf": "tổ hợp",
  ]
  private static let kinds = [
    "computed": "tính được", "parameter": "tham số", "reported": "theo báo cáo",
  ]

  private static func name(_ leg: SurveyedLeg.Kind) -> String {
    switch leg {
    case .intake: "chiều gửi"
    case .result: "chiều trả"
    case .endToEnd: "toàn trình"
    }
  }
}
