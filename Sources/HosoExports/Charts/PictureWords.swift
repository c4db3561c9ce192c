/// What pictures of figures say; they are for people in Vietnam.
enum PictureWords {
  static let none = "–"
  static let hidden = "không công bố"
  static let unknownProvince = "Không rõ tỉnh"

  static let handled = "Lượt hồ sơ, kết quả qua các kỳ"
  static let handledReading =
    "Cột bắt đầu từ 0. Số theo lần công bố cuối của mỗi kỳ; kỳ chưa công bố theo mốc số liệu."
  static let growth = "Lượt so với cùng kỳ năm trước"
  static let growthReading =
    "Chỉ so kỳ đã công bố, đủ độ bao phủ; các kỳ khác để dấu –."
  static let byProvince = "Lượt hồ sơ, kết quả theo tỉnh"
  static let byProvinceReading =
    "Xếp từ nhiều đến ít. Bên phải, nếu được so: thay đổi so với cùng kỳ năm trước."
  static let punctuality = "Trước hạn, đúng hạn, quá hạn theo tỉnh"
  static let punctualityReading =
    "Phần trăm hồ sơ đã giải quyết có hẹn trả. Bên phải: tỷ lệ trước hạn và đúng hạn."
  static let multiples = "Lượt hồ sơ, kết quả của từng tỉnh qua các kỳ"
  static let multiplesReading =
    "Mỗi ô một thang riêng, từ 0: so các kỳ của một tỉnh, không so các tỉnh. Số là của kỳ cuối. "
    + "Tỉnh cũ tính vào tỉnh kế thừa."
  static let map = "Bản đồ ô: lượt hồ sơ, kết quả theo tỉnh"
  static let mapReading = "Mỗi tỉnh một ô bằng nhau; ô càng đậm, lượt càng nhiều."
  static let revisions = "Điều chỉnh qua các lần công bố"
  static let revisionsReading =
    "Lượt cả nước: mỗi bậc là một lần công bố, số là thay đổi so với lần trước; mỗi kỳ một thang."
  static let coverage = "Bưu cục đã chốt kỳ"
  static let coverageReading = "Mỗi ô một bưu cục."
  static let backlog = "Tồn cuối kỳ theo nơi giữ và số ngày"
  static let backlogReading = "Cả nước, số hồ sơ. Phần gạch chéo và trong ngoặc: quá hạn."

  static let early = "Trước hạn"
  static let onTime = "Đúng hạn"
  static let late = "Quá hạn"
  static let onYearBefore = "cùng kỳ"
  static let noneResolved = "chưa có hồ sơ đã giải quyết có hẹn trả"
  static let once = "mới công bố một lần"
  static let covered = "đã chốt đủ ngày"
  static let partly = "chốt một phần"
  static let missing = "chưa chốt"
  static let notExpected = "không phải chốt"
  static let notInTable = "không có trong bảng"
  static let notTold = "không công bố hoặc không có"
  static let offMap = "Ngoài bản đồ:"
  static let postalProvince = "Mã "

  /// Why there is no picture.
  static let notDrawn = "Không vẽ: "
  static let nothing = "Không có số liệu để vẽ."
  static let nothingCompared = "Chưa có kỳ nào được so với cùng kỳ năm trước."
  static let notForEverybody = "Bản công khai không nêu số này."

  static func source(_ name: String) -> String { "Số liệu: \(name).csv" }
  static func overdue(_ count: String) -> String { " (\(count))" }
  static func unchecked(_ count: String) -> String {
    "Chỉ vẽ các bưu cục chưa chốt; đã chốt hoặc không vẽ hết: \(count), xem coverage.csv."
  }
}
