internal import HosoDomain

/// Judging the clock before anything is recorded under it.
extension LedgerWriter {
  /// Finds out whether the clock is believed, before anything is recorded.
  ///
  /// - Throws: `LedgerFault.clock` if a person has to be asked.
  public func judgeClock() throws {
    try lock.hold {
      try keepOwn()
      try session.state.refresh()
      _ = try judgedNow(session.state)
    }
  }

  /// Judges the clock now and not again: what follows is recorded by the time since the machine's
  /// start, however the clock is moved meanwhile.
  ///
  /// - Throws: `LedgerFault.clock` if a person has to be asked.
  public func judgeClockOnce() throws {
    try judgeClock()
    lastingClocks = clocks
  }

  /// Records that a person says the clock is right; holds until the clock jumps again.
  ///
  /// Without an offset, and without a doubt, it changes nothing.
  ///
  /// - Parameter offsetMicroseconds: What is added to the machine's clock.
  public func believeClock(offsetMicroseconds: Int64 = 0) throws {
    guard let watch else { return }
    try lock.hold {
      try keepOwn()
      try change { state in
        let now = watch.now().adding(microseconds: offsetMicroseconds)
        let sinceBoot = watch.sinceBoot()
        let evidence = evidence(state, sinceBoot)
        let known = state.settings.clock?.offsetMicroseconds ?? 0
        guard known != offsetMicroseconds || evidence.doubt(of: now) != nil else {
          return ((), false)
        }
        let answer = evidence.answer(now, offsetMicroseconds: offsetMicroseconds)
        try state.set(.clock, to: answer.text)
        clocks = ClockNote(now: now, sinceBoot: sinceBoot)
        lastingClocks = nil
        return ((), true)
      } afterwards: {
        leaveNote()
      }
    }
  }

  /// The time of a commit.
  ///
  /// - Throws: `LedgerFault.clock` if a person has to be asked.
  func judgedNow(_ state: WriterState) throws -> RecordedAt {
    guard let watch else {
      let now = clock()
      clocks = ClockNote(now: now, sinceBoot: nil)
      return now
    }
    let sinceBoot = watch.sinceBoot()
    if let lasting = lastingClocks?.expected(sinceBoot) {
      clocks = ClockNote(now: lasting, sinceBoot: sinceBoot)
      return lasting
    }
    let offset = state.settings.clock?.offsetMicroseconds ?? 0
    let now = watch.now().adding(microseconds: offset)
    if let doubt = evidence(state, sinceBoot).doubt(of: now) { throw LedgerFault.clock(doubt) }
    clocks = ClockNote(now: now, sinceBoot: sinceBoot)
    return now
  }

  private func evidence(_ state: WriterState, _ sinceBoot: SinceBoot?) -> ClockEvidence {
    let (head, settings) = (state.head, state.settings)
    var evidence = ClockEvidence()
    evidence.built = watch?.built
    let isBackfilled =
      settings.backfilledThrough.map { $0 == head.position } ?? head.isBackfilled
    evidence.head = isBackfilled ? nil : head.recordedAt
    evidence.noted = known?.clocks?.now
    evidence.expected = known?.clocks?.expected(sinceBoot)
    evidence.answer = settings.clock
    return evidence
  }
}

extension ClockWatch {
  /// What the clocks show now, unless the clock lies before the program was built.
  var note: ClockNote? {
    let now = now()
    guard now >= built ?? now else { return nil }
    return ClockNote(now: now, sinceBoot: sinceBoot())
  }
}
