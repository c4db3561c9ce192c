/// Why a text is not the code it was taken for.
///
/// Carries what was found and what was expected, never a sentence. Positions count characters
/// from 1, because people count them that way when they compare a label with a screen.
///
/// Source: the grammars are cited at each code.
public enum CodeFault: Error, Hashable, Sendable {
  /// Nothing was given.
  case empty
  /// A part of the code, or all of it, is too short or too long.
  case wrongLength(part: CodePart, expected: ClosedRange<Int>, found: Int)
  /// A character that cannot stand where it stands.
  case wrongCharacter(Character, position: Int)
  /// The check digit does not belong to the digits before it: most likely misread or mistyped.
  case wrongCheckDigit(expected: Int, found: Int)
  /// Six digits that are no day of the calendar, such as `210230`.
  case impossibleDate(String)
  /// The running number is zero; numbering starts at 1.
  case zeroSequence
  /// A part is missing altogether.
  case missingPart(CodePart)
  /// All digits are zero, or the number lies outside what is issued.
  case outOfRange
  /// The text is judged as another kind of code and cannot be this one too.
  case belongsTo(CodeKind)
  /// The text has nothing of the shape of this kind of code.
  case notACode(CodeKind)
  /// An item number's last two letters are not on the UPU's list.
  case unknownCountry(String)
  /// Item numbers and something else in one text: labels without an end between them.
  case joinedCodes([PostalItemNumber])
  /// An item number that was misread, with the one it probably is, if the check digit tells.
  case misreadItem(probably: PostalItemNumber?)
  /// A piece of an item number.
  case partOfItem(LabelPart)
  /// A number of something else, such as somebody's telephone.
  case foreignNumber(ForeignNumber)
  /// Several values in one line, with blanks between them.
  case severalValues(Int)
  /// An input method or a keyboard layout spoilt what the scanner typed; if the check digit tells,
  /// with the item number that it probably was.
  case keyboard(KeyboardTrouble, probably: PostalItemNumber?)
  /// This office takes no receipt numbers.
  case receiptsNotTaken
  /// No receipt of this office is numbered like that.
  case notOwnReceipt([ReceiptPattern])
}

extension CodeFault {
  /// Whether it follows from what the office says it takes, or from a list of its day: the ledger
  /// may hold such a code from when it was taken.
  public var isOfItsTime: Bool {
    switch self {
    case .receiptsNotTaken, .notOwnReceipt, .unknownCountry: true
    case .empty, .wrongLength, .wrongCharacter, .wrongCheckDigit, .impossibleDate, .zeroSequence,
      .missingPart, .outOfRange, .belongsTo, .notACode, .joinedCodes, .misreadItem, .partOfItem,
      .foreignNumber, .severalValues, .keyboard:
      false
    }
  }

  /// The item numbers that were probably read, with blanks between them; nil where nothing tells.
  public var probably: String? {
    switch self {
    case .joinedCodes(let numbers): numbers.map(\.text).joined(separator: " ")
    case .misreadItem(let number), .keyboard(_, let number): number?.text
    case .empty, .wrongLength, .wrongCharacter, .wrongCheckDigit, .impossibleDate, .zeroSequence,
      .missingPart, .outOfRange, .belongsTo, .notACode, .unknownCountry, .partOfItem,
      .foreignNumber, .severalValues, .receiptsNotTaken, .notOwnReceipt:
      nil
    }
  }
}

/// Which end of a label was read.
public enum LabelPart: Hashable, Sendable, CaseIterable {
  case beginning
  case end
}

/// The kinds of codes the ledger knows; the raw value is a stable name for programs.
public enum CodeKind: String, Hashable, Sendable, CaseIterable {
  /// Số hiệu bưu gửi, UPU S10.
  case item
  /// Mã hồ sơ.
  case dossier
  /// Số biên nhận, số phiếu gửi.
  case receipt
  /// Mã túi, bảng kê.
  case container
  /// Mã thủ tục hành chính.
  case procedure
  /// Mã định danh cơ quan.
  case agency
  /// Mã tỉnh, Tổng cục Thống kê.
  case province
  /// Mã xã, Tổng cục Thống kê.
  case commune
  /// Mã bưu cục, VNPost.
  case postOffice = "post-office"
  /// Số hiệu nhân viên.
  case staff
  /// The public id of an event.
  case event
  /// The name of whoever sends events.
  case source
}

/// The part of a code that a fault is about.
public enum CodePart: Hashable, Sendable, CaseIterable {
  /// The code as a whole.
  case whole
  /// The agency before the first hyphen of a dossier code.
  case agency
  /// One group between the points of an agency code.
  case agencyGroup
  /// The date of reception, `YYMMDD`.
  case date
  /// The running number of the day.
  case sequence
  /// The eight characters that name a procedure nationally.
  case stem
  /// What follows the stem: the agency that published the procedure.
  case suffix
}
