import HosoDomain
import HosoLedger
import HosoProjections

/// What is to be done, and why, in words.
enum WorkWords {
  static func name(_ kind: WorkKind) -> String {
    switch kind {
    case .overdue: say("Quá hạn", "Overdue")
    case .orphans: say("Chưa có lần quét nhận", "Without a pickup or collection")
    case .flags: say("Sự kiện có cảnh báo", "Flagged events")
    case .setAside: say("Sự kiện tách riêng do trùng số thứ tự", "Events set aside")
    case .links: say("Gắn mã đáng ngờ", "Links in doubt")
    case .agencies: say("Cơ quan đáng ngờ", "Agencies in doubt")
    case .sendBack: say("Cần chuyển hoàn", "To be sent back")
    }
  }

  /// What can be done about all of a kind.
  static func advice(_ kind: WorkKind) -> String {
    switch kind {
    case .overdue:
      say("tìm hồ sơ, rồi quét bước tiếp theo", "find them, then scan the next step")
    case .orphans:
      say(
        "quét bù nhận gửi hoặc nhận kết quả, hoặc gắn với mã đã nhận",
        "scan the pickup or collection, or link them with the code that was")
    case .flags:
      say("huỷ hoặc đính chính nếu sai", "void or amend what is wrong")
    case .setAside:
      say(
        "thiết bị đã chép hoặc khôi phục; xem lại sự kiện nào đúng",
        "from a cloned or restored device; find out which is right")
    case .links:
      say("huỷ lần gắn mã nếu là hai hồ sơ", "void the link if they are two dossiers")
    case .agencies:
      say(
        "cơ quan ghi trước vẫn giữ hồ sơ; quản trị huỷ hoặc đính chính bản ghi sai",
        "the agency recorded first keeps it; an administrator voids or amends what is wrong")
    case .sendBack:
      say(
        "đã mời hai lần; chuyển trả cơ quan và quét chuyển hoàn",
        "invited twice; take them back to the agency and scan it")
    }
  }

  static func sentence(_ item: WorkItem, first: RecordedEvent?) -> String {
    switch item.reason {
    case .lateLeg(let leg): PunctualityWords.sentence(leg)
    case .lateAgency(let term): PunctualityWords.sentence(term)
    case .orphan: DossierWords.name(item.type)
    case .flag(let flag):
      DossierWords.name(item.type) + ": " + DossierWords.sentence(flag, first: first)
    case .setAside(let aside):
      DossierWords.name(item.type) + say(", đến sổ ", ", came ")
        + TrackLine.clock(aside.seenAt)
    case .link(let doubt): sentence(doubt)
    case .agency(let doubt): sentence(doubt)
    case .invitedInVain(let first, let second):
      say(
        "đã mời ngày \(first.vietnamese) và \(second.vietnamese)",
        "invited on \(first.vietnamese) and \(second.vietnamese)")
    }
  }

  private static func sentence(_ doubt: AgencyDoubt) -> String {
    switch doubt.kind {
    case .entry:
      say(
        "nêu cơ quan \(doubt.other); hồ sơ đã ghi cho \(doubt.kept)",
        "names agency \(doubt.other); the dossier is \(doubt.kept)'s")
    case .link:
      say(
        "gắn hồ sơ của \(doubt.kept) với hồ sơ của \(doubt.other)",
        "links a dossier of \(doubt.kept) with one of \(doubt.other)")
    }
  }

  private static func sentence(_ doubt: LinkDoubt) -> String {
    let words =
      switch doubt.contradiction {
      case .bothEntered: say("cả hai đều đã nhận", "both were picked up")
      case .bothClosed: say("cả hai đều đã kết thúc", "both were closed")
      case .services: say("khác thủ tục", "of different procedures")
      case .agencies: say("khác cơ quan", "for different agencies")
      }
    return doubt.codes.joined(separator: " ↔ ") + ": " + words
  }
}
