public import HosoDomain
internal import HosoLedger

/// What a dossier waits for at a post office.
public enum Wait: String, CaseIterable, Hashable, Sendable {
  /// Giao cho cơ quan: the dossier is here, on its way to the agency.
  case delivery
  /// Nhận kết quả: the agency is done, and this office brought the dossier there.
  case collection
  /// Trả kết quả: the result is here, on its way to the citizen.
  case handOver = "hand-over"
  /// Mời nhận, phát lại: an attempt failed here.
  case invitation
}

extension DossierView {
  /// What it waits for at an office; nil if it is elsewhere, or waits for nobody there.
  public func wait(at office: PostOfficeCode) -> Wait? {
    let effective = entries.filter(\.isEffective)
    func last(_ types: Set<EventType>) -> TimelineEntry? {
      effective.last { types.contains($0.recorded.event.type) }
    }
    /// Whether it is at the office, as far as the scans that move it tell.
    func isHere(since types: Set<EventType>) -> Bool {
      let moved = last(types.union([.itemDeparted, .itemArrived]))
      return moved?.office == office && moved?.recorded.event.type != .itemDeparted
    }
    switch state {
    case .onTheWayToAgency: return isHere(since: [.dossierPickedUp]) ? .delivery : nil
    case .resultReady:
      let brought = last([.dossierDelivered]) ?? last([.dossierPickedUp])
      return brought?.office == office ? .collection : nil
    case .resultOnTheWay: return isHere(since: [.resultCollected]) ? .handOver : nil
    case .returnFailed: return isHere(since: [.resultReturnFailed]) ? .invitation : nil
    case .unknownEntry, .withAgency, .supplementRequested, .refused, .returned, .sentBack,
      .withdrawn, .lost, .delivered:
      return nil
    }
  }
}
