internal import HosoDomain

/// Why figures were published, as everybody is told it.
///
/// People write what they please, and what they name of one citizen is nobody else's: numbers of
/// items and dossiers, and whatever has as many digits as a telephone or an identity number.
public enum PublicReason {
  /// What stands in the place of what is not told.
  static let untold = "[…]"
  /// So many digits, alone or in groups, are a number of somebody's.
  private static let digitsMin = 9
  /// What groups digits, a kind within one number.
  private static let gaps: [Set<Character>] = [[" ", "\u{A0}", "\u{202F}", "."], ["-", "‑"]]

  /// A reason without what is not told in it; the same where there is nothing of that kind.
  public static func told(_ reason: String) -> String {
    let words = reason.split(separator: " ", omittingEmptySubsequences: false).map(withoutCode)
    return withoutLongNumbers(words.joined(separator: " "))
  }

  private static func withoutCode(_ word: Substring) -> String {
    let isOfCode: (Character) -> Bool = { $0.isLetter || $0.isNumber }
    guard let first = word.firstIndex(where: isOfCode), let last = word.lastIndex(where: isOfCode)
    else { return String(word) }
    let code = word[first...last].uppercased()
    guard (try? PostalItemNumber(code)) != nil || (try? DossierNumber(code)) != nil else {
      return String(word)
    }
    return word[..<first] + untold + word[word.index(after: last)...]
  }

  /// Digits with at most a blank or a point between them, or with hyphens alone, are one number,
  /// with the letters it is grown together with; so a day and the time after it are two.
  private static func withoutLongNumbers(_ text: String) -> String {
    var told = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(where: isDigit) {  // Bounded by the text.
      var end = start
      var digits = 0
      var gaps = PublicReason.gaps
      var next = start
      while next < rest.endIndex {  // Bounded by the text.
        let kind = gaps.first { $0.contains(rest[next]) }
        let isGap = kind != nil
        let after = rest.index(after: next)
        if isDigit(rest[next]) {
          digits += 1
          end = after
        } else if !isGap || after == rest.endIndex || !isDigit(rest[after]) {
          break
        }
        if let kind { gaps = [kind] }
        next = after
      }
      guard digits >= digitsMin else {
        told += rest[..<end]
        rest = rest[end...]
        continue
      }
      let letters = rest[..<start].reversed().prefix { $0.isLetter }.count
      told += rest[..<start].dropLast(letters) + untold
      rest = rest[end...].drop { $0.isLetter }
    }
    return told + rest
  }

  private static func isDigit(_ character: Character) -> Bool { character.wholeNumberValue != nil }
}
