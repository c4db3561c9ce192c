internal import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// What the last writer left beside the ledger: where it ended, and which files these were.
///
/// Written after a commit is durable, without a sync of its own. So a note behind the head is what
/// a crash leaves; a head behind its note is a ledger that was put back.
struct WriterNote: Hashable {
  /// Counts the notes of this folder.
  var generation: UInt64
  var mark: LedgerMark
  /// The file of the ledger.
  var file: FileIdentity
  /// The file that this note is in: a copied folder has another.
  var lock: FileIdentity
  /// The write-ahead log, once there is one.
  var log: FileIdentity?
  /// What the clocks showed; nil where nobody watches them.
  var clocks: ClockNote?
  /// Where the ledger's latest epochs began: what it has in common with what it was before.
  var shared: [SharedPlace] = []

  /// One line, with a sum at its end: what a power cut tore is no note.
  var text: String {
    let words =
      [
        "hoso-note", "\(generation)", "\(mark.epoch)", mark.ledgerID, "\(mark.position.number)",
        mark.leaf.hex, WriterNote.text(file), WriterNote.text(lock),
        log.map(WriterNote.text) ?? "-", clocks?.text ?? "-",
      ] + (shared.isEmpty ? [] : [shared.map(\.text).joined(separator: ",")])
    let line = words.joined(separator: " ")
    return "\(line) \(WriterNote.sum(line))\n"
  }

  init(
    generation: UInt64, mark: LedgerMark, file: FileIdentity, lock: FileIdentity,
    log: FileIdentity?, clocks: ClockNote? = nil, shared: [SharedPlace] = []
  ) {
    self.generation = generation
    self.mark = mark
    self.file = file
    self.lock = lock
    self.log = log
    self.clocks = clocks
    self.shared = shared
  }

  /// Reads a note; nil for anything that is not whole.
  init?(bytes: some Collection<UInt8>) {
    let line = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard 11...12 ~= words.count, words[0] == "hoso-note",
      words.last == WriterNote.sum(words.dropLast().joined(separator: " ")),
      let generation = UInt64(words[1]), let epoch = Int(words[2]),
      let position = Int64(words[4]), let leaf = Digest(hex: words[5]),
      let file = WriterNote.identity(words[6]), let lock = WriterNote.identity(words[7])
    else { return nil }
    self.init(
      generation: generation,
      mark: LedgerMark(
        ledgerID: words[3], position: LedgerPosition(position), leaf: leaf, epoch: epoch),
      file: file, lock: lock, log: WriterNote.identity(words[8]),
      clocks: ClockNote(text: words[9]),
      shared: words.count == 12 ? words[10].split(separator: ",").compactMap(SharedPlace.init) : [])
  }

  private static func text(_ file: FileIdentity) -> String {
    "\(file.inode).\(file.birthNanoseconds)"
  }

  private static func identity(_ text: String) -> FileIdentity? {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let inode = UInt64(parts[0]), let birth = Int64(parts[1]) else {
      return nil
    }
    return FileIdentity(inode: inode, birthNanoseconds: birth)
  }

  /// FNV-1a: against accidents, not against people.
  private static func sum(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return String(hash, radix: 16)
  }
}

/// A place that a ledger has in common with what it was before an epoch began, or that it began on.
struct SharedPlace: Hashable {
  /// More would not fit into a note, and help only a ledger that was put back as often.
  static let most = 4
  private static let leafDigits = 16

  let epoch: Int
  let position: LedgerPosition
  /// Whether the ledger ended there as the epoch began: what any copy of it from before holds.
  let isStart: Bool
  /// The first digits of the leaf hash there.
  private let leaf: String

  init(epoch: Int, position: LedgerPosition, leaf: Digest, isStart: Bool = false) {
    self.epoch = epoch
    self.position = position
    self.isStart = isStart
    self.leaf = String(leaf.hex.prefix(SharedPlace.leafDigits))
  }

  var text: String { "\(epoch):\(position.number):\(leaf)\(isStart ? ":" : "")" }

  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard 3...4 ~= parts.count, let epoch = Int(parts[0]), let position = Int64(parts[1]),
      parts[2].utf8.count == SharedPlace.leafDigits
    else { return nil }
    self.epoch = epoch
    self.position = LedgerPosition(position)
    isStart = parts.count == 4
    leaf = String(parts[2])
  }

  /// Whether the event with a leaf hash stands there.
  func isHeld(by leaf: Digest?) -> Bool {
    leaf.map { $0.hex.hasPrefix(self.leaf) } ?? false
  }
}
