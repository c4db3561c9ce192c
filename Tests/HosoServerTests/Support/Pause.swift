import Foundation
import Glibc

/// Waits without holding one of the threads that tasks share.
enum Pause {
  static func milliseconds(_ count: Int) async throws {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var time = timespec(tv_sec: count / 1_000, tv_nsec: count % 1_000 * 1_000_000)
        nanosleep(&time, nil)
        continuation.resume()
      }
    }
  }
}
