import Glibc

/// A program run as its own process, with its output caught in two files.
///
/// Files instead of pipes, so that no output is ever lost or waited for, however the process ends.
public final class ChildProcess {
  /// How a process ended.
  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    /// It was still running after the time it was given, and was killed for it.
    case hung
  }

  /// What the process reads as its standard input.
  public enum Input {
    case nothing
    case file(String)
    /// What `write` hands over, until `closeInput`.
    case written
    /// A terminal, which its output goes to as well.
    case terminal(String)
  }

  /// What kept a process from being started; `code` is errno.
  public struct Fault: Error {
    public let operation: String
    public let code: Int32
  }

  public let outputPath: String
  public let errorPath: String
  private let process: pid_t
  private var input: Int32 = -1
  private var ending: Ending?

  /// Starts a program with these arguments and with nothing but this environment.
  ///
  /// - Parameter folder: Where it runs.
  /// - Parameter name: Its output goes to `<name>.out` and `<name>.err`, which start empty.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String,
    input: Input, output name: String
  ) throws {
    outputPath = name + ".out"
    errorPath = name + ".err"
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    var theirs: Int32 = -1
    defer { if theirs >= 0 { close(theirs) } }
    switch input {
    case .nothing: posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    case .file(let path): posix_spawn_file_actions_addopen(&files, 0, path, O_RDONLY, 0)
    case .terminal: break
    case .written:
      (self.input, theirs) = try ChildProcess.makeChannel()
      posix_spawn_file_actions_adddup2(&files, theirs, 0)
    }
    let mode = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&files, 1, outputPath, mode, 0o600)
    if case .terminal(let path) = input {
      posix_spawn_file_actions_addopen(&files, 0, path, O_RDWR | O_NOCTTY, 0)
      posix_spawn_file_actions_adddup2(&files, 0, 1)
    }
    posix_spawn_file_actions_addopen(&files, 2, errorPath, mode, 0o600)
    // `env` changes the folder and becomes the program: it stays the same process.
    process = try ChildProcess.spawn(
      "/usr/bin/env", ["env", "-C", folder, program] + arguments,
      environment.map { "\($0.key)=\($0.value)" }, files)
  }

  deinit {
    closeInput()
    if ending == nil { kill() }
  }

  /// Hands text to the process; false if it does not read any more.
  @discardableResult
  public func write(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {  // Bounded by the bytes.
      let count = rest.withUnsafeBytes {
        Glibc.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Ends the input, as Ctrl-D does.
  public func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Sends a signal, such as SIGTERM, that the process may act on.
  public func notify(_ signal: Int32) {
    if ending == nil { Glibc.kill(process, signal) }
  }

  /// Ends the process as a power cut would: it gets no chance to do anything more.
  @discardableResult
  public func kill() -> Ending {
    Glibc.kill(process, SIGKILL)
    return wait()
  }

  /// Waits until the process has ended.
  ///
  /// - Parameter meanwhile: Done again and again, such as taking what it draws.
  @discardableResult
  public func wait(seconds: Int = 300, meanwhile: () -> Void = {}) -> Ending {
    if let ending { return ending }
    var status: Int32 = 0
    for _ in 0..<(seconds * 1_000) {
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7f
        let ended: Ending = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal: signal)
        ending = ended
        return ended
      }
      meanwhile()
      ChildProcess.pause(microseconds: 1_000)
    }
    Glibc.kill(process, SIGKILL)
    waitpid(process, &status, 0)
    ending = .hung
    return .hung
  }

  /// Lets other processes go on for a while.
  public static func pause(microseconds: Int) {
    var time = timespec(
      tv_sec: microseconds / 1_000_000, tv_nsec: microseconds % 1_000_000 * 1_000)
    nanosleep(&time, nil)
  }

  /// A socket for us and one for the process: unlike a pipe, one whose reader was killed can be
  /// written to without a signal.
  private static func makeChannel() throws -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Fault(operation: "socketpair", code: errno)
    }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String],
    _ files: posix_spawn_file_actions_t
  ) throws -> pid_t {
    var files = files
    let argumentCopies = arguments.map { strdup($0) } + [nil]
    let environmentCopies = environment.map { strdup($0) } + [nil]
    defer {
      for copy in argumentCopies + environmentCopies { free(copy) }
    }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &files, nil, argumentCopies, environmentCopies)
    guard code == 0 else { throw Fault(operation: "posix_spawn \(program)", code: code) }
    return process
  }
}
