import ArgumentParser

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: say(
      "Khoá truy cập API: cấp, thay, thu hồi; bí mật để cơ quan ký.",
      "Keys to the API: made, replaced, revoked; secrets that agencies sign with."),
    discussion: say(
      """
      Khoá chỉ hiện một lần lúc cấp; hoso chỉ giữ bản băm. Dùng được cả khi hoso serve đang chạy.

      Ví dụ:
        hoso key add --kind administrator --name "Quản trị"
        hoso key add --kind agency --agency H26.12.19 --name "Một cửa"
        hoso key list
      """,
      """
      A key is shown once, when it is made; hoso keeps a hash of it. Works while hoso serve runs.

      Examples:
        hoso key add --kind administrator --name "Administrator"
        hoso key add --kind agency --agency H26.12.19 --name "One-stop shop"
        hoso key list
      """),
    subcommands: [
      KeyAddCommand.self, KeyListCommand.self, KeyRotateCommand.self, KeyRevokeCommand.self,
      KeySecretCommand.self, KeyAuditCommand.self,
    ],
    defaultSubcommand: KeyListCommand.self)
}
