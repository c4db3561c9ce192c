internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoWords

/// Values of query parameters that several operations take.
enum QueryParameters {
  /// A date, which means 00:00 in Vietnam, or a moment.
  static func cutoff(_ call: Call, _ name: String) throws -> RecordedAt? {
    guard let text = try call.query(name) else { return nil }
    guard text.contains("T") else { return try date(text, name).startRecordedAt }
    do throws(TimestampFault) {
      return try RecordedAt(rfc3339: text)
    } catch {
      throw Problem.badParameter(name, CodeWords.said(error))
    }
  }

  /// A date, a moment, or a publication such as `2020Q1.r1`.
  static func publishedCutoff(_ call: Call, _ name: String) async throws -> RecordedAt? {
    guard let text = try call.query(name), let release = ReleaseName(text) else {
      return try cutoff(call, name)
    }
    guard let cutoff = try await call.services.figures.ask({ try $0.cutoff(of: release) }) else {
      throw Problem.unknownRelease()
    }
    return cutoff
  }

  static func date(_ text: String, _ name: String) throws -> LocalDate {
    guard let date = LocalDate(iso: text) else {
      throw Problem.badParameter(name, LineWords.said(.notADate))
    }
    return date
  }

  /// How many items a page has.
  static func limit(_ call: Call, usually: Int = 100, max: Int = 1_000) throws -> Int {
    guard let text = try call.query("limit") else { return usually }
    guard text.utf8.count <= 6, let number = Int(text), 1...max ~= number else {
      throw Problem.badParameter(
        "limit", LineWords.said(.outOfRange(min: 1, max: Int64(max))))
    }
    return number
  }

  static func code<Code>(
    _ call: Call, _ name: String, _ make: (String) throws(CodeFault) -> Code
  ) throws -> Code? {
    guard let text = try call.query(name) else { return nil }
    do throws(CodeFault) {
      return try make(text)
    } catch {
      throw Problem.badParameter(name, CodeWords.said(error))
    }
  }

  /// One of a few words.
  static func word<Word: RawRepresentable & CaseIterable>(
    _ call: Call, _ name: String, _: Word.Type
  ) throws -> Word? where Word.RawValue == String {
    try call.query(name).map { try word($0, name) }
  }

  /// Some of a few words, divided by commas.
  static func words<Word: RawRepresentable & CaseIterable & Equatable>(
    _ call: Call, _ name: String, _: Word.Type
  ) throws -> [Word]? where Word.RawValue == String {
    guard let text = try call.query(name) else { return nil }
    var words: [Word] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word: Word = try self.word(String(part), name)
      guard !words.contains(word) else { throw Problem.repeatedParameter(name) }
      words.append(word)
    }
    return words
  }

  /// False unless the query says otherwise.
  static func flag(_ call: Call, _ name: String) throws -> Bool {
    switch try call.query(name) {
    case nil, "false": return false
    case "true": return true
    default: throw Problem.badParameter(name, Problem.oneOf(["true", "false"]))
    }
  }

  private static func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String
  ) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: text) else {
      throw Problem.badParameter(name, Problem.oneOf(Word.allCases.map(\.rawValue)))
    }
    return word
  }
}
