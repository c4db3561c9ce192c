public import HosoDomain

/// A count of the figures.
///
/// The order is that of columns, then of form II.06a. What is told of a count anywhere (its name,
/// what people call it, what is added up in it) comes from its definition: a count without one does
/// not compile.
public enum FigureCount: Int, CaseIterable, Hashable, Sendable {
  case opening
  case entered
  case pickups
  case deliveries
  case returns
  case handled
  case withdrawn
  case lost
  case sentBack
  case closedDelivered
  case closing
  case resolved
  case early
  case onTime
  case late
  case noDue
  case orphans
  /// Columns 3 to 13 of form II.06a.
  case c3
  case c4
  case c5
  case c6
  case c7
  case c8
  case c9
  case c10
  case c11
  case c12
  case c13
  /// What column 9 holds by what followed, because nobody said the result was ready.
  case readyUnknown

  /// The one place that says which definition is whose.
  var definition: CountDefinition {
    switch self {
    case .opening: .opening
    case .entered: .entered
    case .pickups: .pickups
    case .deliveries: .deliveries
    case .returns: .returns
    case .handled: .handled
    case .withdrawn: .withdrawn
    case .lost: .lost
    case .sentBack: .sentBack
    case .closedDelivered: .closedDelivered
    case .closing: .closing
    case .resolved: .resolved
    case .early: .early
    case .onTime: .onTime
    case .late: .late
    case .noDue: .noDue
    case .orphans: .orphans
    case .c3: .c3
    case .c4: .c4
    case .c5: .c5
    case .c6: .c6
    case .c7: .c7
    case .c8: .c8
    case .c9: .c9
    case .c10: .c10
    case .c11: .c11
    case .c12: .c12
    case .c13: .c13
    case .readyUnknown: .readyUnknown
    }
  }

  /// Its name in every file and answer.
  public var name: String { definition.name }
  /// What people call it.
  public var title: Said { definition.title }
  /// What is counted.
  public var meaning: Said { definition.meaning }
  /// What one of them is.
  public var unit: CountDefinition.Unit { definition.unit }
  /// The law that asks for it; nil for what only hoso counts.
  public var source: String? { definition.source }
  /// What is added up in it.
  public var terms: [CountTerm] { definition.terms }
  /// Where it is told.
  public var place: CountDefinition.Place { definition.place }

  /// The count of a name; nil if there is none.
  public init?(name: String) {
    guard let count = FigureCount.allCases.first(where: { $0.name == name }) else { return nil }
    self = count
  }

  /// The counts that are columns of tables.
  public static let columns = allCases.filter { $0.place == .column }
  /// The columns of form II.06a.
  public static let form = allCases.filter { $0.place == .form }
}

/// Everything there is to know of a count.
public struct CountDefinition: Sendable {
  public enum Unit: String, Hashable, Sendable {
    case dossiers
    /// Carriages of a dossier to the agency, and of a result from it.
    case legs
  }

  public enum Place: Hashable, Sendable {
    /// A column of every table of figures.
    case column
    /// A column of form II.06a, by its number.
    case form
    /// Beside a table.
    case aside
  }

  let name: String
  let title: Said
  let meaning: Said
  let unit: Unit
  let source: String?
  let terms: [CountTerm]
  let place: Place
}
