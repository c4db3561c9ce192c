extension SimulationPlan {
  /// The source that the history's events name, such as `simulate-7-10000`: the seed, and the
  /// scale in millionths, since an event's id is its source and sequence and takes no point.
  public var sourceName: String { "simulate-\(seed)-\(scale.millionths)" }

  /// Writes the history as NDJSON, sorted by `recorded_at`, in chunks of whole lines of about
  /// 1 MiB, and returns its figures.
  ///
  /// `progress` is told after each working day how many lines of `eventCount` are written.
  public func write<Fault: Error>(
    progress: (_ written: Int, _ of: Int) -> Void = { _, _ in },
    to sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) -> SimulationTruth {
    var run = HistoryRun(plan: self)
    return try run.write(progress: progress, to: sink)
  }

  /// Writes the same nation with all that goes otherwise than planned.
  ///
  /// Late uploads, corrections, losses, attempts; sorted by `recorded_at`. As known after the
  /// last event, each quarter carries the same legs and is as punctual as the plain history.
  ///
  /// `progress` is told after each working day how many days are done.
  public func writeRealistic<Fault: Error>(
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in },
    to sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) -> HistoryTruth {
    var run = RealisticRun(plan: self, isRealistic: true, writesLines: true)
    return try run.write(progress: progress, to: sink)
  }

  /// The truth of the plain history, without writing it.
  ///
  /// `events` is the number of lines that it has.
  public func plainTruth(
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) -> HistoryTruth {
    var run = RealisticRun(plan: self, isRealistic: false, writesLines: false)
    var truth = run.write(progress: progress, to: { _ in })
    truth.events = eventCount
    return truth
  }
}
