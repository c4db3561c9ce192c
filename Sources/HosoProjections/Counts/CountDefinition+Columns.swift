internal import HosoDomain

/// The counts that tables of figures have as columns, and what stands beside them.
extension CountDefinition {
  static let opening = CountDefinition(
    name: "opening", title: Said("Tồn đầu kỳ", "In stock at the start"),
    meaning: Said(
      "Hồ sơ đã vào trước kỳ và chưa kết thúc trước kỳ.",
      "Dossiers that entered before the period and were not closed before it."),
    unit: .dossiers, source: nil,
    terms: [.stock(.dossiers, .start)], place: .column)
  static let entered = CountDefinition(
    name: "entered", title: Said("Vào trong kỳ", "Entered"),
    meaning: Said(
      "Hồ sơ có lần nhận đầu tiên trong kỳ.",
      "Dossiers whose entry is in the period."),
    unit: .dossiers, source: nil,
    terms: [.counted(.entered)], place: .column)
  static let pickups = CountDefinition(
    name: "pickups", title: Said("Nhận gửi hồ sơ", "Pickups"),
    meaning: Said(
      "Hồ sơ được nhận gửi từ công dân trong kỳ.",
      "Dossiers taken from citizens in the period."),
    unit: .dossiers, source: "TT 17/2017/TT-BTTTT",
    terms: [.counted(.pickups)], place: .column)
  static let deliveries = CountDefinition(
    name: "deliveries", title: Said("Giao hồ sơ cho cơ quan", "Deliveries"),
    meaning: Said(
      "Hồ sơ được giao cho cơ quan trong kỳ.",
      "Dossiers handed to agencies in the period."),
    unit: .dossiers, source: nil,
    terms: [.counted(.deliveries)], place: .column)
  static let returns = CountDefinition(
    name: "returns", title: Said("Trả kết quả", "Returns"),
    meaning: Said(
      "Hồ sơ có kết quả đến tay công dân trong kỳ.",
      "Dossiers whose result reached the citizen in the period."),
    unit: .dossiers, source: "TT 17/2017/TT-BTTTT",
    terms: [.counted(.returns)], place: .column)
  static let handled = CountDefinition(
    name: "handled", title: Said("Lượt hồ sơ, kết quả", "Legs carried"),
    meaning: Said(
      "Số lần nhận gửi hồ sơ và trả kết quả.",
      "Pickups of dossiers and returns of results."),
    unit: .legs, source: "TT 17/2017/TT-BTTTT",
    terms: [.counted(.pickups), .counted(.returns)], place: .column)
  static let withdrawn = CountDefinition(
    name: "withdrawn", title: Said("Rút hồ sơ", "Withdrawn"),
    meaning: Said(
      "Hồ sơ kết thúc do công dân rút.",
      "Dossiers closed by being withdrawn."),
    unit: .dossiers, source: nil,
    terms: [.counted(.withdrawn)], place: .column)
  static let lost = CountDefinition(
    name: "lost", title: Said("Mất", "Lost"),
    meaning: Said(
      "Hồ sơ kết thúc do bị mất.",
      "Dossiers closed by being lost."),
    unit: .dossiers, source: nil,
    terms: [.counted(.lost)], place: .column)
  static let sentBack = CountDefinition(
    name: "sent_back", title: Said("Chuyển hoàn", "Sent back"),
    meaning: Said(
      "Hồ sơ có kết quả chuyển hoàn về cơ quan.",
      "Dossiers whose result went back to the agency."),
    unit: .dossiers, source: nil,
    terms: [.counted(.sentBack)], place: .column)
  static let closedDelivered = CountDefinition(
    name: "closed_delivered", title: Said("Kết thúc khi giao", "Closed by delivery"),
    meaning: Said(
      "Hồ sơ chỉ gửi qua bưu điện, kết thúc khi giao cho cơ quan.",
      "Dossiers that the post only sends, closed by their delivery."),
    unit: .dossiers, source: nil,
    terms: [.counted(.closedDelivered)], place: .column)
  static let closing = CountDefinition(
    name: "closing", title: Said("Tồn cuối kỳ", "In stock at the end"),
    meaning: Said(
      "Hồ sơ đã vào trước khi hết kỳ và chưa kết thúc trước đó.",
      "Dossiers that entered before the end of the period and were not closed before it."),
    unit: .dossiers, source: nil,
    terms: [.stock(.dossiers, .end)], place: .column)
  static let resolved = CountDefinition(
    name: "resolved", title: Said("Cơ quan giải quyết xong", "Resolved"),
    meaning: Said(
      "Hồ sơ có kết quả sẵn sàng lần đầu trong kỳ.",
      "Dossiers whose result was first ready in the period."),
    unit: .dossiers, source: nil,
    terms: [.counted(.early), .counted(.onTime), .counted(.late), .counted(.noDue)], place: .column)
  static let early = CountDefinition(
    name: "early", title: Said("Trước hạn", "Early"),
    meaning: Said(
      "Có kết quả trước ngày hẹn trả.",
      "Resolved before the due date."),
    unit: .dossiers, source: nil,
    terms: [.counted(.early)], place: .column)
  static let onTime = CountDefinition(
    name: "on_time", title: Said("Đúng hạn", "On time"),
    meaning: Said(
      "Có kết quả đúng ngày hẹn trả.",
      "Resolved on the due date."),
    unit: .dossiers, source: nil,
    terms: [.counted(.onTime)], place: .column)
  static let late = CountDefinition(
    name: "late", title: Said("Quá hạn", "Late"),
    meaning: Said(
      "Có kết quả sau ngày hẹn trả.",
      "Resolved after the due date."),
    unit: .dossiers, source: nil,
    terms: [.counted(.late)], place: .column)
  static let noDue = CountDefinition(
    name: "no_due", title: Said("Không có hạn trả", "Without a due date"),
    meaning: Said(
      "Có kết quả, không có ngày hẹn trả.",
      "Resolved without a due date."),
    unit: .dossiers, source: nil,
    terms: [.counted(.noDue)], place: .column)
  static let orphans = CountDefinition(
    name: "orphans", title: Said("Chưa rõ lần nhận đầu", "Without an entry"),
    meaning: Said(
      "Hồ sơ có sự kiện nhưng không có lần nhận đầu, trên toàn sổ cái.",
      "Dossiers with events but no entry, over the whole ledger."),
    unit: .dossiers, source: nil,
    terms: [.orphans], place: .aside)
}
