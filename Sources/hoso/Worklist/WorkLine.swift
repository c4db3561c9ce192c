import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// A thing to be done as a row, for people and as CSV.
extension WorkLine {
  /// One value for each name.
  var values: [FigureValue] {
    let identity = recorded.event.identity
    let texts: [String?] = [
      item.kind.rawValue, item.reason.slug, item.codes.joined(separator: " "), identity.id.text,
      identity.source.text, item.type.name, item.occurredAt.rfc3339,
    ]
    let rest: [String?] = [
      item.office?.text, recorded.event.actor?.text, item.province?.text, item.service,
      item.agency, item.reason.due?.iso,
    ]
    return texts.map(WorkLine.value) + [.count(item.position.number)] + rest.map(WorkLine.value)
      + [item.reason.daysLate.map { .count(Int64($0)) } ?? .empty, WorkLine.value(related)]
  }

  private static func value(_ text: String?) -> FigureValue {
    text.map { .text($0) } ?? .empty
  }

  static var columns: [TextTable.Column] {
    [
      say("Thời điểm", "Time"), say("Bưu cục", "Office"), say("Nhân viên", "Staff"),
      say("Mã hồ sơ", "Codes"), say("Mã sự kiện", "Event id"), say("Vì sao", "Why"),
    ].map { TextTable.Column($0) }
  }

  /// One text for each column.
  func cells(_ names: CodeNames) -> [String] {
    let date = LocalDate(vietnam: item.occurredAt)
    return [
      TrackLine.clock(item.occurredAt), item.office.map { names.office($0, on: date) } ?? "–",
      recorded.event.actor?.text ?? "–", item.codes.joined(separator: " · "),
      recorded.event.identity.id.text, WorkWords.sentence(item, first: first),
    ]
  }
}
