import ArgumentParser
import HosoDomain
import HosoServer
internal import HosoState
import HosoWebhooks
internal import HosoWords

/// Which events an endpoint gets; lists have commas, and an empty value takes a filter away.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Cơ quan, kể cả các đơn vị bên dưới; không có thì mọi hồ sơ.",
        "Agencies, with those below them; none for every dossier."), valueName: "codes"))
  var agency: String?

  @Option(
    help: ArgumentHelp(
      say("Loại sự kiện: dossier.*, result.ready.", "Event types: dossier.*, result.ready."),
      valueName: "types"))
  var types: String?

  @Option(help: ArgumentHelp(say("Tỉnh.", "Provinces."), valueName: "codes"))
  var province: String?

  @Option(help: ArgumentHelp(say("Bưu cục.", "Post offices."), valueName: "codes"))
  var office: String?

  @Option(help: ArgumentHelp(say("Thủ tục.", "Procedures."), valueName: "codes"))
  var procedure: String?

  @Option(help: ArgumentHelp("counter, home, online", valueName: "channels"))
  var channel: String?

  @Option(help: ArgumentHelp("send, return, both", valueName: "modes"))
  var mode: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      say(
        "Điều kiện CESQL: type LIKE 'result.%' AND province = '01'.",
        "A CESQL condition: type LIKE 'result.%' AND province = '01'."),
      valueName: "condition"))
  var condition: String?

  /// Puts in place of a filter's fields those that were given.
  func apply(to filter: inout EventFilter) throws {
    if let agency {
      let codes = try FilterOptions.words(agency).map { try OptionValues.agency($0) }
      filter.agencies = codes.isEmpty ? nil : codes
    }
    if let types { filter.types = try FilterOptions.globs(types) }
    if let province {
      filter.provinces = Set(
        try FilterOptions.words(province).map { try OptionValues.province($0) })
    }
    if let office {
      filter.offices = Set(try FilterOptions.words(office).map { try OptionValues.office($0) })
    }
    if let procedure {
      filter.services = Set(
        try FilterOptions.words(procedure).map { try OptionValues.procedure($0) })
    }
    if let channel {
      filter.channels = Set(try FilterOptions.words(channel).map { try OptionValues.channel($0) })
    }
    if let mode {
      filter.modes = Set(try FilterOptions.words(mode).map { try OptionValues.mode($0) })
    }
    if let condition { filter.condition = try FilterOptions.condition(condition) }
  }

  /// Patterns over the names of event types.
  static func globs(_ text: String) throws -> [TypeGlob] {
    try words(text).map { word in
      do throws(TypeGlobFault) {
        return try TypeGlob(word)
      } catch {
        throw Failure(.usage, "--types: " + say(FilterWords.said(error)))
      }
    }
  }

  /// A condition; nil for an empty text.
  static func condition(_ text: String) throws -> FilterExpression? {
    guard !text.isEmpty else { return nil }
    do throws(ExpressionFault) {
      return try FilterExpression(text)
    } catch {
      throw Failure(.usage, "--where: " + say(FilterWords.said(error)))
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == "," || $0 == " " }.map(String.init)
  }
}
