/// A drawing that is whole by itself: text stays text, there is no script and no sheet, and every
/// length is a whole number.
public struct Drawing: Sendable {
  /// Colours that people with any colour vision tell apart, and those of words and lines.
  ///
  /// Source: Okabe, Ito, "Color Universal Design".
  public enum Ink: String, Hashable, Sendable {
    case word = "#17212e"
    case soft = "#51607a"
    case line = "#c3cbd8"
    case faint = "#eef1f5"
    case white = "#ffffff"
    case blue = "#0072B2"
    case sky = "#56B4E9"
    case orange = "#E69F00"
    case vermilion = "#D55E00"
    /// Two tints of blue that dark words are read on.
    case paleBlue = "#D6E8F3"
    case lightBlue = "#9CCAE6"
  }

  /// How an area is filled; hatching is what tells it apart where colours do not.
  public enum Fill: Hashable, Sendable {
    case plain(Ink)
    case hatched(Ink)
    /// White within a broken line: nothing is told there.
    case open
  }

  public enum Anchor: String, Sendable {
    case start
    case middle
    case end
  }

  /// Unlike any other drawing's on its page.
  let name: String
  public let width: Int
  public private(set) var height = 0
  private var body = HTML.empty
  private var hatches: [Ink] = []

  public init(name: String, width: Int) {
    self.name = name
    self.width = width
  }

  /// A line of text whose base line is at `y`.
  public mutating func text(
    _ text: String, _ x: Int, _ y: Int, size: Int = 12, anchor: Anchor = .start,
    ink: Ink = .word, isBold: Bool = false
  ) {
    let weight: HTML = isBold ? " font-weight=\"700\"" : ""
    let place: HTML = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    body += """
      <text x="\(x)" y="\(y)" font-size="\(size)" fill="\(ink.rawValue)"\(place)\(weight)>\
      \(text)</text>

      """
    grow(y + size / 2)
  }

  /// - Parameter saying: What a pointer on it is told.
  public mutating func box(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ fill: Fill, saying: String? = nil
  ) {
    let paint: HTML
    switch fill {
    case .plain(let ink): paint = " fill=\"\(ink.rawValue)\""
    case .hatched(let ink):
      if !hatches.contains(ink) { hatches.append(ink) }
      paint = " fill=\"url(#\(hatch(ink)))\" stroke=\"\(ink.rawValue)\""
    case .open:
      paint = " fill=\"#ffffff\" stroke=\"\(Ink.soft.rawValue)\" stroke-dasharray=\"3 2\""
    }
    let shape: HTML = "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(paint)"
    let end: HTML = saying.map { "><title>\($0)</title></rect>\n" } ?? "/>\n"
    body += shape + end
    grow(y + height)
  }

  public mutating func line(
    _ x: Int, _ y: Int, to x2: Int, _ y2: Int, _ ink: Ink = .line, thickness: Int = 1
  ) {
    path([(x, y), (x2, y2)], ink, thickness: thickness)
  }

  /// A line from point to point.
  public mutating func path(_ points: [(x: Int, y: Int)], _ ink: Ink, thickness: Int = 2) {
    let places = points.map { "\($0.x) \($0.y)" }.joined(separator: "L")
    body += """
      <path d="M\(places)" fill="none" stroke="\(ink.rawValue)" stroke-width="\(thickness)"/>

      """
    grow(points.map(\.y).max() ?? 0)
  }

  /// Words in lines, each a step below the other; answers the base line of the next one.
  @discardableResult
  public mutating func lines(
    _ lines: [String], _ x: Int, _ y: Int, step: Int, size: Int = 12, anchor: Anchor = .start,
    ink: Ink = .word, isBold: Bool = false
  ) -> Int {
    for (index, line) in lines.enumerated() {
      text(line, x, y + index * step, size: size, anchor: anchor, ink: ink, isBold: isBold)
    }
    return y + lines.count * step
  }

  private mutating func grow(_ bottom: Int) { height = max(height, bottom) }

  private func hatch(_ ink: Ink) -> String { "\(name)-\(ink.rawValue.dropFirst())" }

  /// The drawing as an element of a page, or the root of a document.
  ///
  /// - Parameters:
  ///   - title: What it is called.
  ///   - description: What it shows, in words.
  public func svg(title: String, description: String) -> HTML {
    let patterns = hatches.map { ink -> HTML in
      """
      <pattern id="\(hatch(ink))" width="6" height="6" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>\
      <rect width="3" height="6" fill="\(ink.rawValue)"/></pattern>

      """
    }
    let defined: HTML? = patterns.isEmpty ? nil : "<defs>\n\(patterns)</defs>\n"
    let bottom = height + 12
    return """
      <svg xmlns="http://www.w3.org/2000/svg" lang="vi" role="img" \
      aria-describedby="\(name)-desc" width="\(width)" height="\(bottom)" \
      viewBox="0 0 \(width) \(bottom)">
      <title>\(title)</title>
      <desc id="\(name)-desc">\(description)</desc>
      \(defined)<g font-family="'Liberation Sans',Arial,Helvetica,'Noto Sans',sans-serif">
      <rect width="\(width)" height="\(bottom)" fill="#ffffff"/>
      \(body)</g>
      </svg>
      """
  }
}

/// Where values lie along a length, from 0 on.
public struct Scale: Sendable {
  private let most: Int64
  private let length: Int

  /// - Parameters:
  ///   - most: The largest value; a length of nothing if it is 0.
  ///   - length: Of the largest value.
  public init(most: Int64, length: Int) {
    self.most = most
    self.length = length
  }

  /// What is not 0 is seen.
  public subscript(value: Int64) -> Int {
    guard most > 0, value != 0 else { return 0 }
    let exact = Int128(value) * Int128(length) / Int128(most)
    return max(1, Int(clamping: exact < 0 ? -exact : exact)) * (value < 0 ? -1 : 1)
  }
}
