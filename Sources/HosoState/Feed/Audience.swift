public import HosoDomain
public import HosoLedger

/// Somebody for whom an event may come, as far as that can be looked up.
public enum Audience: Hashable, Sendable {
  /// Whoever sees an agency, by its canonical code; what is of an agency below it is among it.
  case agency(String)
  /// A post office.
  case office(PostOfficeCode)
  case province(ProvinceCode)

  /// What stands for it in the index.
  var text: String {
    switch self {
    case .agency(let code): "a \(code)"
    case .office(let code): "o \(code.text)"
    case .province(let code): "p \(code.text)"
    }
  }

  /// An agency and all above it.
  public static func line(of agency: String) -> [Audience] {
    var audiences = [Audience.agency(agency)]
    var rest = agency[...]
    while let dot = rest.lastIndex(of: ".") {  // Bounded by the length of a code.
      rest = rest[..<dot]
      audiences.append(.agency(String(rest)))
    }
    return audiences
  }
}

/// What the index is to know of one position.
public struct FeedArrival: Hashable, Sendable {
  public let position: LedgerPosition
  /// For whom something may come there.
  public let audiences: Set<Audience>
  /// The first bits of the name that the event there goes by outside; nil if it has none.
  public let name: Int64?

  public init(position: LedgerPosition, audiences: Set<Audience>, name: Int64?) {
    self.position = position
    self.audiences = audiences
    self.name = name
  }
}
