internal import HosoDomain

/// Where in a request something stands.
enum InboundPlace: Hashable, Sendable {
  /// A value of the body.
  case body(JSONPointer)
  /// A header, by its name in lower case.
  case header(String)

  /// The place of a part further in; a header has none.
  func appending(_ part: String) -> InboundPlace {
    switch self {
    case .body(let pointer): .body(pointer.appending(part))
    case .header: self
    }
  }
}

/// Why a callback is none: what is wrong, and where.
struct InboundFault: Error, Hashable, Sendable {
  var place: InboundPlace
  var reason: Reason

  enum Reason: Hashable, Sendable {
    /// The body is not JSON, or names a member twice.
    case json(JSONValueFault)
    /// The body, or the event, is another kind of value.
    case wrongShape(expected: LineFault.ValueKind)
    /// More events than a batch may have.
    case tooManyEvents(max: Int)
    /// Neither a form of CloudEvents nor JSON, or text in another encoding than UTF-8.
    case mediaType
    /// The header is there twice.
    case repeatedHeader
    /// A percent sign without two hexadecimal digits, a quote that is not closed, or bytes that
    /// are not UTF-8.
    case headerEncoding
    /// The attribute is absent, null or empty.
    case missing
    /// Another version of CloudEvents than 1.0.
    case specVersion
    /// A name that no attribute of a CloudEvent can have.
    case attributeName
    /// An extension attribute that is no text, whole number or truth value.
    case attributeValue
    /// A control character, or more bytes than any id or source needs.
    case attributeText(bytesMax: Int)
    /// Data that is no JSON object: base64, or another `datacontenttype`.
    case dataNotJSON
    /// Envelope and data say different things.
    case contradiction(with: String)
    /// The name of no type of event.
    case unknownType
    /// A type that others tell: the post, or the centre.
    case typeNotTaken
    /// Callbacks do not carry this member: it is unknown, or the post's to say.
    case memberNotTaken
    /// An agency that is neither the caller nor below it.
    case foreignAgency
    /// The value breaks the rules of its field.
    case field(LineFault.Reason)
  }

  init(_ place: InboundPlace, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }

  /// Whether the request cannot even be read, so that nothing is known of what it means.
  var isMalformed: Bool {
    switch reason {
    case .json, .wrongShape, .repeatedHeader, .headerEncoding, .field(.notJSON): true
    case .tooManyEvents, .mediaType, .missing, .specVersion, .attributeName, .attributeValue,
      .attributeText, .dataNotJSON, .contradiction, .unknownType, .typeNotTaken,
      .memberNotTaken, .foreignAgency, .field:
      false
    }
  }
}
