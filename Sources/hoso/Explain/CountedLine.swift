import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections

/// A counted dossier with the event behind it, under names that every format shares.
struct CountedLine {
  static let names = [
    "codes", "measure", "date", "event_id", "source", "type", "occurred_at", "recorded_at",
    "position", "event_office", "actor", "due_date", "province", "service", "channel", "agency",
    "office",
  ]

  let dossier: CountedDossier
  let recorded: RecordedEvent

  init(_ dossier: CountedDossier, reader: LedgerReader) throws {
    guard let recorded = try reader.event(at: dossier.position) else {
      throw LedgerFault.corrupt(position: dossier.position, damage: .index)
    }
    self.dossier = dossier
    self.recorded = recorded
  }

  /// One value for each name.
  var values: [FigureValue] {
    let identity = recorded.event.identity
    let texts: [String?] = [
      dossier.codes.joined(separator: " "), dossier.measure.slug, dossier.date.iso,
      identity.id.text, identity.source.text, dossier.type.name, dossier.occurredAt.rfc3339,
      recorded.recordedAt.rfc3339,
    ]
    let rest: [String?] = [
      dossier.office?.text, recorded.event.actor?.text, dossier.dueDate?.iso,
    ]
    return texts.map(CountedLine.value) + [.count(dossier.position.number)]
      + rest.map(CountedLine.value)
      + [.province, .service, .channel, .agency, .office].map { grouping in
        .text(dossier.group.text(of: grouping))
      }
  }

  private static func value(_ text: String?) -> FigureValue {
    text.map { .text($0) } ?? .empty
  }

  /// The same as fields of an object, the codes as a list.
  func write(into json: inout JSONBuilder) {
    for (name, value) in zip(CountedLine.names, values) {
      if name == "codes" {
        json.list(name) { json in
          for code in dossier.codes { json.item(code) }
        }
        continue
      }
      switch value {
      case .text(let text): json.field(name, text)
      case .count(let count): json.field(name, count)
      case .percent(let text): json.field(name, decimal: text)
      case .empty: json.nullField(name)
      }
    }
  }

  static var columns: [TextTable.Column] {
    [
      say("Thời điểm", "Time"), say("Sự kiện", "Event"), say("Bưu cục", "Office"),
      say("Nhân viên", "Staff"), say("Mã sự kiện", "Event id"), say("Tỉnh", "Province"),
      say("Thủ tục", "Procedure"), say("Kênh", "Channel"), say("Cơ quan", "Agency"),
      say("Mã hồ sơ", "Codes"),
    ].map { TextTable.Column($0) }
  }

  /// One text for each column.
  var cells: [String] {
    let group = dossier.group
    return [
      TrackLine.clock(dossier.occurredAt), DossierWords.name(dossier.type),
      dossier.office?.text ?? "–", recorded.event.actor?.text ?? "–",
      recorded.event.identity.id.text, group.province?.text ?? "–", group.service ?? "–",
      group.channel.map { DossierWords.name($0) } ?? "–", group.agency ?? "–",
      dossier.codes.joined(separator: " · "),
    ]
  }
}

extension Measure {
  /// A stable name for programs: the column's where the figures have one.
  var slug: String {
    switch self {
    case .entered: "entered"
    case .pickups: "pickups"
    case .deliveries: "deliveries"
    case .returns: "returns"
    case .sentBack: "sent_back"
    case .withdrawn: "withdrawn"
    case .lost: "lost"
    case .closedDelivered: "closed_delivered"
    case .early: "early"
    case .onTime: "on_time"
    case .late: "late"
    case .noDue: "no_due"
    case .formInOnline: "form_c4"
    case .formInOther: "form_c5"
    case .formOutEarly: "form_c8"
    case .formOutOnTime: "form_c9"
    case .formOutLate: "form_c10"
    case .readyUnknown: "form_ready_unknown"
    case .overdueBegan: "form_overdue"
    case .overdueEnded: "form_overdue_ended"
    case .orphan: "orphan"
    }
  }
}
