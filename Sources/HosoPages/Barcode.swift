internal import CZint

/// A barcode, as scanners at counters and telephones read it.
public struct Barcode: Hashable, Sendable {
  /// Bars, to be as wide as they are put; or a square of squares.
  private enum Form {
    case bars
    case square

    /// Light modules around the symbol.
    ///
    /// Source: ISO/IEC 15417 and ISO/IEC 18004, quiet zones.
    var quietModules: Int {
      switch self {
      case .bars: 10
      case .square: 4
      }
    }
  }

  private let form: Form
  /// From the top, each from the left; true is dark.
  private let rows: [[Bool]]

  /// A Code 128.
  ///
  /// - Returns: Nil for a text that is longer than a scanner sees at once, empty, or not of
  ///   printable ASCII.
  public init?(code128 text: String) {
    guard text.utf8.count <= 64 else { return nil }
    self.init(text, .bars, symbology: BARCODE_CODE128B, option: -1)
  }

  /// A QR code that can be read with a quarter of it spoilt.
  ///
  /// - Returns: Nil for a text that is longer than a photograph shows, empty, or not of printable
  ///   ASCII.
  public init?(qr text: String) {
    guard text.utf8.count <= 300 else { return nil }
    self.init(text, .square, symbology: BARCODE_QRCODE, option: 3)
  }

  private init?(_ text: String, _ form: Form, symbology: Int32, option: Int32) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ 0x20...0x7E ~= $0 }),
      let symbol = hoso_zint_encode(symbology, option, bytes, Int32(bytes.count))
    else { return nil }
    defer { ZBarcode_Delete(symbol) }
    let (height, width) = (symbol.pointee.rows, symbol.pointee.width)
    rows = (0..<height).map { row in
      (0..<width).map { hoso_zint_is_dark(symbol, row, $0) != 0 }
    }
    self.form = form
  }

  /// From the top, each from the left, light ones around it included; true is dark.
  public var modules: [[Bool]] {
    let quiet = Array(repeating: false, count: form.quietModules)
    let inner = rows.map { quiet + $0 + quiet }
    switch form {
    case .bars: return inner
    case .square:
      let empty = Array(repeating: false, count: (inner.first?.count ?? 0))
      let edge = Array(repeating: empty, count: form.quietModules)
      return edge + inner + edge
    }
  }

  /// An image, dark on white.
  public var svg: HTML {
    let quiet = form.quietModules
    let width = (rows.first?.count ?? 0) + 2 * quiet
    switch form {
    case .bars:
      let path = rows.first.map { Barcode.path($0, at: quiet, 0, height: 40) } ?? ""
      return """
        <svg viewBox="0 0 \(width) 40" preserveAspectRatio="none" role="img">\
        <rect width="\(width)" height="40" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
        """
    case .square:
      let height = rows.count + 2 * quiet
      let path = rows.enumerated().map { Barcode.path($1, at: quiet, quiet + $0, height: 1) }
        .joined()
      return """
        <svg class="qr" viewBox="0 0 \(width) \(height)" shape-rendering="crispEdges" role="img">\
        <rect width="\(width)" height="\(height)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
        """
    }
  }

  /// The dark runs of a row.
  private static func path(_ row: [Bool], at left: Int, _ top: Int, height: Int) -> String {
    var path = ""
    var start: Int?
    for (column, isDark) in (row + [false]).enumerated() {
      if isDark {
        start = start ?? column
      } else if let begun = start {
        path += "M\(left + begun) \(top)h\(column - begun)v\(height)h-\(column - begun)z"
        start = nil
      }
    }
    return path
  }
}
