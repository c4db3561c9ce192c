internal import HosoDomain
internal import HosoWords

/// A body that is one JSON object, whose members are asked for one by one.
struct JSONBody: Sendable {
  let members: [JSONMember]
  /// Where the object stands in the body.
  private let place: JSONPointer

  /// - Throws: A problem that names what is wrong, and members that nobody knows.
  init(_ body: [UInt8], known: Set<String>) throws {
    let value: JSONValue
    do throws(JSONValueFault) {
      value = try JSONValue(reading: body)
    } catch {
      throw Problem(error)
    }
    try self.init(value, at: JSONPointer(), known: known)
  }

  private init(_ value: JSONValue, at place: JSONPointer, known: Set<String>) throws {
    guard let members = value.members else {
      throw Problem.member(place.text, LineWords.said(.wrongType(expected: .object)))
    }
    if let stray = members.first(where: { !known.contains($0.key) }) {
      throw Problem.member(
        place.appending(stray.key).text, LineWords.said(.unknownField))
    }
    self.members = members
    self.place = place
  }

  /// Whether a member is there, even if it is null.
  func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  /// The value of a member; nil if it is absent or null.
  func value(_ key: String) -> JSONValue? {
    let value = members.first { $0.key == key }?.value
    return value == .null ? nil : value
  }

  func text(_ key: String, lengthMax: Int = 2_000) throws -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else { throw fault(key, .wrongType(expected: .text)) }
    guard text.utf8.count <= lengthMax else { throw fault(key, .tooLong(max: lengthMax)) }
    return text
  }

  func required(_ key: String) throws -> String {
    guard let text = try text(key) else { throw fault(key, .missing) }
    return text
  }

  func wholeNumber(_ key: String, in range: ClosedRange<Int64>) throws -> Int64? {
    guard let value = value(key) else { return nil }
    guard let number = value.wholeNumber else {
      throw fault(key, .wrongType(expected: .wholeNumber))
    }
    guard range.contains(number) else {
      throw fault(key, .outOfRange(min: range.lowerBound, max: range.upperBound))
    }
    return number
  }

  func flag(_ key: String) throws -> Bool? {
    guard let value = value(key) else { return nil }
    guard let flag = value.bool else {
      throw problem(key, Problem.oneOf(["true", "false"]))
    }
    return flag
  }

  /// A list of texts.
  func texts(_ key: String, countMax: Int = 500) throws -> [String]? {
    guard let value = value(key) else { return nil }
    guard let items = value.items else { throw fault(key, .wrongType(expected: .list)) }
    guard items.count <= countMax else { throw fault(key, .tooMany(max: countMax)) }
    return try items.enumerated().map { index, item in
      guard let text = item.text else {
        throw fault(key, item: index, .wrongType(expected: .text))
      }
      return text
    }
  }

  /// A member that is an object itself.
  func object(_ key: String, known: Set<String>) throws -> JSONBody? {
    try value(key).map { try JSONBody($0, at: place.appending(key), known: known) }
  }

  /// A code of some kind.
  func code<Code>(
    _ key: String, _ make: (String) throws(CodeFault) -> Code
  ) throws -> Code? {
    guard let text = try text(key) else { return nil }
    do throws(CodeFault) {
      return try make(text)
    } catch {
      throw fault(key, .code(error))
    }
  }

  /// A list of codes of some kind.
  func codes<Code>(
    _ key: String, _ make: (String) throws(CodeFault) -> Code
  ) throws -> [Code]? {
    try texts(key)?.enumerated().map { index, text in
      do throws(CodeFault) {
        return try make(text)
      } catch {
        throw Problem.member(
          place.appending(key).appending("\(index)").text, CodeWords.said(error))
      }
    }
  }

  /// One of a few words.
  func word<Word>(_ key: String, _ make: (String) -> Word?) throws -> Word? {
    guard let text = try text(key) else { return nil }
    guard let word = make(text) else { throw fault(key, .unknownValue(text)) }
    return word
  }

  /// A moment with its offset.
  func moment(_ key: String) throws -> OccurredAt? {
    guard let text = try text(key) else { return nil }
    do throws(TimestampFault) {
      return try OccurredAt(rfc3339: text)
    } catch {
      throw fault(key, .timestamp(error))
    }
  }

  func fault(_ key: String, _ reason: LineFault.Reason) -> Problem {
    var problem = Problem(LineFault(field: nil, reason: reason))
    problem.errors = [
      Problem.Flaw(LineWords.said(reason), pointer: "#" + place.appending(key).text)
    ]
    return problem
  }

  /// What is wrong with one text of a list.
  func fault(_ key: String, item: Int, _ reason: LineFault.Reason) -> Problem {
    Problem.member(
      place.appending(key).appending("\(item)").text, LineWords.said(reason))
  }

  func problem(_ key: String, _ detail: Said) -> Problem {
    Problem.member(place.appending(key).text, detail)
  }
}
