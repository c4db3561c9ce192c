extension SimulationPlan {
  /// The source that the history's events name, such as `simulate-7-0.01`.
  public var sourceName: String { "simulate-\(seed)-\(scale.text)" }

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
