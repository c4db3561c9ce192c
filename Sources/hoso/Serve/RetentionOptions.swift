import ArgumentParser
internal import HosoState
import HosoWebhooks

/// How long the server keeps what is no longer needed to go on.
struct RetentionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Giữ nhật ký các lần gửi bao lâu (mặc định 90d).",
        "How long attempts to deliver are kept (default 90d)."), valueName: "time"))
  var keepAttempts: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Giữ thông báo đã giải quyết bao lâu (mặc định 400d).",
        "How long settled notices are kept (default 400d)."), valueName: "time"))
  var keepNotices: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Giữ câu trả lời theo Idempotency-Key bao lâu (mặc định 30d).",
        "How long answers to an Idempotency-Key are kept (default 30d)."), valueName: "time"))
  var keepAnswers: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Giữ nhật ký kiểm tra khoá và điểm nhận bao lâu (mặc định 1830d).",
        "How long the audit of keys and endpoints is kept (default 1830d)."), valueName: "time"))
  var keepAudit: String?

  func retention() throws -> Retention {
    var kept = Retention()
    if let keepAttempts {
      kept.attemptsSeconds = try OptionValues.seconds(keepAttempts, option: "--keep-attempts")
    }
    if let keepNotices {
      kept.noticesSeconds = try OptionValues.seconds(keepNotices, option: "--keep-notices")
    }
    if let keepAnswers {
      kept.answersSeconds = try OptionValues.seconds(keepAnswers, option: "--keep-answers")
    }
    if let keepAudit {
      kept.auditSeconds = try OptionValues.seconds(keepAudit, option: "--keep-audit")
    }
    return kept
  }
}
