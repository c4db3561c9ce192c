/// A condition over an event's attributes, written in CESQL.
///
///     type LIKE 'result.%' AND province = '01'
///
/// Whether an event passes is a function of the event, its dossier as known at a position, and
/// the text. An event passes if the condition is true and nothing went wrong on the way: what asks
/// for an attribute that is not there does not pass, so who wants that asks `EXISTS` first.
///
/// Source: CloudEvents SQL Expression Language 1.0.0.
public struct FilterExpression: Hashable, Sendable {
  /// In bytes of UTF-8.
  public static let lengthMax = 2_000

  /// As it was written, on one line.
  public let text: String
  private let condition: Expression
  /// The attributes it names.
  public let attributes: Set<EventAttribute>

  /// Reads a condition.
  ///
  /// - Throws: What is wrong with it and where; also an attribute that no event has, and a result
  ///   that is neither true nor false, since nothing would ever pass.
  public init(_ text: String) throws(ExpressionFault) {
    guard text.utf8.count <= FilterExpression.lengthMax else {
      throw .tooLong(max: FilterExpression.lengthMax)
    }
    var parser = try ExpressionParser(text)
    condition = try parser.parse()
    guard condition.type == .boolean else { throw .noCondition }
    var attributes: Set<EventAttribute> = []
    for (name, offset) in parser.attributes {
      guard let attribute = EventAttribute(rawValue: name) else {
        throw .unknownAttribute(ExpressionToken.shown(name), at: offset)
      }
      attributes.insert(attribute)
    }
    // Between the parts of an expression every blank is alike, and no text in it holds another.
    self.text = String(text.map { $0.isWhitespace ? " " : $0 })
    self.attributes = attributes
  }

  public static func == (left: FilterExpression, right: FilterExpression) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Whether an event passes that has these attributes.
  public func passes(_ value: (EventAttribute) -> String?) -> Bool {
    let found = try? condition.value { name in EventAttribute(rawValue: name).flatMap(value) }
    return found == .boolean(true)
  }
}

/// What of an event a condition can name: its CloudEvent's attributes as far as they are the same
/// for every subscriber, and what its dossier can be filtered by.
public enum EventAttribute: String, CaseIterable, Hashable, Sendable {
  case id
  case source
  case specversion
  case type
  case subject
  case time
  case timestamp
  case recordedtime
  case sequence
  case datacontenttype
  case agency
  case province
  case office
  case service
  case channel
  case mode

  /// Whether it is in the event alone, not in what the ledger says about it.
  public var isOfEvent: Bool {
    switch self {
    case .id, .time, .timestamp, .recordedtime: true
    case .source, .specversion, .type, .subject, .sequence, .datacontenttype, .agency, .province,
      .office, .service, .channel, .mode:
      false
    }
  }
}

/// Why a text is no condition; places count characters from 1.
public enum ExpressionFault: Error, Hashable, Sendable {
  case tooLong(max: Int)
  /// Parentheses, functions or signs within each other.
  case tooDeep(at: Int)
  /// A character that begins nothing, a control character among them.
  case character(at: Int)
  /// A text whose closing quote is missing.
  case openText(at: Int)
  /// A number beyond 32 bits.
  case number(at: Int)
  /// What stands there cannot stand there; nil for the end.
  case unexpected(String?, at: Int)
  case unknownFunction(String, at: Int)
  case argumentCount(String, at: Int)
  case unknownAttribute(String, at: Int)
  /// AND, OR and XOR beside each other, or an operator behind NOT: readers of SQL and of CESQL
  /// understand it differently, so parentheses have to say what is meant.
  case ambiguous(at: Int)
  /// It gives a number or a text: nothing would ever pass.
  case noCondition
}
