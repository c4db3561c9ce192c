internal import HosoDomain

/// A value that was sent, and where it stands.
struct Placed<Value: Hashable & Sendable>: Hashable, Sendable {
  var value: Value
  var place: InboundPlace
}

/// What was sent about one event: found, but not yet understood.
///
/// The same for every form in which an event can be sent, so that the same event is the same
/// event whichever way it came.
struct InboundEnvelope: Sendable {
  var id: Placed<JSONValue>?
  var source: Placed<JSONValue>?
  var type: Placed<JSONValue>?
  /// A code of the dossier.
  var subject: Placed<JSONValue>?
  var time: Placed<JSONValue>?
  var sequence: Placed<JSONValue>?
  var data: [JSONMember] = []
  /// Where the members of `data` stand.
  var dataPlace: InboundPlace
  /// The place of the event as a whole.
  let place: InboundPlace
  /// Whether the event has to name its source, as every CloudEvent does.
  let needsSource: Bool
}

// MARK: - One event as a JSON object

extension InboundEnvelope {
  /// An event in CloudEvents' JSON format.
  ///
  /// Source: CloudEvents JSON format 1.0.2, 2 and 3.
  init(structured value: JSONValue, at place: InboundPlace) throws(InboundFault) {
    guard case .object(let members) = value else {
      throw InboundFault(place, .wrongShape(expected: .object))
    }
    self.init(dataPlace: place.appending("data"), place: place, needsSource: true)
    var version: Placed<JSONValue>?
    var contentType: Placed<JSONValue>?
    var data = JSONValue.null
    // A member that is null counts as absent.
    for member in members where member.value != .null {
      let attribute = Placed(value: member.value, place: place.appending(member.key))
      switch member.key {
      case "specversion": version = attribute
      case "datacontenttype": contentType = attribute
      case "data": data = member.value
      case "data_base64": throw InboundFault(attribute.place, .dataNotJSON)
      default: try take(attribute, name: member.key)
      }
    }
    try Self.check(version: version, at: place.appending("specversion"))
    try Self.check(contentType: contentType)
    try take(data: data)
  }

  /// An event in the interchange format.
  init(interchange value: JSONValue, at place: InboundPlace) throws(InboundFault) {
    guard case .object(let members) = value else {
      throw InboundFault(place, .wrongShape(expected: .object))
    }
    self.init(dataPlace: place, place: place, needsSource: false)
    for member in members where member.value != .null {
      let placed = Placed(value: member.value, place: place.appending(member.key))
      switch member.key {
      case "id": id = placed
      case "source": source = placed
      case "type": type = placed
      case "dossier": subject = placed
      case "occurred_at": time = placed
      case "sequence": sequence = placed
      default: data.append(member)
      }
    }
  }

  /// An event whose attributes are in headers and whose data is the body.
  ///
  /// Source: CloudEvents HTTP binding 1.0.2, 3.1.
  init(
    attributes: [(name: String, value: String)], contentType: String?, data: JSONValue
  ) throws(InboundFault) {
    self.init(dataPlace: .body(JSONPointer()), place: .body(JSONPointer()), needsSource: true)
    var version: Placed<JSONValue>?
    for (name, value) in attributes {
      let attribute = Placed(value: JSONValue.text(value), place: .header("ce-" + name))
      switch name {
      case "specversion": version = attribute
      // It is the Content-Type here; a second opinion would be one too many.
      case "datacontenttype": throw InboundFault(attribute.place, .attributeName)
      default: try take(attribute, name: name)
      }
    }
    try Self.check(version: version, at: .header("ce-specversion"))
    if let contentType, !InboundMediaType(contentType).isJSON {
      throw InboundFault(.header("content-type"), .mediaType)
    }
    try take(data: data)
  }

  private init(dataPlace: InboundPlace, place: InboundPlace, needsSource: Bool) {
    self.dataPlace = dataPlace
    self.place = place
    self.needsSource = needsSource
  }
}

// MARK: - Attributes of CloudEvents

extension InboundEnvelope {
  private mutating func take(
    _ attribute: Placed<JSONValue>, name: String
  ) throws(InboundFault) {
    switch name {
    case "id": id = attribute
    case "source": source = attribute
    case "type": type = attribute
    case "subject": subject = attribute
    case "time": time = attribute
    case "sequence": sequence = attribute
    case "dataschema": try Self.check(extension: attribute)
    default:
      // Extensions of others, such as a trace's, are allowed and mean nothing here.
      guard Self.isAttributeName(name) else { throw InboundFault(attribute.place, .attributeName) }
      try Self.check(extension: attribute)
    }
  }

  /// Source: CloudEvents 1.0.2, "Naming conventions".
  private static func isAttributeName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// Source: CloudEvents 1.0.2, "Type system"; CloudEvents JSON format 1.0.2, 2.2.
  private static func check(extension attribute: Placed<JSONValue>) throws(InboundFault) {
    switch attribute.value {
    case .text, .bool: return
    case .number where attribute.value.wholeNumber != nil: return
    case .number, .null, .list, .object: throw InboundFault(attribute.place, .attributeValue)
    }
  }

  private static func check(
    version: Placed<JSONValue>?, at place: InboundPlace
  ) throws(InboundFault) {
    guard let version else { throw InboundFault(place, .missing) }
    guard version.value == .text("1.0") else { throw InboundFault(version.place, .specVersion) }
  }

  private static func check(contentType: Placed<JSONValue>?) throws(InboundFault) {
    guard let contentType else { return }
    guard let text = contentType.value.text else {
      throw InboundFault(contentType.place, .attributeValue)
    }
    guard InboundMediaType(text).isJSON else {
      throw InboundFault(contentType.place, .dataNotJSON)
    }
  }

  private mutating func take(data value: JSONValue) throws(InboundFault) {
    switch value {
    case .null: return
    case .object(let members): data = members.filter { $0.value != .null }
    case .bool, .number, .text, .list: throw InboundFault(dataPlace, .dataNotJSON)
    }
  }
}
