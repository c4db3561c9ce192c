import HosoDomain
import HosoPages

/// Labels as a page that is whole by itself, each on a sheet of its own.
struct LabelPage {
  let labels: [Label]

  var text: String {
    let page: HTML = """
      <!doctype html>
      <html lang="\(Language.spoken.rawValue)"><head><meta charset="utf-8">
      <title>\(labels.first?.title ?? "")</title>
      <style>\(LabelPage.style)</style></head><body>
      \(labels.map(LabelPage.section))</body></html>

      """
    return page.text
  }

  private static func section(_ label: Label) -> HTML {
    let lines = label.lines.map { name, value -> HTML in
      "<dt>\(name)</dt><dd>\(value)</dd>"
    }
    return """
      <section><h1>\(label.title)</h1>
      <p class="code">\(Barcode(code128: label.code)?.svg)\(label.code)</p>
      <dl>\(lines)</dl>
      \(square(label))</section>

      """
  }

  private static func square(_ label: Label) -> HTML {
    guard let svg = label.square.flatMap({ Barcode(qr: $0)?.svg }) else { return .empty }
    return "<p class=\"look\">\(svg)<br>\(LabelWords.lookUp)</p>"
  }

  private static let style: HTML = """
    @page { size: A6; margin: 5mm } body { font: 10pt sans-serif; color: #000; margin: 0 }
    section { break-after: page } section:last-child { break-after: auto }
    h1 { font-size: 13pt; text-align: center; margin: 0 0 3mm }
    .code, .look { text-align: center; margin: 0 0 3mm } .code { font: bold 12pt monospace }
    svg { display: block; width: 85mm; height: 16mm; margin: 0 auto }
    .qr { width: 30mm; height: 30mm }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 1mm 3mm; margin: 0 0 3mm }
    dt { color: #333 } dd { margin: 0; font-weight: bold; overflow-wrap: anywhere }
    """
}
