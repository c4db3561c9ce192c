public import HosoDomain

/// What is wrong with a code or a timestamp, where, and what to do about it.
public enum CodeWords {
  /// Where a code came from, which decides what can be done about it.
  public enum Origin: Sendable {
    /// Read off a label, where these are the names of what a clerk may do instead.
    case scan(Desk)
    /// Typed, or written by a program: an option, a cell, a field.
    case value
  }

  /// What a clerk types for what was scanned by mistake.
  public struct Desk: Sendable {
    let alias: String
    let due: String
    let settings: String

    /// - Parameters:
    ///   - alias: How another code of the dossier is given.
    ///   - due: How the day of the appointment is given.
    ///   - settings: Where it is changed what the office takes.
    public init(alias: String, due: String, settings: String) {
      self.alias = alias
      self.due = due
      self.settings = settings
    }
  }

  public static func said(_ fault: CodeFault, from origin: Origin = .value) -> Said {
    switch fault {
    case .empty:
      switch origin {
      case .scan:
        Said("Chưa có mã. Hãy quét hoặc nhập mã.", "No code was given. Scan or enter one.")
      case .value: Said("Trống. Hãy ghi giá trị.", "Empty. Give a value.")
      }
    case .wrongLength(let part, let expected, let found):
      wrongLength(part, expected: expected, found: found) + again(origin)
    case .wrongCharacter(let character, let position):
      Said(
        "Mã có \(shown(character).vietnamese) ở vị trí \(position).",
        "The code has \(shown(character).english) at character \(position).") + again(origin)
    case .wrongCheckDigit:
      Said(
        "Mã đọc sai (số kiểm tra không khớp).",
        "Misread (the check digit does not fit).") + again(origin, mayBeMended: false)
    case .impossibleDate(let digits):
      Said(
        "Ngày \(digits) (năm, tháng, ngày) trong mã không có trên lịch.",
        "The date \(digits) (year, month, day) is no day of the calendar.") + again(origin)
    case .zeroSequence:
      Said(
        "Số thứ tự là 0, trong khi đánh số bắt đầu từ 1. Đối chiếu với phiếu.",
        "The running number is 0, but numbering starts at 1. Compare it with the slip.")
    case .missingPart(let part):
      Said(
        "Thiếu \(name(part).vietnamese).", "The \(name(part).english) is missing.") + again(origin)
    case .outOfRange:
      Said(
        "Không có mã nào mang số này. Đối chiếu với bảng mã.",
        "No code has this number. Compare it with the list of codes.")
    case .belongsTo(let kind):
      Said(
        "Mã này có dạng \(name(kind).vietnamese), nên không dùng được ở đây. Hãy đưa mã đúng loại.",
        "This has the shape of \(name(kind).english) and is taken for nothing else. "
          + "Give the other code."
      )
    case .notACode(let kind):
      Said(
        "Đây không phải \(name(kind).vietnamese). Hãy quét mã in trên phiếu.",
        "This is not \(name(kind).english). Scan the code that is printed on the slip.")
    case .unknownCountry, .joinedCodes, .misreadItem, .partOfItem, .foreignNumber, .severalValues,
      .keyboard, .receiptsNotTaken, .notOwnReceipt:
      MisreadWords.said(fault, from: origin)
    }
  }

  /// What to do about a code that was not read as it is printed.
  static func again(_ origin: Origin, mayBeMended: Bool = true) -> Said {
    switch origin {
    case .scan:
      mayBeMended
        ? Said(" Quét lại.", " Scan it again.")
        : Said(" Quét lại, không tự sửa số.", " Scan it again, do not mend it by hand.")
    case .value: Said(" Sửa lại giá trị.", " Mend the value.")
    }
  }

  public static func said(_ fault: TimestampFault) -> Said {
    switch fault {
    case .notRFC3339:
      Said(
        "Không đọc được thời điểm. Viết như 2020-03-05T08:12:00+07:00.",
        "This is no moment. Write it like 2020-03-05T08:12:00+07:00.")
    case .missingOffset:
      Said(
        "Thiếu múi giờ. Thêm +07:00 vào cuối.",
        "The offset is missing. Add +07:00 at the end.")
    case .impossibleDate:
      Said(
        "Không có ngày giờ này. Xem lại ngày, giờ và múi giờ.",
        "There is no such day or time. Look at date, time and offset again.")
    case .tooManyFractionDigits(let max):
      Said(
        "Phần lẻ của giây dài quá \(max) chữ số. Bỏ bớt.",
        "A second has more than \(max) digits after the point. Leave the rest out.")
    }
  }

  public static func name(_ kind: CodeKind) -> Said {
    switch kind {
    case .item: Said("mã bưu gửi", "an item number")
    case .dossier: Said("mã hồ sơ", "a dossier number")
    case .receipt: Said("số biên nhận", "a receipt number")
    case .container: Said("mã túi hoặc bảng kê", "a bag's or manifest's code")
    case .procedure: Said("mã thủ tục hành chính", "a procedure's code")
    case .agency: Said("mã định danh cơ quan", "an agency's code")
    case .province: Said("mã tỉnh", "a province's code")
    case .commune: Said("mã xã", "a commune's code")
    case .postOffice: Said("mã bưu cục", "a post office's code")
    case .staff: Said("số hiệu nhân viên", "a staff number")
    case .event: Said("mã sự kiện", "an event's id")
    case .source: Said("tên nguồn", "a source's name")
    }
  }

  private static func name(_ part: CodePart) -> Said {
    switch part {
    case .whole: Said("mã", "code")
    case .agency: Said("mã cơ quan", "agency's code")
    case .agencyGroup: Said("nhóm trong mã cơ quan", "group of the agency's code")
    case .date: Said("ngày tiếp nhận", "date of reception")
    case .sequence: Said("số thứ tự", "running number")
    case .stem: Said("phần đầu của mã thủ tục", "procedure's stem")
    case .suffix: Said("phần cơ quan của mã thủ tục", "procedure's agency")
    }
  }

  /// A text from outside, fit for a terminal: short, and without characters that act on it.
  public static func shown(_ text: String, longest: Int = 80) -> String {
    let visible = String(text.map { isVisible($0) || $0 == " " ? $0 : "\u{FFFD}" }.prefix(longest))
    return visible.count < text.count ? visible + "…" : visible
  }

  private static func wrongLength(
    _ part: CodePart, expected: ClosedRange<Int>, found: Int
  ) -> Said {
    let low = expected.lowerBound
    let high = expected.upperBound
    let wanted =
      low == high ? Said(both: "\(low)") : Said("từ \(low) đến \(high)", "\(low) to \(high)")
    return Said(
      part == .whole
        ? "Mã dài \(found) ký tự, cần \(wanted.vietnamese)."
        : "Phần \(name(part).vietnamese) dài \(found) ký tự, cần \(wanted.vietnamese).",
      "The length of the \(name(part).english) is \(found) but should be \(wanted.english).")
  }

  private static func shown(_ character: Character) -> Said {
    if isVisible(character) { return Said(both: "'\(character)'") }
    if character == " " { return Said("dấu cách", "a blank") }
    let numbers = character.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return Said(both: numbers.joined(separator: " "))
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
