internal import HosoDomain
internal import HosoProjections

/// How many days, and working days, the period has and those that it is compared with.
struct WorkingDayTable: ExportDocument {
  let head: RowHead
  let calendar: WorkingCalendar

  let name = "working_days"
  let key = ["period", "compared_as"]
  let isSummable = false
  var title: Said { ColumnWords.workingDays }

  let columns =
    RowHead.columns + [
      ExportColumn("compared_as", ColumnWords.comparedAs, .text),
      ExportColumn("compared_period", ColumnWords.comparedPeriod, .text, format: .period),
      ExportColumn("start", ColumnWords.firstDay, .text, format: .date),
      ExportColumn("end", ColumnWords.lastDay, .text, format: .date),
      ExportColumn("days", ColumnWords.days, .count),
      ExportColumn("working_days", ColumnWords.workingDays, .count),
    ]

  var rows: some Sequence<[FigureValue]> {
    let periods: [(role: String, period: Period?)] = [
      ("period", head.period), ("quarter_before", head.period.previous),
      ("year_before", head.period.yearBefore),
    ]
    return periods.compactMap { role, period in
      guard let period else { return nil }
      return head.values(FigureLevel.nation.rawValue) + [
        .text(role), .text(period.label), .text(period.start.iso), .text(period.lastDay.iso),
        .count(Int64(period.end.dayNumber - period.start.dayNumber)),
        .count(Int64(calendar.workingDays(in: period))),
      ]
    }
  }
}

/// What readers should know beside the numbers, as far as the dated tables and the publication
/// tell.
struct NoteTable: ExportDocument {
  let head: RowHead
  let release: Release?
  let tables: ExportTables

  let name = "notes"
  let isSummable = false
  var title: Said { ColumnWords.notes }

  let columns =
    RowHead.columns + [
      ExportColumn("date", ColumnWords.date, .text, format: .date),
      ExportColumn("title_vi", ColumnWords.note, .text),
      ExportColumn("title_en", ColumnWords.note, .text),
      ExportColumn("text_vi", ColumnWords.text, .text),
      ExportColumn("text_en", ColumnWords.text, .text),
    ]

  var rows: some Sequence<[FigureValue]> {
    notes.map { note in
      head.values(FigureLevel.nation.rawValue) + [
        .text(note.date.iso), .text(note.title.vietnamese), .text(note.title.english),
        .text(note.text.vietnamese), .text(note.text.english),
      ]
    }
  }

  private struct Note {
    let date: LocalDate
    let title: Said
    let text: Said
  }

  private var notes: [Note] {
    let period = head.period
    var notes: [Note] = []
    let first = (period.yearBefore ?? period.previous ?? period).start
    if let day = tables.provinces.lastMerger(from: first, through: period.lastDay) {
      notes.append(
        Note(
          date: day, title: Said("Sáp nhập tỉnh", "Provinces merged"),
          text: Said(
            "Tỉnh cũ được gộp vào tỉnh kế thừa, cả ở kỳ đem so.",
            "Old provinces are rolled up to their successors, in compared periods too.")))
    }
    if tables.calendar.decidedThrough < period.lastDay {
      notes.append(
        Note(
          date: tables.calendar.decidedThrough.adding(days: 1),
          title: Said("Ngày nghỉ dự kiến", "Holidays projected"),
          text: Said(
            "Từ ngày này, ngày nghỉ trong bảng là dự kiến, chưa có quyết định.",
            "From this day on the table's holidays are projected, not decided.")))
    }
    if let release, let reason = release.reason {
      notes.append(
        Note(
          date: LocalDate(vietnam: release.cutoff), title: Said("Công bố", "Publication"),
          text: Said(both: reason)))
    }
    return notes
  }
}
