internal import HosoDomain
internal import HosoProjections

/// What observations and their structure call the same things.
///
/// Source: SDMX 2.1 technical notes, and its cross-domain code lists, of which the codes are.
enum SDMX {
  /// A dimension or an attribute.
  struct Component: Hashable {
    let id: String
    let title: Said
    /// Whether its values are of a list of codes.
    var isCoded = true

    func column(_ kind: ExportColumn.Kind) -> ExportColumn { ExportColumn(id, title, kind) }
  }

  static let folder = "sdmx"
  static let agency = "HOSO"
  static let definition = "HOSO_FIGURES"
  static let value = "OBS_VALUE"
  static let decimals = "DECIMALS"
  static let time = "TIME_PERIOD"
  /// Where a dimension does not apply.
  static let notApplicable = "_Z"
  /// What nobody recorded.
  static let unspecified = "_X"

  static let leading = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]

  /// What every observation of a flow begins with: what is there of these keys is to be as it is
  /// here.
  static func leadingValues(_ head: RowHead, version: String) -> [String] {
    ["dataflow", "\(agency):\(flow(head.circulation))(\(version))", "R"]
  }

  /// What goes out and what stays in the house have the same keys, so each has a flow of its own:
  /// where both are kept, neither takes the other's place.
  static func flow(_ circulation: Circulation) -> String {
    switch circulation {
    case .inHouse: definition + "_INTERNAL"
    case .everybody: definition
    }
  }

  /// Codes of provinces mean others from time to time, so each list of provinces has a version of
  /// the structure: 3.0 since the 34 provinces of 2025-07-01.
  static func version(_ provinces: Provinces, _ period: Period) -> String {
    "\(provinces.edition(on: period.lastDay)).0"
  }

  static let frequency = Component(id: "FREQ", title: CatalogueWords.frequency)
  static let area = Component(id: "REF_AREA", title: CatalogueWords.area)
  static let indicator = Component(id: "INDICATOR", title: ColumnWords.measure)
  static let calendar = Component(id: "CALENDAR", title: ColumnWords.calendar)
  static let release = Component(id: "RELEASE", title: ColumnWords.release, isCoded: false)
  static let status = Component(id: "OBS_STATUS", title: CatalogueWords.observationStatus)
  static let confidentiality = Component(id: "CONF_STATUS", title: ColumnWords.circulation)
  static let standing = Component(id: "RELEASE_STATUS", title: ColumnWords.status)
  static let unit = Component(id: "UNIT_MEASURE", title: ColumnWords.measureUnit)

  static let dimensions = [
    frequency, area, indicator, calendar, release,
    Component(id: time, title: ColumnWords.period, isCoded: false),
  ]
  static let attributes = [
    status, confidentiality, standing, unit,
    Component(id: decimals, title: CatalogueWords.decimals, isCoded: false),
  ]
}

/// What observations are counted in.
enum SDMXUnit: String, CaseIterable {
  case dossiers = "DOSSIERS"
  case legs = "LEGS"
  case percent = "PERCENT"

  init(_ unit: CountDefinition.Unit) {
    switch unit {
    case .dossiers: self = .dossiers
    case .legs: self = .legs
    }
  }

  var title: Said {
    switch self {
    case .dossiers: CatalogueWords.dossiers
    case .legs: CatalogueWords.legs
    case .percent: CatalogueWords.percent
    }
  }
}

/// A period as observations name it.
struct SDMXPeriod {
  enum Frequency: String, CaseIterable {
    case annual = "A"
    case halfYearly = "S"
    case quarterly = "Q"
    case other = "_O"

    var title: Said {
      switch self {
      case .annual: CatalogueWords.annual
      case .halfYearly: CatalogueWords.halfYearly
      case .quarterly: CatalogueWords.quarterly
      case .other: ColumnWords.others
      }
    }
  }

  let frequency: Frequency
  let text: String

  init(_ period: Period) {
    switch period.span {
    case .quarter: (frequency, text) = (.quarterly, period.label)
    case .half(let year, let half): (frequency, text) = (.halfYearly, "\(year)-S\(half)")
    case .year: (frequency, text) = (.annual, period.label)
    case .nineMonths, .dates:
      // The first day and for how many days.
      let days = period.end.dayNumber - period.start.dayNumber
      (frequency, text) = (.other, "\(period.start.iso)/P\(days)D")
    }
  }
}

/// What is said of observations: how far they are to be relied on, and who may have them.
struct SDMXStatus {
  enum Reliance: String, CaseIterable {
    case normal = "A"
    case provisional = "P"
    case unvalidated = "V"
    case lowReliability = "U"
    case suppressed = "Q"

    var title: Said {
      switch self {
      case .normal: CatalogueWords.normal
      case .provisional: CatalogueWords.provisional
      case .unvalidated: CatalogueWords.unvalidated
      case .lowReliability: CatalogueWords.lowReliability
      case .suppressed: CatalogueWords.suppressed
      }
    }
  }

  enum Secrecy: String, CaseIterable {
    case free = "F"
    case notForPublication = "N"
    case confidential = "C"

    var title: Said {
      switch self {
      case .free: CatalogueWords.free
      case .notForPublication: CatalogueWords.notForPublication
      case .confidential: CatalogueWords.confidential
      }
    }
  }

  private let head: RowHead

  init(_ head: RowHead) {
    self.head = head
  }

  func values(isHidden: Bool) -> [FigureValue] {
    let reliance = isHidden ? Reliance.suppressed : reliance
    let secrecy = isHidden ? Secrecy.confidential : secrecy
    return [.text(reliance.rawValue), .text(secrecy.rawValue), .text(head.status.word)]
  }

  private var reliance: Reliance {
    switch head.status {
    case .notEnded, .unpublished: .unvalidated
    case .lowCoverage: .lowReliability
    case .published(.provisional), .published(.revised): .provisional
    case .published(.final), .published(.corrected): .normal
    }
  }

  private var secrecy: Secrecy {
    switch head.circulation {
    case .inHouse: .notForPublication
    case .everybody: .free
    }
  }
}
