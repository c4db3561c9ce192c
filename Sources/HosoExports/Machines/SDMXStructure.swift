internal import HosoDomain
internal import HosoPages
internal import HosoProjections

/// What the observations are made of: code lists, concepts, dimensions and attributes.
///
/// Source: SDMX-ML 2.1, structure message.
struct SDMXStructure {
  static let path = SDMX.folder + "/dsd.xml"
  static let mediaType = "application/vnd.sdmx.structure+xml"

  /// Codes with what they are called, under the component that takes them.
  private struct CodeList {
    let component: SDMX.Component
    let codes: [(id: String, name: Said)]
    /// Whether there are codes besides that these observations do not need.
    var isPartial = false

    var id: String { "CL_" + component.id }
  }

  let observations: SDMXObservations
  let asOf: RecordedAt

  private static let concepts = "CS_HOSO"
  private static let namespace = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"

  func bytes() -> [UInt8] {
    let head = observations.head
    let id = head.release?.text ?? head.period.label
    let lists = codeLists
    // Escaped as in pages: the same characters are markup in both.
    let message: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <mes:Structure xmlns:mes="\(Self.namespace)message" xmlns:str="\(Self.namespace)structure" \
      xmlns:com="\(Self.namespace)common">
      <mes:Header><mes:ID>\(Self.identifier(id))</mes:ID><mes:Test>false</mes:Test>\
      <mes:Prepared>\(asOf.rfc3339)</mes:Prepared><mes:Sender id="\(SDMX.agency)"/></mes:Header>
      <mes:Structures>
      <str:Dataflows>\
      \(open("Dataflow", id: SDMX.flow(head.circulation)))\
      \(names(CatalogueWords.figures))<str:Structure>\
      \(reference(id: SDMX.definition, "DataStructure"))</str:Structure></str:Dataflow>\
      </str:Dataflows>
      <str:Codelists>
      \(lists.map(markup(of:)))</str:Codelists>
      <str:Concepts>
      \(conceptScheme)</str:Concepts>
      <str:DataStructures>
      \(dataStructure)</str:DataStructures>
      </mes:Structures>
      </mes:Structure>

      """
    return Array(message.text.utf8)
  }

  private var codeLists: [CodeList] {
    [
      CodeList(
        component: SDMX.frequency,
        codes: SDMXPeriod.Frequency.allCases.map { ($0.rawValue, $0.title) }),
      CodeList(
        component: SDMX.area,
        codes: observations.areas.map { ($0.code, $0.name) }, isPartial: true),
      CodeList(
        component: SDMX.indicator, codes: observations.indicators.map { ($0.code, $0.title) },
        isPartial: true),
      CodeList(
        component: SDMX.calendar,
        codes: RowHead.calendarWords.map { ($0, CatalogueWords.calendar($0)) }),
      CodeList(
        component: SDMX.status,
        codes: SDMXStatus.Reliance.allCases.map { ($0.rawValue, $0.title) }, isPartial: true),
      CodeList(
        component: SDMX.confidentiality,
        codes: SDMXStatus.Secrecy.allCases.map { ($0.rawValue, $0.title) }, isPartial: true),
      CodeList(component: SDMX.standing, codes: RowStatus.all.map { ($0.word, $0.title) }),
      CodeList(component: SDMX.unit, codes: SDMXUnit.allCases.map { ($0.rawValue, $0.title) }),
    ]
  }

  private func markup(of list: CodeList) -> HTML {
    let codes = list.codes.map { code -> HTML in
      "<str:Code id=\"\(code.id)\">\(names(code.name))</str:Code>\n"
    }
    return """
      <str:Codelist id="\(list.id)" agencyID="\(SDMX.agency)" version="\(observations.version)" \
      isPartial="\(list.isPartial ? "true" : "false")">\(names(list.component.title))
      \(codes)</str:Codelist>

      """
  }

  private var conceptScheme: HTML {
    let value = SDMX.Component(id: SDMX.value, title: ColumnWords.value, isCoded: false)
    let concepts = (SDMX.dimensions + [value] + SDMX.attributes).map { component -> HTML in
      "<str:Concept id=\"\(component.id)\">\(names(component.title))</str:Concept>\n"
    }
    return """
      \(open("ConceptScheme", id: Self.concepts))\(names(CatalogueWords.concepts))
      \(concepts)</str:ConceptScheme>

      """
  }

  private var dataStructure: HTML {
    let dimensions = SDMX.dimensions.enumerated().map { place, dimension -> HTML in
      guard dimension.id != SDMX.time else {
        return """
          <str:TimeDimension id="\(dimension.id)" position="\(place + 1)">\(concept(dimension.id))\
          <str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/>\
          </str:LocalRepresentation></str:TimeDimension>

          """
      }
      return """
        <str:Dimension id="\(dimension.id)" position="\(place + 1)">\(concept(dimension.id))\
        \(values(of: dimension))</str:Dimension>

        """
    }
    let attributes = SDMX.attributes.map { attribute -> HTML in
      """
      <str:Attribute id="\(attribute.id)" assignmentStatus="Mandatory">\(concept(attribute.id))\
      \(values(of: attribute))<str:AttributeRelationship><str:PrimaryMeasure>\
      <Ref id="\(SDMX.value)"/></str:PrimaryMeasure></str:AttributeRelationship></str:Attribute>

      """
    }
    return """
      \(open("DataStructure", id: SDMX.definition))\(names(CatalogueWords.figures))
      <str:DataStructureComponents>
      <str:DimensionList id="DimensionDescriptor">
      \(dimensions)</str:DimensionList>
      <str:AttributeList id="AttributeDescriptor">
      \(attributes)</str:AttributeList>
      <str:MeasureList id="MeasureDescriptor">
      <str:PrimaryMeasure id="\(SDMX.value)">\(concept(SDMX.value))<str:LocalRepresentation>\
      <str:TextFormat textType="Decimal"/></str:LocalRepresentation></str:PrimaryMeasure>
      </str:MeasureList>
      </str:DataStructureComponents>
      </str:DataStructure>

      """
  }
}

// MARK: - Pieces

extension SDMXStructure {
  private func open(_ kind: String, id: String) -> HTML {
    // A kind is a name of this file.
    """
    <str:\(kind) id="\(id)" agencyID="\(SDMX.agency)" version="\(observations.version)">
    """
  }

  private func names(_ said: Said) -> HTML {
    Language.allCases.reduce(HTML.empty) { names, language in
      let name: HTML = """
        <com:Name xml:lang="\(language.rawValue)">\(Self.plain(said(language)))</com:Name>
        """
      return names + name
    }
  }

  private func reference(id: String, _ kind: String) -> HTML {
    """
    <Ref id="\(id)" version="\(observations.version)" agencyID="\(SDMX.agency)" \
    package="\(kind == "Codelist" ? "codelist" : "datastructure")" class="\(kind)"/>
    """
  }

  private func concept(_ id: String) -> HTML {
    """
    <str:ConceptIdentity><Ref id="\(id)" maintainableParentID="\(Self.concepts)" \
    maintainableParentVersion="\(observations.version)" agencyID="\(SDMX.agency)" \
    package="conceptscheme" class="Concept"/></str:ConceptIdentity>
    """
  }

  private func values(of component: SDMX.Component) -> HTML {
    let type = component.id == SDMX.decimals ? "Integer" : "String"
    let values: HTML =
      component.isCoded
      ? """
      <str:Enumeration>\(reference(id: "CL_" + component.id, "Codelist"))</str:Enumeration>
      """ : "<str:TextFormat textType=\"\(type)\"/>"
    return "<str:LocalRepresentation>\(values)</str:LocalRepresentation>"
  }

  /// Letters, digits and hyphens.
  private static func identifier(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// Without what XML cannot hold, however it is written.
  ///
  /// Source: XML 1.0, 2.2 "Characters".
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.value >= 0x20 && $0.value & 0xFFFE != 0xFFFE }))
  }
}
