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

  /// What is wrong with an event apart from codes that are on record; nil if nothing is.
  ///
  /// - Parameters:
  ///   - event: As `CodeRules.takingRecorded` or `CodeRules.forRecorded` lets it be read.
  ///   - fault: Why it is refused otherwise.
  public func fault(
    of event: Event, notJudgedFor fault: LineFault
  ) throws -> LineFault? {
    guard case .code(let code) = fault.reason else { return fault }
    // What a keyboard spoilt is on record as nobody sent it. A pickup brings in something new.
    if case .keyboard = code { return fault }
    guard event.type != .dossierPickedUp else { return fault }
    for (field, alias) in event.fieldsOfCodes {
      guard let refusal = settings.codes.fault(of: alias), try !holds(alias) else { continue }
      return fault.field == field ? fault : LineFault(field: field, reason: .code(refusal))
    }
    for (field, bag) in event.fieldsOfBags {
      guard let refusal = settings.codes.fault(of: bag) else { continue }
      guard try bag.kindOfOther != nil || !knows(bag) else { continue }
      return fault.field == field ? fault : LineFault(field: field, reason: .code(refusal))
    }
    return nil
  }
}

extension CodeRules {
  fileprivate func fault(of code: Alias) -> CodeFault? {
    do throws(CodeFault) {
      _ = try Alias(code.text, by: self)
      return nil
    } catch {
      return error
    }
  }

  fileprivate func fault(of bag: ContainerCode) -> CodeFault? {
    do throws(CodeFault) {
      _ = try container(bag.text)
      return nil
    } catch {
      return error
    }
  }
}

extension Event {
  /// Its codes, each with the field of a line that it stands in.
  fileprivate var fieldsOfCodes: [(field: String, code: Alias)] {
    var fields = aliases.enumerated().map { (field: "aliases[\($0)]", code: $1) }
    if case .dossier(let code) = subject { fields.insert((field: "dossier", code: code), at: 0) }
    return fields
  }

  /// The bags that it names, each with the field of a line that it stands in.
  fileprivate var fieldsOfBags: [(field: String, bag: ContainerCode)] {
    let bags = [("parent", carrier), ("set.parent", amendment?.parent)]
    return bags.compactMap { field, bag in bag.map { (field: field, bag: $0) } }
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
