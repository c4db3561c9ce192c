import HosoDomain
import HosoLedger
internal import HosoWords

/// Pairs as prompts: a slip by one code would merge two citizens' dossiers, so each is asked for.
extension DeskSession {
  /// Begins to ask for pairs, or ends it.
  mutating func changePairs() {
    giveUpPair()
    if view.pair != nil {
      view.pair = nil
    } else {
      guard let pair = DeskPair(view.verb) else { return tell(DeskWords.noPairs) }
      view.pair = pair
    }
    expectCodes()
    tell(DeskWords.pairs(view.pair != nil, view.verb))
  }

  /// Tells that what was scanned of a pair is not recorded.
  mutating func giveUpPair() {
    guard let codes = view.pair?.codes, !codes.isEmpty else { return }
    view.pair?.clear()
    refuse(DeskWords.givenUp(codes.map(\.text).joined(separator: " + ")))
    expectCodes()
  }

  /// Takes a code, a day or an answer, and records the pair that it completes.
  mutating func take(ofPair text: String) throws {
    var next: String? = text
    // A code in place of a day, or of an answer, begins the pair after it: twice at most.
    while let text = next, var pair = view.pair {
      next = nil
      do {
        let answer = try pair.take(text, desk: ScanDesk(writer))
        view.pair = pair
        switch answer {
        case .goesOn: break
        case .whole(let line, let mayJoin, let further):
          next = further
          try record(line, mayJoin: mayJoin)
        case .givenUp(let code, let further):
          next = further
          view.pair?.clear()
          refuse(DeskWords.givenUp(CodeWords.shown(code)))
        }
      } catch let flaw as PairLine.Flaw {
        view.pair = pair
        refuse(DeskSession.words(of: flaw, in: text))
      }
    }
    expectCodes()
  }

  private mutating func record(_ line: PairLine, mayJoin: Bool) throws {
    do {
      let pair = ScannedPair(line, try template(), now: SystemClock.nowOccurred())
      // One pair has one outcome.
      switch try ScanDesk(writer).record([pair], mayJoin: mayJoin)[0] {
      case .done(let outcome):
        view.pair?.clear()
        answer([DeskAnswer(.done(raw: line.raw, outcome: outcome))])
      case .belongsElsewhere(let conflict):
        view.pair?.ask(about: line)
        refuse(
          DeskWords.mayBeOne(CodeWords.shown(line.raw), PairWords.facts(conflict, in: line)))
      }
    } catch {
      guard let failure = Failure(of: error) else { throw error }
      view.pair?.clear()
      refuse(DeskWords.nothingRecorded(CodeWords.shown(line.raw), failure.message))
    }
  }

  private static func words(of flaw: PairLine.Flaw, in text: String) -> String {
    let why =
      switch flaw {
      case .code(let fault, _): say(CodeWords.said(fault, from: .desk))
      case .words(let words): words
      }
    return DeskWords.nothingRecorded(CodeWords.shown(text), why)
  }
}
