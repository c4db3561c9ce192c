import ArgumentParser
import HosoDomain
internal import HosoWords

/// What an amendment puts in place of what was recorded.
struct AmendmentOptions: ParsableArguments {
  static let fields = (["occurred_at"] + ClearableField.allCases.map(\.name))
    .joined(separator: ", ")

  @Option(
    help: ArgumentHelp(
      say(
        "Đính chính một trường thành giá trị khác, ví dụ office=100000 (lặp lại được).",
        "Amend a field to another value, such as office=100000 (may be repeated)."),
      valueName: "field=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Đính chính: bỏ trống trường này, ví dụ parent: lấy ra khỏi túi (lặp lại được).",
        "Amend: empty this field, such as parent: taken out of the bag (may be repeated)."),
      valueName: "field"))
  var clear: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Huỷ, đính chính: nguồn đã ghi sự kiện, khi mã không cho biết.",
        "Void, amend: the source that wrote the events, where their ids do not tell."),
      valueName: "source"))
  var source: String?

  /// Refuses what only corrections mean, before anything is recorded.
  func check(_ verb: ScanVerb) throws {
    guard verb.type != nil, !set.isEmpty || !clear.isEmpty || source != nil else { return }
    throw Failure(
      .usage,
      say(
        "--set, --clear, --source chỉ dùng với void, amend.",
        "--set, --clear, --source go with void, amend only."))
  }

  func amendment(by rules: CodeRules) throws -> Amendment {
    var amendment = Amendment()
    for text in set {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        guard ClearableField(name: text) != nil || text == "occurred_at" else {
          throw wrong("--set", text)
        }
        throw Failure(
          .usage,
          say(
            "--set '\(text)': thiếu giá trị, viết --set \(text)=GIÁ_TRỊ; bỏ trống: --clear.",
            "--set '\(text)': no value, write --set \(text)=VALUE; to empty it: --clear."))
      }
      try put(parts[1], in: parts[0], of: &amendment, by: rules)
    }
    for name in clear {
      guard let field = ClearableField(name: name) else { throw wrong("--clear", name) }
      guard !amendment.named.contains(field) else {
        throw Failure(
          .usage,
          say(
            "\(name): hoặc --set, hoặc --clear, không cả hai.",
            "\(name): either --set or --clear, not both."))
      }
      amendment.cleared.insert(ClearedFields(field))
    }
    guard !amendment.isEmpty else {
      throw Failure(
        .usage,
        say(
          "Đính chính cần --set hoặc --clear, ví dụ --set office=100000.",
          "An amendment needs --set or --clear, such as --set office=100000."))
    }
    return amendment
  }

  private func put(
    _ value: String, in name: String, of amendment: inout Amendment, by rules: CodeRules
  ) throws {
    if name == "occurred_at" {
      amendment.occurredAt = try OptionValues.moment(value, option: "--set occurred_at")
      return
    }
    guard let field = ClearableField(name: name) else { throw wrong("--set", "\(name)=\(value)") }
    let option = "--set \(name)"
    switch field {
    case .office: amendment.office = try OptionValues.office(value, option: option)
    case .actor: amendment.actor = try OptionValues.actor(value, option: option)
    case .province: amendment.province = try OptionValues.province(value, option: option)
    case .commune: amendment.commune = try OptionValues.commune(value, option: option)
    case .service: amendment.service = try OptionValues.procedure(value, option: option)
    case .agency: amendment.agency = try OptionValues.agency(value, option: option)
    case .channel: amendment.channel = try OptionValues.channel(value, option: option)
    case .dueDate: amendment.dueDate = try OptionValues.date(value, option: option)
    case .amount: amendment.amount = try CarriageOptions.wholeDong(value, option: option)
    case .parent: amendment.parent = try OptionValues.bag(value, option: option, by: rules)
    case .destination: amendment.destination = try OptionValues.office(value, option: option)
    case .count: amendment.count = try OptionValues.count(value, option: option)
    }
  }

  private func wrong(_ option: String, _ text: String) -> Failure {
    Failure(
      .usage,
      say(
        "\(option) '\(CodeWords.shown(text))': chỉ đính chính được \(AmendmentOptions.fields).",
        "\(option) '\(CodeWords.shown(text))': only \(AmendmentOptions.fields) can be amended."))
  }
}
