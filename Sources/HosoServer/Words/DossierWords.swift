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
        "Khoá này không ghi được sự kiện ấy: bưu cục, cơ quan hoặc nguồn ngoài phạm vi.",
        "This key may not record that event: its office, agency or source is beyond its reach."))
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
