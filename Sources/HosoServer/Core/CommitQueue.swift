/// Work that waits to be committed together, and who waits for it.
///
/// One synchronisation with the disk serves everybody who came while the one before was running.
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

  private var waiting: [Job] = []

  /// Adds a job; true if somebody has to be told to commit.
  mutating func add(_ job: Job) -> Bool {
    waiting.append(job)
    return waiting.count == 1
  }

  /// The jobs of the next commit.
  mutating func take() -> [Job] {
    defer { waiting.removeFirst(min(waiting.count, CommitQueue.jobsMax)) }
    return Array(waiting.prefix(CommitQueue.jobsMax))
  }

  var isEmpty: Bool { waiting.isEmpty }

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
