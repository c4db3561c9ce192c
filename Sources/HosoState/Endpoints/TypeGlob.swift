public import HosoDomain

/// Why a text selects no event types.
public enum TypeGlobFault: Error, Hashable, Sendable {
  /// Longer than any name of a type.
  case tooLong(max: Int)
  /// No type has such a name: a subscriber would wait for ever.
  case matchesNothing(String)
}

/// A pattern over names of event types: `dossier.*`, `*`, `result.returned`.
///
/// `*` stands for any run of characters, none included; everything else for itself.
public struct TypeGlob: Hashable, Sendable {
  private static let lengthMax = 64

  public let text: String
  /// The types whose names it matches; at least one.
  public let types: EventTypeSet

  public init(_ text: String) throws(TypeGlobFault) {
    guard text.utf8.count <= TypeGlob.lengthMax else { throw .tooLong(max: TypeGlob.lengthMax) }
    let pattern = WildcardPattern(glob: text)
    types = EventType.allCases.reduce(into: EventTypeSet()) { types, type in
      if pattern.matches(type.name) { types.insert(type) }
    }
    guard !types.isEmpty else { throw .matchesNothing(text) }
    self.text = text
  }

  public static func == (left: TypeGlob, right: TypeGlob) -> Bool { left.text == right.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Some of the event types, as bits by their published numbers.
public struct EventTypeSet: Hashable, Sendable {
  private var bits: UInt64 = 0

  public init() {}

  public static let all = EventType.allCases.reduce(into: EventTypeSet()) { $0.insert($1) }

  public var isEmpty: Bool { bits == 0 }

  public func contains(_ type: EventType) -> Bool { bits >> UInt64(type.rawValue) & 1 == 1 }

  public mutating func insert(_ type: EventType) { bits |= 1 << UInt64(type.rawValue) }

  public mutating func formUnion(_ other: EventTypeSet) { bits |= other.bits }
}
