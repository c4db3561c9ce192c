import Foundation
import Glibc
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

/// A clerk at a terminal, with the desk open.
struct Clerk {
  let desk: Desk
  let terminal: PseudoTerminal
  let process: ChildProcess

  init(
    command: String = "desk", _ options: String..., environment: [String: String] = [:]
  ) throws {
    desk = try Desk.ready()
    terminal = try PseudoTerminal()
    let clean = ["TERM": "linux", "HOSO_LANG": "en", "HOSO_ACTOR": "nv042"]
    process = try desk.start(
      [command] + options, input: .terminal(terminal.path),
      environment: clean.merging(environment) { $1 })
    // What is typed before the desk reads keys is echoed, and Ctrl-D is not a key then.
    try #require(terminal.shows("› "))
  }

  /// The types of what is in the ledger, in its order.
  func types() throws -> [EventType] { try desk.events().map(\.event.type) }

  /// Waits until the desk has ended, taking what it draws.
  func end() -> ChildProcess.Ending {
    let ending = process.wait(seconds: 60) { terminal.take() }
    terminal.take()
    return ending
  }

  /// Leaves, and answers how the desk ended.
  func leave(by key: String = "\u{04}") -> ChildProcess.Ending {
    terminal.type(key)
    return end()
  }
}
