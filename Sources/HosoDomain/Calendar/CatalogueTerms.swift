/// Who publishes figures, whom to ask, and what may be done with them, as dated data: a catalogue
/// says what its operator says.
///
/// The product comes with a table that gives no name, no contact, and no licence in house.
public struct CatalogueTerms: Sendable {
  /// Whom files are for.
  public enum Audience: String, CaseIterable, Hashable, Sendable {
    case inHouse = "internal"
    case everybody = "public"
  }

  public enum Item: String, CaseIterable, Hashable, Sendable {
    case publisher
    case contact
    case licence
  }

  /// What holds on some days.
  public struct Term: Hashable, Sendable {
    /// Absolute, and without any character that an IRI must not have; nil where there is none.
    public let iri: String?
    public let text: Said
    fileprivate let valid: ClosedRange<LocalDate>
  }

  private struct Key: Hashable {
    let audience: Audience
    let item: Item
  }

  static let columns = [
    "audience", "item", "iri", "text_vi", "text_en", "valid_from", "valid_to", "source",
  ]
  /// Bytes of a text or an IRI.
  private static let textMax = 1_000
  private static let schemes = ["https://", "http://", "mailto:", "tel:", "urn:"]
  /// Source: RFC 3987, section 2.2, and Turtle's IRIREF: what has to be written otherwise.
  private static let banned = Set("<>\"{}|\\^`".unicodeScalars)

  /// Such as `catalogue.1a2b3c4d`: a fingerprint of the table.
  public let version: String
  /// By their first days; none is empty.
  private let terms: [Key: [Term]]

  public init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(csv: csv, columns: CatalogueTerms.columns)
    version = "catalogue.\(table.fingerprint)"
    var terms: [Key: [Term]] = [:]
    for row in table.rows {
      guard let audience = Audience(rawValue: row["audience"]) else {
        throw row.fault("audience", .badValue(row["audience"]))
      }
      guard let item = Item(rawValue: row["item"]) else {
        throw row.fault("item", .badValue(row["item"]))
      }
      let term = Term(
        iri: try CatalogueTerms.iri(row),
        text: Said(
          try CatalogueTerms.text("text_vi", row), try CatalogueTerms.text("text_en", row)),
        valid: try row.validity())
      let key = Key(audience: audience, item: item)
      let known = terms[key] ?? []
      guard !known.contains(where: { $0.valid.overlaps(term.valid) }) else {
        throw row.fault("item", .duplicate(item.rawValue))
      }
      terms[key] = known + [term]
    }
    for audience in Audience.allCases {
      for item in Item.allCases where terms[Key(audience: audience, item: item)] == nil {
        throw TableFault(line: 0, column: "item", reason: .badValue(item.rawValue))
      }
    }
    self.terms = terms.mapValues { $0.sorted { $0.valid.lowerBound < $1.valid.lowerBound } }
  }

  /// The table this product comes with.
  public static func bundled() throws(TableFault) -> CatalogueTerms {
    try CatalogueTerms(csv: PackageResources.catalogue_csv)
  }

  /// What holds on a day, else what held last before it, else the first there is; nil for nothing.
  public func term(_ item: Item, for audience: Audience, on date: LocalDate) -> Term? {
    let all = terms[Key(audience: audience, item: item)] ?? []
    return all.last { $0.valid.lowerBound <= date } ?? all.first
  }

  private static func text(_ column: String, _ row: Table.Row) throws(TableFault) -> String {
    let text = row[column]
    guard !text.isEmpty, text.utf8.count <= textMax, text.unicodeScalars.allSatisfy(isPlain)
    else { throw row.fault(column, .badValue(text)) }
    return text
  }

  private static func iri(_ row: Table.Row) throws(TableFault) -> String? {
    let text = row["iri"]
    guard !text.isEmpty else { return nil }
    guard text.utf8.count <= textMax, schemes.contains(where: text.hasPrefix),
      text.unicodeScalars.allSatisfy({ isPlain($0) && $0 != " " && !banned.contains($0) })
    else { throw row.fault("iri", .badValue(text)) }
    return text
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0x7F
  }
}
