internal import HosoDomain
internal import HosoWords

extension Problem {
  /// A body that is no JSON, or whose values do not fit.
  init(_ fault: LineFault) {
    let said = LineWords.said(fault.reason)
    switch fault.reason {
    case .notJSON, .notCSV:
      self.init(.malformedBody, said)
    case .code(.wrongCheckDigit):
      self.init(.wrongCheckDigit, said)
    case .unknownField, .duplicateField, .missing, .wrongType, .tooLong, .tooMany, .outOfRange,
      .controlCharacter, .unknownValue, .code, .timestamp, .notADate, .notAHash,
      .notADigest, .endsBeforeItBegins, .notAPeriod,
      .crowded, .notAllowedFor:
      self.init(.unprocessable, said)
    }
    if let field = fault.field {
      errors = [Flaw(said, pointer: "#" + Problem.pointer(field))]
    }
  }

  init(_ fault: JSONValueFault) {
    switch fault {
    case .notJSON(let offset, let flaw):
      self.init(LineFault(field: nil, reason: .notJSON(offset: offset, flaw: flaw)))
    case .duplicateKey(let pointer):
      let said = LineWords.said(.duplicateField)
      self.init(.malformedBody, said, errors: [Flaw(said, pointer: "#" + pointer.text)])
    case .tooManyValues(let max):
      self.init(.unprocessable, LineWords.said(.tooMany(max: max)))
    }
  }

  /// A code in the path that cannot be one.
  static func code(_ fault: CodeFault) -> Problem {
    if case .wrongCheckDigit = fault { return Problem(.wrongCheckDigit, CodeWords.said(fault)) }
    return Problem(.notACode, CodeWords.said(fault))
  }

  /// A member of a body that does not fit.
  public static func member(_ pointer: String, _ detail: Said) -> Problem {
    Problem(.unprocessable, detail, errors: [Flaw(detail, pointer: "#" + pointer)])
  }

  /// `set.office` or `aliases[2]` as a JSON pointer.
  private static func pointer(_ field: String) -> String {
    "/" + field.replacing(".", with: "/").replacing("[", with: "/").replacing("]", with: "")
  }
}
