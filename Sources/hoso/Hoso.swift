import ArgumentParser

@main
enum Main {
  static func main() {
    Arguments.requireText()
    Hoso.main()
  }
}

struct Hoso: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hoso",
    abstract: say(
      "Sổ cái hồ sơ hành chính qua bưu chính: quét, theo dõi, số liệu quý.",
      "The ledger of administrative dossiers carried by the post."),
    discussion: say(
      """
      Ví dụ:
        hoso init --office 100000 --province 01
        hoso scan pickup EE123456785VN
        hoso help scan --lang en
      """,
      """
      Examples:
        hoso init --office 100000 --province 01
        hoso scan pickup EE123456785VN
        hoso --lang vi help scan
      """),
    version: "0.1.0",
    subcommands: [
      InitCommand.self, ScanCommand.self, VoidCommand.self, UndoCommand.self, AmendCommand.self,
      BagCommand.self, DeskCommand.self, TrackCommand.self, FindCommand.self, ShiftCommand.self,
      HandoverCommand.self, LabelCommand.self, ImportCommand.self, FiguresCommand.self,
      ExplainCommand.self, WorklistCommand.self, DeclareCommand.self, ReleaseCommand.self,
      CompareCommand.self, ExportCommand.self, CalendarCommand.self, CheckReportCommand.self,
      DumpCommand.self, VerifyCommand.self, BackupCommand.self, RestoreCommand.self,
      ProveCommand.self, CodesCommand.self, SettingsCommand.self,
      ServeCommand.self, WebhookCommand.self, KeyCommand.self, TrackLinkCommand.self,
      SimulateCommand.self, CompletionsCommand.self,
    ])

  @OptionGroup var language: LanguageOption
}
