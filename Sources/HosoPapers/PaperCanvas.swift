internal import CPaper

/// A document that is being drawn, page after page.
///
/// What it is drawn on belongs to one paper alone, and is given back with it.
struct PaperCanvas: ~Copyable {
  private let paper: OpaquePointer

  init(_ size: PaperSize, title: String, madeAt: String) throws(PaperFault) {
    try PaperCanvas.check()
    guard let paper = hoso_paper_begin(size.width, size.height, title, madeAt) else {
      throw .outOfMemory
    }
    self.paper = paper
  }

  /// That what draws is installed.
  static func check() throws(PaperFault) {
    if let missing = hoso_paper_missing() {
      throw .missingLibrary(String(cString: missing))
    }
    guard hoso_paper_family() != nil else { throw .missingFont }
  }

  deinit { hoso_paper_free(paper) }

  /// - Parameter width: Where its lines break; nil for only where they say.
  func measure(_ text: PaperText, width: Double?) -> (width: Double, height: Double) {
    let extent = PaperCanvas.with(text, width) { hoso_paper_measure(paper, $0) }
    return (extent.width, extent.height)
  }

  func draw(_ mark: PaperMark) {
    switch mark {
    case .text(let text, let x, let y, let width):
      PaperCanvas.with(text, width) { hoso_paper_write(paper, x, y, $0) }
    case .line(let x, let y, let toX, let toY): hoso_paper_line(paper, x, y, toX, toY, 0.5)
    case .fill(let x, let y, let width, let height):
      hoso_paper_fill(paper, x, y, width, height)
    }
  }

  func resize(_ size: PaperSize) { hoso_paper_resize(paper, size.width, size.height) }

  func endPage() { hoso_paper_end_page(paper) }

  func bytes() throws(PaperFault) -> [UInt8] {
    var count = 0
    guard let bytes = hoso_paper_end(paper, &count) else { throw .outOfMemory }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  private static func with<Answer>(
    _ text: PaperText, _ width: Double?, _ body: (UnsafePointer<hoso_paper_text>) -> Answer
  ) -> Answer {
    text.text.withCString { pointer in
      var set = hoso_paper_text(
        text: pointer, size: text.size, width: width ?? -1, bold: text.isBold ? 1 : 0,
        italic: text.isItalic ? 1 : 0, alignment: text.alignment.rawValue)
      return body(&set)
    }
  }
}

/// What is drawn on a page, lengths in points from its upper left corner.
enum PaperMark {
  case text(PaperText, x: Double, y: Double, width: Double?)
  case line(x: Double, y: Double, toX: Double, toY: Double)
  case fill(x: Double, y: Double, width: Double, height: Double)
}
