import HosoDomain
import HosoLedger
internal import HosoWords

extension LedgerReader {
  /// A code as the office takes it, or one that the ledger holds although none would today.
  func scanned(_ text: String) throws -> Alias {
    let rules = settings.codes
    let fault: CodeFault
    do throws(CodeFault) {
      return try Alias.scanned(text, by: rules).alias
    } catch {
      fault = error
    }
    if let held = try? Alias.scanned(text, by: rules.forRecorded).alias,
      try !history(of: held).isEmpty
    {
      return held
    }
    throw Failure(.badData, "'\(CodeWords.shown(text))': " + say(CodeWords.said(fault)))
  }
}
