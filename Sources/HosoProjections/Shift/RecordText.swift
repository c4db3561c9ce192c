internal import HosoCrypto
public import HosoDomain
internal import HosoLedger

/// What a handover record or a shift says, as a text that is the same wherever it is made.
///
/// Its lines are published in docs/ledger-format.md; other lines begin with another first one.
public struct RecordText: Sendable {
  /// Lines of fields divided by tabs, each with its line feed.
  public private(set) var text: String

  fileprivate init(_ kind: String, of shift: ShiftQuestion) {
    text = "hoso \(kind) 1\n"
    add("office", shift.office?.text)
    add("staff", shift.actor?.text)
    add("from", shift.from.rfc3339)
    add("to", shift.to.rfc3339)
  }

  /// Adds a line; what is not there is a hyphen.
  fileprivate mutating func add(_ fields: String?...) {
    text += fields.map { $0 ?? "-" }.joined(separator: "\t") + "\n"
  }

  /// The SHA-256 of the text.
  public func digest() throws -> ContentDigest? {
    ContentDigest(try Hasher256().digest(of: Array(text.utf8)).bytes)
  }
}

extension HandoverList {
  /// What a record of it says.
  public func text(of question: HandoverQuestion) -> RecordText {
    var text = RecordText("handover", of: question.shift)
    text.add("agency", question.agency.canonical)
    text.add("mode", question.direction.mode.name)
    for line in lines {
      let identity = line.scan.recorded.event.identity
      text.add(
        "line", line.slip?.text, line.number?.text, identity.source.text, identity.id.text)
    }
    for kind in Money.Kind.allCases {
      if let amount = money[kind] { text.add("money", kind.name, "\(amount)") }
    }
    return text
  }
}

extension ShiftTally {
  /// What a closing of it says.
  public func text(of question: ShiftQuestion) -> RecordText {
    var text = RecordText("shift", of: question)
    for row in rows {
      let numbers = [row.counts.recorded, row.counts.undone, row.counts.flagged].map { "\($0)" }
      text.add(
        "row", row.day.iso, "\(row.hour)", row.type.name, row.money?.name, numbers[0], numbers[1],
        numbers[2], row.money == nil ? nil : "\(row.counts.amount)")
    }
    return text
  }
}
