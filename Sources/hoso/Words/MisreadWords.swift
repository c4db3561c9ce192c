import HosoDomain

/// Why a text is not taken as a code: what was probably read, and what to do.
enum MisreadWords {
  static func sentence(_ fault: CodeFault, from origin: CodeWords.Origin) -> String {
    switch fault {
    case .unknownCountry(let letters):
      say(
        "Mã bưu gửi có mã nước \(letters), không có trong danh sách của UPU.",
        "An item number of the country \(letters), which is not on the UPU's list.")
        + CodeWords.again(origin)
    case .joinedCodes(let numbers): joined(numbers) + CodeWords.again(origin)
    case .misreadItem(let number): misread(number) + CodeWords.again(origin, mayBeMended: false)
    case .partOfItem(.beginning):
      say("Mới đọc được phần đầu của mã bưu gửi.", "Only the beginning of an item number.")
        + CodeWords.again(origin)
    case .partOfItem(.end):
      say("Mới đọc được phần cuối của mã bưu gửi.", "Only the end of an item number.")
        + CodeWords.again(origin)
    case .foreignNumber(let number): foreign(number)
    case .severalValues(let count):
      say(
        "Dòng có \(count) giá trị, trong khi mỗi dòng là một mã. Mã khác của cùng hồ sơ đưa bằng "
          + "--alias, ngày hẹn trả bằng --due.",
        "The line has \(count) values, but a line is one code. Give another code of the dossier by "
          + "--alias, the due date by --due.")
    case .keyboard(let trouble, let number): keyboard(trouble, number)
    case .receiptsNotTaken:
      say(
        "Đây không phải mã bưu gửi hay mã hồ sơ, mà quầy này không nhận số biên nhận. Quét mã bưu "
          + "gửi (đổi bằng hoso settings).",
        "This is no item or dossier number, and this desk takes no receipt numbers. Scan the item "
          + "number (hoso settings changes that).")
    case .notOwnReceipt(let patterns):
      say(
        "Biên nhận của bưu cục này không đánh số như vậy (\(list(patterns))). Quét lại.",
        "No receipt of this office is numbered like that (\(list(patterns))). Scan it again.")
    case .empty, .wrongLength, .wrongCharacter, .wrongCheckDigit, .impossibleDate, .zeroSequence,
      .missingPart, .outOfRange, .belongsTo, .notACode:
      CodeWords.sentence(fault, from: origin)
    }
  }

  private static func joined(_ numbers: [PostalItemNumber]) -> String {
    let list = numbers.prefix(3).map(\.text).joined(separator: ", ")
    guard numbers.count > 1 else {
      return say(
        "Mã bưu gửi \(list) dính thêm chữ khác.",
        "The item number \(list) with something else stuck to it.")
    }
    return say(
      "Nhiều mã bưu gửi dính liền (\(list)): máy quét thiếu phím Enter sau mỗi mã.",
      "Several item numbers in one (\(list)): the scanner sends no Enter behind each.")
  }

  private static func misread(_ number: PostalItemNumber?) -> String {
    guard let number else {
      return say("Mã bưu gửi đọc sai.", "A misread item number.")
    }
    return say(
      "Mã bưu gửi đọc sai, có lẽ là \(number.text).",
      "A misread item number, probably \(number.text).")
  }

  private static func foreign(_ number: ForeignNumber) -> String {
    switch number {
    case .telephone:
      say(
        "Đây là dạng số điện thoại, không ghi vào sổ. Quét mã in trên phiếu.",
        "This looks like a telephone number, which is not recorded. Scan the code on the slip.")
    case .identity:
      say(
        "Đây là dạng số định danh cá nhân, không ghi vào sổ. Quét mã in trên phiếu.",
        "This looks like an identity number, which is not recorded. Scan the code on the slip.")
    case .article:
      say(
        "Đây là mã vạch hàng hoá (EAN-13). Quét mã in trên phiếu.",
        "This is an article's barcode (EAN-13). Scan the code on the slip.")
    case .date:
      say(
        "Đây là một ngày, không phải mã. Ngày hẹn trả đưa bằng --due.",
        "This is a date and no code. Give a due date by --due.")
    }
  }

  private static func keyboard(_ trouble: KeyboardTrouble, _ number: PostalItemNumber?) -> String {
    let cause =
      switch trouble {
      case .vietnameseInput:
        say(
          "Bộ gõ tiếng Việt đang bật: tắt Unikey/EVKey rồi quét lại.",
          "A Vietnamese input method is on: turn Unikey/EVKey off, then scan it again.")
      case .cyrillic:
        say(
          "Bàn phím đang ở chế độ chữ Kirin: chuyển sang tiếng Anh (US) rồi quét lại.",
          "The keyboard layout is Cyrillic: change it to English (US), then scan it again.")
      case .azerty:
        say(
          "Bàn phím đang ở kiểu Pháp (AZERTY): chuyển sang tiếng Anh (US) rồi quét lại.",
          "The keyboard layout is French (AZERTY): change it to English (US), then scan it again.")
      }
    guard let number else { return cause }
    return cause + say(" Có lẽ là \(number.text).", " It probably was \(number.text).")
  }

  private static func list(_ patterns: [ReceiptPattern]) -> String {
    patterns.prefix(5).map(\.text).joined(separator: ", ")
  }
}
