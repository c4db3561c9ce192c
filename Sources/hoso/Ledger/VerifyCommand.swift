import ArgumentParser
internal import HosoCrypto
import HosoDomain
import HosoLedger
import HosoProjections
internal import HosoState
import HosoWebhooks

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: say(
      "Kiểm tra toàn bộ sổ cái: băm, vị trí, chuỗi nguồn, số liệu.",
      "Audit the whole ledger: hashes, positions, origins, figures."),
    discussion: say(
      """
      Tính lại mọi giá trị băm và gốc Merkle từ từng sự kiện, rồi dựng lại số liệu từ đầu và so
      với số liệu đang dùng. Mã thoát 0 là nguyên vẹn, 65 là có sai lệch.

      Ví dụ:
        hoso verify
        hoso verify --json --ledger trung-tam
      """,
      """
      Recomputes every hash and the Merkle root from the events, then rebuilds the figures and
      compares them with the live ones. Exit code 0 means sound, 65 that something differs.

      Examples:
        hoso verify
        hoso verify --json --ledger centre
      """))

  @OptionGroup var ledger: LedgerOptions

  @Flag(help: ArgumentHelp(OptionWords.json))
  var json = false

  func run() throws {
    try reporting {
      let reader = try ledger.reader()
      let report = try audit(reader)
      let doubt = try reader.doubt(delivered: DeliveryStore.seen(of: ledger.folder))
      let epochs = reader.settings.epochs ?? []
      let diary = BackupDiary(of: ledger.folder)
      Terminal.out(
        json
          ? VerifyReport.json(report, epochs: epochs, doubt: doubt, diary)
          : VerifyReport.words(report) + VerifyReport.words(epochs: epochs, doubt: doubt)
            + BackupWords.sentence(diary, at: SystemClock.now()))
      guard report.findings.isEmpty else { throw ExitCode(Failure.Code.badData.rawValue) }
    }
  }

  private func audit(_ reader: LedgerReader) throws -> AuditReport {
    let progress = ProgressLine(OptionWords.auditing)
    defer { progress.clear() }
    let unit = OptionWords.events
    var audit = LedgerAudit(reader)
    var report = try audit.run { progress.show($0, of: $1, unit: unit) }
    // Figures of a damaged ledger prove nothing, and cannot always be built.
    guard report.findings.isEmpty else { return report }
    let rebuilding = ProgressLine(say("Đang dựng lại số liệu", "Rebuilding figures"))
    defer { rebuilding.clear() }
    let days = try Views.daysThatDifferFromRebuild(reader) {
      rebuilding.show($0, of: $1, unit: unit)
    }
    if days > 0 {
      report.findings.append(AuditFinding(position: nil, kind: .figures(days: days)))
    }
    return report
  }
}

/// What an audit found, for people and for programs.
enum VerifyReport {
  static func words(_ report: AuditReport) -> String {
    let count = Numbers.grouped(report.eventCount)
    let origins = Numbers.grouped(Int64(report.originCount))
    var text = ""
    if report.findings.isEmpty {
      text += say(
        "Sổ cái nguyên vẹn: \(count) sự kiện của \(origins) nguồn, số liệu khớp khi dựng lại.\n",
        "The ledger is sound: \(count) events of \(origins) origins, figures equal a rebuild.\n")
    }
    for finding in report.findings {
      let place = finding.position.map { say("vị trí \($0.number): ", "position \($0.number): ") }
      text += "✗ " + (place ?? "") + sentence(finding.kind) + "\n"
    }
    text += say("Gốc Merkle ", "Merkle root ") + report.root.hex + "\n"
    if report.holes > 0 {
      text += say(
        "Còn thiếu \(Numbers.grouped(report.holes)) số thứ tự của các nguồn: sự kiện chưa tới.\n",
        "\(Numbers.grouped(report.holes)) sequences of origins are missing: not received yet.\n")
    }
    return text
  }

  static func words(epochs: [LedgerEpoch], doubt: EpochCause?) -> String {
    let past = epochs.last.map { EpochWords.past($0) + "\n" } ?? ""
    return past + (doubt.map { EpochWords.doubt($0) + "\n" } ?? "")
  }

  static func json(
    _ report: AuditReport, epochs: [LedgerEpoch], doubt: EpochCause?, _ diary: BackupDiary
  ) -> String {
    var builder = JSONBuilder()
    builder.object { object in
      object.field("sound", report.findings.isEmpty)
      object.field("events", report.eventCount)
      object.field("origins", report.originCount)
      object.field("holes", report.holes)
      object.field("merkle_root", report.root.hex)
      object.field("epoch", Int64(epochs.last?.number ?? 1))
      object.field("restored", doubt?.rawValue)
      object.field("backup", diary.backup)
      object.field("drill", diary.drill)
      object.list("findings") { list in
        for finding in report.findings {
          list.object { item in
            item.field("position", finding.position?.number)
            item.field("message", sentence(finding.kind))
          }
        }
      }
    }
    builder.endLine()
    return builder.text
  }

  private static func sentence(_ kind: AuditFinding.Kind) -> String {
    switch kind {
    case .file(let message): say("tệp hỏng: \(message).", "the file is damaged: \(message).")
    case .missingEvent: say("thiếu sự kiện.", "there is no event.")
    case .eventBytes:
      say("byte không phải một sự kiện đúng dạng.", "the bytes are no well-formed event.")
    case .timeRanBackwards:
      say("ghi trước sự kiện đứng trước nó.", "recorded before its predecessor.")
    case .subtree(let number):
      say("giá trị băm của khối \(number) không khớp.", "the hash of block \(number) differs.")
    case .root(let stored, let computed):
      say(
        "gốc Merkle lưu là \(stored.hex) nhưng các sự kiện cho \(computed.hex).",
        "the stored Merkle root is \(stored.hex) but the events give \(computed.hex).")
    case .head: say("đầu sổ lưu không khớp sự kiện.", "the stored head differs from the events.")
    case .originRun(let source):
      say("chuỗi của nguồn \(source) không khớp.", "the runs of origin \(source) differ.")
    case .originChain(let source):
      say("băm chuỗi của nguồn \(source) không khớp.", "the chain of origin \(source) differs.")
    case .lookup: say("không tìm được theo một mã của nó.", "not found by one of its codes.")
    case .surplusLookups(let count):
      say("thừa \(count) mục tra cứu.", "\(count) look-ups lead to no event.")
    case .figures(let days):
      say(
        "số liệu khác khi dựng lại, ở \(days) ngày ghi sổ. Xoá views.db để dựng lại.",
        "figures differ from a rebuild on \(days) days of recording. Delete views.db.")
    }
  }
}
