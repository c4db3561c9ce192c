import HosoDomain
import HosoLedger
import HosoProjections
import HosoServer
internal import HosoWords

extension TrackReport {
  /// The report for people.
  var text: String {
    var lines = header
    lines.append("")
    lines += table
    lines.append("")
    lines += punctuality.legs.map { line(PunctualityWords.sentence($0), isLate: $0.isLate == true) }
    if let term = punctuality.agency {
      lines.append(line(PunctualityWords.sentence(term), isLate: term.isLate))
    }
    lines += earlierLines
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private var header: [String] {
    var lines = [Style.bold.paint(dossier.codes.map(\.text).joined(separator: " · "))]
    let state = DossierWords.name(dossier.state)
    lines.append(
      say("Trạng thái: ", "State: ")
        + (isLate ? Style.late.paint(state + say(" (quá hạn)", " (late)")) : state))
    var facts = [say("Dịch vụ: ", "Service: ") + DossierWords.name(dossier.mode)]
    if let service = dossier.service {
      facts.append(
        say("Thủ tục: ", "Procedure: ") + names.procedure(stem: service, on: today))
    }
    if let agency = dossier.agency {
      facts.append(say("Cơ quan: ", "Agency: ") + names.agency(canonical: agency, on: today))
    }
    lines.append(facts.joined(separator: " · "))
    let due = dossier.dueDate.map { say("Hẹn trả: ", "Due: ") + $0.vietnamese }
    let changed = dossier.changedDueDate.map {
      say("Hẹn lại: ", "New appointment: ") + $0.vietnamese
    }
    let appointments = [due, changed].compactMap(\.self)
    if !appointments.isEmpty { lines.append(appointments.joined(separator: " · ")) }
    let office = dossier.contactOffice.map { names.office($0, on: today) }
    let told = report.standing.advice.map { say(StandingWords.sentence($0, office: office)) }
    lines.append(say("Nói với khách: ", "Tell the citizen: ") + told.joined(separator: " "))
    if let cutoff {
      lines.append(say("Theo sổ trước ", "As known before ") + TrackLine.clock(cutoff))
    }
    return lines
  }

  /// Whether something that is still open is past its limit, or the citizen is told so.
  private var isLate: Bool {
    punctuality.isOverdue || !report.standing.troubles.isDisjoint(with: [.late, .overdue])
  }

  private var table: [String] {
    let titles = TrackLine.titles
    let rows = dossier.entries.map { TrackLine($0, names: names) }
    var widths = titles.map(\.count)
    for row in rows {
      for (column, cell) in row.cells.enumerated() {
        widths[column] = max(widths[column], cell.count)
      }
    }
    let indent = String(repeating: " ", count: TrackLine.markWidth + widths[0] + 2)
    var lines = ["  " + Style.faint.paint(TrackLine.join(titles, widths: widths))]
    for row in rows {
      let cells = TrackLine.join(row.cells, widths: widths)
      lines.append(row.isEffective ? "  " + cells : "✗ " + Style.struck.paint(cells))
      lines += row.details.map { indent + $0 }
      lines += row.flags.map { indent + Style.odd.paint("! " + $0) }
      lines += row.corrections.map { indent + Style.faint.paint($0) }
    }
    return lines
  }

  private var earlierLines: [String] {
    guard !earlier.isEmpty else { return [] }
    let title = say(
      "Số hiệu này trước đây đã dùng cho hồ sơ khác:",
      "The number stood for another dossier before:")
    return ["", title]
      + earlier.map { dossier in
        let dates = [dossier.entries.first, dossier.entries.last].compactMap(\.self)
          .map { LocalDate(vietnam: $0.occurredAt).vietnamese }
        let codes = dossier.codes.map(\.text).joined(separator: " · ")
        return "  \(dates.joined(separator: " – "))  \(codes)  "
          + DossierWords.name(dossier.state)
      }
  }

  private func line(_ text: String, isLate: Bool) -> String {
    isLate ? Style.late.paint(text) : text
  }
}

/// How a part of the report stands out on a terminal; what it means is always in the words too.
private enum Style: Int {
  case bold = 1
  case faint = 2
  case struck = 9
  case late = 31
  case odd = 33

  func paint(_ text: String) -> String {
    Terminal.usesColour ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
