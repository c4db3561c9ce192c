/// Work that waits to be committed together, and who waits for it.
///
/// One synchronisation with the disk serves everybody who came while the one before was running.
/// What is a piece of a batch is committed alone, and lets the others go first a few times.
struct CommitQueue<Context> {
  /// One caller's part of a commit.
  struct Job {
    /// Does the work; answers what to do once it is durable.
    let attempt: (Context) throws -> @Sendable () -> Void
    /// Tells the caller that nothing of it happened.
    let fail: @Sendable (any Error) -> Void
  }

  /// Jobs in one commit: more would make the first of them wait for the last.
  private static var jobsMax: Int { 512 }
  /// Commits of others that a piece of a batch lets go first: without end it would never come.
  private static var passesMax: Int { 4 }

  private var waiting: [Job] = []
  private var pieces: [Job] = []
  /// Commits that went first while a piece was waiting.
  private var passes = 0

  /// Adds a job; true if somebody has to be told to commit.
  ///
  /// - Parameter isPiece: Whether it is a piece of a batch, for which nobody stands at a counter.
  mutating func add(_ job: Job, isPiece: Bool = false) -> Bool {
    defer { if isPiece { pieces.append(job) } else { waiting.append(job) } }
    return isEmpty
  }

  /// The jobs of the next commit.
  mutating func take() -> [Job] {
    guard pieces.isEmpty || (!waiting.isEmpty && passes < CommitQueue.passesMax) else {
      passes = 0
      return [pieces.removeFirst()]
    }
    if !pieces.isEmpty { passes += 1 }
    defer { waiting.removeFirst(min(waiting.count, CommitQueue.jobsMax)) }
    return Array(waiting.prefix(CommitQueue.jobsMax))
  }

  var isEmpty: Bool { waiting.isEmpty && pieces.isEmpty }

  /// Makes a job of a piece of work and who waits for its result.
  static func job<R: Sendable>(
    _ continuation: CheckedContinuation<R, any Error>,
    _ work: @escaping @Sendable (Context) throws -> R
  ) -> Job {
    Job(
      attempt: { context in
        let result = try work(context)
        return { continuation.resume(returning: result) }
      },
      fail: { continuation.resume(throwing: $0) })
  }

  /// Commits jobs together.
  ///
  /// A job that refuses its own work must not take the others down: each is then tried alone.
  /// What the storage itself refuses, it refuses everybody.
  ///
  /// - Parameter commit: Runs its argument as one commit: all of it is durable, or none.
  static func settle(
    _ jobs: [Job], isEverybodys: (any Error) -> Bool,
    _ commit: ((Context) throws -> [@Sendable () -> Void]) throws -> [@Sendable () -> Void]
  ) {
    do {
      let answers = try commit { context in try jobs.map { try $0.attempt(context) } }
      precondition(answers.count == jobs.count, "whoever waits for a commit is answered, once")
      for answer in answers { answer() }
    } catch {
      guard jobs.count > 1, !isEverybodys(error) else {
        for job in jobs { job.fail(error) }
        return
      }
      for job in jobs { settle([job], isEverybodys: isEverybodys, commit) }
    }
  }
}
