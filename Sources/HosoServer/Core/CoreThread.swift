internal import NIOCore
internal import NIOPosix

/// A thread of its own for what must not wait for anything else, and must not make others wait.
///
/// Actors that own a connection to a database run on one: the connection stays on its thread.
final class CoreThread: Sendable {
  private let group: MultiThreadedEventLoopGroup
  let loop: any EventLoop

  init() {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    loop = group.next()
  }

  var executor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

  /// Ends the thread; whoever runs on it must be done.
  func stop() async throws {
    try await group.shutdownGracefully()
  }
}

/// The threads of a server, each for what must wait for nothing else.
struct CoreThreads {
  let ledger = CoreThread()
  let state = CoreThread()
  let desks = [CoreThread(), CoreThread()]
  let feed = CoreThread()
  let catchUps = CoreThread()
  let figures = CoreThread()
  let exports = CoreThread()
  let worklist = CoreThread()
  let follower = CoreThread()
  let pings = CoreThread()
  let batches = CoreThread()

  /// Ends all of them; whoever runs on them must be done.
  func stop() async throws {
    let others = [
      ledger, state, feed, catchUps, figures, exports, worklist, follower, pings, batches,
    ]
    for thread in others + desks { try await thread.stop() }
  }
}
