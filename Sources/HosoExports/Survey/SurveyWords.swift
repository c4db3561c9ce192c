internal import HosoDomain
internal import HosoProjections

/// What people call what a survey of dossiers tells.
enum SurveyWords {
  static let backlog = Said("Tồn đọng", "Backlog")
  static let place = Said("Nơi đang giữ", "Where it is")
  static let open = Said("Tồn cuối", "Open")
  static let overdue = Said("Quá hạn", "Overdue")
  static let oldest = Said("Lâu nhất, ngày", "Oldest, days")
  static let transit = Said("Chất lượng J+n", "Quality J+n")
  static let leg = Said("Chặng", "Leg")
  static let zone = Said("Vùng", "Class")
  static let zoneName = Said("Tên vùng", "Name of the class")
  static let everyZone = Said("Mọi vùng", "Every class")
  static let limit = Said("Chỉ tiêu J+n", "Limit J+n")
  static let measured = Said("Số chặng đo được", "Legs measured")
  static let limited = Said("Có chỉ tiêu", "With a limit")
  static let within = Said("Trong J+n", "Within J+n")
  static let legal = Said("Theo luật, đến lần phát đầu", "By law, through the first attempt")
  static let median = Said("Trung vị", "Median")
  static let ninetieth = Said("Phân vị 90", "90th percentile")
  static let longest = Said("Lâu nhất", "Longest")
  static let firstAttempt = Said("Phát được ngay lần đầu", "Returned at the first attempt")
  static let report = Said("Điều 13 TT17", "Article 13, circular 17")
  static let serviceType = Said("Loại dịch vụ", "Type of service")
  static let revenue = Said("Doanh thu cước", "Postage collected")
  static let complaints = Said("Khiếu nại", "Complaints")
  static let complaintsResolved = Said("Khiếu nại đã giải quyết", "Complaints resolved")
  static let complaintsOnTime = Said("Khiếu nại giải quyết đúng hạn", "Complaints resolved in time")
  static let mislaid = Said("Thất lạc", "Mislaid")
  static let damaged = Said("Hư hỏng", "Damaged")
  static let compensationCases = Said("Số vụ bồi thường", "Cases compensated")
  static let compensation = Said("Tiền bồi thường", "Compensation")
  static let signedBy = Said("Người ký", "Signed by")
  static let signedOn = Said("Ngày ký", "Signed on")
  static let costs = Said("Chi phí tiết kiệm", "Costs saved")
  static let item = Said("Khoản mục", "Item")
  static let itemKind = Said("Cách có số", "How it is known")
  static let communes = Said("Xã, phường, đặc khu", "Communes")
  static let commune = Said("Mã xã", "Commune")
  static let communeName = Said("Tên xã", "Name of the commune")

  static func name(_ mode: ServiceMode) -> Said {
    switch mode {
    case .send: Said("nhận gửi hồ sơ", "sending the dossier")
    case .return: Said("chuyển trả kết quả", "returning the result")
    case .both: Said("gửi hồ sơ và trả kết quả", "both")
    }
  }

  static func name(_ place: WaitingPlace) -> Said {
    switch place {
    case .post: Said("Bưu chính", "The post")
    case .agency: Said("Cơ quan", "The agency")
    case .awaitingDelivery: Said("Chờ trả", "Awaiting delivery")
    }
  }

  static func days(_ title: Said) -> Said { title + Said(", ngày", ", days") }

  static func workingDays(_ title: Said) -> Said {
    title + Said(", ngày làm việc", ", working days")
  }

  static func share(_ title: Said) -> Said { title + Said(", tỷ lệ", ", share") }

  static func name(_ age: AgeBand) -> Said {
    switch age {
    case .week: Said("0–7 ngày", "0–7 days")
    case .fortnight: Said("8–14 ngày", "8–14 days")
    case .month: Said("15–30 ngày", "15–30 days")
    case .longer: Said("Từ 31 ngày", "31 days or more")
    }
  }
}
