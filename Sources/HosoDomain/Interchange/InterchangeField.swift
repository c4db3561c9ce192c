/// A field of an event in interchange, in the order in which lines are written.
enum InterchangeField: UInt8, CaseIterable {
  case id
  case source
  case type
  case dossier
  case occurredAt
  case office
  case actor
  case province
  case commune
  case service
  case agency
  case channel
  case mode
  case dueDate
  case reason
  case target
  case targetSource
  case targetHash
  case set
  case clear
  case aliases
  case money
  case amount
  case parent
  case destination
  case count
  case period
  case calendar
  case number
  case from
  case to
  case digest
  case sequence
  case recordedAt

  var name: String {
    switch self {
    case .id: "id"
    case .source: "source"
    case .type: "type"
    case .dossier: "dossier"
    case .occurredAt: "occurred_at"
    case .office: "office"
    case .actor: "actor"
    case .province: "province"
    case .commune: "commune"
    case .service: "service"
    case .agency: "agency"
    case .channel: "channel"
    case .mode: "mode"
    case .dueDate: "due_date"
    case .reason: "reason"
    case .target: "target"
    case .targetSource: "target_source"
    case .targetHash: "target_hash"
    case .set: "set"
    case .clear: "clear"
    case .aliases: "aliases"
    case .money: "money"
    case .amount: "amount"
    case .parent: "parent"
    case .destination: "destination"
    case .count: "count"
    case .period: "period"
    case .calendar: "calendar"
    case .number: "number"
    case .from: "from"
    case .to: "to"
    case .digest: "digest"
    case .sequence: "sequence"
    case .recordedAt: "recorded_at"
    }
  }
}

extension InterchangeField {
  /// What an amendment may replace, in the order in which lines are written.
  static let amendable: [InterchangeField] = [
    .occurredAt, .office, .actor, .province, .commune, .service, .agency, .channel, .dueDate,
    .amount, .parent, .destination, .count,
  ]
}

/// Some of the fields, one bit each.
struct FieldSet: OptionSet {
  let rawValue: UInt64

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  init(_ field: InterchangeField) {
    rawValue = 1 << UInt64(field.rawValue)
  }

  init(_ fields: [InterchangeField]) {
    self = fields.reduce(into: []) { $0.formUnion(FieldSet($1)) }
  }

  static let all = FieldSet(InterchangeField.allCases)

  /// What an amendment may replace.
  static let amendable = FieldSet(InterchangeField.amendable)

  private static let ofAmendments: [InterchangeField] = [.set, .clear]
  private static let ofCorrections: [InterchangeField] =
    [.target, .targetSource, .targetHash] + ofAmendments

  /// What a desk says of its papers and shifts.
  private static let ofRecords: [InterchangeField] = [.number, .from, .to, .digest]
  private static let ofNoDossier: [InterchangeField] = [.period, .calendar] + ofRecords

  private static let ofDesks = FieldSet(
    [
      .id, .source, .type, .occurredAt, .office, .actor, .agency, .mode, .reason, .count,
      .sequence, .recordedAt,
    ] + ofRecords)

  private static let ofPeriods = FieldSet([
    .id, .source, .type, .occurredAt, .office, .actor, .reason, .period, .calendar, .sequence,
    .recordedAt,
  ])

  /// What an event about a bag or manifest may carry; the rest belongs to a dossier.
  static let ofContainers = FieldSet([
    .id, .source, .type, .occurredAt, .office, .actor, .province, .commune, .reason, .parent,
    .destination, .count, .sequence, .recordedAt,
  ])

  /// The fields that an event of a type may carry.
  init(allowedFor type: EventType) {
    switch type.subjectKind {
    case .dossier:
      self = .all.subtracting(FieldSet(FieldSet.ofCorrections + FieldSet.ofNoDossier))
    case .event:
      // A correction is about an event; codes on it would link dossiers behind everyone's back.
      let foreign: [InterchangeField] = [.dossier, .aliases] + FieldSet.ofNoDossier
      self = .all.subtracting(
        FieldSet(type == .eventAmended ? foreign : foreign + FieldSet.ofAmendments))
    case .period:
      self = .ofPeriods
    case .desk:
      self = .ofDesks
    }
  }

  /// The first field of the set, in the order in which lines are written.
  var first: InterchangeField? {
    InterchangeField(rawValue: UInt8(truncatingIfNeeded: rawValue.trailingZeroBitCount))
  }
}
