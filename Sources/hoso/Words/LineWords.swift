import HosoDomain

/// Why a line of an import was not taken, as a sentence: field, what is wrong, what to do.
enum LineWords {
  static func sentence(_ fault: LineFault, format: ImportFormat = .ndjson) -> String {
    guard let field = fault.field else { return reason(fault.reason) }
    switch format {
    case .ndjson: return say("trường \"\(field)\": ", "field \"\(field)\": ") + reason(fault.reason)
    case .csv: return say("cột \"\(field)\": ", "column \"\(field)\": ") + reason(fault.reason)
    }
  }

  private static func reason(_ reason: LineFault.Reason) -> String {
    switch reason {
    case .notJSON(let offset, let flaw):
      say("không phải JSON ở byte \(offset): ", "not JSON at byte \(offset): ") + words(flaw)
    case .notCSV(let flaw): words(flaw)
    case .unknownField:
      say("không có trường này. Bỏ đi hoặc sửa tên.", "no such field. Remove or rename it.")
    case .duplicateField: say("xuất hiện hai lần.", "occurs twice.")
    case .missing: say("thiếu. Cần có giá trị.", "missing. It needs a value.")
    case .wrongType(let expected):
      say("sai kiểu, cần \(words(expected)).", "wrong type, needs \(words(expected)).")
    case .tooLong(let max): say("dài quá \(max) byte.", "longer than \(max) bytes.")
    case .tooMany(let max): say("nhiều hơn \(max) giá trị.", "more than \(max) values.")
    case .outOfRange(let min, let max):
      say("phải từ \(min) đến \(max).", "must be \(min) to \(max).")
    case .controlCharacter(let offset):
      say("có ký tự điều khiển ở byte \(offset).", "a control character at byte \(offset).")
    case .unknownValue(let text): say("không có giá trị \"\(text)\".", "no value \"\(text)\".")
    case .code(let fault): CodeWords.sentence(fault, from: .value)
    case .timestamp(let fault): CodeWords.sentence(fault)
    case .notADate:
      say("không phải ngày có thật. Viết như 2020-03-12.", "no date. Write it as 2020-03-12.")
    case .notAHash:
      say(
        "không phải mã băm 16 chữ số thập lục phân viết thường.",
        "is no hash of sixteen lower-case hexadecimal digits.")
    case .notAPeriod:
      say(
        "không phải kỳ. Viết như 2020-Q1, 2020-H1, 2020-M9, 2020.",
        "no period. Write it as 2020-Q1, 2020-H1, 2020-M9 or 2020.")
    case .crowded(let max):
      say(
        "mã này đã gắn với hơn \(max) sự kiện. Báo trung tâm: có thể nhiều hồ sơ trùng số.",
        "more than \(max) events are connected with it. Tell the centre: several dossiers may "
          + "share the number.")
    case .notAllowedFor(let type):
      say("không dùng với \(type.name).", "does not go with \(type.name).")
    }
  }

  /// A file that a spreadsheet or an editor saved as "Unicode".
  static var wideText: String {
    say("tệp là UTF-16. Lưu lại dạng UTF-8.", "the file is UTF-16. Save it as UTF-8.")
  }

  private static func words(_ kind: LineFault.ValueKind) -> String {
    switch kind {
    case .text: say("chuỗi ký tự", "a string")
    case .wholeNumber: say("số nguyên", "a whole number")
    case .list: say("danh sách", "a list")
    case .object: say("đối tượng", "an object")
    }
  }

  private static func words(_ flaw: JSONFlaw) -> String {
    switch flaw {
    case .endsTooEarly: say("dòng bị cắt ngang.", "the line ends too early.")
    case .unexpectedByte(let byte):
      say("byte \(hex(byte)) không được ở đây.", "byte \(hex(byte)) cannot stand here.")
    case .trailingText: say("còn chữ thừa sau dấu }.", "text after the closing brace.")
    case .controlCharacter(let byte):
      say(
        "ký tự điều khiển \(hex(byte)) trong chuỗi.", "control character \(hex(byte)) in a string.")
    case .unknownEscape: say("dấu \\ không hợp lệ.", "an unknown escape.")
    case .loneSurrogate: say("nửa cặp surrogate.", "half a surrogate pair.")
    case .notUTF8: say("không phải UTF-8.", "not UTF-8.")
    case .malformedNumber: say("số viết sai.", "a malformed number.")
    case .tooDeep(let max): say("lồng sâu quá \(max) lớp.", "nested deeper than \(max).")
    }
  }

  static func words(_ flaw: CSVFlaw) -> String {
    switch flaw {
    case .openQuote:
      say("dấu \" mở mà không đóng.", "a quotation mark opens and never closes.")
    case .strayQuote:
      say(
        "dấu \" đặt sai chỗ. Trong ô có dấu \" thì viết \"\" và đặt cả ô trong dấu \".",
        "a stray quotation mark. Double it and quote the whole cell.")
    case .notUTF8:
      say("không phải UTF-8. Lưu lại dạng \"CSV UTF-8\".", "not UTF-8. Save it as \"CSV UTF-8\".")
    case .utf16:
      say(
        "tệp là UTF-16. Trong Excel lưu lại dạng \"CSV UTF-8\".",
        "the file is UTF-16. In the spreadsheet, save it as \"CSV UTF-8\".")
    case .tabs:
      say(
        "các ô cách nhau bằng Tab. Trong Excel lưu lại dạng \"CSV UTF-8\" (dấu phẩy).",
        "tabs between cells. In the spreadsheet, save it as \"CSV UTF-8\" (with commas).")
    case .separatorLine:
      say(
        "dòng đầu là sep=, chỉ Excel hiểu. Xoá dòng đó, để dòng tên cột lên đầu.",
        "the first line is sep=, which only Excel understands. Delete it, so that names come first."
      )
    case .wrongCellCount(let expected, let found):
      say(
        "có \(found) ô, tiêu đề có \(expected).", "\(found) cells, the header has \(expected).")
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "0x" + (digits.count == 1 ? "0" + digits : digits)
  }
}
