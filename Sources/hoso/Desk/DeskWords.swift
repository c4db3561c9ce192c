import HosoDomain

/// What the desk says on its screen and on its sheet of barcodes.
enum DeskWords {
  static func name(_ verb: ScanVerb) -> String {
    switch verb {
    case .void: say("huỷ", "void")
    case .amend: say("đính chính", "amend")
    case .pickup, .delivery, .collection, .attempt, .return, .sendBack, .depart, .arrive, .lost,
      .damaged, .fee, .invite, .recover, .link:
      verb.type.map(DossierWords.name) ?? verb.rawValue
    }
  }

  static func name(_ order: DeskOrder) -> String {
    switch order {
    case .verb(let verb): name(verb)
    case .undo: say("hoàn tác", "undo")
    case .openBag: say("mở túi", "open a bag")
    case .closeBag: say("đóng túi", "close the bag")
    case .changeStaff: say("đổi nhân viên", "change staff")
    case .pairs: say("quét từng cặp", "scan in pairs")
    case .leave: say("nghỉ", "leave")
    }
  }

  static func place(_ view: DeskView) -> String {
    let office = view.office.map { say("bưu cục \($0.text)", "office \($0.text)") }
    let staff =
      view.staff.map { say("nhân viên \($0.text)", "staff \($0.text)") }
      ?? say("chưa có số hiệu nhân viên", "no staff number")
    return ["hoso", office, staff].compactMap(\.self).joined(separator: " · ")
  }

  static func banner(_ view: DeskView) -> String {
    switch view.expected {
    case .code: name(view.verb).uppercased()
    case .bag: say("QUÉT MÃ TÚI", "SCAN THE BAG")
    case .staff: say("SỐ HIỆU NHÂN VIÊN", "STAFF NUMBER")
    case .pair(let step): banner(step)
    }
  }

  static func hint(_ view: DeskView) -> String {
    let bag = view.bag.map { bag in
      say("Túi đang mở: \(bag.text) (F12 đóng túi)", "Bag open: \(bag.text) (F12 closes it)")
    }
    return [view.pair.map(DeskWords.hint), bag].compactMap(\.self).joined(separator: " · ")
  }

  static func sign(_ sign: DeskAnswer.Sign) -> String {
    switch sign {
    case .recorded: "✓"
    case .flagged: "!"
    case .known: "="
    case .refused: "✗"
    case .told: "·"
    }
  }

  static func counts(_ counts: [DeskAnswer.Sign: Int]) -> String {
    func part(_ one: DeskAnswer.Sign, _ word: String) -> String {
      "\(sign(one)) \(word) \(Numbers.grouped(Int64(counts[one] ?? 0)))"
    }
    return [
      part(.recorded, say("đã ghi", "recorded")), part(.flagged, say("cảnh báo", "flagged")),
      part(.known, say("quét lặp", "stutters")), part(.refused, say("từ chối", "refused")),
    ].joined(separator: "   ")
  }

  /// Two lines of what the function keys do.
  static var keys: [String] {
    let named = (1...12).compactMap { key in
      DeskOrder(key: key).map { "F\(key) \(short($0))" }
    }
    return [named.prefix(7).joined(separator: "  "), named.dropFirst(7).joined(separator: "  ")]
  }

  /// A name that leaves room for six others on a line.
  private static func short(_ order: DeskOrder) -> String {
    switch order {
    case .verb(.pickup): say("nhận", "pickup")
    case .verb(.delivery): say("giao", "delivery")
    case .verb(.collection): say("nhận KQ", "collect")
    case .verb(.return): say("trả KQ", "return")
    case .verb(.attempt): say("phát hỏng", "attempt")
    case .verb(.depart): say("đi", "depart")
    case .verb(.arrive): say("đến", "arrive")
    case .verb, .undo, .openBag, .closeBag, .changeStaff, .pairs, .leave: name(order)
    }
  }

  // MARK: - Pairs

  private static func banner(_ step: DeskPair.Step) -> String {
    switch step {
    case .item: say("MÃ BƯU GỬI", "THE ITEM")
    case .number: say("MÃ HỒ SƠ", "THE DOSSIER NUMBER")
    case .due: say("NGÀY HẸN TRẢ", "THE DUE DATE")
    case .join: say("MỘT HỒ SƠ? C / K", "ONE DOSSIER? Y / N")
    }
  }

  /// Which verb, and what was scanned of the pair.
  private static func hint(_ pair: DeskPair) -> String {
    let codes = pair.codes.map(\.text).joined(separator: " + ")
    let day = pair.step == .due ? say(" (không hẹn: -)", " (none: -)") : ""
    return say("Từng cặp: ", "In pairs: ") + DossierWords.name(pair.type)
      + (codes.isEmpty ? "" : "  \(codes)") + day
  }

  /// What says that the agency named no day.
  static let none: Set<String> = ["-", "0"]
  static let yes: Set<String> = ["c", "có", "y", "yes"]
  static let no: Set<String> = ["k", "không", "n", "no"]

  static func mayBeOne(_ code: String, _ sentence: String) -> String {
    say(
      "\(code)  CHƯA GHI: \(sentence). Đúng là một hồ sơ? c (có), k (không) rồi Enter",
      "\(code)  NOT RECORDED: \(sentence). Are they one dossier? y or n, and Enter")
  }

  static func givenUp(_ codes: String) -> String {
    say("\(codes)  CHƯA GHI: cặp bị bỏ", "\(codes)  NOT RECORDED: the pair was given up")
  }

  static func pairs(_ isOn: Bool, _ verb: ScanVerb) -> String {
    let name = name(verb)
    return isOn
      ? say("quét từng cặp: \(name)", "in pairs: \(name)")
      : say("quét từng mã: \(name)", "one by one: \(name)")
  }

  static var noPairs: String {
    say(
      "quét từng cặp chỉ khi giao hồ sơ, nhận kết quả",
      "pairs are for deliveries and collections only")
  }

  // MARK: - What the desk tells

  static func nothingRecorded(_ code: String, _ why: String) -> String {
    say("\(code)  CHƯA GHI: \(why)", "\(code)  NOT RECORDED: \(why)")
  }

  static func bagClosed(_ bag: ContainerCode, items: Int) -> String {
    say("đã đóng túi \(bag.text): ", "bag \(bag.text) is closed: ") + DossierWords.items(items)
  }

  static var noBagOpen: String { say("không có túi nào đang mở", "no bag is open") }

  static var labelIsNoStaff: String {
    say(
      "là mã bưu gửi hoặc hồ sơ, không phải số hiệu nhân viên; chưa ghi gì",
      "is a label, no staff number; nothing was recorded")
  }

  static func staffIs(_ staff: StaffNumber) -> String {
    say("nhân viên \(staff.text)", "staff \(staff.text)")
  }

  static var nothingToUndo: String {
    say(
      "không còn gì của mình để hoàn tác từ lúc mở quầy",
      "nothing of one's own left to undo since the desk was opened")
  }

  static func unfinished(_ code: String) -> String {
    say("Chưa xong, không ghi: \(code)", "Not finished, not recorded: \(code)")
  }

  static func summary(_ view: DeskView) -> String {
    say("Đã nghỉ. ", "Left the desk. ") + counts(view.counts)
  }

  static var everyCodeJoined: String {
    say(
      "--item, --alias: sẽ gắn mọi mã quét ở quầy vào một hồ sơ; dùng với hoso scan.",
      "--item, --alias: would join every code of the desk to one dossier; use hoso scan.")
  }

  static var noTerminal: String {
    say(
      "hoso desk cần một màn hình (terminal) để vẽ và đọc phím. Từ tệp hoặc ống dẫn: hoso scan.",
      "hoso desk needs a terminal to draw on and to read keys from. From a file or pipe: hoso scan."
    )
  }

  // MARK: - The sheet

  static var sheetTitle: String { say("Mã lệnh ở quầy", "Commands of the desk") }

  static var sheetAdvice: String {
    say(
      "Quét một mã ở đây thay cho phím trên bàn phím.",
      "Scan one of these in place of a key.")
  }
}
