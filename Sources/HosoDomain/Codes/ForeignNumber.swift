/// A number that stands on many things but names no dossier.
///
/// Nobody's telephone or identity number may get into a ledger that forgets nothing, and a date or
/// an article's number scanned as a code would be somebody's receipt for ever.
public enum ForeignNumber: Hashable, Sendable, CaseIterable {
  /// Số điện thoại.
  case telephone
  /// Số định danh cá nhân, số căn cước.
  case identity
  /// The EAN-13 of an article.
  case article
  /// A day of the calendar.
  case date

  /// What a text looks like; nil for anything else.
  init?(_ text: String) {
    let bytes = text.utf8.span
    guard 8...24 ~= bytes.count, let shape = DigitShape(bytes) else { return nil }
    if shape.isDate {
      self = .date
    } else if shape.isTelephone {
      self = .telephone
    } else if shape.isIdentity {
      self = .identity
    } else if shape.isArticle {
      self = .article
    } else {
      return nil
    }
  }
}

/// Digits, and what stands between them.
private struct DigitShape {
  /// The digits' values.
  private(set) var digits: [Int] = []
  /// Each separator with the number of digits before it.
  private(set) var separators: [(byte: UInt8, digitsBefore: Int)] = []
  private var startsWithPlus = false

  /// Nil for a text with a letter or any other character.
  init?(_ bytes: Span<UInt8>) {
    for offset in 0..<bytes.count {
      let byte = bytes[offset]
      switch byte {
      case 0x30...0x39: digits.append(Int(byte & 0x0F))
      case UInt8(ascii: "+") where offset == 0: startsWithPlus = true
      case 0x20, CodeText.point, CodeText.hyphen, CodeText.slash, UInt8(ascii: "("),
        UInt8(ascii: ")"):
        separators.append((byte, digits.count))
      default: return nil
      }
    }
  }

  private func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }

  /// `05/03/2020`, `5-3-2020` and `2020-03-05`, if the calendar has the day.
  var isDate: Bool {
    guard separators.count == 2, separators[0].byte == separators[1].byte,
      !startsWithPlus, 6...8 ~= digits.count
    else { return false }
    let (first, second) = (separators[0].digitsBefore, separators[1].digitsBefore)
    guard first > 0, 1...2 ~= second - first, second < digits.count else { return false }
    let parts = [number(0..<first), number(first..<second), number(second..<digits.count)]
    let isYearFirst = first == 4 && 1...2 ~= digits.count - second
    guard isYearFirst || (first <= 2 && digits.count - second == 4) else { return false }
    let (year, day) = isYearFirst ? (parts[0], parts[2]) : (parts[2], parts[0])
    return 1900...2199 ~= year && LocalDate(year: year, month: parts[1], day: day) != nil
  }

  /// A number of Vietnam with its 0 or with 84: mobile (03, 05, 07, 08, 09) or fixed (02).
  ///
  /// Source: TT 22/2014/TT-BTTTT as amended; the eleven-digit mobile numbers ended in 2018.
  var isTelephone: Bool {
    guard !separators.contains(where: { $0.byte == CodeText.slash }) else { return false }
    // With the prefix of calls abroad, or a plus in its place.
    let national = digits.starts(with: [0, 0]) ? digits.dropFirst(2) : digits[...]
    if national.starts(with: [8, 4]) { return isSubscriber(national.dropFirst(2)) }
    return !startsWithPlus && digits.first == 0 && isSubscriber(digits.dropFirst())
  }

  private func isSubscriber(_ digits: ArraySlice<Int>) -> Bool {
    switch digits.first {
    case 3, 5, 7, 8, 9: digits.count == 9
    case 2: digits.count == 10
    default: false
    }
  }

  /// Twelve digits: province of birth registration, century and sex, year of birth, six others.
  ///
  /// Source: NĐ 137/2015/NĐ-CP Art. 13; TT 07/2016/TT-BCA Art. 7.
  ///
  /// With blanks or hyphens only in the groups in which people write it: a receipt such as
  /// 01-2020-000123 has twelve digits too.
  var isIdentity: Bool {
    digits.count == 12 && 1...96 ~= number(0..<3) && 0...3 ~= digits[3]
      && [[], [3, 6, 9], [4, 8], [3, 6]].contains(separators.map(\.digitsBefore))
  }

  /// Source: ISO/IEC 15420 (weights 1 and 3, the last digit makes the sum a multiple of ten).
  var isArticle: Bool {
    // As it is printed below the bars, or without anything between.
    guard digits.count == 13, [[], [1, 7]].contains(separators.map(\.digitsBefore)) else {
      return false
    }
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
    return sum % 10 == 0
  }
}
