/// The names of the format's closed lists, and what each type may say: made once for all readers.
enum InterchangeNames {
  static let fields = PackedNames(InterchangeField.allCases.map(\.name))
  static let types = PackedNames(EventType.allCases.map(\.name))
  static let channels = PackedNames(Channel.allCases.map(\.name))
  static let modes = PackedNames(ServiceMode.allCases.map(\.name))
  static let moneyKinds = PackedNames(Money.Kind.allCases.map(\.name))
  static let calendars = PackedNames(ReportingCalendar.allCases.map(\.rawValue))
  /// By type, in the order of its cases.
  static let allowed = EventType.allCases.map(FieldSet.init(allowedFor:))
}
