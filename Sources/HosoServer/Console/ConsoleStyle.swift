/// What the console adds to the sheet of all pages: small buttons, more room.
enum ConsoleStyle {
  static let sheet = """
    .top div,main,footer{max-width:72rem}
    .top nav{display:flex;align-items:center;gap:.75rem;flex-wrap:wrap;justify-content:flex-end}
    .who{color:var(--soft);font-size:.9375rem}
    input{text-transform:none}
    th small,td small{display:block;color:var(--soft);font-weight:400;overflow-wrap:anywhere}
    td time,small time{white-space:nowrap;font-variant-numeric:tabular-nums}
    .answer{max-width:20rem;overflow-wrap:anywhere;color:var(--soft)}
    code{font:.875em/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
    .tag{font-weight:600}
    .tag.good{color:var(--good)}
    .tag.warn{color:var(--warn)}
    .does{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.9rem}
    button.small{width:auto;min-height:2.75rem;padding:0 1rem;font-size:.9375rem;
    background:transparent;color:var(--brand);border:1px solid currentColor}
    button.plain{width:auto;min-height:2.75rem;padding:0 .25rem;background:transparent;
    color:var(--brand);font-weight:400;text-decoration:underline}
    .done{background:var(--card);color:var(--good);border:1px solid currentColor;
    border-radius:12px;padding:.9rem 1.1rem;margin:0 0 1rem;font-weight:600}
    details summary{display:inline-block;min-height:2.75rem;padding:.55rem 1rem;cursor:pointer;
    border:1px solid currentColor;border-radius:8px;color:var(--brand);font-weight:700;
    font-size:.9375rem}
    section.notice ul{margin:0;padding-left:1.2rem}
    section.notice h2{color:inherit}
    """
}
