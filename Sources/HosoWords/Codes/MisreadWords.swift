internal import HosoDomain

/// Why a text is not taken as a code: what was probably read, and what to do.
enum MisreadWords {
  static func said(_ fault: CodeFault, from origin: CodeWords.Origin) -> Said {
    switch fault {
    case .unknownCountry(let letters):
      Said(
        "Mã bưu gửi có mã nước \(letters), không có trong danh sách của UPU.",
        "An item number of the country \(letters), which is not on the UPU's list.")
        + CodeWords.again(origin)
    case .joinedCodes(let numbers): joined(numbers) + CodeWords.again(origin)
    case .misreadItem(let number): misread(number) + CodeWords.again(origin, mayBeMended: false)
    case .partOfItem(.beginning):
      Said("Mới đọc được phần đầu của mã bưu gửi.", "Only the beginning of an item number.")
        + CodeWords.again(origin)
    case .partOfItem(.end):
      Said("Mới đọc được phần cuối của mã bưu gửi.", "Only the end of an item number.")
        + CodeWords.again(origin)
    case .foreignNumber(let number): foreign(number, origin)
    case .severalValues(let count):
      several(count, origin)
    case .keyboard(let trouble, let number): keyboard(trouble, number)
    case .receiptsNotTaken:
      Said(
        "Đây không phải mã bưu gửi hay mã hồ sơ, mà bưu cục này không nhận số biên nhận.",
        "This is no item or dossier number, and this office takes no receipt numbers.")
        + changing(origin)
    case .notOwnReceipt(let patterns):
      Said(
        "Biên nhận của bưu cục này không đánh số như vậy (\(list(patterns))).",
        "No receipt of this office is numbered like that (\(list(patterns))).")
        + CodeWords.again(origin)
    case .empty, .wrongLength, .wrongCharacter, .wrongCheckDigit, .impossibleDate, .zeroSequence,
      .missingPart, .outOfRange, .belongsTo, .notACode:
      CodeWords.said(fault, from: origin)
    }
  }

  private static func several(_ count: Int, _ origin: CodeWords.Origin) -> Said {
    switch origin {
    case .scan(let desk):
      Said(
        "Dòng có \(count) giá trị, trong khi mỗi dòng là một mã. Mã khác của cùng hồ sơ đưa bằng "
          + "\(desk.alias), ngày hẹn trả bằng \(desk.due).",
        "The line has \(count) values, but a line is one code. Give another code of the dossier by "
          + "\(desk.alias), the due date by \(desk.due).")
    case .value: Said("Có \(count) giá trị thay vì một mã.", "\(count) values instead of one code.")
    }
  }

  /// How receipts come to be taken after all.
  private static func changing(_ origin: CodeWords.Origin) -> Said {
    switch origin {
    case .scan(let desk):
      Said(
        " Quét mã bưu gửi (đổi bằng \(desk.settings)).",
        " Scan the item number (\(desk.settings) changes that).")
    case .value: Said(" Ghi mã bưu gửi.", " Give the item number.")
    }
  }

  private static func joined(_ numbers: [PostalItemNumber]) -> Said {
    let list = numbers.prefix(3).map(\.text).joined(separator: ", ")
    guard numbers.count > 1 else {
      return Said(
        "Mã bưu gửi \(list) dính thêm chữ khác.",
        "The item number \(list) with something else stuck to it.")
    }
    return Said(
      "Nhiều mã bưu gửi dính liền (\(list)): máy quét thiếu phím Enter sau mỗi mã.",
      "Several item numbers in one (\(list)): the scanner sends no Enter behind each.")
  }

  private static func misread(_ number: PostalItemNumber?) -> Said {
    guard let number else {
      return Said("Mã bưu gửi đọc sai.", "A misread item number.")
    }
    return Said(
      "Mã bưu gửi đọc sai, có lẽ là \(number.text).",
      "A misread item number, probably \(number.text).")
  }

  private static func foreign(_ number: ForeignNumber, _ origin: CodeWords.Origin) -> Said {
    switch number {
    case .telephone:
      Said(
        "Đây là dạng số điện thoại, không ghi vào sổ. Quét mã in trên phiếu.",
        "This looks like a telephone number, which is not recorded. Scan the code on the slip.")
    case .identity:
      Said(
        "Đây là dạng số định danh cá nhân, không ghi vào sổ. Quét mã in trên phiếu.",
        "This looks like an identity number, which is not recorded. Scan the code on the slip.")
    case .article:
      Said(
        "Đây là mã vạch hàng hoá (EAN-13). Quét mã in trên phiếu.",
        "This is an article's barcode (EAN-13). Scan the code on the slip.")
    case .date:
      date(origin)
    }
  }

  private static func date(_ origin: CodeWords.Origin) -> Said {
    let problem = Said("Đây là một ngày, không phải mã.", "This is a date and no code.")
    return switch origin {
    case .scan(let desk):
      problem
        + Said(" Ngày hẹn trả đưa bằng \(desk.due).", " Give a due date by \(desk.due).")
    case .value: problem
    }
  }

  private static func keyboard(_ trouble: KeyboardTrouble, _ number: PostalItemNumber?) -> Said {
    let cause =
      switch trouble {
      case .vietnameseInput:
        Said(
          "Bộ gõ tiếng Việt đang bật: tắt Unikey/EVKey rồi quét lại.",
          "A Vietnamese input method is on: turn Unikey/EVKey off, then scan it again.")
      case .cyrillic:
        Said(
          "Bàn phím đang ở chế độ chữ Kirin: chuyển sang tiếng Anh (US) rồi quét lại.",
          "The keyboard layout is Cyrillic: change it to English (US), then scan it again.")
      case .azerty:
        Said(
          "Bàn phím đang ở kiểu Pháp (AZERTY): chuyển sang tiếng Anh (US) rồi quét lại.",
          "The keyboard layout is French (AZERTY): change it to English (US), then scan it again.")
      }
    guard let number else { return cause }
    return cause + Said(" Có lẽ là \(number.text).", " It probably was \(number.text).")
  }

  private static func list(_ patterns: [ReceiptPattern]) -> String {
    patterns.prefix(5).map(\.text).joined(separator: ", ")
  }
}
