import ArgumentParser
import HosoDomain
import HosoProjections
internal import HosoWords

/// The options that narrow an answer to one row of the figures.
struct GroupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(OptionWords.oneProvince, valueName: "province"))
  var province: String?

  @Option(
    help: ArgumentHelp(say("Chỉ một thủ tục.", "One procedure only."), valueName: "service"))
  var service: String?

  @Option(
    help: ArgumentHelp(
      say("Chỉ một kênh: counter, home, online.", "One channel: counter, home, online."),
      valueName: "channel"))
  var channel: String?

  @Option(
    help: ArgumentHelp(say("Chỉ một cơ quan.", "One agency only."), valueName: "agency"))
  var agency: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Chỉ một bưu cục. Mỗi lựa chọn này cũng nhận 'unknown': không rõ.",
        "One post office only. Each of these also takes 'unknown'."), valueName: "office"))
  var office: String?

  /// The text that the row has for each grouping asked for.
  func group() throws -> [Grouping: String] {
    var group: [Grouping: String] = [:]
    try add(province, .province, to: &group) { try OptionValues.province($0).text }
    try add(service, .service, to: &group) { try OptionValues.service($0).stem }
    try add(channel, .channel, to: &group) { try OptionValues.channel($0).name }
    try add(agency, .agency, to: &group) { try OptionValues.agency($0).canonical }
    try add(office, .office, to: &group) { try OptionValues.office($0).text }
    return group
  }

  private func add(
    _ text: String?, _ grouping: Grouping, to group: inout [Grouping: String],
    _ canonical: (String) throws -> String
  ) throws {
    guard let text else { return }
    group[grouping] = text == CubeGroup.unknown ? text : try canonical(text)
  }
}

extension OptionValues {
  static func service(_ text: String) throws -> ProcedureCode {
    do throws(CodeFault) {
      return try ProcedureCode(text)
    } catch {
      throw Failure(.usage, "--service: '\(CodeWords.shown(text))': " + say(CodeWords.said(error)))
    }
  }
}
