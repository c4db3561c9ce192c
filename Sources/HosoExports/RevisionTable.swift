public import HosoDomain
public import HosoProjections

/// The cells that changed between two publications, with their causes.
public struct RevisionTable: ExportDocument {
  private let head: [(column: ExportColumn, value: FigureValue)]
  private let revision: Revision
  /// How the change is classed, and what was said of it; nil where no export asks for it.
  private let notice: (type: String, reason: String?)?

  /// A comparison of two publications.
  ///
  /// - Parameters:
  ///   - from: The earlier one's name.
  ///   - to: The later one's name.
  public init(_ revision: Revision, from: ReleaseName, to: ReleaseName) {
    self.revision = revision
    notice = nil
    head = [
      (ExportColumn("period", ColumnWords.period, .text), .text(revision.period.label)),
      (
        ExportColumn("calendar", ColumnWords.calendar, .text),
        .text(revision.period.calendar.rawValue)
      ),
      (ExportColumn("from", ColumnWords.release, .text), .text(from.text)),
      (ExportColumn("to", ColumnWords.release, .text), .text(to.text)),
    ]
  }

  /// What an export says of the publication before; no rows if there is none.
  init(_ head: RowHead, _ revision: Revision?, isCorrection: Bool, reason: String?) {
    self.revision =
      revision ?? Revision.none(of: head.period)
    self.head = zip(RowHead.columns, head.values("")).dropLast().map { ($0, $1) }
    notice = (isCorrection ? "C" : "R1", reason)
  }

  public var name: String { "corrections" }
  public let isSummable = false
  public let key = ["period", "level", "province", "service", "channel", "measure"]
  public var title: Said { ColumnWords.corrections }

  public var columns: [ExportColumn] {
    head.map(\.column) + [ExportColumn("level", ColumnWords.level, .text)]
      + Throughput.groupings.map { ExportColumn($0.rawValue, ColumnWords.title($0), .text) }
      + [
        ExportColumn("measure", ColumnWords.measure, .text, format: .measure),
        ExportColumn("old", ColumnWords.old, .count), ExportColumn("new", ColumnWords.new, .count),
        ExportColumn("change", ColumnWords.change, .count),
      ]
      + ChangeCause.allCases.map { ExportColumn("n_" + $0.rawValue, ColumnWords.title($0), .count) }
      + (notice == nil
        ? []
        : [
          ExportColumn("class", ColumnWords.changeClass, .text),
          ExportColumn("notice", ColumnWords.notice, .text),
        ])
  }

  public var rows: some Sequence<[FigureValue]> {
    revision.cells.lazy.map(values)
  }

  /// What tells of a cell, in the order of the columns.
  private func values(_ cell: RevisedCell) -> [FigureValue] {
    let groups = zip(cell.level.groupings, cell.group).reduce(into: [Grouping: String]()) {
      $0[$1.0] = $1.1
    }
    let causes = ChangeCause.allCases.map { FigureValue.count(cell.sum(of: $0)) }
    let rest: [FigureValue] =
      notice.map { [.text($0.type), $0.reason.map { .text($0) } ?? .empty] } ?? []
    return head.map(\.value) + [.text(cell.level.rawValue)]
      + Throughput.groupings.map { .text(groups[$0] ?? RowHead.all) }
      + [
        .text(cell.count.name), .count(cell.old), .count(cell.new), .count(cell.new - cell.old),
      ] + causes + rest
  }
}
