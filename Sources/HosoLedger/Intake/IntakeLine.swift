public import HosoDomain

/// A line of an import or a batch that says something.
public struct IntakeLine: Sendable {
  public enum Content: Sendable {
    case event(InterchangeLine)
    /// What is wrong, and what the line says if its codes, which are refused today, are on record
    /// already; nil if nothing could make it right.
    case faulty(LineFault, held: Event?)
  }

  /// Which line it is, from 1.
  public let number: Int64
  public let content: Content

  /// Whether the ledger has to be asked about it.
  public var mayBeKnown: Bool {
    switch content {
    case .event: true
    case .faulty(_, let held): held != nil
    }
  }
}

/// Understands the lines, or rows, of one file or batch.
public protocol EventReader {
  /// One event; nil for a line that says nothing.
  mutating func next(_ line: UnsafeBufferPointer<UInt8>) throws(LineFault) -> InterchangeLine?
  /// The same reader for lines that may be on record already, whose codes are not judged again.
  var forRecorded: Self { get }
  /// A line as it is kept to be mended, with the reason where there is a place for it.
  func rejected(_ line: UnsafeBufferPointer<UInt8>, _ reason: String) -> [UInt8]
}

extension EventReader {
  /// What a line says, or is in the way of it; nil for a line that says nothing.
  mutating func line(_ bytes: UnsafeBufferPointer<UInt8>, number: Int64) -> IntakeLine? {
    do throws(LineFault) {
      return try next(bytes).map { IntakeLine(number: number, content: .event($0)) }
    } catch {
      return IntakeLine(number: number, content: .faulty(error, held: held(bytes, error)))
    }
  }

  /// What a line says if its codes, which are refused today, are on record already.
  func held(_ bytes: UnsafeBufferPointer<UInt8>, _ fault: LineFault) -> Event? {
    guard case .code = fault.reason else { return nil }
    var reader = forRecorded
    return (try? reader.next(bytes))?.event
  }
}

extension InterchangeReader: EventReader {
  public mutating func next(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> InterchangeLine? {
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    return try read(line)
  }

  public func rejected(_ line: UnsafeBufferPointer<UInt8>, _ reason: String) -> [UInt8] {
    Array(line)
  }
}

extension CSVInterchangeReader: EventReader {
  public mutating func next(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(LineFault) -> InterchangeLine? {
    try read(line)
  }
}
