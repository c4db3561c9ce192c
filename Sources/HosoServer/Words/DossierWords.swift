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

  static func beyondHead() -> Problem {
    badParameter("as_of", Said("Không đọc được thời điểm.", "This is no date or moment."))
  }
}
