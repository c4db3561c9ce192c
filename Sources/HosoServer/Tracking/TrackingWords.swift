internal import HosoDomain
internal import HosoProjections

/// What the tracking page says: plain words, no terms of the trade.
enum TrackingWords {
  static let title = Said("Tra cứu hồ sơ", "Track a dossier")
  static let service = Said(
    "Dịch vụ bưu chính công ích", "Public-utility postal service")

  static let formIntro = Said(
    "Nhập hai mã khác loại của cùng một hồ sơ, ví dụ mã bưu gửi trên phiếu gửi và mã hồ sơ "
      + "trên giấy hẹn.",
    "Enter two codes of different kinds of one dossier, such as the item number on your slip and "
      + "the dossier number on your appointment paper.")
  static let codeLabel = Said("Mã hồ sơ hoặc mã bưu gửi", "Dossier or item number")
  static let codeHint = Said("Ví dụ: EE123456785VN", "For example: EE123456785VN")
  static let secondLabel = Said("Một mã khác loại, nhập đủ", "A code of another kind, all of it")
  static let secondHint = Said(
    "Ví dụ: H26.12.19-200305-0001. Không cần dấu chấm, gạch nối.",
    "For example: H26.12.19-200305-0001. Points and hyphens may be left out.")
  static let dayLabel = Said("Ngày gửi hồ sơ", "Day of pickup")
  static let dayHint = Said(
    "Ngày ghi trên phiếu gửi, ví dụ 05/03/2020.", "The day on your slip, such as 05/03/2020.")
  static let submit = Said("Tra cứu", "Track")
  static let again = Said("Tra cứu hồ sơ khác", "Track another dossier")

  static let slowDown = Said(
    "Bạn đã tra cứu quá nhiều lần. Hãy thử lại sau vài phút.",
    "Too many requests. Try again in a few minutes.")

  static let stepsTitle = Said("Hồ sơ đang ở đâu", "Where it is")
  static let timelineTitle = Said("Quá trình", "What happened")
  static let expectedTitle = Said("Dự kiến", "Expected")
  static let nextTitle = Said("Bạn cần làm gì", "What to do")
  static let contactTitle = Said("Liên hệ", "Whom to ask")
  static let agency = Said("Cơ quan", "Agency")
  static let damaged = Said("Bưu gửi bị hư hỏng", "The item was damaged")
  static let codeTitle = Said("Mã", "Code")
  static let privacy = Said(
    "Trang này không hiển thị thông tin cá nhân. Ngày giờ theo giờ Việt Nam.",
    "This page shows no personal data. Times are Vietnam time.")

  static func name(_ stage: JourneyStep.Stage) -> Said {
    switch stage {
    case .taken: Said("Bưu điện nhận hồ sơ", "Post took the dossier")
    case .atAgency: Said("Giao cho cơ quan", "Handed to the agency")
    case .ready: Said("Có kết quả", "Result ready")
    case .onTheWayBack: Said("Bưu điện chuyển kết quả", "Result on its way")
    case .handedOver: Said("Trả kết quả cho bạn", "Result handed to you")
    }
  }

  static func name(_ progress: JourneyStep.Progress) -> Said {
    switch progress {
    case .done: Said("đã xong", "done")
    case .current: Said("đang chờ", "next")
    case .ahead: Said("chưa đến", "to come")
    case .dropped: Said("không còn", "will not happen")
    }
  }

  /// What happened, with the post office where that says where the item is.
  static func sentence(_ type: EventType, office: String?) -> Said {
    let said = sentence(type)
    guard let office else { return said }
    switch type {
    case .itemDeparted: return Said("Rời bưu cục \(office)", "Left post office \(office)")
    case .itemArrived: return Said("Đến bưu cục \(office)", "Arrived at post office \(office)")
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
      .supplementRequested, .dueChanged, .resultReady, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost, .itemDamaged,
      .recipientInvited, .feeCollected, .feeRemitted, .handoverDisputed, .papersRecovered,
      .aliasLinked, .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted,
      .shiftClosed:
      return said
    }
  }

  private static func sentence(_ type: EventType) -> Said {
    switch type {
    case .dossierPickedUp: Said("Bưu điện đã nhận hồ sơ của bạn", "The post took your dossier")
    case .dossierDelivered: Said("Đã giao hồ sơ cho cơ quan", "Handed to the agency")
    case .dossierAccepted: Said("Cơ quan đã tiếp nhận hồ sơ", "The agency accepted it")
    case .dossierRefused: Said("Cơ quan từ chối tiếp nhận", "The agency refused it")
    case .supplementRequested:
      Said("Cơ quan yêu cầu bổ sung giấy tờ", "The agency asks for more papers")
    case .dueChanged: Said("Cơ quan hẹn lại ngày trả", "The agency gave a new date")
    case .resultReady: Said("Cơ quan đã xử lý xong", "The agency has finished")
    case .resultCollected:
      Said("Bưu điện đã nhận kết quả từ cơ quan", "The post took the result from the agency")
    case .resultReturnFailed:
      Said("Phát kết quả chưa thành công", "An attempt to hand over the result failed")
    case .resultReturned: Said("Đã trả kết quả", "Result handed over")
    case .resultSentBack:
      Said("Kết quả đã chuyển hoàn cho cơ quan", "The result went back to the agency")
    case .dossierWithdrawn: Said("Hồ sơ đã được rút", "The dossier was withdrawn")
    case .itemDeparted: Said("Rời bưu cục", "Left a post office")
    case .itemArrived: Said("Đến bưu cục", "Arrived at a post office")
    case .itemLost: Said("Bưu gửi được báo mất", "The item was reported lost")
    case .itemDamaged: Said("Bưu gửi được báo hư hỏng", "The item was reported damaged")
    case .recipientInvited:
      Said("Bưu điện mời bạn đến nhận kết quả", "The post invites you to fetch the result")
    case .feeCollected, .feeRemitted, .handoverDisputed, .papersRecovered, .aliasLinked,
      .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted, .shiftClosed:
      Said("Cập nhật hồ sơ", "The dossier was updated")
    }
  }
}

// MARK: - Where it stands

extension TrackingWords {
  static func headline(_ state: DossierState) -> Said {
    switch state {
    case .unknownEntry:
      Said("Bưu điện chưa quét nhận hồ sơ này", "The post has not scanned this dossier in yet")
    case .onTheWayToAgency:
      Said("Bưu điện đang chuyển hồ sơ đến cơ quan", "On its way to the agency")
    case .withAgency: Said("Cơ quan đang giải quyết hồ sơ", "The agency is working on it")
    case .supplementRequested:
      Said("Cơ quan yêu cầu bổ sung giấy tờ", "The agency asks for more papers")
    case .refused: Said("Cơ quan từ chối tiếp nhận hồ sơ", "The agency refused the dossier")
    case .resultReady: Said("Đã có kết quả tại cơ quan", "The result is ready at the agency")
    case .resultOnTheWay:
      Said("Bưu điện đang chuyển kết quả cho bạn", "The result is on its way to you")
    case .returnFailed:
      Said("Bưu điện phát kết quả chưa thành công", "The result could not be handed over yet")
    case .returned: Said("Đã trả kết quả", "The result was handed over")
    case .sentBack:
      Said("Kết quả đã chuyển hoàn cho cơ quan", "The result went back to the agency")
    case .withdrawn: Said("Hồ sơ đã được rút", "The dossier was withdrawn")
    case .lost: Said("Bưu gửi được báo mất", "The item was reported lost")
    case .delivered: Said("Đã giao hồ sơ cho cơ quan", "Handed to the agency")
    }
  }
}

// MARK: - Dates

extension TrackingWords {
  static func sentence(_ expectation: Expectation) -> Said {
    switch expectation {
    case .appointment(let date, let isChanged, let daysPast): appointment(date, isChanged, daysPast)
    case .leg(let leg, let date, let isPast): self.leg(leg, by: date, isPast: isPast)
    case .legWithin(let leg, let days, let start, let end, let isPast):
      within(leg, days, after: start, by: end, isPast: isPast)
    }
  }

  private static func appointment(_ date: LocalDate, _ isChanged: Bool, _ past: Int) -> Said {
    let day = day(date)
    let said =
      isChanged
      ? Said("Cơ quan hẹn lại ", "The agency's new date is ")
      : Said("Cơ quan hẹn trả ", "The agency's date is ")
    let late =
      past > 0
      ? Said(", đã quá \(past) ngày", ", \(past == 1 ? "1 day" : "\(past) days") ago")
      : past == 0 ? Said(", hôm nay", ", today") : Said("", "")
    return Said(
      said.vietnamese + day.vietnamese + late.vietnamese + ".",
      said.english + day.english + late.english + ".")
  }

  private static func leg(_ leg: LegUse.Leg, by date: LocalDate, isPast: Bool) -> Said {
    let day = day(date)
    let late = lateness(isPast)
    switch leg {
    case .send:
      return Said(
        "Đến cơ quan chậm nhất \(day.vietnamese)." + late.vietnamese,
        "At the agency by \(day.english) at the latest." + late.english)
    case .return:
      return Said(
        "Đến bạn chậm nhất \(day.vietnamese)." + late.vietnamese,
        "With you by \(day.english) at the latest." + late.english)
    }
  }

  private static func within(
    _ leg: LegUse.Leg, _ days: Int, after start: LocalDate, by end: LocalDate, isPast: Bool
  ) -> Said {
    let (day, last) = (day(start), day(end))
    let late = lateness(isPast)
    let place =
      switch leg {
      case .send: Said("Đến cơ quan", "At the agency")
      case .return: Said("Đến bạn", "With you")
      }
    let vietnamese = "trong \(days) ngày làm việc kể từ \(day.vietnamese)"
    let english = "within \(days == 1 ? "1 working day" : "\(days) working days")"
    return Said(
      "\(place.vietnamese) \(vietnamese), chậm nhất \(last.vietnamese)." + late.vietnamese,
      "\(place.english) \(english) after \(day.english), by \(last.english) at the latest."
        + late.english)
  }

  private static func lateness(_ isPast: Bool) -> Said {
    isPast ? Said(" Việc này đã trễ.", " This is late.") : Said("", "")
  }

  static func due(_ date: LocalDate) -> Said {
    let day = day(date)
    return Said("Hẹn trả \(day.vietnamese)", "Due \(day.english)")
  }

  static func office(_ named: String) -> Said {
    Said("Bưu cục \(named)", "Post office \(named)")
  }

  /// `thứ Năm 05/03/2020`.
  static func day(_ date: LocalDate) -> Said {
    let name = weekday(date.weekday)
    return Said(
      "\(name.vietnamese) \(date.vietnamese)",
      "\(name.english) \(date.day) \(months[date.month - 1]) \(date.year)")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func weekday(_ weekday: Weekday) -> Said {
    switch weekday {
    case .monday: Said("thứ Hai", "Monday")
    case .tuesday: Said("thứ Ba", "Tuesday")
    case .wednesday: Said("thứ Tư", "Wednesday")
    case .thursday: Said("thứ Năm", "Thursday")
    case .friday: Said("thứ Sáu", "Friday")
    case .saturday: Said("thứ Bảy", "Saturday")
    case .sunday: Said("Chủ nhật", "Sunday")
    }
  }
}
