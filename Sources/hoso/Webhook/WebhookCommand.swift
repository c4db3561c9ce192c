import ArgumentParser

struct WebhookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook",
    abstract: say(
      "Thông báo cho hệ thống của cơ quan: điểm nhận, nhật ký, gửi lại, chữ ký.",
      "Notifications to agencies' systems: endpoints, log, replay, signatures."),
    discussion: say(
      """
      Dùng được cả khi hoso serve đang chạy lẫn khi không; hoso serve là bên gửi.

      Ví dụ:
        hoso webhook add --agency H26.12.19 --url https://motcua.example.vn/hoso
        hoso webhook list
        hoso webhook log --failures
      """,
      """
      Works while hoso serve runs and while it does not; hoso serve is what delivers.

      Examples:
        hoso webhook add --agency H26.12.19 --url https://motcua.example.vn/hoso
        hoso webhook list
        hoso webhook log --failures
      """),
    subcommands: [
      WebhookAddCommand.self, WebhookListCommand.self, WebhookShowCommand.self,
      WebhookUpdateCommand.self, WebhookLogCommand.self, WebhookOutstandingCommand.self,
      WebhookNoticesCommand.self, WebhookPingCommand.self,
      WebhookReplayCommand.self, WebhookSeekCommand.self, WebhookDropCommand.self,
      WebhookListenCommand.self, WebhookRotateCommand.self, WebhookEnableCommand.self,
      WebhookDisableCommand.self,
      WebhookRemoveCommand.self, WebhookSignCommand.self, WebhookVerifyCommand.self,
      WebhookSignRequestCommand.self, WebhookVerifyRequestCommand.self,
      WebhookEgressCheckCommand.self,
    ],
    defaultSubcommand: WebhookListCommand.self)
}
