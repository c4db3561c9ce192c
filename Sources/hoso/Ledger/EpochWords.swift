import HosoLedger
import HosoWebhooks

/// What is said of a ledger that was restored or copied.
enum EpochWords {
  /// Said once, by the command that begins the epoch.
  static func sentence(_ epoch: LedgerEpoch, source: String) -> String {
    let reason = because(epoch.cause)
    return say(
      "Sổ cái này được khôi phục hoặc sao chép: \(reason). Từ nay sổ ghi với tên nguồn \(source), "
        + "số thứ tự từ 1; \(missing(epoch)). Báo cho trung tâm.",
      "This ledger was restored or copied: \(reason). From now on the desk writes as \(source), "
        + "sequences from 1; \(missing(epoch)). Tell the centre.")
  }

  /// What of the ledger before is not in this one.
  private static func missing(_ epoch: LedgerEpoch) -> String {
    guard epoch.isPartingKnown else {
      return say(
        "không biết được hai sổ khác nhau từ đâu, nên sự kiện nào của sổ trước cũng có thể không "
          + "có ở đây, và mọi sự kiện được gửi lại từ đầu",
        "nobody can tell where the two ledgers part, so any event of the one before may be missing "
          + "here, and all events are sent again from the first")
    }
    let parted = epoch.parted.number
    return say(
      "sự kiện sau vị trí \(parted) của sổ trước không có ở đây",
      "events after position \(parted) of the ledger before are not here")
  }

  /// Said by whoever only reads, before it begins.
  static func doubt(_ cause: EpochCause) -> String {
    say(
      "Sổ cái được khôi phục hoặc sao chép: \(because(cause)). Lần ghi tới sẽ dùng tên nguồn mới.",
      "The ledger was restored or copied: \(because(cause)). The next scan begins a new source.")
  }

  /// Said of a cursor from before that is no place in it.
  static func parted(goOn place: FeedPlace) -> String {
    say(
      "vị trí này không thuộc lịch sử hiện nay của sổ cái. Dùng \(place.text), chỗ cuối chắc chắn "
        + "vẫn còn.",
      "this cursor is not of the ledger's history as it now is. Use \(place.text), the last place "
        + "that is certain to be left.")
  }

  /// Said of an epoch that began some time ago.
  static func past(_ epoch: LedgerEpoch) -> String {
    say(
      "Kỳ ghi \(epoch.number): sổ từng được khôi phục hoặc sao chép (\(because(epoch.cause))), "
        + parting(epoch),
      "Epoch \(epoch.number): the ledger was once restored or copied (\(because(epoch.cause))), "
        + parting(epoch))
  }

  private static func parting(_ epoch: LedgerEpoch) -> String {
    guard epoch.isPartingKnown else {
      return say("không biết tách từ đâu.", "nobody can tell where it parted.")
    }
    let parted = epoch.parted.number
    return say("tách từ vị trí \(parted).", "parted at position \(parted).")
  }

  private static func because(_ cause: EpochCause) -> String {
    switch cause {
    case .behind:
      say("sổ kết thúc trước những gì đã ghi ở đây", "it ends before what was recorded here")
    case .otherHistory:
      say("ở chỗ đã ghi có sự kiện khác", "another event stands where one was recorded")
    case .behindDeliveries:
      say("sổ không khớp những gì đã gửi đi", "it does not hold what was delivered")
    case .otherFile: say("tệp sổ cái đã bị thay", "its file was replaced")
    case .otherFolder: say("cả thư mục là bản sao", "the whole folder is a copy")
    case .otherLedger:
      say("ghi chú bên cạnh là của sổ khác", "the note beside it is another ledger's")
    case .backup: say("sổ được dựng lại từ bản sao lưu", "it was made from a backup")
    case .noteGone: say("không còn ghi chú trong writer.lock", "there is no note in writer.lock")
    }
  }
}
