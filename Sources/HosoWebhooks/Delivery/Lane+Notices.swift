internal import HosoLedger
internal import HosoState

/// Reading notices for an operator's endpoint: a notice's number stands where an event's position
/// does for others.
extension Lane {
  /// Reads on, and looks at outstanding deliveries whose time has come.
  ///
  /// - Returns: Whether something is left to read or to look at now.
  func prepareNotices(_ store: DeliveryStore, at now: Moment) throws -> Bool {
    takeRetries(at: now)
    let most = settings.inFlightPerEndpoint.upperBound
    while ready.count < most, let delivery = due.popFirst() {  // Bounded by what is ready.
      guard delivery.phase == .waiting, unsettled.holds(delivery) else { continue }
      delivery.read(try store.noticeToTell(delivery.event.number))
      if delivery.notice == nil { settle(delivery) } else { putInLine(delivery) }
    }
    guard hasRoom else { return !due.isEmpty && ready.count < most }
    let notices = try store.noticesToTell(after: window.readCursor.position.number, limit: most)
    for notice in notices { take(notice) }
    advance()
    return (hasRoom && notices.count == most) || !due.isEmpty
  }

  private func take(_ notice: Notice) {
    let place = FeedCursor(after: LedgerPosition(notice.id))
    window.take(place)
    guard !isKnown(place.event) else { return }
    let delivery = Delivery(at: place)
    delivery.read(notice)
    unsettled.add(delivery)
    putInLine(delivery)
  }

  private func putInLine(_ delivery: Delivery) {
    if delivery.row?.state == .held { unsettled.change(delivery) { $0.state = .retrying } }
    delivery.getReady()
    ready.append(delivery)
  }
}
