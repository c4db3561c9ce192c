public import HosoDomain

/// Codes that the office would not take anew, and that are on record already: another scan of the
/// same thing is a fact all the same.
///
/// How receipts are numbered is a setting, so what was taken yesterday may be refused today.
extension LedgerTransaction {
  /// Whether an event that counts names a code: a mistake that was voided stays refused.
  func holds(_ code: Alias) throws -> Bool {
    guard try knows(code) else { return false }
    let events = try history(of: [code])
    let voided = FactDecoder().history(of: events).voidedNumbers
    return events.contains { $0.event.codes.contains(code) && !voided.contains($0.position.number) }
  }

  /// Whether all that is wrong with an event is that it names codes which are on record.
  ///
  /// - Parameters:
  ///   - event: As `CodeRules.takingRecorded` or `CodeRules.forRecorded` lets it be read.
  ///   - fault: Why it is refused otherwise.
  public func holds(codesOf event: Event, refusedFor fault: CodeFault) throws -> Bool {
    // What a keyboard spoilt is on record as nobody sent it. A pickup brings in something new.
    if case .keyboard = fault { return false }
    guard event.type != .dossierPickedUp else { return false }
    let rules = settings.codes
    for code in event.codes where (try? Alias(code.text, by: rules)) == nil {
      guard try holds(code) else { return false }
    }
    let bags = [event.parent, event.container, event.amendment?.parent].compactMap { $0 }
    for bag in bags where (try? rules.container(bag.text)) == nil {
      guard bag.kindOfOther == nil, try knows(bag) else { return false }
    }
    return true
  }
}

extension ScanDesk {
  /// What was sent, as the office takes it or as a code that is on record although the office would
  /// not take it anew.
  ///
  /// - Parameter type: What happened; with a pickup something new comes in, by the rules of today.
  /// - Throws: What keeps the ledger from being asked; that says nothing about the code.
  public func read(
    _ raw: String, for type: EventType
  ) throws -> Result<(alias: Alias, normalised: Bool), CodeFault> {
    let rules = writer.settings.codes
    let fault: CodeFault
    do throws(CodeFault) {
      return .success(try Alias.scanned(raw, by: rules))
    } catch {
      fault = error
    }
    guard type != .dossierPickedUp, let held = try? Alias.scanned(raw, by: rules.takingRecorded),
      try writer.commit({ try $0.holds(held.alias) })
    else { return .failure(fault) }
    return .success(held)
  }
}
