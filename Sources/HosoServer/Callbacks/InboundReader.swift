internal import HosoDomain

/// How events stand in a request.
enum InboundForm: Hashable, Sendable {
  /// One CloudEvent as a JSON object.
  case structured
  /// One CloudEvent with its attributes in headers.
  case binary
  /// A list of CloudEvents.
  case batch
  /// One event as a line of the interchange format.
  case interchange
}

/// What a request says, event by event.
struct InboundMessage: Sendable {
  let form: InboundForm
  /// One result for each event, in the order in which they were sent.
  let items: [Result<InboundCallback, InboundFault>]
}

/// Reads callbacks of an agency: a function of headers and body, whatever they are.
struct InboundReader: Sendable {
  /// Events in a batch: what one commit takes without keeping a scan at a counter waiting.
  static let eventsMax = 1_000
  /// Bytes of a body: a thousand events of a kilobyte each.
  static let bodyBytesMax = 1 << 20
  /// Media types that are taken; in binary mode every other kind of JSON is taken as well.
  static let mediaTypes = [
    "application/cloudevents+json", "application/cloudevents-batch+json", "application/json",
  ]

  /// Who sends.
  let agency: AgencyCode
  /// Of the office whose ledger takes what is sent.
  var codes = CodeRules.standard

  /// - Throws: `InboundFault` if nothing can be read; what is wrong with one event of a batch is
  ///   that event's result.
  func read(_ headers: InboundHeaders, body: [UInt8]) throws -> InboundMessage {
    let form = try form(headers)
    var interpreter = try InboundInterpreter(agency: agency, codes: codes)
    let root = InboundPlace.body(JSONPointer())
    switch form {
    case .binary:
      let data = body.isEmpty ? .null : try value(body)
      let envelope = try InboundEnvelope(
        attributes: try headers.attributes(), contentType: try headers.value("content-type"),
        data: data)
      return InboundMessage(form: form, items: [try result { try interpreter.callback(envelope) }])
    case .structured, .interchange:
      let value = try value(body)
      // A CloudEvent that is merely called JSON is still one: no line has this member.
      let isEvent = form == .structured || value["specversion"] != nil
      let envelope =
        isEvent
        ? try InboundEnvelope(structured: value, at: root)
        : try InboundEnvelope(interchange: value, at: root)
      return InboundMessage(
        form: isEvent ? .structured : .interchange,
        items: [try result { try interpreter.callback(envelope) }])
    case .batch:
      guard case .list(let values) = try value(body) else {
        throw InboundFault(root, .wrongShape(expected: .list))
      }
      guard values.count <= Self.eventsMax else {
        throw InboundFault(root, .tooManyEvents(max: Self.eventsMax))
      }
      let items = try values.enumerated().map { index, value in
        try result {
          try interpreter.callback(
            try InboundEnvelope(structured: value, at: root.appending(String(index))))
        }
      }
      return InboundMessage(form: form, items: items)
    }
  }

  private func form(_ headers: InboundHeaders) throws(InboundFault) -> InboundForm {
    guard let contentType = try headers.value("content-type"), !contentType.isEmpty else {
      if headers.hasAttributes { return .binary }
      throw InboundFault(.header("content-type"), .mediaType)
    }
    let type = InboundMediaType(contentType)
    guard type.isJSON else { throw InboundFault(.header("content-type"), .mediaType) }
    switch type.essence {
    case "application/cloudevents+json": return .structured
    case "application/cloudevents-batch+json": return .batch
    default:
      if headers.hasAttributes { return .binary }
      guard type.essence == "application/json" else {
        throw InboundFault(.header("content-type"), .mediaType)
      }
      return .interchange
    }
  }

  private func value(_ body: [UInt8]) throws(InboundFault) -> JSONValue {
    do throws(JSONValueFault) {
      return try JSONValue(reading: body)
    } catch {
      guard case .duplicateKey(let pointer) = error else {
        throw InboundFault(.body(JSONPointer()), .json(error))
      }
      throw InboundFault(.body(pointer), .json(error))
    }
  }

  private func result(
    _ make: () throws -> InboundCallback
  ) throws -> Result<InboundCallback, InboundFault> {
    do {
      return .success(try make())
    } catch let fault as InboundFault {
      return .failure(fault)
    }
  }
}
