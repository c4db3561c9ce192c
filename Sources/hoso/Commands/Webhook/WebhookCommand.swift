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
        hoso webhook sign --secret-file bi-mat --id tn-1 < tiep-nhan.json
        hoso webhook verify --secret-file bi-mat --headers dau-muc noi-dung.json
      """,
      """
      Works while hoso serve runs and while it does not; hoso serve is what delivers.

      Examples:
        hoso webhook sign --secret-file secret --id tn-1 < acceptance.json
        hoso webhook verify --secret-file secret --headers headers body.json
      """),
    subcommands: [WebhookSignCommand.self, WebhookVerifyCommand.self])
}
