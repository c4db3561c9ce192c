import HosoDomain

/// What is wrong with a code or a timestamp, where, and what to do about it.
enum CodeWords {
  /// Where a code came from, which decides what can be done about it.
  enum Origin {
    /// Read off a label.
    case scan
    /// Typed, or written by a program: an option, a cell, a field.
    case value
  }

  static func sentence(_ fault: CodeFault, from origin: Origin = .scan) -> String {
    switch fault {
    case .empty:
      origin == .scan
        ? say("Chưa có mã. Hãy quét hoặc nhập mã.", "No code was given. Scan or enter one.")
        : say("Trống. Hãy ghi giá trị.", "Empty. Give a value.")
    case .wrongLength(let part, let expected, let found):
      wrongLength(part, expected: expected, found: found) + again(origin)
    case .wrongCharacter(let character, let position):
      say(
        "Mã có \(shown(character)) ở vị trí \(position).",
        "The code has \(shown(character)) at character \(position).") + again(origin)
    case .wrongCheckDigit:
      say(
        "Mã đọc sai (số kiểm tra không khớp).",
        "Misread (the check digit does not fit).") + again(origin, mayBeMended: false)
    case .impossibleDate(let digits):
      say(
        "Ngày \(digits) (năm, tháng, ngày) trong mã không có trên lịch.",
        "The date \(digits) (year, month, day) is no day of the calendar.") + again(origin)
    case .zeroSequence:
      say(
        "Số thứ tự là 0, trong khi đánh số bắt đầu từ 1. Đối chiếu với phiếu.",
        "The running number is 0, but numbering starts at 1. Compare it with the slip.")
    case .missingPart(let part):
      say("Thiếu \(name(part)).", "The \(name(part)) is missing.") + again(origin)
    case .outOfRange:
      say(
        "Không có mã nào mang số này. Đối chiếu với bảng mã.",
        "No code has this number. Compare it with the list of codes.")
    case .belongsTo(let kind):
      say(
        "Mã này có dạng \(name(kind)), nên không dùng được ở đây. Hãy đưa mã đúng loại.",
        "This has the shape of \(name(kind)) and is taken for nothing else. Give the other code.")
    case .notACode(let kind):
      say(
        "Đây không phải \(name(kind)). Hãy quét mã in trên phiếu.",
        "This is not \(name(kind)). Scan the code that is printed on the slip.")
    case .unknownCountry, .joinedCodes, .misreadItem, .partOfItem, .foreignNumber, .severalValues,
      .keyboard, .receiptsNotTaken, .notOwnReceipt:
      MisreadWords.sentence(fault, from: origin)
    }
  }

  /// What to do about a code that was not read as it is printed.
  static func again(_ origin: Origin, mayBeMended: Bool = true) -> String {
    switch origin {
    case .scan:
      mayBeMended
        ? say(" Quét lại.", " Scan it again.")
        : say(" Quét lại, không tự sửa số.", " Scan it again, do not mend it by hand.")
    case .value: say(" Sửa lại giá trị.", " Mend the value.")
    }
  }

  static func sentence(_ fault: TimestampFault) -> String {
    switch fault {
    case .notRFC3339:
      say(
        "Không đọc được thời điểm. Viết như 2020-03-05T08:12:00+07:00.",
        "This is no moment. Write it like 2020-03-05T08:12:00+07:00.")
    case .missingOffset:
      say(
        "Thiếu múi giờ. Thêm +07:00 vào cuối.",
        "The offset is missing. Add +07:00 at the end.")
    case .impossibleDate:
      say(
        "Không có ngày giờ này. Xem lại ngày, giờ và múi giờ.",
        "There is no such day or time. Look at date, time and offset again.")
    case .tooManyFractionDigits(let max):
      say(
        "Phần lẻ của giây dài quá \(max) chữ số. Bỏ bớt.",
        "A second has more than \(max) digits after the point. Leave the rest out.")
    }
  }

  static func name(_ kind: CodeKind) -> String {
    switch kind {
    case .item: say("mã bưu gửi", "an item number")
    case .dossier: say("mã hồ sơ", "a dossier number")
    case .receipt: say("số biên nhận", "a receipt number")
    case .container: say("mã túi hoặc bảng kê", "a bag's or manifest's code")
    case .procedure: say("mã thủ tục hành chính", "a procedure's code")
    case .agency: say("mã định danh cơ quan", "an agency's code")
    case .province: say("mã tỉnh", "a province's code")
    case .commune: say("mã xã", "a commune's code")
    case .postOffice: say("mã bưu cục", "a post office's code")
    case .staff: say("số hiệu nhân viên", "a staff number")
    case .event: say("mã sự kiện", "an event's id")
    case .source: say("tên nguồn", "a source's name")
    }
  }

  static func name(_ part: CodePart) -> String {
    switch part {
    case .whole: say("mã", "code")
    case .agency: say("mã cơ quan", "agency's code")
    case .agencyGroup: say("nhóm trong mã cơ quan", "group of the agency's code")
    case .date: say("ngày tiếp nhận", "date of reception")
    case .sequence: say("số thứ tự", "running number")
    case .stem: say("phần đầu của mã thủ tục", "procedure's stem")
    case .suffix: say("phần cơ quan của mã thủ tục", "procedure's agency")
    }
  }

  /// A text from outside, fit for a terminal: short, and without characters that act on it.
  static func shown(_ text: String, longest: Int = 80) -> String {
    let visible = String(text.map { isVisible($0) || $0 == " " ? $0 : "\u{FFFD}" }.prefix(longest))
    return visible.count < text.count ? visible + "…" : visible
  }

  private static func wrongLength(
    _ part: CodePart, expected: ClosedRange<Int>, found: Int
  ) -> String {
    let low = expected.lowerBound
    let high = expected.upperBound
    let wanted = low == high ? "\(low)" : say("từ \(low) đến \(high)", "\(low) to \(high)")
    return say(
      part == .whole
        ? "Mã dài \(found) ký tự, cần \(wanted)."
        : "Phần \(name(part)) dài \(found) ký tự, cần \(wanted).",
      "The length of the \(name(part)) is \(found) but should be \(wanted).")
  }

  static func shown(_ character: Character) -> String {
    if isVisible(character) { return "'\(character)'" }
    if character == " " { return say("dấu cách", "a blank") }
    let numbers = character.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return numbers.joined(separator: " ")
  }

  private static func isVisible(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
        .lineSeparator, .paragraphSeparator:
        false
      default: true
      }
    }
  }
}
