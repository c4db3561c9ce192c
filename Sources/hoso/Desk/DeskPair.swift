import HosoDomain
import HosoLedger

/// A pair that is scanned at the desk, one code after the other.
struct DeskPair: Sendable {
  enum Step: Hashable, Sendable {
    case item
    case number
    /// Of a delivery; the next item instead means that the agency named no day.
    case due
    /// Whether codes of two open dossiers are one dossier.
    case join
  }

  /// What becomes of what was scanned.
  enum Answer {
    /// More is needed.
    case goesOn
    /// To be recorded; `next` was scanned in place of a day, and begins the next pair.
    case whole(PairLine, mayJoin: Bool, next: String?)
    /// The pair is given up; `next` is no answer and begins another.
    case givenUp(String, next: String?)
  }

  /// A delivery, or a collection.
  let type: EventType
  private var first: PairLine.Part?
  private var second: PairLine.Part?
  /// Complete, and asked about.
  private var asked: PairLine?

  /// Nil for what is not scanned in pairs.
  init?(_ verb: ScanVerb) {
    guard verb == .delivery || verb == .collection, let type = verb.type else { return nil }
    self.type = type
  }

  private var isDelivery: Bool { type == .dossierDelivered }

  var step: Step {
    if asked != nil { return .join }
    guard first != nil else { return isDelivery ? .item : .number }
    guard second != nil else { return isDelivery ? .number : .item }
    return .due
  }

  /// What was scanned of it.
  var codes: [Alias] { [first?.code, second?.code].compactMap(\.self) }

  /// Takes what was scanned next.
  ///
  /// - Throws: `PairLine.Flaw` for what cannot stand there.
  mutating func take(_ text: String, desk: ScanDesk) throws -> Answer {
    if let asked { return answer(to: asked, text) }
    guard let first else {
      self.first = try PairLine.part(text, after: nil, of: type, desk: desk)
      return .goesOn
    }
    guard let second else {
      do {
        let part = try PairLine.part(text, after: first, of: type, desk: desk)
        second = part
        return isDelivery
          ? .goesOn : .whole(PairLine(first, part, due: nil), mayJoin: false, next: nil)
      } catch {
        clear()
        throw error
      }
    }
    if let due = try? PairLine.due(text) {
      return .whole(PairLine(first, second, due: due), mayJoin: false, next: nil)
    }
    let isNone = DeskWords.none.contains(text.lowercased())
    let isItem = (try? PairLine.part(text, after: nil, of: type, desk: desk))?.code.kind == .item
    guard isNone || isItem else {
      // The day is asked for again: the two codes are right.
      _ = try PairLine.due(text)
      return .goesOn
    }
    return .whole(PairLine(first, second, due: nil), mayJoin: false, next: isNone ? nil : text)
  }

  /// Asks whether the two codes are of one dossier.
  mutating func ask(about pair: PairLine) { asked = pair }

  mutating func clear() { (first, second, asked) = (nil, nil, nil) }

  private mutating func answer(to pair: PairLine, _ text: String) -> Answer {
    let said = text.lowercased()
    if DeskWords.yes.contains(said) { return .whole(pair, mayJoin: true, next: nil) }
    return .givenUp(pair.raw, next: DeskWords.no.contains(said) ? nil : text)
  }
}
