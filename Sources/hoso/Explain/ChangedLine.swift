import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// A dossier that came into a count or left it, with what caused that, under names that every
/// format shares.
struct ChangedLine {
  static let names = ["sign", "cause", "caused_by"] + CountedLine.names

  /// A column of a table for each of `cells`.
  static var columns: [TextTable.Column] {
    [
      TextTable.Column(""), TextTable.Column(say("Vì", "Cause")),
      TextTable.Column(say("Bởi sự kiện", "By events")),
    ] + CountedLine.columns
  }

  private let change: CountChange
  /// Ids of the events that caused it.
  private let causes: [String]
  private let line: CountedLine

  /// - Throws: `LedgerFault`, or `SQLiteFault`, if what it names cannot be read.
  init(_ change: CountChange, reader: LedgerReader) throws {
    self.change = change
    causes = try change.causes.compactMap { try reader.event(at: $0)?.event.identity.id.text }
    line = try CountedLine(change.dossier, reader: reader)
  }

  /// For people.
  var cells: [String] {
    [
      change.sign > 0 ? "+" : "−", DossierWords.name(change.cause),
      causes.joined(separator: " "),
    ] + line.cells
  }

  /// One value for each name.
  var values: [FigureValue] {
    [
      .count(Int64(change.sign)), .text(change.cause.rawValue),
      .text(causes.joined(separator: " ")),
    ] + line.values
  }

  func write(into json: inout JSONBuilder) {
    json.field("sign", change.sign)
    json.field("cause", change.cause.rawValue)
    json.list("caused_by") { json in
      for id in causes { json.item(id) }
    }
    line.write(into: &json)
  }
}
