import ArgumentParser
import HosoDomain
internal import HosoSigning
internal import HosoState
import HosoWebhooks

struct KeySecretCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secret",
    abstract: say(
      "Bí mật hoặc khoá công khai để kiểm tra chữ ký của cơ quan.",
      "Secrets, or public keys, that agencies' signatures are checked with."),
    discussion: say(
      """
      Ví dụ:
        hoso key secret add --agency H26.12.19
        hoso key secret list
      """,
      """
      Examples:
        hoso key secret add --agency H26.12.19
        hoso key secret list
      """),
    subcommands: [
      KeySecretAddCommand.self, KeySecretListCommand.self, KeySecretRevokeCommand.self,
    ],
    defaultSubcommand: KeySecretListCommand.self)

  /// A credential as programs read it; never the secret itself.
  static func write(_ secret: CallbackSecret, into json: inout JSONBuilder) {
    json.object { json in
      json.field("id", secret.id)
      json.field("agency", secret.agency.text)
      switch secret.credential {
      case .secret: json.field("kind", "secret")
      case .publicKey(let key):
        json.field("kind", "public-key")
        json.field("public_key", key.serialized)
      }
      json.field("is_valid", secret.isValid(at: .now()))
      json.field("created_at", secret.createdAt.rfc3339)
      json.field("created_by", secret.createdBy)
      json.field("expires_at", secret.expiresAt?.rfc3339)
      json.field("revoked_at", secret.revokedAt?.rfc3339)
    }
  }
}

struct KeySecretAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: say(
      "Cấp bí mật để một cơ quan ký, hoặc nhận khoá công khai của họ.",
      "Make a secret for an agency to sign with, or take its public key."),
    discussion: say(
      """
      Bí mật chỉ hiện một lần. --public-key-file nhận khoá công khai whpk_… do cơ quan tự tạo.

      Ví dụ:
        hoso key secret add --agency H26.12.19
        hoso key secret add --agency H26.12.19 --public-key-file khoa.txt --overlap 3d
      """,
      """
      The secret is shown once. --public-key-file takes a public key whpk_… that the agency made.

      Examples:
        hoso key secret add --agency H26.12.19
        hoso key secret add --agency H26.12.19 --public-key-file key.txt --overlap 3d
      """))

  @OptionGroup var ledger: LedgerOptions

  @Option(help: ArgumentHelp(OptionWords.agency, valueName: "code"))
  var agency: String

  @Option(
    help: ArgumentHelp(
      say("Tệp có khoá công khai whpk_….", "A file with a public key whpk_…."), valueName: "file"),
    completion: .file())
  var publicKeyFile: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Những cái cũ của cơ quan còn dùng bao lâu: 0 đến 7d (mặc định: mãi).",
        "How long the agency's others stay good: 0 to 7d (default: for ever)."),
      valueName: "time"))
  var overlap: String?

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let agency = try OptionValues.agency(agency)
      let credential = try credential()
      let secret = try ledger.deliveries().addCallbackSecret(
        credential, agency: agency,
        overlapSeconds: try overlap.map { try OptionValues.seconds($0, option: "--overlap") },
        at: .now(), by: Operator.name)
      show(secret)
    }
  }

  private func credential() throws -> CallbackCredential {
    guard let publicKeyFile else { return .secret(try SymmetricSecret.random()) }
    let word = try Files.readWords(publicKeyFile).first ?? ""
    return .publicKey(try VerifyingKey(serialized: word))
  }

  private func show(_ secret: CallbackSecret) {
    guard !json else {
      var builder = JSONBuilder()
      builder.object { json in
        json.field("secret", secret.credential.serialized)
        json.field("credential") { KeySecretCommand.write(secret, into: &$0) }
      }
      builder.endLine()
      return Terminal.out(builder.text)
    }
    let label =
      switch secret.credential {
      case .secret: say("Bí mật (chỉ hiện lần này): ", "Secret (shown this once): ")
      case .publicKey: say("Khoá công khai: ", "Public key: ")
      }
    Terminal.out(
      "\(secret.id) · \(secret.agency.text)\n\(label)\(secret.credential.serialized)\n")
  }
}

struct KeySecretListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: say("Bí mật của các cơ quan.", "The agencies' secrets."),
    discussion: say(
      "Ví dụ:\n  hoso key secret list\n  hoso key secret list --json",
      "Examples:\n  hoso key secret list\n  hoso key secret list --json"))

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: ArgumentHelp(say("In JSON, mỗi bí mật một dòng.", "Print JSON, one a line.")))
  var json = false

  func run() throws {
    try reporting {
      let secrets = try ledger.deliveries().callbackSecrets()
      guard !json else {
        var builder = JSONBuilder()
        for secret in secrets {
          KeySecretCommand.write(secret, into: &builder)
          builder.endLine()
        }
        return Terminal.out(builder.text)
      }
      guard !secrets.isEmpty else {
        return Terminal.out(say("Chưa có bí mật nào.\n", "There is no secret yet.\n"))
      }
      var table = TextTable([
        TextTable.Column(say("Mã", "Id")), TextTable.Column(say("Cơ quan", "Agency")),
        TextTable.Column(say("Hiệu lực", "State")),
      ])
      for secret in secrets {
        table.add([secret.id, secret.agency.text, KeySecretListCommand.state(secret)])
      }
      Terminal.out(table.text)
    }
  }

  private static func state(_ secret: CallbackSecret) -> String {
    if let revoked = secret.revokedAt {
      return say("thu hồi ", "revoked ") + WebhookLogCommand.clock(revoked)
    }
    guard let end = secret.expiresAt else { return say("còn hiệu lực", "good") }
    return say("đến ", "until ") + WebhookLogCommand.clock(end)
  }
}

struct KeySecretRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: say("Thu hồi một bí mật ngay.", "End a secret at once."),
    discussion: say(
      "Ví dụ:\n  hoso key secret revoke cbs_0d6a5f8c0e9b1d2a\n  hoso key secret list",
      "Examples:\n  hoso key secret revoke cbs_0d6a5f8c0e9b1d2a\n  hoso key secret list"))

  @OptionGroup var ledger: LedgerOptions

  @Argument(
    help: ArgumentHelp(say("Mã bí mật (cbs_…).", "The secret's id (cbs_…)."), valueName: "id"))
  var id: String

  func run() throws {
    try reporting {
      try ledger.deliveries().revokeCallbackSecret(id, at: .now(), by: Operator.name)
    }
  }
}
