import ArgumentParser
import HosoDomain
import HosoLedger

struct BagFillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill",
    abstract: say("Cho bưu gửi vào túi, báo số đang có.", "Put items into a bag, and count them."),
    discussion: say(
      """
      Như hoso scan depart MÃ --bag TÚI; cuối cùng báo trong túi đang có bao nhiêu bưu gửi.

      Ví dụ:
        hoso bag fill TUI-18 EE123456785VN --destination 460000
        hoso bag fill TUI-18 < ma-da-phat.txt
      """,
      """
      As hoso scan depart CODE --bag BAG; tells at last how many items are in it.

      Examples:
        hoso bag fill TUI-18 EE123456785VN --destination 460000
        hoso bag fill TUI-18 < delivered.txt
      """))

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var options: StaffOptions
  @OptionGroup var codes: BagCodes

  @Option(
    help: ArgumentHelp(OptionWords.destination, valueName: "code"))
  var destination: String?

  @Flag(help: ArgumentHelp(OptionWords.jsonLines))
  var json = false

  func run() throws {
    try reporting {
      let writer = try ledger.writer(clock)
      var template = ScanTemplate(
        type: .itemDeparted, details: try options.details(writer.settings))
      let bag = try OptionValues.bag(codes.bag, by: writer.settings.codes)
      template.details.parent = bag
      template.details.destination = try destination.map {
        try OptionValues.office($0, option: "--destination")
      }
      var session = ScanSession(writer: writer, template: template, json: json)
      if codes.codes.isEmpty || codes.codes == ["-"] {
        try session.recordStandardInput()
      } else {
        try session.record(codes.codes)
      }
      if !json { Terminal.out(try BagFillCommand.contents(of: bag, ledger)) }
      if session.refusedCount > 0 { throw ExitCode(Failure.Code.badData.rawValue) }
    }
  }

  /// How many items are in a bag by now.
  private static func contents(
    of bag: ContainerCode, _ ledger: LedgerOptions
  ) throws -> String {
    let reader = try ledger.reader()
    let contents = ContainerContents(
      of: bag, events: try reader.contents(of: bag), codes: reader.settings.codes)
    let items = contents.items(in: bag, on: LocalDate(vietnam: SystemClock.now()))
    return "\(bag.text): \(DossierWords.items(items.count))\n"
  }
}

extension StaffOptions {
  /// What scans at this desk have in common.
  func details(_ settings: LedgerSettings) throws -> ScanDetails {
    var details = ScanDetails()
    (details.office, details.actor) = try hand(settings)
    details.reason = try reason.map(OptionValues.reason)
    details.province = details.office == settings.office ? settings.province : nil
    return details
  }
}
