import ArgumentParser
import HosoDomain
import HosoLedger

/// What a clerk may say beside the code.
///
/// Whatever is left out comes from the environment and the ledger, or stays unsaid.
struct ScanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Lúc xảy ra, có múi giờ: 2020-03-05T08:12:00+07:00 (mặc định: bây giờ).",
        "When it happened, with an offset: 2020-03-05T08:12:00+07:00 (default: now)."),
      valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(OptionWords.officeOfScans, valueName: "code"))
  var office: String?

  @Option(
    help: ArgumentHelp(OptionWords.staffOfScans, valueName: "number"))
  var actor: String?

  @Option(
    help: ArgumentHelp(
      say("Mã bưu gửi cũng thuộc hồ sơ này.", "An item number of the same dossier."),
      valueName: "code"))
  var item: [String] = []

  @Option(
    help: ArgumentHelp(
      say("Mã khác của cùng hồ sơ (mã hồ sơ, số biên nhận).", "Another code of the same dossier."),
      valueName: "code"))
  var alias: [String] = []

  @Option(help: ArgumentHelp(say("Mã cơ quan.", "Agency code."), valueName: "code"))
  var agency: String?

  @Option(help: ArgumentHelp(say("Mã thủ tục.", "Procedure code."), valueName: "code"))
  var procedure: String?

  @Option(help: ArgumentHelp(say("Mã tỉnh.", "Province code."), valueName: "code"))
  var province: String?

  @Option(help: ArgumentHelp(say("Mã xã.", "Commune code."), valueName: "code"))
  var commune: String?

  @Option(
    help: ArgumentHelp(say("Kênh: counter, home, online.", "Channel."), valueName: "channel"),
    completion: .list(Channel.allCases.map(\.name)))
  var channel: String?

  @Option(
    help: ArgumentHelp(say("Chiều: send, return, both.", "Legs carried."), valueName: "mode"),
    completion: .list(ServiceMode.allCases.map(\.name)))
  var mode: String?

  @Option(
    help: ArgumentHelp(
      say("Ngày hẹn trả: 2020-03-12 hoặc 12/03/2020.", "Due date: 2020-03-12 or 12/03/2020."),
      valueName: "date"))
  var due: String?

  @Option(help: ArgumentHelp(OptionWords.reason, valueName: "text"))
  var reason: String?

  /// Whether no code is said to be every scan's.
  var namesNoFurtherCode: Bool { item.isEmpty && alias.isEmpty }

  /// A scan with everything that is not the code itself.
  func template(type: EventType, writer: LedgerWriter) throws -> ScanTemplate {
    let settings = writer.settings
    var details = ScanDetails()
    details.office = try OptionValues.office(office, else: settings)
    details.actor = try (actor ?? Environment.value("HOSO_ACTOR"))
      .map { try OptionValues.actor($0) }
    details.aliases =
      try item.map { try OptionValues.item($0, in: writer) }
      + alias.map { try OptionValues.alias($0, option: "--alias", in: writer) }
    details.agency = try agency.map { try OptionValues.agency($0) }
    details.service = try procedure.map { try OptionValues.procedure($0) }
    details.commune = try commune.map { try OptionValues.commune($0) }
    details.mode = try mode.map(OptionValues.mode)
    details.dueDate = try due.map { try OptionValues.date($0, option: "--due") }
    details.reason = try reason.map(OptionValues.reason)
    // The ledger's province and channel are its own office's; elsewhere nothing is assumed.
    let isHome = details.office == settings.office
    details.province =
      try province.map { try OptionValues.province($0) } ?? (isHome ? settings.province : nil)
    let assumed = isHome && type == .dossierPickedUp ? settings.channel : nil
    details.channel = try channel.map { try OptionValues.channel($0) } ?? assumed
    var template = ScanTemplate(type: type, details: details)
    template.occurredAt = try at.map { try OptionValues.moment($0, option: "--at") }
    return template
  }
}

/// Everything about a scan but its code.
struct ScanTemplate {
  var type: EventType
  /// Nil means the moment the code is read.
  var occurredAt: OccurredAt?
  var details: ScanDetails
  /// An event for each kind of money; none where no money is involved.
  var money: [Money] = []
  /// How many there are.
  var count: Int64?
  /// Whether the codes are those of bags or manifests as a whole.
  var isOfBags = false

  init(type: EventType, details: ScanDetails) {
    self.type = type
    self.details = details
  }

  /// Whether it says how many there are of what travels: only bags' labels do.
  var isOfCountedBags: Bool {
    type.isTransit && count != nil && details.parent == nil && details.aliases.isEmpty
  }

  /// The scans that one code stands for: one, or one for each kind of money.
  func scans(_ subject: ScanSubject, scannedText: String?, now: OccurredAt) -> [Scan] {
    var scan = Scan(type: type, subject: subject, occurredAt: occurredAt ?? now, details: details)
    scan.scannedText = scannedText
    scan.count = count
    guard !money.isEmpty else { return [scan] }
    return money.map { money in
      var scan = scan
      scan.money = money
      return scan
    }
  }
}
