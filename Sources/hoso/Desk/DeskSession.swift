import HosoDomain
import HosoLedger
internal import HosoWords

/// A clerk at the desk: what is typed and scanned becomes events, and answers.
///
/// Knows no terminal, so that it is the same whatever draws it.
struct DeskSession {
  /// Codes in one commit, so that no clerk waits long for the first answer.
  private static let codesPerCommit = 500

  let writer: LedgerWriter
  private var options: ScanOptions
  private let openedAt: RecordedAt
  var view: DeskView
  private var keys = DeskKeys()
  /// Codes that were scanned and are not recorded yet: they become one commit.
  private var waiting: [String] = []
  /// What is to be heard, in the order in which it was answered.
  private var sound = ""

  /// - Parameter options: What is said of every scan; the staff number changes with the shift.
  init(writer: LedgerWriter, options: ScanOptions, verb: ScanVerb) throws {
    self.writer = writer
    self.options = options
    openedAt = SystemClock.now()
    view = DeskView(verb: verb)
    let details = try options.template(type: .dossierPickedUp, writer: writer).details
    view.office = details.office
    view.staff = details.actor
    if view.staff == nil { view.expected = .staff }
  }

  /// Takes what came from the terminal; answers what is to be heard, and whether the clerk leaves.
  mutating func take(_ bytes: [UInt8]) throws -> (sound: String, leaves: Bool) {
    sound = ""
    var leaves = false
    for input in keys.take(bytes) {
      if try take(input) == .leave {
        leaves = true
        break  // What comes behind it was scanned by nobody who is here.
      }
    }
    try record()
    view.typed = keys.typed
    view.clock = SystemClock.nowOccurred().vietnameseClock
    return (sound, leaves)
  }

  private mutating func take(_ input: DeskInput) throws -> DeskOrder? {
    switch input {
    case .leave: return .leave
    case .function(let key):
      guard let order = DeskOrder(key: key) else { return nil }
      // The key of the verb that holds already asks for its pairs, or no longer.
      let isAgain = order == .verb(view.verb) && DeskPair(view.verb) != nil
      return try obey(isAgain && view.staff != nil ? .pairs : order)
    case .code(let text):
      if let order = DeskOrder(barcode: text) { return try obey(order) }
      switch view.expected {
      case .code:
        waiting.append(text)
        if waiting.count >= DeskSession.codesPerCommit { try record() }
      case .bag: take(bag: text)
      case .staff: take(staff: text)
      case .pair: try take(ofPair: text)
      }
      return nil
    }
  }

  private mutating func obey(_ order: DeskOrder) throws -> DeskOrder? {
    // What was scanned before was scanned under what held before.
    try record()
    switch order {
    case .verb(let verb):
      giveUpPair()
      view.pair = nil
      view.verb = verb
      expectCodes()
    case .pairs: changePairs()
    case .undo where view.pair?.codes.isEmpty == false: giveUpPair()
    case .undo: try undo()
    case .openBag: view.expected = .bag
    case .closeBag: try closeBag()
    case .changeStaff: view.expected = .staff
    case .leave: return .leave
    }
    return nil
  }

  /// What comes next: a staff number where nobody said one, a step of a pair, or a code.
  mutating func expectCodes() {
    let next = view.pair.map { DeskView.Expected.pair($0.step) } ?? .code
    view.expected = view.staff == nil ? .staff : next
  }

  // MARK: - Codes

  /// Records what is waiting as one commit.
  ///
  /// What keeps the ledger from being written (another process, a full disk, a clock that nobody
  /// believes) is told for each code: none of them was recorded, and the desk stays open.
  private mutating func record() throws {
    guard !waiting.isEmpty else { return }
    let codes = waiting
    waiting.removeAll(keepingCapacity: true)
    do {
      var session = ScanSession(writer: writer, template: try template(), json: false)
      answer(try session.answers(codes, asks: false).map(DeskAnswer.init))
    } catch {
      guard let failure = Failure(of: error) else { throw error }
      answer(
        codes.map { code in
          DeskAnswer(
            sign: .refused,
            text: DeskWords.nothingRecorded(CodeWords.shown(code), failure.message))
        })
    }
  }

  func template() throws -> ScanTemplate {
    let type = view.verb.type ?? .dossierPickedUp
    var template = try options.template(type: type, writer: writer)
    if type.putsIntoContainer { template.details.parent = view.bag }
    return template
  }

  mutating func answer(_ answers: [DeskAnswer]) { sound += view.add(answers) }

  mutating func tell(_ text: String) {
    answer([DeskAnswer(sign: .told, text: text)])
  }

  mutating func refuse(_ text: String) {
    answer([DeskAnswer(sign: .refused, text: text)])
  }

  // MARK: - Orders

  private mutating func undo() throws {
    let scope = UndoScope(office: view.office, actor: view.staff, since: openedAt)
    let (office, actor, now) = (view.office, view.staff, SystemClock.nowOccurred())
    do {
      let undone = try ScanDesk(writer).undo(1, within: scope) { identity, target in
        var event = Event(
          identity: identity, type: .eventVoided, occurredAt: now, subject: .event(target))
        event.office = office
        event.actor = actor
        return event
      }
      guard let event = undone.first else { return tell(DeskWords.nothingToUndo) }
      tell(String(UndoWords.line(event).prefix { $0 != "\n" }.dropFirst(2)))
    } catch {
      guard let failure = Failure(of: error) else { throw error }
      refuse(failure.message)
    }
  }

  private mutating func take(bag text: String) {
    do throws(CodeFault) {
      view.bag = try ContainerCode.scanned(text, by: writer.settings.codes)
      // Nothing is recorded before somebody said who they are.
      expectCodes()
    } catch {
      refuse("\(CodeWords.shown(text))  " + say(CodeWords.said(error, from: .desk)))
    }
  }

  private mutating func closeBag() throws {
    guard let bag = view.bag else { return tell(DeskWords.noBagOpen) }
    do {
      let reader = try LedgerReader(opening: writer.folder)
      let contents = ContainerContents(of: bag, events: try reader.contents(of: bag))
      let items = contents.items(in: bag, on: LocalDate(vietnam: SystemClock.now()))
      view.bag = nil
      tell(DeskWords.bagClosed(bag, items: items.count))
    } catch {
      guard let failure = Failure(of: error) else { throw error }
      refuse(failure.message)
    }
  }

  /// A label that was scanned where a staff number is asked for is a scan that would be lost.
  private func isLabel(_ text: String) -> Bool {
    let kind = (try? Alias.scanned(text, by: writer.settings.codes))?.alias.kind
    return kind == .item || kind == .dossier
  }

  private mutating func take(staff text: String) {
    guard !isLabel(text) else {
      return refuse("\(CodeWords.shown(text))  " + DeskWords.labelIsNoStaff)
    }
    do throws(CodeFault) {
      let number = try StaffNumber(ScannerText.trimmed(text))
      options.actor = number.text
      view.staff = number
      expectCodes()
      tell(DeskWords.staffIs(number))
    } catch {
      refuse("\(CodeWords.shown(text))  " + say(CodeWords.said(error, from: .value)))
    }
  }
}

extension DeskAnswer {
  /// What is told about a code, on one line.
  init(_ line: ScanLine) {
    let lines = line.plainText.split(separator: "\n").map { $0.drop { $0 == " " } }
    self.init(sign: Sign(line), text: lines.joined(separator: "; "))
  }
}

extension DeskAnswer.Sign {
  fileprivate init(_ line: ScanLine) {
    switch line {
    case .refused, .misfit: self = .refused
    case .done(_, .stutter): self = .known
    case .done(_, .recorded(_, let flags, _)): self = flags.isEmpty ? .recorded : .flagged
    }
  }
}
