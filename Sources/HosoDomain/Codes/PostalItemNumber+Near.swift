extension PostalItemNumber {
  /// The numbers that somebody may have meant who typed one whose check digit does not fit: one
  /// digit otherwise, or two neighbours exchanged; empty for any other text.
  ///
  /// A handful, in the order of the digit that differs.
  public static func near(_ text: String) -> [PostalItemNumber] {
    let typed = Array(ScannerText.normalise(text).utf8).filter { $0 != UInt8(ascii: " ") }
    do throws(CodeFault) {
      _ = try PostalItemNumber(String(decoding: typed, as: UTF8.self))
      return []
    } catch {
      guard case .wrongCheckDigit = error else { return [] }
    }
    var near: [PostalItemNumber] = []
    func note(_ bytes: [UInt8]) {
      guard let number = try? PostalItemNumber(String(decoding: bytes, as: UTF8.self)),
        !near.contains(number)
      else { return }
      near.append(number)
    }
    for place in 2...10 {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
        var bytes = typed
        bytes[place] = digit
        note(bytes)
      }
      guard place < 10 else { continue }
      var bytes = typed
      bytes.swapAt(place, place + 1)
      note(bytes)
    }
    return near
  }
}
