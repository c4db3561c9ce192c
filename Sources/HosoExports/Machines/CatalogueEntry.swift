internal import HosoDomain
internal import HosoProjections

/// The export as a data portal lists it: a catalogue of one data set, each file with its size and
/// hash; publisher, contact and licence are those of the operator's table.
///
/// Addresses are relative, so that the folder may lie anywhere.
/// Source: W3C, Data Catalog Vocabulary (DCAT) 3; SPDX for checksums.
struct CatalogueEntry {
  static let path = "dcat.ttl"
  static let mediaType = "text/turtle"

  private typealias Property = TurtleBuilder.Property
  private typealias Term = TurtleBuilder.Term

  let head: RowHead
  let release: Release?
  /// When the period was first published; nil if it was not.
  let firstPublished: RecordedAt?
  let asOf: RecordedAt
  let terms: CatalogueTerms
  /// All but this one and the manifest, which has its hash.
  let files: [(title: Said, file: ExportedFile)]

  private static let prefixes = [
    ("adms", "http://www.w3.org/ns/adms#"), ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"), ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("spdx", "http://spdx.org/rdf/terms#"), ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
  ]
  private static let dataSet = Term.iri("#dataset")
  private static let publisher = Term.iri("#publisher")
  private static let contact = Term.iri("#contact")

  func bytes() -> [UInt8] {
    var turtle = TurtleBuilder()
    for (name, iri) in CatalogueEntry.prefixes { turtle.prefix(name, iri) }
    turtle.add(.iri("#catalog"), catalogue)
    turtle.add(CatalogueEntry.dataSet, dataSet)
    turtle.add(CatalogueEntry.publisher, publisher)
    turtle.add(CatalogueEntry.contact, contact)
    turtle.add(licence, licenceItself)
    for (title, file) in files {
      turtle.add(.iri("#" + file.path), distribution(title, file))
    }
    return turtle.bytes
  }

  private var catalogue: [Property] {
    [
      Property("a", .name("dcat:Catalog")), Property("dct:title", CatalogueWords.catalogue),
      Property("dct:description", CatalogueWords.about),
      Property("dct:publisher", CatalogueEntry.publisher), Property("dct:license", licence),
      Property("dct:modified", CatalogueEntry.moment(asOf)),
      Property("dcat:dataset", CatalogueEntry.dataSet),
    ]
  }

  private var dataSet: [Property] {
    let period = head.period
    return [
      Property("a", .name("dcat:Dataset")),
      Property("dct:identifier", .typed(identifier, type: "xsd:string")),
      Property("dct:title", CatalogueWords.title(of: period)),
      Property("dct:description", CatalogueWords.about),
      Property("dct:publisher", CatalogueEntry.publisher),
      Property("dcat:contactPoint", CatalogueEntry.contact), Property("dct:license", licence),
      Property(
        "dct:accessRights",
        .nameless([
          Property("a", .name("dct:RightsStatement")),
          Property("rdfs:label", head.circulation.title),
        ])),
      Property("dct:issued", each: firstPublished.map { [CatalogueEntry.moment($0)] } ?? []),
      Property("dct:modified", CatalogueEntry.moment(asOf)),
      Property(
        "dct:temporal",
        .nameless([
          Property("a", .name("dct:PeriodOfTime")),
          Property("dcat:startDate", .typed(period.start.iso, type: "xsd:date")),
          Property("dcat:endDate", .typed(period.lastDay.iso, type: "xsd:date")),
        ])),
      Property("dct:accrualPeriodicity", each: rhythm.map { [.iri($0)] } ?? []),
      Property(
        "dcat:version", each: head.release.map { [.typed($0.text, type: "xsd:string")] } ?? []),
      Property("adms:versionNotes", CatalogueWords.notes(head.status, release)),
      Property("dcat:keyword", each: CatalogueEntry.keywords),
      Property("rdfs:seeAlso", .iri(Manifest.path)),
      Property("dcat:distribution", each: files.map { .iri("#" + $0.file.path) }),
    ]
  }

  /// Of this data set alone: a period has other days in another calendar, other figures at another
  /// moment, and tells everybody less, each by its threshold.
  private var identifier: String {
    let figures = head.release?.text ?? head.period.label + "@" + asOf.rfc3339
    let audience = head.circulation.threshold.map { "public-\($0.rawValue)" } ?? "internal"
    return ["hoso", head.calendarWord, figures, audience].joined(separator: ":")
  }

  private static let keywords = CatalogueWords.keywords.flatMap { word in
    Language.allCases.map { Term.text(word($0), $0) }
  }

  /// How often such a period comes; nil for days of any choice, and for nine months.
  ///
  /// Source: the European Union's authority table of frequencies, which DCAT profiles use.
  private var rhythm: String? {
    let word: String? =
      switch head.period.span {
      case .quarter: "QUARTERLY"
      case .half: "ANNUAL_2"
      case .year: "ANNUAL"
      case .nineMonths, .dates: nil
      }
    return word.map { "http://publications.europa.eu/resource/authority/frequency/" + $0 }
  }

  private static func moment(_ moment: RecordedAt) -> Term {
    .typed(moment.rfc3339, type: "xsd:dateTime")
  }

  private func distribution(_ title: Said, _ file: ExportedFile) -> [Property] {
    // What comes after a semicolon is how it is written, not what it is.
    let type = file.mediaType.prefix { $0 != ";" }
    return [
      Property("a", .name("dcat:Distribution")), Property("dct:title", title),
      Property("dct:license", licence), Property("dcat:accessURL", .iri(file.path)),
      Property("dcat:downloadURL", .iri(file.path)),
      Property("dcat:mediaType", .iri("https://www.iana.org/assignments/media-types/" + type)),
      Property("dcat:byteSize", .typed(String(file.bytes), type: "xsd:nonNegativeInteger")),
      Property(
        "spdx:checksum",
        .nameless([
          Property("a", .name("spdx:Checksum")),
          Property("spdx:algorithm", .name("spdx:checksumAlgorithm_sha256")),
          Property("spdx:checksumValue", .typed(file.sha256, type: "xsd:hexBinary")),
        ])),
    ]
  }
}

// MARK: - What the operator says

extension CatalogueEntry {
  private func term(_ item: CatalogueTerms.Item) -> CatalogueTerms.Term? {
    terms.term(item, for: head.circulation.audience, on: LocalDate(vietnam: asOf))
  }

  private var publisher: [Property] {
    let term = term(.publisher)
    return [
      Property("a", .name("foaf:Agent")), Property("foaf:name", term?.text ?? Said(both: "")),
      Property("foaf:homepage", each: term?.iri.map { [.iri($0)] } ?? []),
    ]
  }

  private var contact: [Property] {
    let term = term(.contact)
    return [
      Property("a", .name("vcard:Kind")), Property("vcard:fn", term?.text ?? Said(both: "")),
      Property(CatalogueEntry.way(to: term?.iri), each: term?.iri.map { [.iri($0)] } ?? []),
    ]
  }

  /// How an address is reached.
  private static func way(to iri: String?) -> String {
    guard let iri else { return "vcard:hasURL" }
    if iri.hasPrefix("mailto:") { return "vcard:hasEmail" }
    return iri.hasPrefix("tel:") ? "vcard:hasTelephone" : "vcard:hasURL"
  }

  /// Where it can be read, else what this file itself says of it.
  private var licence: Term { .iri(term(.licence)?.iri ?? "#licence") }

  private var licenceItself: [Property] {
    [
      Property("a", .name("dct:LicenseDocument")),
      Property("dct:title", term(.licence)?.text ?? Said(both: "")),
    ]
  }
}
