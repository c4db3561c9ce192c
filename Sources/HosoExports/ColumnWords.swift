public import HosoDomain
public import HosoProjections

/// What people call the columns of a document.
public enum ColumnWords {
  static let throughput = Said("Số liệu hồ sơ", "Figures of dossiers")
  static let period = Said("Kỳ", "Period")
  static let calendar = Said("Lịch kỳ", "Calendar")
  static let asOf = Said("Mốc số liệu", "As of")

  public static func title(_ grouping: Grouping) -> Said {
    switch grouping {
    case .province: Said("Tỉnh", "Province")
    case .service: Said("Thủ tục", "Procedure")
    case .channel: Said("Kênh", "Channel")
    case .agency: Said("Cơ quan", "Agency")
    case .office: Said("Bưu cục", "Office")
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
