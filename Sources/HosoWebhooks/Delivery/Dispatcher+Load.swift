internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// Taking over what others changed in the store.
extension Dispatcher {
  /// Directives carried out between two commits.
  private static var directivesMax: Int { 1_000 }
  /// Replays taken at a time for one endpoint.
  private static var replaysMax: Int { 64 }

  func reload(at now: Moment) throws {
    let revisions = try store.endpointRevisions()
    for number in lanes.keys where revisions[number] == nil { forget(number) }
    for (number, revision) in revisions.sorted(by: { $0.key < $1.key }) {
      if let lane = lanes[number] {
        guard lane.endpoint.revision != revision,
          let numbered = try store.numberedEndpoint(number)
        else { continue }
        replace(lane, with: numbered.endpoint, at: now)
        queue(lane)
      } else if let numbered = try store.numberedEndpoint(number) {
        try addLane(numbered, at: now)
      }
    }
    try carryOut(at: now)
    for number in try store.endpointsWithReplays() {
      guard let lane = lanes[number] else { continue }
      lane.replays.arrive()
      queue(lane)
    }
  }

  private func addLane(_ numbered: NumberedEndpoint, at now: Moment) throws {
    guard let progress = try store.progress(of: numbered.number) else { return }
    let lane = Lane(numbered, progress: progress, settings: settings)
    // One more window than the limit: what was in it when the limit was reached.
    let limit = settings.outstandingPerEndpoint + settings.window
    for row in try store.outstanding(of: numbered.number, limit: limit) {
      try lane.unsettled.adopt(row)
    }
    lanes[numbered.number] = lane
    listen(lane)
    numbers[numbered.endpoint.id] = numbered.number
    lane.begin(target: target(of: lane, numbered.endpoint, at: now), at: now)
    queue(lane)
  }

  private func forget(_ number: Int64) {
    guard let lane = lanes.removeValue(forKey: number) else { return }
    numbers[lane.endpoint.id] = nil
    listeners.remove(number)
  }

  /// Gives an endpoint its new form.
  func replace(_ lane: Lane, with endpoint: Endpoint, at now: Moment) {
    lane.replace(endpoint, target: target(of: lane, endpoint, at: now), at: now)
    listen(lane)
    queue(lane)
  }

  private func listen(_ lane: Lane) {
    guard lane.endpoint.kind.getsEvents else { return listeners.put(other: lane.number) }
    listeners.put(lane.number, for: lane.matcher.audiences)
  }

  /// Where an endpoint is called; nil for one that this process may not call, or nobody can.
  private func target(
    of lane: Lane, _ endpoint: Endpoint, at now: Moment
  ) -> RequestMaker.Target? {
    if let known = lane.target, known.endpoint.url == endpoint.url,
      known.endpoint.clientCertificate == endpoint.clientCertificate
    {
      return RequestMaker.Target(
        number: lane.number, endpoint: endpoint, url: known.url, certificate: known.certificate)
    }
    do throws(EgressFault) {
      return try RequestMaker.Target(
        NumberedEndpoint(number: lane.number, endpoint: endpoint), policy: policy)
    } catch {
      if endpoint.state == .enabled { refuse(lane, because: error, at: now) }
      return nil
    }
  }

  /// Switches an endpoint off whose certificate cannot be used.
  ///
  /// An address that this process may not call is left alone and told: what is missing is a
  /// permission of the process, and another one may have it.
  private func refuse(_ lane: Lane, because fault: EgressFault, at now: Moment) {
    guard fault.isCertificate else {
      return tell(
        .refusedAddress, of: lane, detail: TransferReading.cut(fault.name), at: now)
    }
    tell(.endpointDisabled, of: lane, detail: DisableReason.unusable.rawValue, at: now)
    pending.changes.append((lane.endpoint.id, .disable(.unusable), now))
  }

  // MARK: - Directives and replays

  private func carryOut(at now: Moment) throws {
    let directives = try store.directives(
      after: lastDirective, limit: Dispatcher.directivesMax)
    // A full batch means that there are more: the next look at the store takes them.
    mustReload = directives.count == Dispatcher.directivesMax
    for directive in directives {
      lastDirective = directive.id
      pending.directives.append(directive.id)
      guard let lane = lanes[directive.endpoint] else { continue }
      switch directive.kind {
      case .seek(let cursor): lane.seek(min(cursor, FeedCursor(after: feed.head)), at: now)
      case .release: lane.beginAgain(at: now)
      case .drop(let event):
        if let delivery = lane.unsettled[event] { lane.settle(delivery) }
      }
      note(lane)
      queue(lane)
    }
  }

  /// Makes outstanding deliveries of events that are to be sent again, as many as there is room
  /// for.
  func takeReplays(_ lane: Lane, at now: Moment) throws {
    guard !lane.isFull, lane.due.count < Dispatcher.replaysMax else { return }
    let entries = try store.replays(
      of: lane.number, after: lane.replays.last, limit: Dispatcher.replaysMax)
    for entry in entries {
      pending.replays.append((lane.number, entry.event))
      lane.replay(entry, at: now)
    }
    // What another process added behind is seen by the store's version.
    lane.replays.takePage(isFull: entries.count == Dispatcher.replaysMax)
    pending.lanes[lane.number] = lane
    if lane.replays.areWaiting { queue(lane) }
  }
}
