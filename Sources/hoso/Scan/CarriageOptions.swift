import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

/// What is carried with an item, and where to: bags, destinations, money.
struct CarriageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(OptionWords.destination, valueName: "code"))
  var destination: String?

  @Option(
    help: ArgumentHelp(
      say("Túi hoặc bảng kê chứa bưu gửi.", "The bag or manifest it travels in."),
      valueName: "code"))
  var bag: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Mã là mã túi, bảng kê: lần quét tính cho mọi bưu gửi đang ở trong đó.",
        "The codes are bags or manifests: the scan stands for everything in them.")))
  var wholeBags = false

  @Option(
    help: ArgumentHelp(
      say(
        "Số bưu gửi đếm được hoặc ghi trên nhãn túi.",
        "How many items were counted, or the bag's label says."), valueName: "number"))
  var count: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Loại tiền: fee (phí), charge (lệ phí), postage (cước), cod; hoặc fee=52000 "
          + "(lặp lại được).",
        "Money: fee, charge, postage, cod; or fee=52000 (may be repeated)."),
      valueName: "kind"))
  var money: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Số tiền của --money, đồng.", "The amount of --money in đồng."), valueName: "amount"))
  var amount: String?

  @Flag(
    help: ArgumentHelp(
      say("Tiền đã nộp lại cho cơ quan.", "The money was handed on to the agency.")))
  var remitted = false

  /// Refuses what the verb cannot mean, before anything is recorded.
  func check(_ verb: ScanVerb) throws {
    guard verb.type != nil || (destination == nil && bag == nil) else {
      throw Failure(
        .usage,
        say(
          "--destination và --bag không dùng với \(verb.rawValue).",
          "--destination and --bag do not go with \(verb.rawValue)."))
    }
    guard verb.type?.mayBeOfContainer == true || (!wholeBags && count == nil) else {
      throw Failure(
        .usage,
        say(
          "--whole-bags, --count chỉ dùng với depart, arrive, lost, damaged.",
          "--whole-bags, --count go with depart, arrive, lost, damaged only."))
    }
    guard !wholeBags || bag == nil else {
      throw Failure(
        .usage,
        say(
          "--whole-bags: mã đã là mã túi, bỏ --bag.",
          "--whole-bags: the codes are bags already, leave --bag out."))
    }
    guard verb == .fee else {
      guard money.isEmpty, amount == nil, !remitted else {
        throw Failure(
          .usage,
          say(
            "--money, --amount, --remitted chỉ dùng với fee.",
            "--money, --amount, --remitted go with fee only."))
      }
      return
    }
    guard !money.isEmpty else {
      throw Failure(
        .usage,
        say(
          "fee cần --money, ví dụ --money fee=52000.",
          "fee needs --money, such as --money fee=52000."))
    }
  }

  func add(to template: inout ScanTemplate, by rules: CodeRules) throws {
    template.details.destination = try destination.map {
      try OptionValues.office($0, option: "--destination")
    }
    template.details.parent = try bag.map { try OptionValues.bag($0, by: rules) }
    template.count = try count.map { try OptionValues.count($0) }
    template.isOfBags = wholeBags
    template.money = try amounts()
    if remitted { template.type = .feeRemitted }
  }

  /// One amount for each kind of money; kinds are never summed.
  private func amounts() throws -> [Money] {
    var amounts: [Money] = []
    for text in money {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first, let kind = Money.Kind(name: name.lowercased()) else {
        throw unknown(text)
      }
      guard !amounts.contains(where: { $0.kind == kind }) else {
        throw Failure(
          .usage, say("--money \(name): có hai lần.", "--money \(name): there twice."))
      }
      let said: (text: String, option: String)
      if parts.count == 2, amount == nil {
        said = (parts[1], "--money")
      } else if parts.count == 1, let amount, money.count == 1 {
        said = (amount, "--amount")
      } else {
        throw Failure(
          .usage,
          say(
            "Viết --money fee=52000 cho từng loại, hoặc --money fee --amount 52000.",
            "Write --money fee=52000 for each kind, or --money fee --amount 52000."))
      }
      let dong = try CarriageOptions.wholeDong(said.text, option: said.option)
      amounts.append(Money(kind: kind, amount: dong))
    }
    return amounts
  }

  static func wholeDong(_ text: String, option: String) throws -> Int64 {
    let isPlain = text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    guard isPlain, let amount = Int64(text), amount <= InterchangeLimits.amount else {
      throw Failure(
        .usage,
        say(
          "\(option): '\(CodeWords.shown(text))' không phải số đồng. Viết 52000, không dấu chấm.",
          "\(option): '\(CodeWords.shown(text))' is no amount in đồng. Write 52000, digits only."))
    }
    return amount
  }

  private func unknown(_ text: String) -> Failure {
    let list = Money.Kind.allCases.map(\.name).joined(separator: ", ")
    let shown = CodeWords.shown(text)
    return Failure(
      .usage,
      say("--money: không có '\(shown)'. Dùng: \(list).", "--money: no '\(shown)'. Use: \(list)."))
  }
}
