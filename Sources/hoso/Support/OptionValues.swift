import HosoDomain

/// Reads the values of options; what is not well-formed is a usage error that says which.
enum OptionValues {
  static func office(_ text: String, option: String = "--office") throws -> PostOfficeCode {
    try value(text, option, PostOfficeCode.init)
  }

  static func province(_ text: String) throws -> ProvinceCode {
    try value(text, "--province", ProvinceCode.init)
  }

  static func commune(_ text: String) throws -> CommuneCode {
    try value(text, "--commune", CommuneCode.init)
  }

  static func agency(_ text: String) throws -> AgencyCode {
    try value(text, "--agency", AgencyCode.init)
  }

  static func procedure(_ text: String) throws -> ProcedureCode {
    try value(text, "--procedure", ProcedureCode.init)
  }

  static func bag(_ text: String) throws -> ContainerCode {
    try value(text, "--bag", ContainerCode.scanned)
  }

  /// How many items there are.
  static func count(_ text: String) throws -> Int64 {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    guard isPlain, let count = Int64(text), count <= InterchangeLimits.count else {
      throw Failure(
        .usage,
        say(
          "--count: '\(CodeWords.shown(text))' không phải số bưu gửi. Viết như 24.",
          "--count: '\(CodeWords.shown(text))' is no number of items. Write it as 24."))
    }
    return count
  }

  static func actor(_ text: String) throws -> StaffNumber {
    try value(text, "--actor", StaffNumber.init)
  }

  static func source(_ text: String) throws -> SourceName {
    try value(text, "--source", SourceName.init)
  }

  static func item(_ text: String) throws -> Alias {
    try value(text, "--item") { (text: String) throws(CodeFault) in
      .item(try PostalItemNumber(ScannerText.normalise(text)))
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
  static func alias(_ text: String, option: String) throws -> Alias {
    try value(text, option) { (text: String) throws(CodeFault) in try Alias.scanned(text).alias }
  }

  static func channel(_ text: String) throws -> Channel {
    guard let channel = Channel(name: text) else {
      throw wrong("--channel", text, expected: Channel.allCases.map(\.name))
    }
    return channel
  }

  static func mode(_ text: String) throws -> ServiceMode {
    guard let mode = ServiceMode(name: text) else {
      throw wrong("--mode", text, expected: ServiceMode.allCases.map(\.name))
    }
    return mode
  }

  /// A date as 2020-03-12 or 12/03/2020.
  static func date(_ text: String, option: String) throws -> LocalDate {
    if let date = LocalDate(iso: text) { return date }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
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
      return try OccurredAt(rfc3339: text)
    } catch {
      throw Failure(.usage, "\(option): '\(text)': " + CodeWords.sentence(error))
    }
  }

  static func event(_ text: String) throws -> EventID {
    do {
      return try EventID(text)
    } catch {
      throw Failure(.badData, "'\(text)': " + CodeWords.sentence(error))
    }
  }

  private static func value<Value>(
    _ text: String, _ option: String, _ make: (String) throws(CodeFault) -> Value
  ) throws -> Value {
    do throws(CodeFault) {
      return try make(text)
    } catch {
      throw Failure(.usage, "\(option): '\(text)': " + CodeWords.sentence(error))
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
