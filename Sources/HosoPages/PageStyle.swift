internal import HosoCrypto

/// How pages look: one small sheet inside each page, so that a page is whole by itself.
public enum PageStyle {
  /// A sheet as an element.
  public static func element(_ sheet: String) -> HTML {
    HTML(stringLiteral: "<style>\(sheet)</style>")
  }

  /// The policy of a page: its own sheets, no script, nothing from elsewhere, forms only to this
  /// server.
  ///
  /// Source: CSP Level 3, 8.4 (hash of an element's text).
  public static func policy(_ sheets: [String] = [sheet]) -> String {
    "default-src 'none'; style-src \(hashes(sheets)); img-src data:; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }

  /// The policy of a page that is a file: it has no form, and nobody to say what may frame it.
  static func policy(ofFile sheets: [String]) -> String {
    "default-src 'none'; style-src \(hashes(sheets)); img-src data:; form-action 'none'; "
      + "base-uri 'none'"
  }

  private static func hashes(_ sheets: [String]) -> String {
    sheets.map { sheet in
      "'sha256-" + Base64.encode(HashFunction.sha256.hash(Array(sheet.utf8))) + "'"
    }.joined(separator: " ")
  }

  // Contrast of every pair of colours is at least 4.5 : 1 (WCAG 2.2, 1.4.3), in both schemes.
  public static let sheet = """
    :root{color-scheme:light dark;--bg:#f4f6f9;--card:#fff;--ink:#17212e;--soft:#51607a;
    --line:#d9dfe8;--brand:#0b4f9e;--on-brand:#fff;--accent:#f5b301;--good:#19703b;
    --warn:#8a4b00;--warn-bg:#fff4e0;--focus:#0b4f9e}
    @media (prefers-color-scheme:dark){:root{--bg:#10151c;--card:#1a212b;--ink:#e8edf4;
    --soft:#a9b5c6;--line:#323d4c;--brand:#8ab8f5;--on-brand:#0d1a2b;--accent:#f5b301;
    --good:#7fd6a0;--warn:#ffc46b;--warn-bg:#33270f;--focus:#f5b301}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;overflow-wrap:anywhere;background:var(--bg);color:var(--ink);
    font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    a{color:var(--brand)}
    :focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
    .skip{position:absolute;left:-999px}
    .skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
    .top{background:var(--card);border-bottom:4px solid var(--accent)}
    .top div,main,footer{max-width:44rem;margin:0 auto;padding:0 1rem}
    .top div{display:flex;justify-content:space-between;align-items:center;gap:0 1rem;
    flex-wrap:wrap;min-height:3.5rem}
    .top p{margin:0;font-weight:700;line-height:1.25}
    .top small{display:block;font-weight:400;color:var(--soft)}
    .top nav a{display:inline-block;padding:.6rem .25rem;min-width:2.75rem;text-align:center}
    main{padding-top:1.25rem;padding-bottom:1rem}
    h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
    h2{font-size:1.0625rem;margin:0 0 .75rem;color:var(--soft);font-weight:600}
    section,form.card{background:var(--card);border:1px solid var(--line);border-radius:12px;
    padding:1.1rem 1.1rem 1.2rem;margin:0 0 1rem}
    section p{margin:.25rem 0}
    .head{border-top:6px solid var(--brand)}
    .head.good{border-top-color:var(--good)}
    .head.warn{border-top-color:var(--warn)}
    .code{color:var(--soft);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    .what{display:grid;gap:.9rem;margin:1rem 0 0}
    .what dt{color:var(--soft);font-size:.9375rem}
    .what dd{margin:0;font-weight:600}
    .notice{background:var(--warn-bg);color:var(--warn);border:1px solid currentColor;
    border-radius:12px;padding:.9rem 1.1rem;margin:0 0 1rem}
    .notice p{margin:.25rem 0}
    .notice strong{display:block}
    ol{list-style:none;margin:0;padding:0}
    .steps li{display:grid;grid-template-columns:1.75rem minmax(0,1fr) auto;gap:.1rem .7rem;
    align-items:center;padding:.35rem 0;color:var(--soft)}
    .steps i{width:1.75rem;height:1.75rem;border-radius:50%;border:2px solid currentColor;
    display:grid;place-items:center;font:700 .9rem/1 system-ui,sans-serif}
    .steps .done,.steps .current{color:var(--ink)}
    .steps .done i{background:var(--good);border-color:var(--good);color:var(--card)}
    .steps .current{font-weight:700}
    .steps .current i{background:var(--brand);border-color:var(--brand);color:var(--on-brand)}
    .steps time{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums}
    .steps small{display:inline-block;color:var(--soft);font-weight:400}
    .time li{border-left:2px solid var(--line);padding:0 0 1rem 1rem;margin-left:.4rem;
    position:relative}
    .time li::before{content:"";position:absolute;left:-.42rem;top:.5rem;width:.7rem;
    height:.7rem;border-radius:50%;background:var(--soft)}
    .time li:first-child::before{background:var(--brand)}
    .time li:last-child{padding-bottom:0;border-color:transparent}
    .time time{display:block;color:var(--soft);font-size:.9375rem;
    font-variant-numeric:tabular-nums}
    .time time::first-letter{text-transform:uppercase}
    .time small{display:block;color:var(--soft)}
    label{display:block;font-weight:600;margin:0 0 .15rem}
    .hint{color:var(--soft);font-size:.9375rem;margin:0 0 .4rem}
    input{width:100%;font:inherit;padding:.7rem .8rem;margin:0 0 1.1rem;border-radius:8px;
    border:1px solid var(--soft);background:var(--bg);color:var(--ink);
    text-transform:uppercase}
    input[aria-invalid]{border:2px solid var(--warn)}
    h1+.notice{margin-top:.75rem}
    button{font:inherit;font-weight:700;width:100%;min-height:3rem;border:0;border-radius:8px;
    background:var(--brand);color:var(--on-brand);cursor:pointer}
    footer{color:var(--soft);font-size:.9375rem;padding-bottom:2rem}
    @media (min-width:48rem){h1{font-size:1.85rem}button{width:auto;padding:0 2.5rem}
    .what{grid-template-columns:1fr 1fr}section,form.card{padding:1.5rem}}
    @media print{body{background:#fff}.top nav,.again,.skip{display:none}
    section{border-color:#999;padding:.6rem .9rem}.head,.time li,.steps li{break-inside:avoid}
    h2{break-after:avoid}}
    """
}
