import HosoCrypto
import HosoDomain
import HosoLedger
import HosoProjections

/// What stands on a handover record.
enum HandoverWords {
  static var country: String {
    say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
  }

  static var motto: String {
    say("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
  }

  static func title(_ direction: HandoverQuestion.Direction) -> String {
    switch direction {
    case .delivery: say("BIÊN BẢN GIAO NHẬN HỒ SƠ", "RECORD OF DOSSIERS HANDED OVER")
    case .collection: say("BIÊN BẢN GIAO NHẬN KẾT QUẢ", "RECORD OF RESULTS HANDED OVER")
    }
  }

  /// Who gives and who takes.
  static func parties(
    _ question: HandoverQuestion, _ names: CodeNames, on date: LocalDate
  ) -> String {
    let office =
      question.shift.office.map { say("bưu cục ", "post office ") + names.office($0, on: date) }
      ?? say("các bưu cục", "all post offices")
    let agency =
      say("cơ quan ", "agency ")
      + names.agency(canonical: question.agency.canonical, on: date)
    let (giver, taker) = question.direction == .delivery ? (office, agency) : (agency, office)
    return say("Bên giao: ", "Given by: ") + giver + ". " + say("Bên nhận: ", "Taken by: ")
      + taker + "."
  }

  /// `Số: BBGN-100000-3f9a2c-1-17`, or that nothing was recorded of it.
  static func number(_ record: DeskRecord?) -> String {
    guard let number = record?.number else {
      return say("(Bản xem trước, chưa có số)", "(A preview without a number)")
    }
    return say("Số: ", "Number: ") + number.text
  }

  /// What a copy of the page can be held against.
  static func digest(_ digest: ContentDigest) -> String {
    say("Mã băm của biên bản (SHA-256): ", "Digest of the record (SHA-256): ") + digest.hex
  }

  static func unknown(_ number: String) -> String {
    say(
      "Sổ này không có biên bản nào mang số \(number).", "This ledger printed no record \(number).")
  }

  /// That a printing has its number though nothing came out, and how to print it again.
  static func recorded(_ number: String, onPaper: Bool) -> String {
    let again = "hoso handover --number \(number)" + (onPaper ? " --pdf" : "")
    return say(
      "Biên bản đã ghi sổ với số \(number); in lại: \(again)",
      "The record is in the ledger as \(number); print it again: \(again)")
  }

  /// That what the ledger holds is not what the number stood for.
  static func differs(_ number: String) -> String {
    say(
      "hoso: biên bản \(number) in lại không khớp mã băm đã ghi.\n",
      "hoso: record \(number) does not fit the digest that was recorded.\n")
  }

  static func span(_ shift: ShiftQuestion) -> String {
    say(
      "Ghi sổ từ \(shift.from.vietnameseClock) đến \(shift.to.vietnameseClock)",
      "Recorded from \(shift.from.vietnameseClock) to \(shift.to.vietnameseClock)")
      + (shift.actor.map { say(", nhân viên \($0.text)", ", staff \($0.text)") } ?? "") + "."
  }

  static var columns: [String] {
    [
      say("TT", "No."), say("Số phiếu gửi", "Slip"), say("Mã hồ sơ", "Dossier number"),
      say("Thủ tục", "Procedure"), say("Hẹn trả", "Due"), say("Lúc giao nhận", "Handed over"),
      say("Nhân viên", "Staff"),
    ]
  }

  static var noProcedure: String { say("chưa ghi thủ tục", "procedure not recorded") }

  static func count(_ count: Int) -> String {
    say("Tổng số: \(count) hồ sơ. Trong đó:", "In all: \(count). Of them:")
  }

  static var money: String {
    say("Tiền đã nộp kèm theo, từng loại:", "Money handed on with them, by kind:")
  }

  /// What both sides confirm by signing.
  ///
  /// Source: TT 17/2017/TT-BTTTT Art. 7.4.
  static func legal(_ direction: HandoverQuestion.Direction) -> String {
    switch direction {
    case .delivery:
      say(
        "Hai bên đã đối chiếu từng hồ sơ. Thời điểm nộp hồ sơ là lúc ký biên bản này.",
        "Both sides have compared each dossier. They count as filed when this record is signed.")
    case .collection:
      say(
        "Hai bên đã đối chiếu từng kết quả.", "Both sides have compared each result.")
    }
  }

  static func signatures(_ direction: HandoverQuestion.Direction) -> [String] {
    let post = say("NHÂN VIÊN BƯU ĐIỆN", "FOR THE POST")
    let agency = say("NGƯỜI CỦA CƠ QUAN", "FOR THE AGENCY")
    return direction == .delivery ? [post, agency] : [agency, post]
  }

  static var howToSign: String {
    say("(ngày, giờ, ký, số hiệu hoặc họ tên)", "(date, time, signature, number or name)")
  }

  /// What a photograph of the page can be held against.
  static func proof(_ head: LedgerPosition, _ root: Digest) -> String {
    say("Sổ cái: vị trí \(head.number), gốc Merkle ", "Ledger: position \(head.number), root ")
      + root.hex
  }
}
