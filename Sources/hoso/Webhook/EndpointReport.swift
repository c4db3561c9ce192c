import HosoDomain
import HosoServer
internal import HosoSigning
internal import HosoState
import HosoWebhooks
internal import HosoWords

/// Endpoints as a command prints them.
struct EndpointReport {
  let store: DeliveryStore
  let now = Moment.now()

  /// One object, as JSON or as a page of text.
  func printOne(_ endpoint: Endpoint, json: Bool) throws {
    let progress = try store.progress(of: endpoint.id)
    let counts = try store.outstandingCounts(of: endpoint.id)
    guard !json else {
      var builder = JSONBuilder()
      builder.endpoint(endpoint, progress: progress, outstanding: counts, now: now)
      builder.endLine()
      return Terminal.out(builder.text)
    }
    Terminal.out(text(endpoint, progress, counts))
  }

  func printList(_ endpoints: [Endpoint], json: Bool) throws {
    guard !json else {
      var builder = JSONBuilder()
      for endpoint in endpoints {
        builder.endpoint(
          endpoint, progress: try store.progress(of: endpoint.id),
          outstanding: try store.outstandingCounts(of: endpoint.id), now: now)
        builder.endLine()
      }
      return Terminal.out(builder.text)
    }
    guard !endpoints.isEmpty else {
      return Terminal.out(
        say(
          "Chưa có điểm nhận nào. Thêm bằng: hoso webhook add --url …\n",
          "There is no endpoint yet. Add one: hoso webhook add --url …\n"))
    }
    var table = TextTable([
      TextTable.Column(say("Mã", "Id")), TextTable.Column(say("Tên", "Name")),
      TextTable.Column(say("Cơ quan", "Agency")), TextTable.Column(say("Trạng thái", "State")),
      TextTable.Column(say("Đã giao", "Delivered"), .trailing),
      TextTable.Column(say("Đang chờ", "Waiting"), .trailing),
      TextTable.Column(say("Để lại", "Parked"), .trailing),
    ])
    for endpoint in endpoints {
      let count = try store.outstandingCounts(of: endpoint.id)
      let progress = try store.progress(of: endpoint.id)
      table.add([
        endpoint.id.text, CodeWords.shown(endpoint.name, longest: 30),
        endpoint.filter.agencies?.map(\.text).joined(separator: ",") ?? say("mọi", "all"),
        say(DeliveryWords.said(endpoint.state, progress, at: now)),
        Numbers.grouped(progress?.delivered ?? 0),
        Numbers.grouped(count.retrying + count.held), Numbers.grouped(count.parked),
      ])
    }
    Terminal.out(table.text)
  }

  private func text(
    _ endpoint: Endpoint, _ progress: DeliveryProgress?, _ counts: OutstandingCounts
  ) -> String {
    var lines = [
      "\(endpoint.id.text) · \(CodeWords.shown(endpoint.name))",
      say("Địa chỉ: ", "Address: ") + endpoint.url,
      say("Trạng thái: ", "State: ") + sentence(endpoint.state, progress),
    ]
    lines += DeliveryWords.limits(of: endpoint).map { say($0.name) + ": " + say($0.values) }
    lines.append(
      say("Nội dung: ", "Payload: ") + endpoint.payload.rawValue + " · "
        + say(DeliveryWords.order(of: endpoint)))
    if let progress {
      lines.append(
        say("Đã giao: ", "Delivered: ") + Numbers.grouped(progress.delivered)
          + say(" · lần hỏng: ", " · failed attempts: ") + Numbers.grouped(progress.failures)
          + say(" · vị trí: ", " · cursor: ") + progress.cursor.text)
    }
    lines.append(
      say("Đang chờ gửi lại: ", "Waiting for another try: ") + Numbers.grouped(counts.retrying)
        + say(" · chờ việc trước: ", " · behind an earlier one: ") + Numbers.grouped(counts.held)
        + say(" · để lại: ", " · parked: ") + Numbers.grouped(counts.parked))
    for entry in endpoint.keys.secrets.entries where entry.isValid(at: now.seconds) {
      lines.append(say("Bí mật: ", "Secret: ") + entry.key.fingerprint + until(entry.validUntil))
    }
    for entry in endpoint.keys.signing?.entries ?? [] where entry.isValid(at: now.seconds) {
      lines.append(
        say("Khoá công khai: ", "Public key: ") + entry.key.verifyingKey.serialized
          + until(entry.validUntil))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The state, why and since when.
  private func sentence(_ state: EndpointState, _ progress: DeliveryProgress?) -> String {
    var text = say(DeliveryWords.said(state, progress, at: now))
    if case .disabled(let reason, _) = state { text += ": " + say(DeliveryWords.said(reason)) }
    if let since = state.since { text += say(" (từ ", " (since ") + since.vietnameseClock + ")" }
    return text
  }

  private func until(_ end: Int64?) -> String {
    end.map { say(" (đến ", " (until ") + Moment(seconds: $0).vietnameseClock + ")" } ?? ""
  }
}
