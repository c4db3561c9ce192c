public import HosoDomain
public import HosoState

/// How endpoints and deliveries are, in words: on pages, and for the command line.
public enum DeliveryWords {
  public static func said(_ state: EndpointState) -> Said {
    switch state {
    case .awaitingConsent: Said("chờ đồng ý", "awaiting consent")
    case .enabled: Said("đang gửi", "enabled")
    case .disabled: Said("đã ngừng", "disabled")
    case .archived: Said("đã gỡ bỏ", "removed")
    }
  }

  /// How deliveries go, not only whether they may: one in trouble is not called healthy.
  public static func said(
    _ state: EndpointState, _ progress: DeliveryProgress?, at now: Moment
  ) -> Said {
    guard state == .enabled, let progress else { return said(state) }
    switch progress.breaker(at: now) {
    case .open:
      let clock = (progress.pausedUntil ?? now).vietnameseClock
      return Said(
        "tạm dừng vì hỏng liên tiếp, thử lại lúc \(clock)",
        "paused after failures, tried again at \(clock)")
    case .trying:
      return Said("hỏng liên tiếp, đang thử lại", "failing, being tried again")
    case .closed:
      guard progress.failingSince != nil else { return said(state) }
      return Said("đang gửi, đang hỏng", "enabled, failing")
    }
  }

  /// Whether deliveries go as they are meant to.
  public static func isHealthy(_ endpoint: Endpoint, _ progress: DeliveryProgress?) -> Bool {
    endpoint.state == .enabled && progress?.failingSince == nil
  }

  public static func said(_ reason: DisableReason) -> Said {
    switch reason {
    case .operatorRequest: Said("theo lệnh", "by command")
    case .gone: Said("bên nhận trả lời 410", "it answered 410")
    case .receiverRequest: Said("bên nhận yêu cầu ngừng", "the receiver asked for it")
    case .failing: Said("hỏng suốt năm ngày", "nothing but failures for five days")
    case .refusedAddress: Said("địa chỉ không được phép gọi", "its address may not be called")
    case .unusable:
      Said("địa chỉ hoặc khoá không dùng được", "its address or key cannot be used")
    }
  }

  public static func said(_ state: Outstanding.State) -> Said {
    switch state {
    case .retrying: Said("chờ gửi lại", "waiting for another try")
    case .held: Said("chờ việc trước", "behind an earlier one")
    case .parked: Said("để lại", "parked")
    }
  }

  /// What an endpoint is limited to: a name and its values for each filter.
  public static func limits(of endpoint: Endpoint) -> [(name: Said, values: Said)] {
    let filter = endpoint.filter
    func line(_ name: Said, _ values: [String]) -> (name: Said, values: Said)? {
      let text = values.joined(separator: ", ")
      return values.isEmpty ? nil : (name, Said(text, text))
    }
    let agencies = Said("Cơ quan", "Agencies")
    return [
      filter.agencies.map { line(agencies, $0.map(\.text)) } ?? (agencies, Said("mọi", "all")),
      line(Said("Loại", "Types"), filter.types.map(\.text)),
      line(Said("Tỉnh", "Provinces"), filter.provinces.map(\.text).sorted()),
      line(Said("Bưu cục", "Offices"), filter.offices.map(\.text).sorted()),
      line(Said("Thủ tục", "Procedures"), filter.services.map(\.text).sorted()),
      line(Said("Kênh", "Channels"), filter.channels.map(\.name).sorted()),
      line(Said("Hình thức", "Modes"), filter.modes.map(\.name).sorted()),
      line(Said("Điều kiện", "Condition"), filter.condition.map { [$0.text] } ?? []),
      line(Said("Đầu mục", "Headers"), endpoint.headers.map(\.name)),
    ].compactMap { $0 }
  }

  /// Within what the order is kept, and what then happens behind one that keeps failing.
  public static func order(of endpoint: Endpoint) -> Said {
    return switch endpoint.order {
    case .dossier:
      switch endpoint.afterFourthFailure {
      case .block:
        Said(
          "thứ tự theo hồ sơ, sau bốn lần hỏng thì giữ mọi việc sau của hồ sơ",
          "in order by dossier; after four failures what follows in it waits")
      case .blockDecisions:
        Said(
          "thứ tự theo hồ sơ, sau bốn lần hỏng chỉ giữ các quyết định",
          "in order by dossier; after four failures only decisions wait")
      case .skip:
        Said(
          "thứ tự theo hồ sơ, sau bốn lần hỏng thì bỏ qua việc hỏng",
          "in order by dossier; after four failures it goes on without the failed one")
      }
    case .endpoint: Said("mọi việc nối tiếp nhau", "everything one after another")
    }
  }

  public static func said(_ verdict: AttemptVerdict) -> Said {
    switch verdict {
    case .delivered: Said("đã nhận", "delivered")
    case .gone: Said("đã đóng", "gone")
    case .throttled: Said("quá tải", "throttled")
    case .redirected: Said("chuyển hướng", "redirected")
    case .rejected: Said("bị từ chối", "rejected")
    case .failedInside: Said("lỗi bên nhận", "server error")
    case .badGateway: Said("lỗi cổng", "bad gateway")
    case .timedOut: Said("hết giờ", "timed out")
    case .unreachable: Said("không kết nối được", "unreachable")
    case .insecure: Said("chứng thư sai", "certificate")
    case .blocked: Said("không được phép gọi", "not allowed")
    case .broken: Said("đứt giữa chừng", "broken off")
    case .aborted: Said("bên nhận bỏ qua", "aborted")
    case .disabled: Said("bên nhận ngừng", "disabled by receiver")
    case .notConsented: Said("không đồng ý", "no consent")
    }
  }

  /// What a notice says.
  public static func said(_ kind: Notice.Kind) -> Said {
    switch kind {
    case .attemptFailing: Said("một việc gửi hỏng lần thứ tư", "a delivery failed four times")
    case .paused:
      Said("hỏng liên tiếp nên tạm dừng gửi", "it failed so often that deliveries are paused")
    case .failingForADay: Said("hỏng suốt 24 giờ", "nothing but failures for 24 hours")
    case .failingForThreeDays: Said("hỏng suốt 72 giờ", "nothing but failures for 72 hours")
    case .eventParked: Said("có việc để lại, chưa giao được", "an event is parked")
    case .endpointDisabled: Said("đã tự ngừng gửi", "it was disabled")
    case .insecure: Said("chứng thư của bên nhận sai", "its certificate is not in order")
    case .refusedAddress: Said("địa chỉ không được phép gọi", "its address may not be called")
    case .eventAborted: Said("bên nhận bỏ qua một việc", "the receiver let an event go")
    case .backlogFull:
      Said("quá nhiều việc chờ, tạm dừng", "so much is waiting that it stands still")
    case .ledgerRestored:
      Said("sổ cái được khôi phục từ bản sao", "the ledger was restored from a copy")
    case .recovered: Said("đã nhận lại được", "it takes deliveries again")
    }
  }
}
