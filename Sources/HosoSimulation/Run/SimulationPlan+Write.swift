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
}
