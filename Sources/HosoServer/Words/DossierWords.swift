internal import HosoDomain

/// What is said about dossiers and events that are not there, or not the caller's.
extension Problem {
  /// The same for a code nobody scanned and for one of somebody else's dossier.
  static func unknownDossier() -> Problem {
    Problem(
      .unknown,
      Said(
        "Không có hồ sơ mang mã này trong phạm vi khoá của bạn.",
        "No dossier with this code within your key's reach."))
  }

  static func unknownEvent() -> Problem {
    Problem(
      .unknown,
      Said(
        "Không có sự kiện này trong phạm vi khoá của bạn.",
        "No such event within your key's reach."))
  }

  static func notYours() -> Problem {
    Problem(
      .notAllowed,
      Said(
        "Việc này ngoài phạm vi khoá của bạn.", "That is beyond what this key may."))
  }

  /// Why an event is not the key's to write.
  init(_ refusal: WritingRefusal) { self.init(.notAllowed, WritingWords.said(refusal)) }
}

/// Why an event is not a key's to write, in words.
enum WritingWords {
  static func said(_ refusal: WritingRefusal) -> Said {
    switch refusal {
    case .type(let type):
      Said(
        "Khoá này không ghi sự kiện \(type.name): \(vi(type)).",
        "This key does not write \(type.name): \(en(type)).")
    case .source:
      Said(
        "Nguồn (source) này là của nơi khác. Dùng nguồn của bưu cục mình, hoặc nhờ quản trị cấp "
          + "thêm nguồn cho khoá.",
        "This source is somebody else's. Use one of your own office, or have an administrator "
          + "give it to the key.")
    case .office:
      Said(
        "Bưu cục (office) này không phải của khoá.", "This office is not the key's.")
    case .target:
      Said(
        "Sự kiện cần sửa thuộc nguồn của nơi khác.",
        "What is to be corrected is of somebody else's source.")
    }
  }

  private static func vi(_ type: EventType) -> String {
    if type.writers.contains(.publisher) { return "chỉ ghi khi công bố số liệu" }
    return type.writers.contains(.agency)
      ? "cơ quan báo bằng callback" : "bưu cục ghi, mỗi nơi cho chính mình"
  }

  private static func en(_ type: EventType) -> String {
    if type.writers.contains(.publisher) { return "only publishing figures does" }
    return type.writers.contains(.agency)
      ? "agencies tell it by callbacks" : "post offices do, each for itself"
  }
}

extension WritingRefusal {
  /// The member it is about.
  var field: String {
    switch self {
    case .type: "type"
    case .source: "source"
    case .office: "office"
    case .target: "target"
    }
  }
}

extension Problem {
  static func missingPeriod() -> Problem {
    badParameter(
      "period",
      Said(
        "Cần period, như 2020Q1, hoặc cả from và to.",
        "Give a period, such as 2020Q1, or both from and to."))
  }

  /// Figures are of the whole country; a key that reaches less has no part of them to itself.
  static func nationOnly() -> Problem {
    Problem(
      .notAllowed,
      Said(
        "Số liệu là của cả nước; khoá này chỉ xem được một phần.",
        "Figures are of the whole country; this key reaches only a part of it."))
  }

  static func unknownRelease() -> Problem {
    Problem(
      .unknown, Said("Chưa công bố số liệu ấy.", "No such figures were published."))
  }

  static func unknownExport() -> Problem {
    Problem(
      .unknown, Said("Bản xuất không có tệp này.", "The export has no such file."))
  }
}
