internal import HosoDomain

/// Whether somebody who names a dossier by one code holds the papers: they know the end of another
/// of its codes as well.
///
/// Item numbers are given out in a row, so one code alone would let anybody walk through all
/// dossiers. The last four characters of a code say little: an item number ends in `VN`, a dossier
/// number in a small running number. Eight reach into its date, or six digits of an item number.
enum TrackingProof {
  /// Characters that have to be named; all of them of a shorter code.
  static let charactersMin = 8
  /// A shorter code proves nothing.
  private static let codeCharactersMin = 4
  /// Far above any code, even with what a scanner adds.
  private static let inputBytesMax = 128

  /// - Parameters:
  ///   - end: What was typed, as it was typed.
  ///   - code: The code that the dossier was named by, which is no proof of itself.
  ///   - codes: All codes of the dossier.
  static func holds(_ end: String, for code: Alias, among codes: [Alias]) -> Bool {
    guard end.utf8.count <= inputBytesMax else { return false }
    let wanted = Array(ScannerText.normalise(end).utf8)
    guard wanted.count >= codeCharactersMin else { return false }
    return codes.contains { other in
      guard other != code else { return false }
      let text = Array(other.text.utf8)
      return text.count >= codeCharactersMin && wanted.count >= min(charactersMin, text.count)
        && text.count >= wanted.count && text.suffix(wanted.count).elementsEqual(wanted)
    }
  }
}
