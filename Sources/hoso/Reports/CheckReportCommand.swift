import ArgumentParser
import HosoDomain
internal import HosoWords

struct CheckReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-report",
    abstract: say(
      "Số liệu người khác công bố có thể đúng hay không.",
      "Whether figures that others published can be true."),
    discussion: say(
      """
      Tệp CSV, mỗi báo cáo một dòng. Cột report và source nếu có; số theo biểu II.06a (c3 …
      c13) hoặc received, resolved, open, on_time, late, on_time_pct. Chỉ kiểm những gì đủ
      số. Có báo cáo không thể đúng thì mã thoát là 65.

      Ví dụ:
        hoso check-report bao-cao.csv
        hoso check-report bao-cao.csv --json
      """,
      """
      A CSV file, a row for each report. Columns report and source if there are any; numbers
      by form II.06a (c3 … c13) or received, resolved, open, on_time, late, on_time_pct. Only
      what has all its numbers is checked. The exit code is 65 if any report cannot be true.

      Examples:
        hoso check-report reports.csv
        hoso check-report reports.csv --json
      """))

  @Argument(
    help: ArgumentHelp(OptionWords.tableFile, valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var file: String

  @OptionGroup var language: LanguageOption

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let reports = try read()
      Terminal.out(json ? CheckReportCommand.json(reports) : CheckReportCommand.text(reports))
      let wrong = reports.count { !$0.breaches.isEmpty }
      guard wrong > 0 else { return }
      throw Failure(
        .badData,
        say(
          "\(wrong)/\(reports.count) báo cáo không thể đúng.",
          "\(wrong) of \(reports.count) reports cannot be true."))
    }
  }

  private func read() throws -> [PublishedReport] {
    let csv = try Files.read(file)
    do throws(TableFault) {
      return try PublishedReport.read(csv: csv)
    } catch {
      throw Failure(.badData, file + ": " + TableWords.sentence(error))
    }
  }

  private static func text(_ reports: [PublishedReport]) -> String {
    reports.map { report in
      let name =
        report.name.isEmpty ? say("dòng \(report.line)", "line \(report.line)") : report.name
      let shown = CodeWords.shown(name)
      guard !report.checked.isEmpty else {
        return shown + say(": không đủ số để kiểm.\n", ": too few numbers to check.\n")
      }
      guard !report.breaches.isEmpty else {
        return shown
          + say(
            ": có thể đúng (\(report.checked.count) đẳng thức).\n",
            ": can be true (\(report.checked.count) checks).\n")
      }
      return shown + say(": không thể đúng.\n", ": cannot be true.\n")
        + report.breaches.map { breach in
          "  \(breach.rule.rawValue): "
            + say(
              "ghi \(breach.said), tính ra \(breach.follows)\n",
              "says \(breach.said), the others give \(breach.follows)\n")
        }.joined()
    }.joined()
  }

  private static func json(_ reports: [PublishedReport]) -> String {
    var json = JSONBuilder()
    json.object { json in
      json.list("reports") { json in
        for report in reports {
          json.object { json in
            json.field("line", report.line)
            json.field("report", report.name)
            json.field("source", report.source)
            json.field("can_be_true", report.breaches.isEmpty)
            json.list("checked") { json in
              for rule in report.checked { json.item(rule.rawValue) }
            }
            json.list("breaches") { json in
              for breach in report.breaches {
                json.object { json in
                  json.field("rule", breach.rule.rawValue)
                  json.field("said", breach.said)
                  json.field("follows", breach.follows)
                }
              }
            }
          }
        }
      }
    }
    json.endLine()
    return json.text
  }
}
