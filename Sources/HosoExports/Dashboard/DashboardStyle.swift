/// What a dashboard adds to the sheet of all pages: room for charts, on a telephone and on a wall.
enum DashboardStyle {
  static let sheet = """
    :root{color-scheme:light;--bg:#f4f6f9;--card:#fff;--ink:#17212e;--soft:#51607a;
    --line:#d9dfe8;--brand:#0b4f9e;--on-brand:#fff;--accent:#f5b301;--good:#19703b;--warn:#8a4b00;
    --warn-bg:#fff4e0;--focus:#0b4f9e}
    .top div,main,footer{max-width:100rem}
    .lead{font-size:1.25rem;line-height:1.5;margin:.5rem 0 0}
    .lead a{white-space:nowrap;font-weight:700}
    .facts{display:grid;gap:0 1.5rem;grid-template-columns:minmax(0,1fr);margin:0}
    .facts dt{color:var(--soft)}
    .facts dd{margin:0 0 .4rem;font-weight:600}
    .board{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr);margin:0 0 1rem}
    .board section{margin:0;padding:.75rem}
    .stack{display:grid;gap:1rem;align-content:start;grid-template-columns:minmax(0,1fr)}
    .picture{overflow-x:auto}
    .picture svg{display:block;width:100%;height:auto;min-width:30rem;margin:0 auto;max-width:62rem}
    .across .picture svg{min-width:68rem;max-width:100rem}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    details{margin:.5rem 0 0}
    summary{cursor:pointer;color:var(--brand);padding:.5rem 0;font-weight:600}
    tr:target,section:target{outline:3px solid var(--focus);outline-offset:-3px}
    code{font:.875em/1.4 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
    td code{display:block}
    .files{columns:16rem;padding-left:1.2rem;margin:0;list-style:disc}
    .hint{margin:.25rem 0 0}
    @media (min-width:40rem){.facts{grid-template-columns:max-content minmax(0,1fr)}}
    @media (min-width:68rem){
    .facts{grid-template-columns:max-content minmax(0,1fr) max-content minmax(0,1fr)}
    #numbers td:nth-child(6){white-space:nowrap}
    .board{grid-template-columns:repeat(2,minmax(0,1fr))}
    .across{grid-column:1/-1}}
    @media (min-width:110rem){html{font-size:118%}}
    @media print{.board{display:block}.board section,.stack{break-inside:avoid;margin:0 0 1rem}
    .picture{overflow:visible}.picture svg{min-width:0!important;max-height:23cm}
    details:not([open]),.files{display:none}}
    """
}
