/// The names of what is to be put in, as a help page or a complaint shows them: `<code>`.
///
/// The parser takes one name for each, or that of the property; they are put into Vietnamese on
/// their way out, as all that the parser writes itself (decision 0008).
enum PlaceholderWords {
  /// A name that stands in angle brackets, in Vietnamese; pieces are joined by hyphens, so that
  /// what is one value looks like one.
  static let vietnamese: [String: String] = [
    "address": "địa-chỉ", "agency": "cơ-quan", "amount": "số-tiền",
    "any|none|pattern": "any|none|mẫu", "attempt": "lần-gửi", "bag": "túi", "calendar": "lịch",
    "channel": "kênh", "channels": "kênh", "choice": "lựa-chọn", "code": "mã", "codes": "mã",
    "condition": "điều-kiện", "count": "chỉ-tiêu", "cursor": "con-trỏ", "date": "ngày",
    "days": "số-ngày", "endpoint": "điểm-nhận", "event": "sự-kiện",
    "field": "trường", "field=value": "trường=giá-trị", "file": "tệp", "files": "tệp",
    "format": "dạng", "from": "lần-trước", "groups": "nhóm", "header": "tiêu-đề", "host": "máy-chủ",
    "id": "mã",
    "id|code": "mã", "key": "khoá", "kind": "loại", "kinds": "loại", "lang": "ngôn-ngữ",
    "levels": "cấp",
    "line": "dòng", "lines": "số-dòng", "method": "phương-thức", "mode": "chiều",
    "modes": "chiều", "moment": "thời-điểm", "n": "số", "name": "tên", "network": "mạng",
    "number": "số",
    "office": "bưu-cục", "options": "tuỳ-chọn", "order": "thứ-tự", "path": "đường-dẫn",
    "payload": "tệp", "period": "kỳ", "periods": "kỳ", "port": "cổng", "position": "vị-trí",
    "province": "tỉnh", "range": "khoảng", "revision": "bản", "root": "gốc", "scopes": "quyền",
    "seconds": "giây", "service": "thủ-tục", "share": "tỷ-lệ", "shell": "shell",
    "signatures": "chữ-ký", "source": "nguồn", "state": "trạng-thái", "subcommand": "lệnh",
    "subcommands": "lệnh",
    "table": "bảng", "text": "lời", "time": "lúc", "times": "số-lần", "to": "lần-sau",
    "types": "loại",
    "url": "url", "verb": "việc", "vi|en": "vi|en", "year": "năm", "yes|no": "yes|no",
  ]

  /// The text with each known name between angle brackets in Vietnamese.
  static func spoken(_ text: some StringProtocol) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "<") {
      let inside = rest[rest.index(after: open)...]
      result += rest[..<open]
      guard let close = inside.firstIndex(of: ">"), let word = vietnamese[String(inside[..<close])]
      else {
        result += "<"
        rest = inside
        continue
      }
      result += "<\(word)>"
      rest = inside[inside.index(after: close)...]
    }
    return result + rest
  }

  /// A line of a help page's tables: what is to be typed, and beside it what that is for.
  static func row(_ line: String) -> String {
    guard line.hasPrefix("  <") || line.hasPrefix("  -") else { return line }
    let gap = line.dropFirst(2).firstRange(of: "  ")
    let label = line[..<(gap?.lowerBound ?? line.endIndex)]
    let text = line[label.endIndex...].drop { $0 == " " }
    let shown = spoken(label)
    guard !text.isEmpty else { return shown }
    guard shown.count <= labelColumns - 2 else {
      return shown + "\n" + String(repeating: " ", count: labelColumns) + text
    }
    return shown + String(repeating: " ", count: labelColumns - shown.count) + text
  }

  /// A line of the description of the commands for programs, from which the manual is made.
  static func described(_ line: String) -> String {
    let lead = "\"valueName\" : \""
    guard let start = line.firstRange(of: lead)?.upperBound, line.hasSuffix("\""),
      let word = vietnamese[String(line[start...].dropLast())]
    else { return line }
    return line[..<start] + word + "\""
  }

  /// How far to the right the parser lets its explanations begin.
  private static let labelColumns = 26
}
