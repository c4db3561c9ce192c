/// What several commands say of their options and arguments.
enum OptionWords {
  static var sameAsFormat: String { say("Như --format json.", "The same as --format json.") }
  static var officeOfScans: String {
    say(
      "Bưu cục (mặc định: HOSO_OFFICE, rồi sổ cái).",
      "Post office (default: HOSO_OFFICE, else the ledger's).")
  }
  static var staffOfScans: String {
    say("Số hiệu nhân viên (mặc định: HOSO_ACTOR).", "Staff number (default: HOSO_ACTOR).")
  }
  static var destination: String {
    say("Bưu cục đến.", "The post office it is bound for.")
  }
  static var reason: String { say("Lý do.", "Reason.") }
  static var printedCode: String { say("Mã in trên phiếu.", "A printed code.") }
  static var oneProvince: String { say("Chỉ một tỉnh.", "One province only.") }
  static var types: String { say("Chỉ những loại sự kiện này.", "Only these event types.") }
  static var json: String { say("In kết quả dạng JSON.", "Print JSON.") }
  static var body: String {
    say(
      "Tệp nội dung; không có thì đọc đầu vào chuẩn.",
      "The body; else standard input.")
  }
  static var seconds: String {
    say(
      "Giây tính từ 1970 (mặc định: bây giờ).",
      "Seconds since 1970 (default: now).")
  }
  static var headers: String {
    say(
      "Tệp có các đầu mục, mỗi dòng một.",
      "A file with the headers, one a line.")
  }
  static var moment: String {
    say(
      "Coi như đang ở thời điểm này (mặc định: bây giờ).",
      "Judge as if it were this moment (default: now).")
  }
  static var signatureHolds: String { say("Chữ ký đúng.", "The signature holds.") }
  static var jsonLines: String { say("In JSON, mỗi việc một dòng.", "Print JSON, one a line.") }
  static var url: String { say("Địa chỉ nhận.", "Where to deliver.") }
  static var eventIDs: String { say("Mã sự kiện.", "Event ids.") }
  static var asOf: String {
    say(
      "Chỉ những gì đã ghi sổ trước ngày hoặc thời điểm này.",
      "Only what was recorded before this date or moment.")
  }
  static var language: String { say("Ngôn ngữ: vi hoặc en.", "Language: vi or en.") }
  static var auditing: String { say("Đang kiểm tra", "Auditing") }
  static var events: String { say("sự kiện", "events") }
  static var noOutput: String { say("Không ghi ra được.", "The output cannot be written.") }
  static var firstDay: String { say("Ngày đầu.", "First day.") }
  static var lastDay: String { say("Ngày cuối, kể cả.", "Last day, included.") }
  static var staff: String { say("Số hiệu nhân viên.", "Staff number.") }
  static var note: String { say("Lý do, ghi chú.", "Why, a note.") }
  static var tableFile: String { say("Tệp CSV.", "A CSV file.") }
  static var agency: String { say("Cơ quan.", "The agency.") }
  static var keyID: String { say("Mã khoá (key_…).", "The key's id (key_…).") }
  static var lines: String { say("Số dòng nhiều nhất.", "The most lines printed.") }

  static func jsonContradicts(_ format: String) -> String {
    say("--json và --format \(format) trái nhau.", "--json contradicts --format \(format).")
  }

  static func unknown(_ option: String, _ shown: String, _ list: String) -> String {
    say(
      "\(option): không có '\(shown)'. Dùng: \(list).", "\(option): no '\(shown)'. Use: \(list).")
  }

  static func outside(_ option: String, _ least: String, _ most: String) -> String {
    say("\(option): từ \(least) đến \(most).", "\(option): \(least) to \(most).")
  }

  static func unknownLanguage(_ text: String) -> String {
    say("Không có ngôn ngữ '\(text)': dùng vi hoặc en.", "No language '\(text)': use vi or en.")
  }
}
