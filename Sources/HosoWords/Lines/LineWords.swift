public import HosoDomain

/// Why a line, or a value of a field, was not taken: what is wrong, then what to do.
public enum LineWords {
  public static func said(_ reason: LineFault.Reason) -> Said {
    switch reason {
    case .notJSON(let offset, let flaw):
      Said("Không phải JSON ở byte \(offset): ", "Not JSON at byte \(offset): ") + said(flaw)
    case .notCSV(let flaw): said(flaw)
    case .unknownField:
      Said("Không có trường này. Bỏ đi hoặc sửa tên.", "No such field. Remove or rename it.")
    case .duplicateField: Said("Xuất hiện hai lần.", "Occurs twice.")
    case .missing: Said("Thiếu. Cần có giá trị.", "Missing. It needs a value.")
    case .wrongType(let expected):
      Said("Sai kiểu, cần ", "Wrong type, needs ") + said(expected) + Said(both: ".")
    case .tooLong(let max): Said("Dài quá \(max) byte.", "Longer than \(max) bytes.")
    case .tooMany(let max): Said("Nhiều hơn \(max) giá trị.", "More than \(max) values.")
    case .outOfRange(let min, let max):
      Said("Phải từ \(min) đến \(max).", "Must be \(min) to \(max).")
    case .controlCharacter(let offset):
      Said("Có ký tự điều khiển ở byte \(offset).", "A control character at byte \(offset).")
    case .unknownValue(let text):
      Said(
        "Không có giá trị \"\(CodeWords.shown(text))\".", "No value \"\(CodeWords.shown(text))\".")
    case .code(let fault): CodeWords.said(fault, from: .value)
    case .timestamp(let fault): CodeWords.said(fault)
    case .notADate:
      Said("Không phải ngày có thật. Viết như 2020-03-12.", "No date. Write it as 2020-03-12.")
    case .notAHash:
      Said(
        "Không phải mã băm 16 chữ số thập lục phân viết thường.",
        "No hash of sixteen lower-case hexadecimal digits.")
    case .notADigest:
      Said(
        "Cần mã băm SHA-256: 64 chữ số thập lục phân, chữ thường.",
        "A SHA-256 is needed: sixty-four hexadecimal digits, in small letters.")
    case .endsBeforeItBegins:
      Said("Phải sau from.", "It has to be after from.")
    case .notAPeriod:
      Said(
        "Không phải kỳ. Viết như 2020-Q1, 2020-H1, 2020-M9, 2020.",
        "No period. Write it as 2020-Q1, 2020-H1, 2020-M9 or 2020.")
    case .crowded(let max):
      Said(
        "Mã này đã gắn với hơn \(max) sự kiện. Báo trung tâm: có thể nhiều hồ sơ trùng số.",
        "More than \(max) events are connected with it. Tell the centre: several dossiers may "
          + "share the number.")
    case .notAllowedFor(let type):
      Said("Không dùng với \(type.name).", "Does not go with \(type.name).")
    }
  }

  private static func said(_ kind: LineFault.ValueKind) -> Said {
    switch kind {
    case .text: Said("chuỗi ký tự", "a string")
    case .wholeNumber: Said("số nguyên", "a whole number")
    case .list: Said("danh sách", "a list")
    case .object: Said("đối tượng", "an object")
    }
  }

  private static func said(_ flaw: JSONFlaw) -> Said {
    switch flaw {
    case .endsTooEarly: Said("bị cắt ngang.", "it ends too early.")
    case .unexpectedByte(let byte):
      Said("byte \(hex(byte)) không được ở đây.", "byte \(hex(byte)) cannot stand here.")
    case .trailingText: Said("còn chữ thừa sau dấu }.", "text after the closing brace.")
    case .controlCharacter(let byte):
      Said(
        "ký tự điều khiển \(hex(byte)) trong chuỗi.", "control character \(hex(byte)) in a string.")
    case .unknownEscape: Said("dấu \\ không đúng.", "an unknown escape.")
    case .loneSurrogate: Said("nửa cặp surrogate.", "half a surrogate pair.")
    case .notUTF8: Said("không phải UTF-8.", "not UTF-8.")
    case .malformedNumber: Said("số viết sai.", "a malformed number.")
    case .tooDeep(let max): Said("lồng sâu quá \(max) lớp.", "nested deeper than \(max).")
    }
  }

  public static func said(_ flaw: CSVFlaw) -> Said {
    switch flaw {
    case .openQuote:
      Said("Dấu \" mở mà không đóng.", "A quotation mark opens and never closes.")
    case .strayQuote:
      Said(
        "Dấu \" đặt sai chỗ. Trong ô có dấu \" thì viết \"\" và đặt cả ô trong dấu \".",
        "A stray quotation mark. Double it and quote the whole cell.")
    case .notUTF8:
      Said("Không phải UTF-8. Lưu lại dạng \"CSV UTF-8\".", "Not UTF-8. Save it as \"CSV UTF-8\".")
    case .utf16:
      Said(
        "Tệp là UTF-16. Trong Excel lưu lại dạng \"CSV UTF-8\".",
        "The file is UTF-16. In the spreadsheet, save it as \"CSV UTF-8\".")
    case .tabs:
      Said(
        "Các ô cách nhau bằng Tab. Trong Excel lưu lại dạng \"CSV UTF-8\" (dấu phẩy).",
        "Tabs between cells. In the spreadsheet, save it as \"CSV UTF-8\" (with commas).")
    case .separatorLine:
      Said(
        "Dòng đầu là sep=, chỉ Excel hiểu. Xoá dòng đó, để dòng tên cột lên đầu.",
        "The first line is sep=, which only Excel understands. Delete it, so that names come first."
      )
    case .wrongCellCount(let expected, let found):
      Said(
        "Có \(found) ô, tiêu đề có \(expected).", "\(found) cells, the header has \(expected).")
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "0x" + (digits.count == 1 ? "0" + digits : digits)
  }
}
