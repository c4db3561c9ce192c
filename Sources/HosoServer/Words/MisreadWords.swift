internal import HosoDomain

/// What was probably read instead of a code, for whoever sends it.
enum MisreadWords {
  static func said(_ fault: CodeFault) -> Said {
    switch fault {
    case .unknownCountry(let letters):
      Said(
        "Mã nước \(letters) không có trong danh sách của UPU.",
        "The country \(letters) is not on the UPU's list.")
    case .joinedCodes(let numbers): joined(numbers)
    case .misreadItem(let number): misread(number)
    case .partOfItem(.beginning):
      Said("Chỉ là phần đầu của một mã bưu gửi.", "Only the beginning of an item number.")
    case .partOfItem(.end):
      Said("Chỉ là phần cuối của một mã bưu gửi.", "Only the end of an item number.")
    case .foreignNumber(let number): foreign(number)
    case .severalValues(let count):
      Said("Có \(count) giá trị thay vì một mã.", "\(count) values instead of one code.")
    case .keyboard(let trouble, let number): keyboard(trouble, number)
    case .receiptsNotTaken:
      Said(
        "Bưu cục này chỉ nhận mã bưu gửi và mã hồ sơ.",
        "This office takes item numbers and dossier numbers only.")
    case .notOwnReceipt:
      Said(
        "Biên nhận của bưu cục này không đánh số như vậy.",
        "No receipt of this office is numbered like that.")
    case .empty, .wrongLength, .wrongCharacter, .wrongCheckDigit, .impossibleDate, .zeroSequence,
      .missingPart, .outOfRange, .belongsTo, .notACode:
      ValueWords.said(fault)
    }
  }

  private static func joined(_ numbers: [PostalItemNumber]) -> Said {
    let list = numbers.prefix(3).map(\.text).joined(separator: ", ")
    return Said(
      "Mã bưu gửi dính liền với chữ khác: \(list).",
      "Item numbers stuck together, or to something else: \(list).")
  }

  private static func misread(_ number: PostalItemNumber?) -> Said {
    guard let number else {
      return Said("Mã bưu gửi đọc sai.", "A misread item number.")
    }
    return Said(
      "Mã bưu gửi đọc sai, có lẽ là \(number.text).",
      "A misread item number, probably \(number.text).")
  }

  private static func foreign(_ number: ForeignNumber) -> Said {
    switch number {
    case .telephone: Said("Đây là dạng số điện thoại.", "This looks like a telephone number.")
    case .identity: Said("Đây là dạng số định danh cá nhân.", "This looks like an identity number.")
    case .article: Said("Đây là mã vạch hàng hoá.", "This is an article's barcode.")
    case .date: Said("Đây là một ngày, không phải mã.", "This is a date and no code.")
    }
  }

  private static func keyboard(_ trouble: KeyboardTrouble, _ number: PostalItemNumber?) -> Said {
    let cause = keyboard(trouble)
    guard let number else { return cause }
    return Said(
      "\(cause.vietnamese) Có lẽ là \(number.text).",
      "\(cause.english) It probably was \(number.text).")
  }

  private static func keyboard(_ trouble: KeyboardTrouble) -> Said {
    switch trouble {
    case .vietnameseInput:
      Said("Bộ gõ tiếng Việt đang bật ở máy quét.", "A Vietnamese input method is on.")
    case .cyrillic: Said("Bàn phím đang ở chữ Kirin.", "The keyboard layout is Cyrillic.")
    case .azerty: Said("Bàn phím đang ở kiểu AZERTY.", "The keyboard layout is AZERTY.")
    }
  }
}
