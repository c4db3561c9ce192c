import HosoDomain
import HosoPages

/// The sheet of command barcodes, to hang beside the scanner.
enum DeskSheet {
  /// A page that is whole by itself.
  static var page: String {
    let cards = DeskOrder.allCases.map { order -> HTML in
      """
      <figure>\(Barcode(code128: order.barcode)?.svg)<figcaption>\(DeskWords.name(order))\
      <small>\(order.barcode)</small></figcaption></figure>

      """
    }
    let page: HTML = """
      <!doctype html>
      <html lang="\(Language.spoken.rawValue)"><head><meta charset="utf-8">
      <title>\(DeskWords.sheetTitle)</title>
      <style>\(style)</style></head><body>
      <h1>\(DeskWords.sheetTitle)</h1>
      <p>\(DeskWords.sheetAdvice)</p>
      <main>
      \(cards)</main></body></html>

      """
    return page.text
  }

  private static let style: HTML = """
    @page { size: A4; margin: 15mm } body { font: 12pt sans-serif; color: #000; margin: 0 }
    main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8mm }
    figure { margin: 0; text-align: center; break-inside: avoid }
    svg { width: 50mm; height: 15mm } figcaption { font-weight: bold }
    small { display: block; font-weight: normal }
    """
}
