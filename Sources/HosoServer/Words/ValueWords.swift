internal import HosoDomain

/// What is wrong with a value, for whoever writes programs that send it.
enum ValueWords {
  static func said(_ reason: LineFault.Reason) -> Said {
    switch reason {
    case .notJSON(let offset, let flaw):
      Said(
        "Không phải JSON từ byte \(offset): \(said(flaw).vietnamese)",
        "Not JSON from byte \(offset) on: \(said(flaw).english)")
    case .notCSV(let flaw): said(flaw)
    case .unknownField: Said("Không có trường này.", "There is no such field.")
    case .duplicateField: Said("Trường có hai lần.", "The field is there twice.")
    case .missing: Said("Thiếu.", "Missing.")
    case .wrongType(let expected): said(expected)
    case .tooLong(let max): Said("Dài quá \(max) byte.", "Longer than \(max) bytes.")
    case .tooMany(let max): Said("Nhiều hơn \(max) giá trị.", "More than \(max) values.")
    case .outOfRange(let min, let max):
      Said("Phải từ \(min) đến \(max).", "Has to be \(min) to \(max).")
    case .controlCharacter(let offset):
      Said("Ký tự điều khiển ở byte \(offset).", "A control character at byte \(offset).")
    case .unknownValue(let text):
      Said(
        "Không có giá trị '\(Problem.shown(text))'.", "There is no value '\(Problem.shown(text))'.")
    case .code(let fault): said(fault)
    case .timestamp(let fault): said(fault)
    case .notADate:
      Said("Không phải ngày có thật, viết như 2020-03-12.", "No date such as 2020-03-12.")
    case .notAHash:
      Said(
        "Không phải mã băm 16 chữ số thập lục phân viết thường.",
        "Not a hash of sixteen lower-case hexadecimal digits.")
    case .notAPeriod:
      Said(
        "Không phải kỳ, viết như 2020-Q1, 2020-H1, 2020-M9, 2020.",
        "No period such as 2020-Q1, 2020-H1, 2020-M9 or 2020.")
    case .crowded(let max):
      Said(
        "Mã này đã gắn với hơn \(max) sự kiện; báo trung tâm.",
        "More than \(max) events are connected with it; tell the centre.")
    case .notAllowedFor(let type):
      Said("Không dùng với \(type.name).", "Does not go with \(type.name).")
    }
  }

  /// A period with days to come is not published.
  static func notOver(_ period: Period) -> Said {
    Said(
      "Kỳ chưa hết: ngày cuối là \(period.lastDay.vietnamese).",
      "The period is not over: its last day is \(period.lastDay.iso).")
  }

  static func said(_ fault: CodeFault) -> Said {
    switch fault {
    case .empty: Said("Chưa có mã.", "No code.")
    case .wrongLength(_, let expected, let found):
      Said(
        "Dài \(found) ký tự, đúng ra \(expected.lowerBound)–\(expected.upperBound).",
        "\(found) characters long, not \(expected.lowerBound) to \(expected.upperBound).")
    case .wrongCharacter(_, let position):
      Said(
        "Mã có ký tự không dùng được ở vị trí \(position).",
        "Character \(position) cannot stand there.")
    case .wrongCheckDigit:
      Said("Mã đọc sai (số kiểm tra không khớp).", "Misread (the check digit does not fit).")
    case .impossibleDate(let digits):
      Said("Ngày \(digits) không có trên lịch.", "\(digits) is no day of the calendar.")
    case .zeroSequence: Said("Số thứ tự là 0.", "The running number is 0.")
    case .missingPart: Said("Mã thiếu một phần.", "A part of the code is missing.")
    case .outOfRange: Said("Không có mã nào mang số này.", "No code has this number.")
    case .belongsTo: Said("Đây là mã thuộc loại khác.", "This is a code of another kind.")
    case .notACode: Said("Đây không phải mã loại này.", "This is no code of the kind.")
    case .unknownCountry, .joinedCodes, .misreadItem, .partOfItem, .foreignNumber, .severalValues,
      .keyboard, .receiptsNotTaken, .notOwnReceipt:
      MisreadWords.said(fault)
    }
  }

  static func said(_ fault: TimestampFault) -> Said {
    switch fault {
    case .notRFC3339:
      Said("Viết như 2020-03-05T08:12:00+07:00.", "Write it like 2020-03-05T08:12:00+07:00.")
    case .missingOffset: Said("Thiếu múi giờ.", "The offset is missing.")
    case .impossibleDate: Said("Không có ngày giờ này.", "There is no such day or time.")
    case .tooManyFractionDigits(let max):
      Said("Phần lẻ của giây quá \(max) chữ số.", "More than \(max) digits of a second.")
    }
  }

  static func said(_ flaw: CSVFlaw) -> Said {
    switch flaw {
    case .openQuote: Said("Dấu \" mở mà không đóng.", "A quotation mark never closes.")
    case .strayQuote: Said("Dấu \" đặt sai chỗ.", "A stray quotation mark.")
    case .notUTF8: Said("Không phải UTF-8.", "Not UTF-8.")
    case .utf16: Said("Tệp là UTF-16, cần UTF-8.", "The file is UTF-16, not UTF-8.")
    case .tabs:
      Said("Các ô cách nhau bằng Tab, cần dấu phẩy.", "Tabs between cells, not commas.")
    case .separatorLine:
      Said("Dòng đầu là sep=; hãy xoá.", "The first line is sep=; delete it.")
    case .wrongCellCount(let expected, let found):
      Said("Có \(found) ô, tiêu đề có \(expected).", "\(found) cells, the header has \(expected).")
    }
  }

  static func said(_ flaw: JSONFlaw) -> Said {
    switch flaw {
    case .endsTooEarly: Said("bị cắt ngang.", "it ends too early.")
    case .unexpectedByte: Said("byte không đúng chỗ.", "a byte that cannot stand here.")
    case .trailingText: Said("còn chữ thừa.", "text after its end.")
    case .controlCharacter:
      Said("ký tự điều khiển trong chuỗi.", "a control character in a string.")
    case .unknownEscape: Said("dấu \\ không đúng.", "an unknown escape.")
    case .loneSurrogate: Said("nửa cặp surrogate.", "half a surrogate pair.")
    case .notUTF8: Said("không phải UTF-8.", "not UTF-8.")
    case .malformedNumber: Said("số viết sai.", "a malformed number.")
    case .tooDeep(let max): Said("lồng sâu quá \(max) lớp.", "nested deeper than \(max).")
    }
  }

  private static func said(_ kind: LineFault.ValueKind) -> Said {
    switch kind {
    case .text: Said("Phải là chuỗi ký tự.", "Has to be a string.")
    case .wholeNumber: Said("Phải là số nguyên.", "Has to be a whole number.")
    case .list: Said("Phải là danh sách.", "Has to be a list.")
    case .object: Said("Phải là đối tượng.", "Has to be an object.")
    }
  }
}

extension Problem {
  /// A body that is no JSON, or whose values do not fit.
  init(_ fault: LineFault) {
    let said = ValueWords.said(fault.reason)
    switch fault.reason {
    case .notJSON, .notCSV:
      self.init(.malformedBody, said)
    case .code(.wrongCheckDigit):
      self.init(.wrongCheckDigit, said)
    case .unknownField, .duplicateField, .missing, .wrongType, .tooLong, .tooMany, .outOfRange,
      .controlCharacter, .unknownValue, .code, .timestamp, .notADate, .notAHash, .notAPeriod,
      .crowded, .notAllowedFor:
      self.init(.unprocessable, said)
    }
    if let field = fault.field {
      errors = [Flaw(said, pointer: "#" + Problem.pointer(field))]
    }
  }

  init(_ fault: JSONValueFault) {
    switch fault {
    case .notJSON(let offset, let flaw):
      self.init(LineFault(field: nil, reason: .notJSON(offset: offset, flaw: flaw)))
    case .duplicateKey(let pointer):
      let said = ValueWords.said(.duplicateField)
      self.init(.malformedBody, said, errors: [Flaw(said, pointer: "#" + pointer.text)])
    case .tooManyValues(let max):
      self.init(.unprocessable, ValueWords.said(.tooMany(max: max)))
    }
  }

  /// A code in the path that cannot be one.
  static func code(_ fault: CodeFault) -> Problem {
    if case .wrongCheckDigit = fault { return Problem(.wrongCheckDigit, ValueWords.said(fault)) }
    return Problem(.notACode, ValueWords.said(fault))
  }

  /// A member of a body that does not fit.
  public static func member(_ pointer: String, _ detail: Said) -> Problem {
    Problem(.unprocessable, detail, errors: [Flaw(detail, pointer: "#" + pointer)])
  }

  /// `set.office` or `aliases[2]` as a JSON pointer.
  private static func pointer(_ field: String) -> String {
    "/" + field.replacing(".", with: "/").replacing("[", with: "/").replacing("]", with: "")
  }
}
