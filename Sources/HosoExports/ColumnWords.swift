public import HosoDomain
public import HosoProjections

/// What people call the columns of a document.
public enum ColumnWords {
  static let throughput = Said("Số liệu hồ sơ", "Figures of dossiers")
  static let period = Said("Kỳ", "Period")
  static let calendar = Said("Lịch kỳ", "Calendar")
  static let asOf = Said("Mốc số liệu", "As of")
  static let release = Said("Lần công bố", "Publication")
  static let status = Said("Tình trạng", "Status")
  static let circulation = Said("Phạm vi", "Circulation")
  static let suppressed = Said("Không công bố", "Not told")
  static let others = Said("Khác", "Others")
  static let level = Said("Cấp", "Level")
  static let growthPerWorkingDay = Said(
    "Lượt mỗi ngày làm việc so với cùng kỳ", "Legs per working day on the year before")
  static let coverage = Said("Độ bao phủ", "Coverage")
  static let expected = Said("Phải chốt kỳ", "Expected to declare")
  static let covered = Said("Đã chốt đủ ngày", "Every day declared")
  static let days = Said("Số ngày", "Days")
  static let daysDeclared = Said("Số ngày đã chốt", "Days declared")
  static let reportedAt = Said("Chốt lúc", "Declared at")
  static let priorYear = Said("Lượt cùng kỳ năm trước", "Legs a year before")
  static let priorYearShare = Said("Tỷ trọng cùng kỳ", "Share of the year before")
  static let form = Said("Biểu II.06a", "Form II.06a")
  static let nation = Said("Cả nước", "The nation")
  static let everyField = Said("Mọi thủ tục", "Every procedure")
  static let unit = Said("Mã đơn vị", "Unit")
  static let unitName = Said("Đơn vị", "Unit's name")
  static let byHand = Said("Cột 5: không qua bưu chính", "Column 5: not by post")
  static let byPost = Said("Cột 5: qua bưu chính", "Column 5: by post")
  static let formOnTime = Said("Đúng hạn theo biểu", "On time, the form")
  static let code = Said("Mã", "Code")
  static let codeName = Said("Tên", "Name")
  static let safety = Said("Mức an toàn", "Safety")
  static let legsFinished = Said("Lượt đã phát xong", "Legs finished")
  static let indicators = Said("Chỉ số", "Indicators")
  static let indicator = Said("Chỉ số", "Indicator")
  static let numerator = Said("Tử số", "Numerator")
  static let denominator = Said("Mẫu số", "Denominator")
  static let rate = Said("Tỷ lệ", "Rate")
  static let score = Said("Điểm", "Score")
  static let source = Said("Căn cứ", "Source")
  static let corrections = Said("Ô đã đổi", "Cells that changed")
  static let measure = Said("Chỉ tiêu", "Measure")
  static let old = Said("Số cũ", "Old")
  static let new = Said("Số mới", "New")
  static let change = Said("Thay đổi", "Change")
  static let changeShare = Said("Thay đổi, phần trăm", "Change in percent")
  static let changeClass = Said("Loại điều chỉnh", "Class")
  static let notice = Said("Lý do", "Notice")
  static let triangle = Said("Tam giác điều chỉnh", "Revision triangle")
  static let history = Said("Kỳ này và các kỳ trước", "The period and those before")
  static let revisions = Said("Thống kê điều chỉnh", "Revision statistics")
  static let value = Said("Giá trị", "Value")
  static let measureUnit = Said("Đơn vị tính", "Counted in")
  static let releasesSince = Said("Số lần sau lần đầu", "Publications since the first")
  static let periods = Said("Số kỳ", "Periods")
  static let meanRevision = Said("Điều chỉnh trung bình", "Mean revision")
  static let meanAbsoluteRevision = Said(
    "Điều chỉnh tuyệt đối trung bình", "Mean absolute revision")
  static let relativeRevision = Said(
    "Điều chỉnh tuyệt đối tương đối", "Relative mean absolute revision")
  static let largestRevision = Said("Điều chỉnh lớn nhất", "Largest revision")
  static let workingDays = Said("Ngày làm việc", "Working days")
  static let comparedAs = Said("Vai trò", "Compared as")
  static let comparedPeriod = Said("Kỳ ấy", "That period")
  static let firstDay = Said("Ngày đầu", "First day")
  static let lastDay = Said("Ngày cuối", "Last day")
  static let notes = Said("Ghi chú", "Notes")
  static let date = Said("Ngày", "Date")
  static let note = Said("Tiêu đề", "Title")
  static let text = Said("Nội dung", "Text")

  public static func title(_ grouping: Grouping) -> Said {
    switch grouping {
    case .province: Said("Tỉnh", "Province")
    case .service: Said("Thủ tục", "Procedure")
    case .channel: Said("Kênh", "Channel")
    case .agency: Said("Cơ quan", "Agency")
    case .office: Said("Bưu cục", "Office")
    }
  }

  /// What a column is called that says what the codes beside it are called.
  static func name(of grouping: Grouping) -> Said {
    Said("Tên ", "Name: ") + title(grouping)
  }

  /// How a dossier reached the administration.
  public static func name(_ channel: Channel) -> Said {
    switch channel {
    case .counter: Said("tại quầy", "counter")
    case .home: Said("tại nhà", "home")
    case .online: Said("trực tuyến", "online")
    }
  }

  public static func title(_ cause: ChangeCause) -> Said {
    switch cause {
    case .late: Said("Ghi muộn", "Late")
    case .voided: Said("Huỷ", "Voided")
    case .amended: Said("Đính chính", "Amended")
    case .linked: Said("Gắn mã", "Linked")
    case .moved: Said("Chuyển kỳ hoặc nhóm", "Moved")
    }
  }

  static func title(_ column: FigureColumn) -> Said {
    switch column {
    case .count(let count): count.title
    case .onTimeOfResolved: Said("Đúng hạn trong số đã giải quyết", "On time of those resolved")
    case .onTime766: Said("Đúng hạn theo QĐ 766", "On time, decision 766")
    case .growth(let count, .quarterBefore):
      count.title + Said(" so với quý trước", " on the quarter before")
    case .growth(let count, .yearBefore):
      count.title + Said(" so với cùng kỳ", " on the year before")
    case .orphans: FigureCount.orphans.title
    case .periodStatus: Said("Kỳ đã hết chưa", "Whether the period is over")
    }
  }
}
