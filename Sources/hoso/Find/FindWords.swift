import HosoDomain
import HosoProjections
internal import HosoWords

/// What was searched, and what dossiers wait for.
enum FindWords {
  static func name(_ wait: Wait) -> String {
    switch wait {
    case .delivery: say("giao cho cơ quan", "delivery to the agency")
    case .collection: say("nhận kết quả ở cơ quan", "collection from the agency")
    case .handOver: say("trả cho công dân", "return to the citizen")
    case .invitation: say("mời nhận, phát lại", "an invitation, another attempt")
    }
  }

  /// `2 hồ sơ, trong 3.210 sự kiện tại 100000 ghi từ 23/11/2026. Tìm rộng hơn: …`.
  static func searched(_ search: DossierSearch?, events: Int64, found: Int) -> String {
    let count =
      found == 0
      ? say("Không thấy hồ sơ nào", "No dossier found")
      : say(
        "\(Numbers.grouped(Int64(found))) hồ sơ", found == 1 ? "1 dossier" : "\(found) dossiers")
    guard let search else { return count + say(", tra trong cả sổ.", ", looked up in all of it.") }
    let place =
      search.office.map { say(" tại \($0.text)", " at \($0.text)") }
      ?? say(" ở mọi bưu cục", " at every office")
    let since =
      search.since.map { LocalDate(vietnam: $0).vietnamese }
      .map { say(" ghi từ \($0)", " recorded since \($0)") } ?? ""
    let number = Numbers.grouped(events)
    let wider = [
      search.since == nil || search.isOfDueDate ? nil : "--days 90",
      search.since == nil ? nil : "--all",
      search.office == nil || search.wanted == .waiting ? nil : "--everywhere",
    ].compactMap(\.self).joined(separator: ", ")
    return count + place
      + say(", đã tìm trong \(number) sự kiện", ", searched \(number) events") + since + "."
      + (wider.isEmpty ? "" : say(" Tìm rộng hơn: ", " To widen it: ") + wider)
  }

  static func rest(_ count: Int) -> String {
    let rest = Numbers.grouped(Int64(count))
    return say(
      "… còn \(rest) hồ sơ; --limit để xem thêm.\n", "… \(rest) more; --limit shows them.\n")
  }

  /// `EE123456784VN: Mã đọc sai (số kiểm tra không khớp). … Có thể là: EE123456785VN`.
  static func sentence(_ mistyped: Mistyped) -> String {
    let perhaps = mistyped.perhaps.joined(separator: ", ")
    return CodeWords.shown(mistyped.typed) + ": "
      + say(CodeWords.said(mistyped.fault, from: .value))
      + (perhaps.isEmpty ? "" : say(" Có thể là: ", " Perhaps: ") + perhaps + ".")
  }

  static var isCut: String {
    say(
      "Quá nhiều mã khớp, chỉ xét những mã gần đây nhất. Ghi thêm vài chữ số.",
      "Too many codes match: only the latest were judged. Give more digits.")
  }
}

extension DossierSearch {
  /// Whether it reaches back as far as terms do already.
  fileprivate var isOfDueDate: Bool {
    if case .due = wanted { true } else { false }
  }
}
