/// What stands where on form II.06a, as dated data: the wording is the law's, not the program's.
///
/// Source: TT 01/2020/TT-VPCP; the bundled wording is that of provincial systems.
public struct FormTemplates: Sendable {
  /// A place on the form that has words.
  public enum Place: String, CaseIterable, Hashable, Sendable {
    case number
    case basis
    case title
    case reporter
    case receiver
    case period
    case counted
    case received
    case settled
    case open
    case inPeriod = "in_period"
    case c1
    case c2
    case c3
    case c4
    case c5
    case c6
    case c7
    case c8
    case c9
    case c10
    case c11
    case c12
    case c13
    case total
    case preparer
    case head
    case sign
  }

  /// The form as it was on some days.
  public struct Template: Sendable {
    public let valid: ClosedRange<LocalDate>
    fileprivate var texts: [Place: String]

    /// Every place has words.
    public subscript(place: Place) -> String { texts[place] ?? "" }
  }

  static let columns = ["form", "place", "text", "valid_from", "valid_to", "source"]
  private static let form = "II.06a"

  /// Such as `forms.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  /// By their first days.
  private let templates: [Template]
  private let first: Template

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: FormTemplates.columns)
    version = "forms.\(table.fingerprint)"
    var templates: [Template] = []
    for row in table.rows {
      guard row["form"] == FormTemplates.form else {
        throw row.fault("form", .badValue(row["form"]))
      }
      guard let place = Place(rawValue: row["place"]), !row["text"].isEmpty else {
        throw row.fault("place", .badValue(row["place"]))
      }
      let valid = try row.validity()
      let index = templates.firstIndex { $0.valid.overlaps(valid) }
      if let index, templates[index].valid != valid {
        throw row.fault("valid_from", .contradiction(row["valid_from"]))
      }
      if index == nil { templates.append(Template(valid: valid, texts: [:])) }
      guard
        templates[index ?? templates.count - 1].texts.updateValue(row["text"], forKey: place)
          == nil
      else { throw row.fault("place", .duplicate(place.rawValue)) }
    }
    self.templates = templates.sorted { $0.valid.lowerBound < $1.valid.lowerBound }
    for template in templates {
      for place in Place.allCases where template.texts[place] == nil {
        throw TableFault(line: 0, column: "place", reason: .badValue(place.rawValue))
      }
    }
    guard let first = self.templates.first else {
      throw TableFault(line: 0, column: nil, reason: .empty)
    }
    self.first = first
  }

  /// The form this product comes with.
  public static func bundled() throws(TableFault) -> FormTemplates {
    try FormTemplates(csv: PackageResources.forms_csv)
  }

  /// The form of a day: the one in force, else the last before it, else the first there is.
  public func template(on date: LocalDate) -> Template {
    templates.last { $0.valid.lowerBound <= date } ?? first
  }
}
