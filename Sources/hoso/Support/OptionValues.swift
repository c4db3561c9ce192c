import HosoDomain
import HosoLedger
internal import HosoWords

/// Reads the values of options; what is not well-formed is a usage error that says which.
enum OptionValues {
  static func office(_ text: String, option: String = "--office") throws -> PostOfficeCode {
    try code(text, option, PostOfficeCode.init)
  }

  /// The post office of scans: what is said, else `HOSO_OFFICE`, else the ledger's.
  static func office(
    _ text: String?, else settings: LedgerSettings
  ) throws -> PostOfficeCode? {
    try (text ?? Environment.value("HOSO_OFFICE")).map { try office($0) } ?? settings.office
  }

  static func province(_ text: String, option: String = "--province") throws -> ProvinceCode {
    try code(text, option, ProvinceCode.init)
  }

  static func commune(_ text: String, option: String = "--commune") throws -> CommuneCode {
    try code(text, option, CommuneCode.init)
  }

  static func agency(_ text: String, option: String = "--agency") throws -> AgencyCode {
    try code(text, option, AgencyCode.init)
  }

  static func procedure(_ text: String, option: String = "--procedure") throws -> ProcedureCode {
    // A local name such as TS_lop1 has small letters of its own.
    if let own = try? ProcedureCode(trimmed(text)) { return own }
    return try code(text, option, ProcedureCode.init)
  }

  static func bag(
    _ text: String, option: String = "--bag", by rules: CodeRules
  ) throws -> ContainerCode {
    try value(text, option) { raw throws(CodeFault) in try ContainerCode.scanned(raw, by: rules) }
  }

  /// How many items there are.
  static func count(_ text: String, option: String = "--count") throws -> Int64 {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    guard isPlain, let count = Int64(text), count <= InterchangeLimits.count else {
      throw Failure(
        .usage,
        say(
          "\(option): '\(CodeWords.shown(text))' không phải số bưu gửi. Viết như 24.",
          "\(option): '\(CodeWords.shown(text))' is no number of items. Write it as 24."))
    }
    return count
  }

  static func actor(_ text: String, option: String = "--actor") throws -> StaffNumber {
    try value(trimmed(text), option, StaffNumber.init)
  }

  static func source(_ text: String) throws -> SourceName {
    try value(text, "--source", SourceName.init)
  }

  static func item(_ text: String, in writer: LedgerWriter) throws -> Alias {
    let code = try alias(text, option: "--item", in: writer)
    return try value(text, "--item") { (text: String) throws(CodeFault) in
      guard case .item = code else { throw .notACode(.item) }
      return code
    }
  }

  /// What a keyboard or a copied cell puts around a value says nothing.
  private static func trimmed(_ text: String) -> String { ScannerText.trimmed(text) }

  /// A code of capitals and digits; small letters and blanks around it say nothing.
  private static func code<Value>(
    _ text: String, _ option: String, _ make: (String) throws(CodeFault) -> Value
  ) throws -> Value {
    try value(text, option) { (text: String) throws(CodeFault) in
      try make(trimmed(text).uppercased())
    }
  }

  /// Free text, as long as an event may carry.
  static func reason(_ text: String) throws -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isPlain, text.utf8.count <= InterchangeLimits.reasonBytes else {
      let max = InterchangeLimits.reasonBytes
      throw Failure(
        .usage,
        say(
          "--reason: tối đa \(max) byte, không có ký tự điều khiển.",
          "--reason: at most \(max) bytes, no control characters."))
    }
    return text
  }

  /// A further code of the dossier, read like a scan.
  static func alias(_ text: String, option: String, in writer: LedgerWriter) throws -> Alias {
    // What is linked to is on record, or comes in with the code that was scanned.
    let read = try ScanDesk(writer).read(text, for: .aliasLinked)
    return try value(text, option) { (_: String) throws(CodeFault) in try read.get().alias }
  }

  static func channel(_ text: String, option: String = "--channel") throws -> Channel {
    guard let channel = Channel(name: trimmed(text).lowercased()) else {
      throw wrong(option, text, expected: Channel.allCases.map(\.name))
    }
    return channel
  }

  static func mode(_ text: String) throws -> ServiceMode {
    guard let mode = ServiceMode(name: trimmed(text).lowercased()) else {
      throw wrong("--mode", text, expected: ServiceMode.allCases.map(\.name))
    }
    return mode
  }

  /// A date as 2020-03-12 or 12/03/2020.
  static func date(_ text: String, option: String) throws -> LocalDate {
    let trimmed = trimmed(text)
    if let date = LocalDate(iso: trimmed) { return date }
    let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 3, let date = LocalDate(iso: "\(parts[2])-\(parts[1])-\(parts[0])") {
      return date
    }
    throw Failure(
      .usage,
      say(
        "\(option): '\(text)' không phải ngày. Viết 2020-03-12 hoặc 12/03/2020.",
        "\(option): '\(text)' is no date. Write 2020-03-12 or 12/03/2020."))
  }

  static func moment(_ text: String, option: String) throws -> OccurredAt {
    do {
      return try OccurredAt(rfc3339: trimmed(text))
    } catch {
      throw Failure(.usage, "\(option): '\(text)': " + say(CodeWords.said(error)))
    }
  }

  static func event(_ text: String) throws -> EventID {
    do {
      return try EventID(trimmed(text))
    } catch {
      throw Failure(
        .badData, "'\(CodeWords.shown(text))': " + say(CodeWords.said(error, from: .value)))
    }
  }

  private static func value<Value>(
    _ text: String, _ option: String, _ make: (String) throws(CodeFault) -> Value
  ) throws -> Value {
    do throws(CodeFault) {
      return try make(text)
    } catch {
      throw Failure(
        .usage,
        "\(option): '\(CodeWords.shown(text))': " + say(CodeWords.said(error, from: .value)))
    }
  }

  private static func wrong(_ option: String, _ text: String, expected: [String]) -> Failure {
    let list = expected.joined(separator: ", ")
    return Failure(
      .usage,
      say(
        "\(option): không có '\(text)'. Dùng: \(list).", "\(option): no '\(text)'. Use: \(list)."))
  }
}
