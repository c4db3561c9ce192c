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

  /// The bag that a text names: said to be a bag's, or one by what happened to it; nil if the code
  /// is to be taken as a dossier's.
  func bag(
    _ text: String, saidToBe isBag: Bool, through known: LedgerPosition? = nil
  ) throws -> ContainerCode? {
    var recorded = CodeRules.standard
    recorded.takesRecorded = true
    if isBag { return try OptionValues.bag(text, by: recorded) }
    guard let container = try? ContainerCode.scanned(text, by: recorded) else { return nil }
    let events = try contents(of: container, through: known)
    guard !events.isEmpty else { return nil }
    return CodeStanding(of: container, among: events) == .bag ? container : nil
  }
}
