internal import HosoDomain
internal import HosoProjections

/// What is to be known of an export before any of its numbers.
struct ReportFacts: Sendable {
  private let head: RowHead
  private let release: Release?
  private let asOf: RecordedAt
  private let coverage: Coverage

  init(_ contents: ExportContents) {
    head = contents.head
    release = contents.release
    asOf = contents.throughput.figures.asOf
    coverage = contents.coverage
  }

  /// As what the figures were published, and what else is to be known of them; in words.
  var standing: [String] {
    head.status.titles(published: release?.status).map(\.vietnamese)
  }

  var title: String { WorkbookWords.title(of: head.period) }
  var isInHouse: Bool { head.circulation == .inHouse }

  /// What stands under each title and at each page's foot.
  var remark: String {
    let parts =
      [head.period.title.vietnamese] + standing
      + [head.release?.text, head.circulation.title.vietnamese].compactMap(\.self)
    return parts.joined(separator: " · ")
  }

  /// Each with its name.
  var lines: [(name: String, value: String)] {
    var lines: [(name: String, value: String)] = [
      (WorkbookWords.period, head.period.title.vietnamese),
      (WorkbookWords.days, WorkbookWords.days(of: head.period)),
      (WorkbookWords.release, head.release?.text ?? WorkbookWords.unreleased),
      (WorkbookWords.status, standing.joined(separator: ", ")),
      (WorkbookWords.cutoff, asOf.rfc3339),
    ]
    if let reason = release?.reason { lines.append((WorkbookWords.reason, reason)) }
    func share(_ text: String?) -> String {
      text.map { NumberWords.percent($0).vietnamese } ?? PictureWords.none
    }
    return lines + [
      (WorkbookWords.coverageOfOffices, share(coverage.officesPercent)),
      (WorkbookWords.coverageOfVolume, share(coverage.volumePercent)),
      (ColumnWords.circulation.vietnamese, head.circulation.title.vietnamese),
    ]
  }

  /// When the period is to be published next; nil where nobody says.
  var nextRelease: LocalDate? {
    let number = (head.release?.number ?? 0) + 1
    let year = head.period.end.year
    return (year...(year + 1)).flatMap { ReportingDuty.due(in: $0) }
      .first {
        $0.audience == .everybody && $0.period == head.period && $0.release == number
      }?.due
  }
}
