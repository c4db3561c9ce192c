internal import CCurl
internal import Glibc

/// Ends a wait of another thread, such as a pool's.
///
/// Keeps its own descriptor for as long as anyone has it, so waking a pool that is closed already
/// does nothing to anybody else.
public final class TransferWaker: Sendable {
  /// An `eventfd`.
  let descriptor: Int32

  public init() {
    descriptor = hoso_event_descriptor()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Makes the current or next `wait` return at once.
  public func wake() {
    // Fails only if it was raised 2^64 - 2 times without a wait.
    var one: UInt64 = 1
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Waits until it is raised, and takes that back.
  public func wait() {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, -1)
    clear()
  }

  /// Takes back what was raised.
  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
  }
}
