/// A place in a buffer that bytes are written to.
///
/// Unchecked, because a national history is 30 GB of digits: whoever makes one guarantees
/// `LineBuffer.lineBytesMax` bytes of room.
struct ByteCursor {
  private(set) var place: UnsafeMutablePointer<UInt8>

  init(_ place: UnsafeMutablePointer<UInt8>) {
    self.place = place
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    place.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    place += text.utf8CodeUnitCount
  }

  @inline(__always)
  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      place.update(from: start, count: source.count)
      place += source.count
    }
  }

  @inline(__always)
  mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    place.update(from: start, count: bytes.count)
    place += bytes.count
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    place.pointee = byte
    place += 1
  }

  @inline(__always)
  mutating func putTwoDigits(_ number: Int) {
    let tens = UInt8(truncatingIfNeeded: number / 10)
    place[0] = 0x30 &+ tens
    place[1] = 0x30 &+ UInt8(truncatingIfNeeded: number) &- tens &* 10
    place += 2
  }

  /// The number with leading zeros up to a width.
  @inline(__always)
  mutating func put(_ number: UInt32, width: Int) {
    var rest = number
    var index = width
    while index > 0 {
      index -= 1
      place[index] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    place += width
  }

  /// The number with as many digits as it has, at least `width`.
  @inline(__always)
  mutating func put(_ number: UInt32, atLeast width: Int) {
    var (digits, limit) = (1, UInt64(10))
    while digits < width || UInt64(number) >= limit {
      digits += 1
      limit *= 10
    }
    put(number, width: digits)
  }
}

/// Lines on their way to a sink, a chunk at a time.
struct LineBuffer {
  /// Longer than any line: the longest has under 500 bytes with a 20-digit seed.
  static let lineBytesMax = 1_024
  static let chunkBytes = 1 << 20

  private var bytes = [UInt8](repeating: 0, count: chunkBytes + lineBytesMax)
  private var used = 0

  var isFull: Bool { used >= LineBuffer.chunkBytes }
  var isEmpty: Bool { used == 0 }

  @inline(__always)
  mutating func append(_ write: (inout ByteCursor) -> Void) {
    let start = used
    used = bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return start }
      var cursor = ByteCursor(base + start)
      write(&cursor)
      return cursor.place - base
    }
  }

  /// Hands out what has been written and starts again.
  mutating func flush<Fault: Error>(to sink: ([UInt8]) throws(Fault) -> Void) throws(Fault) {
    let capacity = bytes.count
    bytes.removeLast(capacity - used)
    try sink(bytes)
    bytes.append(contentsOf: repeatElement(0, count: capacity - used))
    used = 0
  }
}
