import HosoDomain
import HosoLedger
import HosoProjections

/// What happens to a dossier and where it stands, in the words of the post and its forms.
enum DossierWords {
  static func name(_ type: EventType) -> String {
    switch type {
    case .dossierPickedUp: say("nhận gửi hồ sơ", "dossier picked up")
    case .dossierDelivered: say("giao hồ sơ cho cơ quan", "delivered to the agency")
    case .dossierAccepted: say("tiếp nhận, hẹn trả", "accepted, appointment given")
    case .dossierRefused: say("từ chối tiếp nhận", "refused by the agency")
    case .supplementRequested: say("yêu cầu bổ sung", "more papers requested")
    case .dueChanged: say("hẹn lại", "new appointment")
    case .resultReady: say("đã xử lý xong", "result ready")
    case .resultCollected: say("nhận kết quả", "result collected")
    case .resultReturnFailed: say("phát không thành công", "attempt failed")
    case .resultReturned: say("trả kết quả", "result returned")
    case .resultSentBack: say("chuyển hoàn", "sent back to the agency")
    case .dossierWithdrawn: say("rút hồ sơ", "withdrawn")
    case .itemDeparted: say("chuyển đi", "departed")
    case .itemArrived: say("đến bưu cục", "arrived")
    case .itemLost: say("thất lạc", "lost")
    case .itemDamaged: say("hư hỏng", "damaged")
    case .feeCollected: say("thu tiền", "fee collected")
    case .feeRemitted: say("nộp tiền", "fee remitted")
    case .handoverDisputed: say("giao nhận có chênh lệch", "handover disputed")
    case .recipientInvited: say("mời nhận", "recipient invited")
    case .papersRecovered: say("thu hồi giấy tờ", "papers recovered")
    case .aliasLinked: say("gắn mã", "code linked")
    case .eventVoided: say("huỷ", "voided")
    case .eventAmended: say("đính chính", "amended")
    case .periodDeclared: say("chốt kỳ", "period declared")
    case .figuresReleased: say("công bố", "figures released")
    case .recordPrinted: say("in biên bản", "record printed")
    case .shiftClosed: say("chốt ca", "shift closed")
    }
  }

  /// That an event was recorded, with its amount of money.
  static func recorded(_ event: Event) -> String {
    let what: String =
      switch event.type {
      case .itemDeparted: say("đã chuyển đi", "recorded: departed")
      case .itemArrived: say("đã đến bưu cục", "recorded: arrived")
      case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
        .supplementRequested, .dueChanged, .resultReady, .resultCollected, .resultReturnFailed,
        .resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost, .itemDamaged,
        .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited, .papersRecovered,
        .aliasLinked, .eventVoided, .eventAmended, .periodDeclared, .figuresReleased,
        .recordPrinted, .shiftClosed:
        say("đã ghi: ", "recorded: ") + name(event.type)
      }
    return what + (event.money.map { ": " + amount($0) } ?? "")
  }

  static func name(_ state: DossierState) -> String {
    switch state {
    case .unknownEntry: say("chưa có lần quét nhận nào", "no pickup or collection was scanned")
    case .onTheWayToAgency: say("đang chuyển đến cơ quan", "on the way to the agency")
    case .withAgency: say("cơ quan đang giải quyết", "with the agency")
    case .supplementRequested: say("chờ bổ sung giấy tờ", "waiting for more papers")
    case .refused: say("cơ quan từ chối tiếp nhận", "refused by the agency")
    case .resultReady: say("đã có kết quả tại cơ quan", "result ready at the agency")
    case .resultOnTheWay: say("đang chuyển trả kết quả", "result on the way to the citizen")
    case .returnFailed: say("phát kết quả chưa thành công", "an attempt to return it failed")
    case .returned: say("đã trả kết quả", "result returned")
    case .sentBack: say("đã chuyển hoàn cho cơ quan", "sent back to the agency")
    case .withdrawn: say("đã rút hồ sơ", "withdrawn")
    case .lost: say("bị thất lạc", "lost")
    case .delivered: say("đã giao cho cơ quan", "delivered to the agency")
    }
  }

  static func name(_ mode: ServiceMode) -> String {
    switch mode {
    case .send: say("chỉ gửi hồ sơ", "dossier only")
    case .return: say("chỉ trả kết quả", "result only")
    case .both: say("gửi hồ sơ và trả kết quả", "dossier and result")
    }
  }

  static func name(_ channel: Channel) -> String {
    switch channel {
    case .counter: say("tại quầy", "at the counter")
    case .home: say("tại nhà", "at home")
    case .online: say("trực tuyến", "online")
    }
  }

  static func name(_ money: Money.Kind) -> String {
    switch money {
    case .fee: say("phí", "fee")
    case .charge: say("lệ phí", "charge")
    case .postage: say("cước", "postage")
    case .cod: say("thu hộ (COD)", "cash on delivery")
    }
  }

  /// `phí 52.000 đ`.
  static func amount(_ money: Money) -> String {
    "\(name(money.kind)) \(Numbers.grouped(money.amount)) đ"
  }

  static func name(_ zone: TransitZone) -> String {
    switch zone {
    case .sameDistrict: say("nội huyện", "within one district")
    case .sameProvince: say("nội tỉnh", "within one province")
    case .majorCities:
      say("giữa các đô thị loại đặc biệt, loại I", "between special-class and class-I cities")
    case .otherProvince: say("liên tỉnh", "between provinces")
    }
  }
}

// MARK: - Bags

extension DossierWords {
  /// `24 bưu gửi`.
  static func items(_ count: Int) -> String {
    let number = Numbers.grouped(Int64(count))
    return say("\(number) bưu gửi", count == 1 ? "1 item" : "\(number) items")
  }

  /// What a scan of a bag stands for.
  static func contents(_ count: Int) -> String {
    count == 0
      ? say("túi (chưa ghi bưu gửi nào)", "a bag (no items on record)")
      : say("túi \(items(count))", "a bag of \(items(count))")
  }
}

// MARK: - Flags

extension DossierWords {
  /// What looks odd, as a sentence without its full stop.
  ///
  /// - Parameter first: The event that a duplicate repeats, as it was recorded.
  static func sentence(_ flag: EventFlag, first: RecordedEvent?) -> String {
    sentence(
      flag,
      first: first.map { words($0.event.occurredAt, $0.event.office, $0.event.actor) })
  }

  /// The same, with the event that a duplicate repeats as amended.
  static func sentence(
    _ flag: EventFlag, first: FirstScan?, names: CodeNames = CodeNames()
  ) -> String {
    sentence(flag, first: first.map { words($0.occurredAt, $0.office, $0.actor, names) })
  }

  private static func sentence(_ flag: EventFlag, first: String?) -> String {
    switch flag {
    case .duplicate:
      say("quét trùng", "a repetition") + (first.map { ", " + $0 } ?? "")
    case .inFuture:
      say(
        "thời điểm xảy ra sau lúc ghi sổ, hãy xem lại đồng hồ",
        "it claims a time after it was recorded, check the clock")
    case .noEntry:
      say(
        "hồ sơ này chưa có lần quét nhận gửi hay nhận kết quả",
        "nobody scanned this dossier's pickup or collection")
    case .pickupInReturnMode:
      say(
        "bưu điện chỉ trả kết quả của hồ sơ này, lần nhận gửi không được tính",
        "the post carries only this dossier's result, the pickup is not counted")
    case .outOfOrder(let expected):
      say("chưa có bước trước: ", "what comes first is missing: ") + name(expected)
    case .afterClosing(let closing):
      say("hồ sơ đã kết thúc: ", "the dossier was closed before: ") + name(closing)
    case .mayNotCorrect:
      say(
        "không có hiệu lực: nguồn này không được sửa sự kiện của nguồn kia",
        "no effect: this source may not correct the other's events")
    case .otherTarget:
      say(
        "không có hiệu lực: sửa một sự kiện cùng mã nhưng khác nội dung",
        "no effect: meant for an event of that id with other content")
    case .dossierOrBag:
      say(
        "mã này vừa là hồ sơ vừa là túi: huỷ lần quét sai",
        "the code is a dossier's and a bag's: void the scan that is wrong")
    case .countDiffers(let stated, let known):
      say(
        "đếm được \(stated) bưu gửi, trong sổ \(known < stated ? "chỉ có" : "có") \(known) bưu gửi "
          + "của túi này",
        "\(stated) items counted, \(known) known to be in the bag")
    case .misreadCode:
      say(
        "mã này có lẽ là mã bưu gửi đọc sai, ghi từ trước; hãy đối chiếu với nhãn",
        "the code is probably a misread item number of earlier, compare it with the label")
    case .dueDateFarOff(let dueDate):
      say(
        "ngày hẹn trả \(dueDate.vietnamese) cách quá xa, hãy xem lại năm",
        "the due date \(dueDate.vietnamese) is too far off, look at its year again")
    }
  }

  private static func words(
    _ occurredAt: OccurredAt, _ office: PostOfficeCode?, _ actor: StaffNumber?,
    _ names: CodeNames = CodeNames()
  ) -> String {
    say("lần đầu ", "first ") + whenAndWho(occurredAt, office, actor, names)
  }

  /// `08:00 05/03/2020 tại 100000, nhân viên nv042`.
  static func whenAndWho(_ event: Event) -> String {
    whenAndWho(event.occurredAt, event.office, event.actor)
  }

  private static func whenAndWho(
    _ occurredAt: OccurredAt, _ office: PostOfficeCode?, _ actor: StaffNumber?,
    _ names: CodeNames = CodeNames()
  ) -> String {
    let date = LocalDate(vietnam: occurredAt)
    let place = office.map { say(" tại ", " at ") + names.office($0, on: date) } ?? ""
    let person = actor.map { say(", nhân viên ", " by ") + $0.text } ?? ""
    return occurredAt.vietnameseClock + place + person
  }
}

// MARK: - Measures

extension DossierWords {
  static func name(_ measure: Measure) -> String {
    switch measure {
    case .entered: say("hồ sơ mới", "entered")
    case .pickups: say("nhận gửi", "pickups")
    case .deliveries: say("giao cho cơ quan", "deliveries")
    case .returns: say("trả kết quả", "returns")
    case .sentBack: say("chuyển hoàn", "sent back")
    case .withdrawn: say("rút hồ sơ", "withdrawn")
    case .lost: say("thất lạc", "lost")
    case .closedDelivered: say("kết thúc khi giao cho cơ quan", "closed by delivery")
    case .early: say("xử lý xong trước hạn", "ready early")
    case .onTime: say("xử lý xong đúng hạn", "ready on time")
    case .late: say("xử lý xong quá hạn", "ready late")
    case .noDue: say("xử lý xong, không có hạn", "ready, no due date")
    case .formInOnline: say("tiếp nhận trực tuyến (cột 4)", "received online (column 4)")
    case .formInOther:
      say(
        "tiếp nhận trực tiếp, dịch vụ bưu chính (cột 5)",
        "received in person or by post (column 5)")
    case .formOutEarly: say("giải quyết trước hạn (cột 8)", "settled early (column 8)")
    case .formOutOnTime: say("giải quyết đúng hạn (cột 9)", "settled on time (column 9)")
    case .formOutLate: say("giải quyết quá hạn (cột 10)", "settled late (column 10)")
    case .readyUnknown: say("không rõ ngày xử lý xong", "unknown when ready")
    case .overdueBegan: say("bắt đầu quá hạn", "overdue from")
    case .overdueEnded: say("hết quá hạn", "overdue until")
    case .orphan: say("thiếu lần quét nhận", "no entry")
    }
  }
}

extension DossierWords {
  /// A field that can be amended.
  static func name(_ field: ClearableField) -> String {
    switch field {
    case .office: say("bưu cục", "office")
    case .actor: say("nhân viên", "staff")
    case .province: say("tỉnh", "province")
    case .commune: say("xã", "commune")
    case .service: say("thủ tục", "procedure")
    case .agency: say("cơ quan", "agency")
    case .channel: say("kênh", "channel")
    case .dueDate: say("ngày hẹn trả", "due date")
    case .amount: say("số tiền", "amount")
    case .parent: say("túi", "bag")
    case .destination: say("bưu cục đến", "destination")
    case .count: say("số bưu gửi", "number of items")
    }
  }
}
