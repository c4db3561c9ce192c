/// What stands between a scanner that types and the program, and spoils what it typed.
///
/// A scanner sends keys, not characters: whoever turns keys into characters may turn `EE` into `Ê`.
public enum KeyboardTrouble: Hashable, Sendable, CaseIterable {
  /// Bộ gõ tiếng Việt: Telex or VNI (Unikey, EVKey, OpenKey, gõ Nhanh).
  case vietnameseInput
  /// A Cyrillic layout.
  case cyrillic
  /// The French layout.
  case azerty
}

/// A text that came through an input method or a foreign keyboard layout.
struct KeyboardReading {
  let trouble: KeyboardTrouble
  /// The one item number that the keys can have been; nil if none or several fit.
  let item: PostalItemNumber?

  /// Nil for a text that no such thing has made.
  ///
  /// - Parameter text: As normalised.
  init?(_ text: String) {
    guard text.utf8.count <= InterchangeLimits.scannedBytes, !text.utf8.allSatisfy({ $0 < 0x80 })
    else { return nil }
    let characters = Array(text.uppercased())
    if characters.contains(where: { KeyboardLayouts.cyrillic[$0] != nil }) {
      self.init(.cyrillic, [KeyboardLayouts.keys(characters, KeyboardLayouts.cyrillic)])
    } else if KeyboardLayouts.isAzerty(characters) {
      self.init(.azerty, [KeyboardLayouts.keys(characters, KeyboardLayouts.azerty)])
    } else if characters.contains(where: { VietnameseLetter($0) != nil }) {
      self.init(
        .vietnameseInput, VietnameseKeys.telex(characters) + VietnameseKeys.vni(characters))
    } else {
      return nil
    }
  }

  private init(_ trouble: KeyboardTrouble, _ readings: [String]) {
    self.trouble = trouble
    let items = Set(readings.compactMap { try? PostalItemNumber($0) })
    item = items.count == 1 ? items.first : nil
  }
}

/// Keys by the characters that stand on them elsewhere; all of the codes' own characters.
private enum KeyboardLayouts {
  /// Source: GOST R 6.30-97's ЙЦУКЕН, Windows' "Russian"; the Ukrainian letters beside it.
  static let cyrillic: [Character: Character] = table(
    "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬІ", "QWERTYUIOPASDFGHJKLZXCVBNMS")

  /// Source: Windows' "French"; digits are on its shift plane, a scanner types without.
  static let azerty: [Character: Character] = table(
    "&É\"'(-È_ÇÀ)AQZW;:!?M", "1234567890-QAWZ,./M;")

  private static func table(_ from: String, _ to: String) -> [Character: Character] {
    Dictionary(zip(from, to)) { first, _ in first }
  }

  static func keys(_ characters: [Character], _ table: [Character: Character]) -> String {
    String(characters.map { table[$0] ?? $0 })
  }

  /// No digit, and on many places what that layout has for digits.
  static func isAzerty(_ characters: [Character]) -> Bool {
    !characters.contains { $0.isASCII && $0.isNumber }
      && characters.count { "&É\"'(-È_ÇÀ".contains($0) } >= 5
  }
}

/// A capital of the Vietnamese alphabet with what distinguishes it from the key it is typed with.
private struct VietnameseLetter {
  /// The mark that makes another letter of it.
  enum Mark {
    case none
    /// Â, Ê, Ô.
    case roof
    /// Ă.
    case bowl
    /// Ơ, Ư.
    case horn
    /// Đ.
    case bar
  }

  let key: Character
  let mark: Mark
  /// The tone: 0 for none, then as VNI numbers them (sắc, huyền, hỏi, ngã, nặng).
  let tone: Int

  /// Source: TCVN 6909:2001; each row a letter without tone, then with the five tones.
  private static let rows: [(letters: String, key: Character, mark: Mark)] = [
    ("AÁÀẢÃẠ", "A", .none), ("ĂẮẰẲẴẶ", "A", .bowl), ("ÂẤẦẨẪẬ", "A", .roof),
    ("EÉÈẺẼẸ", "E", .none), ("ÊẾỀỂỄỆ", "E", .roof), ("IÍÌỈĨỊ", "I", .none),
    ("OÓÒỎÕỌ", "O", .none), ("ÔỐỒỔỖỘ", "O", .roof), ("ƠỚỜỞỠỢ", "O", .horn),
    ("UÚÙỦŨỤ", "U", .none), ("ƯỨỪỬỮỰ", "U", .horn), ("YÝỲỶỸỴ", "Y", .none),
    ("Đ", "D", .bar),
  ]

  /// Nil for a character that is no such letter, or needs no input method.
  init?(_ character: Character) {
    guard !character.isASCII else { return nil }
    for row in VietnameseLetter.rows {
      guard let tone = Array(row.letters).firstIndex(of: character) else { continue }
      (key, mark, self.tone) = (row.key, row.mark, tone)
      return
    }
    return nil
  }
}

/// What can have been typed to make a text, if an input method was at work.
private enum VietnameseKeys {
  /// More readings than any code can have; a text that has more is none.
  private static let readingsMax = 64

  /// Telex: letters doubled or with W, tones by S, F, R, X, J behind.
  static func telex(_ characters: [Character]) -> [String] {
    var readings = [""]
    for character in characters {
      let keys = VietnameseLetter(character).map(telexKeys) ?? [String(character)]
      readings = readings.flatMap { reading in keys.map { reading + $0 } }
      guard readings.count <= readingsMax else { return [] }
    }
    return readings
  }

  private static func telexKeys(_ letter: VietnameseLetter) -> [String] {
    let tone = ["", "S", "F", "R", "X", "J"][letter.tone]
    let key = String(letter.key)
    let shapes =
      switch letter.mark {
      case .none: [key]
      case .roof, .bar: [key + key]
      case .bowl: [key + "W"]
      // W alone makes Ư as well.
      case .horn: letter.key == "U" ? ["UW", "W"] : [key + "W"]
      }
    return shapes.map { $0 + tone }
  }

  /// VNI: the digits behind a run of letters went into its marks, in an order that is not known.
  static func vni(_ characters: [Character]) -> [String] {
    var readings = [""]
    var digits: [Character] = []
    for character in characters {
      let letter = VietnameseLetter(character)
      if letter == nil, !character.isLetter { readings = inserting(&digits, into: readings) }
      if let letter { digits += vniDigits(letter) }
      readings = readings.map { $0 + String(letter?.key ?? character) }
      guard digits.count <= 3, readings.count <= readingsMax else { return [] }
    }
    return inserting(&digits, into: readings)
  }

  private static func inserting(_ digits: inout [Character], into readings: [String]) -> [String] {
    let orders = permutations(digits)
    digits = []
    return readings.flatMap { reading in orders.map { reading + String($0) } }
  }

  private static func permutations(_ digits: [Character]) -> [[Character]] {
    guard digits.count > 1 else { return [digits] }
    return digits.indices.flatMap { index in
      var rest = digits
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }

  private static func vniDigits(_ letter: VietnameseLetter) -> [Character] {
    let mark: [Character] =
      switch letter.mark {
      case .none: []
      case .roof: ["6"]
      case .horn: ["7"]
      case .bowl: ["8"]
      case .bar: ["9"]
      }
    return letter.tone == 0 ? mark : mark + [Character(String(letter.tone))]
  }
}
