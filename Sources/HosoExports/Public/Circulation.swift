public import HosoDomain

/// Who may have an export.
public enum Circulation: Hashable, Sendable {
  /// Agencies and the post: everything, as it is.
  case inHouse
  /// Everybody: counts of places, procedures and channels that are small stay untold.
  case everybody(Threshold)

  /// The smallest count that is told of a group.
  public enum Threshold: Int64, CaseIterable, Sendable {
    case three = 3
    case five = 5
    case ten = 10
  }

  /// As it stands in every file.
  public var title: Said {
    switch self {
    case .inHouse: Said("Lưu hành nội bộ", "Internal")
    case .everybody: Said("Công khai", "Public")
    }
  }

  /// Whose publisher, contact and licence hold.
  var audience: CatalogueTerms.Audience {
    switch self {
    case .inHouse: .inHouse
    case .everybody: .everybody
    }
  }

  var threshold: Threshold? {
    switch self {
    case .inHouse: nil
    case .everybody(let threshold): threshold
    }
  }
}

/// Why figures cannot be given to everybody.
public enum PublicRefusal: Hashable, Sendable {
  /// Nobody published them.
  case unpublished
  /// Spans that overlap would tell of each other what either hides.
  case notAQuarter
}

/// A document each row of which says at its end who may have it, so that a row passed on alone does
/// so too.
struct CirculatedDocument<Document: ExportDocument>: ExportDocument {
  static var column: ExportColumn {
    ExportColumn("circulation", ColumnWords.circulation, .text, format: .circulation)
  }

  let document: Document
  let circulation: Circulation

  var name: String { document.name }
  var title: Said { document.title }
  var isSummable: Bool { document.isSummable }
  var key: [String] { document.key }
  var columns: [ExportColumn] { document.columns + [Self.column] }

  var rows: some Sequence<[FigureValue]> {
    let last = FigureValue.text(circulation.title.vietnamese)
    return document.rows.lazy.map { $0 + [last] }
  }
}
