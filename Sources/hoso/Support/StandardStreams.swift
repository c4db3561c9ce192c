import Glibc

/// The three streams that every program begins with.
enum StandardStreams {
  /// Puts something in the place of those that whoever started the program closed.
  ///
  /// Else the next file that is opened gets such a number, and what is meant for the screen is
  /// written into the ledger's own lock. Nothing can be read from what is put there, and whatever
  /// is written to it fails.
  static func holdClosed() {
    var descriptor: Int32
    repeat {
      descriptor = open("/dev/null", O_RDONLY)
    } while 0...2 ~= descriptor  // Bounded by the three that may be missing.
    if descriptor > 2 { close(descriptor) }
  }
}
