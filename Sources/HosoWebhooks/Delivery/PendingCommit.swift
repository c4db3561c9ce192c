internal import HosoLedger
internal import HosoState

/// What became of deliveries since the last commit, to be written as one.
///
/// Kept until it is durable: a full disk only delays it, and what a crash takes with it is sent
/// again under the same names.
struct PendingCommit {
  var attempts: [(endpoint: Int64, attempt: Attempt)] = []
  var notices: [Note] = []
  /// Endpoints that take deliveries again, since when.
  var recovered: [Int64: Moment] = [:]
  var changes: [(endpoint: EndpointID, change: EndpointChange, at: Moment)] = []
  /// Directives that were carried out.
  var directives: [Int64] = []
  /// Replays that became outstanding deliveries.
  var replays: [(endpoint: Int64, event: LedgerPosition)] = []
  /// Endpoints whose progress or outstanding deliveries changed.
  var lanes: [Int64: Lane] = [:]

  struct Note {
    let kind: Notice.Kind
    let endpoint: Int64
    let event: LedgerPosition?
    let detail: String?
    let at: Moment
  }

  /// What a delivery's outcome changes about its endpoint.
  enum EndpointChange {
    case disable(DisableReason)
    case consent(perMinute: Int?)
  }

  var isEmpty: Bool {
    attempts.isEmpty && notices.isEmpty && recovered.isEmpty && changes.isEmpty
      && directives.isEmpty && replays.isEmpty && lanes.isEmpty
  }

  /// Writes everything inside the caller's commit.
  ///
  /// - Returns: Endpoints as they are after their changes.
  func write(to store: DeliveryStore) throws -> [Endpoint] {
    for (endpoint, attempt) in attempts { try store.log(attempt, of: endpoint) }
    for (number, lane) in lanes { try write(lane, number: number, to: store) }
    for directive in directives { try store.removeDirective(directive) }
    for (endpoint, event) in replays { try store.removeReplay(event, of: endpoint) }
    for (endpoint, moment) in recovered
    where try store.resolveFailing(of: endpoint, at: moment) {
      try store.note(.recovered, of: endpoint, at: moment)
    }
    for note in notices {
      try store.note(
        note.kind, of: note.endpoint, event: note.event, detail: note.detail, at: note.at)
    }
    return try changes.compactMap { id, change, moment in
      try apply(change, to: id, in: store, at: moment)
    }
  }

  private func write(_ lane: Lane, number: Int64, to store: DeliveryStore) throws {
    assert(lane.unsettled.areCounted, "the counts are those of the rows")
    assert(lane.isPassedListed, "what the cursor passed is settled, or listed")
    for event in lane.unsettled.dirtyRows {
      if let row = lane.unsettled[event]?.row {
        try store.store(row, of: number)
      } else {
        try store.removeOutstanding(event, of: number)
      }
    }
    guard lane.progress.isDirty else { return }
    try store.store(lane.progress.whole, of: number)
  }

  /// The endpoint after a change; nil if somebody removed it meanwhile.
  private func apply(
    _ change: EndpointChange, to id: EndpointID, in store: DeliveryStore, at moment: Moment
  ) throws -> Endpoint? {
    do {
      switch change {
      case .disable(let reason):
        return try store.stop(id, reason: reason, at: moment)
      case .consent(let perMinute):
        return try store.consent(id, perMinute: perMinute, at: moment)
      }
    } catch is EndpointFault {
      return nil
    }
  }

  /// Marks everything as written.
  func settle() {
    for lane in lanes.values { lane.wasWritten() }
  }
}
