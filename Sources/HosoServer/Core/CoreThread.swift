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
