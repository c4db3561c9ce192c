internal import HosoDomain

/// Sets blocks on pages, one below the other.
struct PaperPress: ~Copyable {
  struct Page {
    let size: PaperSize
    var marks: [PaperMark] = []
  }

  let canvas: PaperCanvas
  private var pages: [Page]
  /// Where the next block begins.
  private var top: Double

  init(_ canvas: consuming PaperCanvas, _ size: PaperSize) {
    self.canvas = canvas
    pages = [Page(size: size)]
    top = size.top
  }

  var size: PaperSize { pages[pages.count - 1].size }
  /// Whether nothing is on the page yet.
  private var isFresh: Bool { pages[pages.count - 1].marks.isEmpty }

  mutating func add(_ block: PaperBlock) {
    switch block {
    case .text(let text): place([[text]])
    case .sides(let stacks): place(stacks)
    case .table(let table): place(table)
    case .barcode(let barcode, let width, let height):
      makeRoom(for: height)
      let x = size.left + (size.breadth - width) / 2
      mark(barcode.marks(x: x, y: top, width: width, height: height))
      top += height
    case .gap(let height): if !isFresh { top += height }
    case .together(let blocks):
      makeRoom(for: blocks.reduce(0) { $0 + height(of: $1) })
      for block in blocks { add(block) }
    case .page(let size): begin(size)
    }
  }

  /// The pages, each with its number and the foot.
  consuming func print(foot: String) throws(PaperFault) -> [UInt8] {
    for (index, page) in pages.enumerated() {
      canvas.resize(page.size)
      for mark in page.marks { canvas.draw(mark) }
      let y = page.size.height - page.size.bottom + 10
      let number = PaperText("\(index + 1)/\(pages.count)", size: 9, .right)
      let (width, _) = canvas.measure(number, width: nil)
      let room = page.size.breadth - width - 12
      canvas.draw(.text(PaperText(foot, size: 9), x: page.size.left, y: y, width: room))
      canvas.draw(.text(number, x: page.size.left, y: y, width: page.size.breadth))
      canvas.endPage()
    }
    return try canvas.bytes()
  }

  // MARK: - Room

  private var bottom: Double { size.height - size.bottom }

  private mutating func makeRoom(for height: Double) {
    if top + height > bottom, !isFresh { begin(size) }
  }

  private mutating func begin(_ size: PaperSize) {
    if isFresh { pages.removeLast() }
    pages.append(Page(size: size))
    top = size.top
  }

  private mutating func mark(_ marks: [PaperMark]) {
    pages[pages.count - 1].marks += marks
  }

  /// What a block takes up that has to stay whole; a table is only begun.
  private func height(of block: PaperBlock) -> Double {
    switch block {
    case .text(let text): canvas.measure(text, width: size.breadth).height
    case .sides(let stacks): stacks.map { height(of: $0, of: stacks.count) }.max() ?? 0
    case .table, .page: 0
    case .barcode(_, _, let height): height
    case .gap(let height): height
    case .together(let blocks): blocks.reduce(0) { $0 + self.height(of: $1) }
    }
  }

  // MARK: - Texts

  /// Between stacks that stand side by side.
  private static let gutter = 12.0

  private func width(of count: Int) -> Double {
    (size.breadth - PaperPress.gutter * Double(count - 1)) / Double(count)
  }

  private func height(of stack: [PaperText], of count: Int) -> Double {
    stack.reduce(0) { $0 + canvas.measure($1, width: width(of: count)).height }
  }

  private mutating func place(_ stacks: [[PaperText]]) {
    guard !stacks.isEmpty else { return }
    let width = width(of: stacks.count)
    let height = stacks.map { self.height(of: $0, of: stacks.count) }.max() ?? 0
    makeRoom(for: height)
    for (index, stack) in stacks.enumerated() {
      var y = top
      let x = size.left + (width + PaperPress.gutter) * Double(index)
      for text in stack {
        mark([.text(text, x: x, y: y, width: width)])
        y += canvas.measure(text, width: width).height
      }
    }
    top += height
  }

  // MARK: - Tables

  /// How many of the last rows stay with what follows them.
  private static let kept = 2

  private mutating func place(_ table: PaperTable) {
    let tail = height(of: .together(table.tail))
    let bands = PaperBand.bands(of: table, breadth: size.breadth, canvas)
    for (index, whole) in bands.enumerated() {
      var band = whole
      let head = band.head(canvas)
      let heights = band.rowHeights(bottom - size.top - head.height, canvas)
      let count = heights.count
      let isLast = index == bands.count - 1
      let end = max(0, count - PaperPress.kept)
      let ending = tail + heights[end...].reduce(0, +)
      let first = heights.first ?? 0
      makeRoom(for: head.height + (isLast && end == 0 ? ending : first))
      put(head, of: band)
      for (row, height) in heights.enumerated() {
        let needed = isLast && row == end ? ending : height
        if row > 0, top + needed > bottom {
          begin(size)
          put(head, of: band)
        }
        mark(band.marks(row, x: size.left, y: top, height: height, canvas))
        top += height
      }
      if !isLast || table.tail.isEmpty { top += PaperPress.gutter }
    }
    for block in table.tail { add(block) }
  }

  private mutating func put(_ head: PaperBand.HeadMarks, of band: borrowing PaperBand) {
    mark(head.marks(x: size.left, y: top))
    top += head.height
  }
}

extension Paper {
  /// That papers can be made on this machine.
  public static func checkPress() throws(PaperFault) { try PaperCanvas.check() }

  /// The paper as PDF, its fonts in it.
  public func pdf() throws(PaperFault) -> [UInt8] {
    let canvas = try PaperCanvas(size, title: title, madeAt: madeAt.rfc3339)
    var press = PaperPress(canvas, size)
    for block in blocks { press.add(block) }
    return try press.print(foot: foot)
  }
}
