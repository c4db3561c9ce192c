internal import HTTPTypes
internal import HosoDomain
internal import HosoWords

/// What an agency is told about a callback that was not taken.
extension Problem {
  /// Everything that is wrong with a request, or with one event of it.
  static func of(_ faults: [InboundFault]) -> Problem {
    guard let first = faults.first else { return .unexpected() }
    switch first.reason {
    case .mediaType: return unsupportedMediaType(InboundReader.mediaTypes)
    case .tooManyEvents(let max):
      return Problem(
        .tooLarge,
        Said("Một lô có tối đa \(max) sự kiện.", "A batch has at most \(max) events."))
    case .json, .wrongShape, .repeatedHeader, .headerEncoding, .missing, .specVersion,
      .attributeName, .attributeValue, .attributeText, .dataNotJSON, .contradiction,
      .unknownType, .typeNotTaken, .memberNotTaken, .foreignAgency, .field:
      return Problem(
        kind(of: first),
        Said(
          "Chưa ghi gì. Sửa theo 'errors' rồi gửi lại.",
          "Nothing was recorded. Mend what 'errors' names, then send it again."),
        errors: faults.map(Flaw.init))
    }
  }

  private static func kind(of fault: InboundFault) -> ProblemKind {
    switch fault.reason {
    case .typeNotTaken: .notAllowed
    case .field(.code(.wrongCheckDigit)): .wrongCheckDigit
    case .json, .wrongShape, .tooManyEvents, .mediaType, .repeatedHeader, .headerEncoding,
      .missing, .specVersion, .attributeName, .attributeValue, .attributeText, .dataNotJSON,
      .contradiction, .unknownType, .memberNotTaken, .foreignAgency, .field:
      fault.isMalformed ? .malformedBody : .unprocessable
    }
  }

  /// A dossier that is not there, or is another agency's: nobody learns which.

  static func unknownCallback() -> Problem {
    Problem(
      .unknown,
      Said(
        "Chưa ghi sự kiện nào của cơ quan với 'id' và 'source' này.",
        "No event of the agency with this 'id' and 'source' was recorded."))
  }

  /// A signature that does not hold; nothing tells how near it came.
  static func badSignature() -> Problem {
    Problem(
      .unauthenticated,
      Said(
        "Chữ ký không đúng, đã quá hạn, hoặc thiếu phần bắt buộc. Xem /docs#postCallbacks.",
        "The signature does not hold, is too old, or covers too little. See /docs#postCallbacks."))
  }

  /// Other content under the id and moment, or the nonce, of a signed message that came before.
  static func replayed() -> Problem {
    Problem(
      .replayedMessage,
      Said(
        "Đã nhận một thông điệp khác cùng webhook-id và webhook-timestamp, hoặc cùng nonce; "
          + "thông điệp này không được ghi. Mỗi sự kiện một id; ký lại với thời điểm mới.",
        "Another message came with the same webhook-id and webhook-timestamp, or the same nonce; "
          + "this one was not recorded. Give each event an id of its own, and sign it anew."))
  }

  static func agencyNeeded() -> Problem {
    badParameter(
      "agency",
      Said("Cần mã cơ quan của bên gửi.", "Say whose callbacks these are: an agency's code."))
  }
}

extension ProblemKind {
  static let replayedMessage = ProblemKind(
    "replayed-message", .unauthorized, Said("Thông điệp đã nhận rồi", "Message replayed"))
}

extension Problem.Flaw {
  init(_ fault: InboundFault) {
    let detail = InboundWords.sentence(fault.reason)
    switch fault.place {
    case .body(let pointer): self.init(detail, pointer: "#" + pointer.fragment)
    case .header(let name): self.init(detail, parameter: name)
    }
  }
}

extension JSONPointer {
  /// The pointer as the fragment of a URI, without its `#`.
  ///
  /// Source: RFC 6901 section 6; RFC 3986 3.5.
  var fragment: String { URLText.escaped(text, keeping: "/") }
}

private enum InboundWords {
  static func sentence(_ reason: InboundFault.Reason) -> Said {
    switch reason {
    case .json(.notJSON(let offset, let flaw)):
      LineWords.said(.notJSON(offset: offset, flaw: flaw))
    case .json(.duplicateKey): LineWords.said(.duplicateField)
    case .json(.tooManyValues(let max)): LineWords.said(.tooMany(max: max))
    case .wrongShape(let expected): LineWords.said(.wrongType(expected: expected))
    case .tooManyEvents(let max): LineWords.said(.tooMany(max: max))
    case .mediaType: Said("Dùng JSON, UTF-8.", "It has to be JSON in UTF-8.")
    case .repeatedHeader: Problem.isTwice
    case .headerEncoding:
      Said(
        "Mã hoá phần trăm theo UTF-8, dấu \" phải đủ đôi.",
        "It has to be percent-encoded UTF-8 with quotation marks in pairs.")
    case .missing: LineWords.said(.missing)
    case .specVersion: Said("Dùng \"1.0\".", "It has to be \"1.0\".")
    case .attributeName:
      Said(
        "Tên thuộc tính chỉ gồm chữ thường và số.",
        "An attribute's name has lower-case letters and digits only.")
    case .attributeValue:
      Said(
        "Thuộc tính là chuỗi, số nguyên hoặc true/false.",
        "An attribute is a string, a whole number or true or false.")
    case .attributeText(let max):
      Said(
        "Tối đa \(max) byte, không có ký tự điều khiển.",
        "At most \(max) bytes, without control characters.")
    case .dataNotJSON: Said("'data' là một đối tượng JSON.", "The data has to be a JSON object.")
    case .contradiction(let other):
      Said("Khác với '\(other)'.", "It differs from '\(other)'.")
    case .unknownType, .typeNotTaken:
      Said(
        "Cơ quan chỉ gửi: \(types).", "Agencies send these types: \(types).")
    case .memberNotTaken:
      Said("Callback không có trường này.", "A callback does not have this member.")
    case .foreignAgency:
      Said(
        "Chỉ nói về cơ quan của mình và cấp dưới.",
        "It is neither your agency nor one below it.")
    case .field(let reason): LineWords.said(reason)
    }
  }

  private static let types = EventType.allCases.filter(InboundCallback.types.contains)
    .map(\.name).joined(separator: ", ")
}
