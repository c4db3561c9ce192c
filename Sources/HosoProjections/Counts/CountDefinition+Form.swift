internal import HosoDomain

/// The columns of form II.06a, counted at the agency.
///
/// Source: TT 01/2020/TT-VPCP, form II.06a.
extension CountDefinition {
  static let c3 = CountDefinition(
    name: "form_c3", title: Said("Tổng số tiếp nhận", "Received in all"),
    meaning: Said(
      "Cột 3 = 4 + 5 + 6.",
      "Column 3 = 4 + 5 + 6."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formInOnline), .counted(.formInOther), .stock(.form, .start)], place: .form)
  static let c4 = CountDefinition(
    name: "form_c4", title: Said("Tiếp nhận trực tuyến", "Received online"),
    meaning: Said(
      "Cột 4: cơ quan tiếp nhận trong kỳ, qua kênh trực tuyến.",
      "Column 4: received in the period, online."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formInOnline)], place: .form)
  static let c5 = CountDefinition(
    name: "form_c5", title: Said("Tiếp nhận trực tiếp, bưu chính", "Received otherwise"),
    meaning: Said(
      "Cột 5: cơ quan tiếp nhận trong kỳ, qua kênh khác.",
      "Column 5: received in the period, by any other channel or none."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formInOther)], place: .form)
  static let c6 = CountDefinition(
    name: "form_c6", title: Said("Từ kỳ trước", "Carried over"),
    meaning: Said(
      "Cột 6: đã tiếp nhận trước kỳ và chưa giải quyết trước kỳ.",
      "Column 6: received before the period and not settled before it."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.stock(.form, .start)], place: .form)
  static let c7 = CountDefinition(
    name: "form_c7", title: Said("Tổng số đã giải quyết", "Settled in all"),
    meaning: Said(
      "Cột 7 = 8 + 9 + 10.",
      "Column 7 = 8 + 9 + 10."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formOutEarly), .counted(.formOutOnTime), .counted(.formOutLate)], place: .form
  )
  static let c8 = CountDefinition(
    name: "form_c8", title: Said("Giải quyết trước hạn", "Settled early"),
    meaning: Said(
      "Cột 8: có kết quả trước hạn.",
      "Column 8: settled before the due date."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formOutEarly)], place: .form)
  static let c9 = CountDefinition(
    name: "form_c9", title: Said("Giải quyết đúng hạn", "Settled in time"),
    meaning: Said(
      "Cột 9: giải quyết đúng hạn hoặc không có hạn.",
      "Column 9: settled on the due date, or without one."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formOutOnTime)], place: .form)
  static let c10 = CountDefinition(
    name: "form_c10", title: Said("Giải quyết quá hạn", "Settled late"),
    meaning: Said(
      "Cột 10: giải quyết sau hạn.",
      "Column 10: settled after the due date."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.counted(.formOutLate)], place: .form)
  static let c11 = CountDefinition(
    name: "form_c11", title: Said("Tổng số đang giải quyết", "Open in all"),
    meaning: Said(
      "Cột 11 = 12 + 13.",
      "Column 11 = 12 + 13."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.stock(.form, .end)], place: .form)
  static let c12 = CountDefinition(
    name: "form_c12", title: Said("Đang giải quyết trong hạn", "Open in time"),
    meaning: Said(
      "Cột 12: đang giải quyết, chưa đến hạn hoặc không có hạn.",
      "Column 12: open and not due, or without a due date."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.stock(.formInTime, .end)], place: .form)
  static let c13 = CountDefinition(
    name: "form_c13", title: Said("Đang giải quyết quá hạn", "Open and due"),
    meaning: Said(
      "Cột 13: đang giải quyết, đã quá hạn khi hết kỳ.",
      "Column 13: open, and due by the end of the period."),
    unit: .dossiers, source: "TT 01/2020/TT-VPCP, II.06a",
    terms: [.stock(.formOverdue, .end)], place: .form)
  static let readyUnknown = CountDefinition(
    name: "form_ready_unknown", title: Said("Suy ra là đúng hạn", "Taken as settled in time"),
    meaning: Said(
      "Nằm trong cột 9: không ai báo có kết quả, suy ra từ việc sau đó.",
      "Part of column 9: nobody said the result was ready, what followed tells."),
    unit: .dossiers, source: nil,
    terms: [.counted(.readyUnknown)], place: .aside)
}
