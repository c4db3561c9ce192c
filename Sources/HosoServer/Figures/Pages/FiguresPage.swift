internal import HosoDomain
internal import HosoExports
internal import HosoPages
internal import HosoProjections
internal import HosoState

/// The pages of figures; functions of their arguments.
struct FiguresPage: Sendable {
  static let sheets = [
    PageStyle.sheet, TableHTML.sheet, ConsoleStyle.sheet, Dashboard.sheet, FiguresStyle.sheet,
  ]
  /// What tables of places show of each.
  private static let counts: [FigureCount] = [
    .pickups, .deliveries, .returns, .handled, .early, .onTime, .late, .closing,
  ]

  let page: ConsolePage
  let holder: ConsoleVisit.Holder
  let question: FiguresQuestion

  private func say(_ said: Said) -> String { page.say(said) }

  private func frame(_ title: Said, _ content: HTML) -> HTML {
    page.frame(title, holder, address: "?" + question.query() + "&", content)
  }

  private func link(_ path: String, _ question: FiguresQuestion, _ more: [(String, String?)] = [])
    -> String
  {
    page.link(path, question.query(more.map { (name: $0.0, value: $0.1) }))
  }

  // MARK: - The nation

  func nation(_ board: Export.Board, releases: [Release]) -> HTML {
    let (page, question) = (page, question)
    let links = DashboardLinks(
      file: { name in
        let query = question.query()
        return "/figures/\(RequestTarget.escaped(question.period.label))/\(name)?\(query)"
      },
      dossiers: { count in
        page.link("/figures/dossiers", question.query([("count", count.name)]))
      },
      province: { code in
        guard code == CubeGroup.unknown || (try? ProvinceCode(code)) != nil else { return nil }
        var inner = question
        inner.province = code
        return page.link("/figures", inner.query())
      })
    let mayTake = holder.caller.may(.export)
    let names = mayTake ? board.names + [ExportRoutes.archiveName] : []
    let untold: HTML? = mayTake ? nil : "<p>\(say(FiguresWords.filesOfScope))</p>\n"
    return frame(
      question.period.title,
      form + list(releases) + (untold ?? .empty)
        + "<div lang=\"vi\">\n\(board.dashboard.content(links, files: names))\n</div>")
  }

  private var form: HTML {
    let calendars = ReportingCalendar.allCases.map { calendar -> HTML in
      let chosen: HTML = calendar == question.period.calendar ? " selected" : ""
      return """
        <option value="\(calendar.rawValue)"\(chosen)>\(say(FiguresWords.name(calendar)))</option>
        """
    }
    return """
      <form class="card ask" method="get" action="/figures">
      <p><label for="period">\(say(FiguresWords.period))</label>
      <input id="period" name="period" value="\(question.period.label)" maxlength="40"></p>
      <p><label for="calendar">\(say(FiguresWords.calendar))</label>
      <select id="calendar" name="calendar">\(calendars)</select></p>
      <p><label for="as_of">\(say(FiguresWords.asOf))</label>
      <input id="as_of" name="as_of" value="\(question.asOf)" maxlength="60"></p>
      <p>\(hidden("province", question.province))\(hidden("office", question.office))\
      \(hidden("lang", page.language.rawValue))\
      <button type="submit">\(say(FiguresWords.show))</button></p>
      </form>

      """
  }

  private func hidden(_ name: String, _ value: String?) -> HTML? {
    value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
  }

  private func list(_ releases: [Release]) -> HTML {
    let items = releases.enumerated().map { index, release -> HTML in
      var other = question
      other = FiguresQuestion(
        period: question.period, asOf: release.name.text, cutoff: release.cutoff,
        province: question.province, office: question.office)
      let name = release.name.text
      let compared: HTML? =
        index == 0 || holder.caller.reach != .everything
        ? nil
        : """
         · <a href="\(compare(releases[index - 1], release))">\(say(FiguresWords.compare)): \
        \(releases[index - 1].name.text) → \(name)</a>
        """
      return """
        <li><a href="\(link("/figures", other))">\(name)</a> – \(say(release.status.title))\
        \(release.reason.map { " – " + $0 } ?? "")\(compared)</li>

        """
    }
    let none: HTML = "<p>\(say(FiguresWords.noReleases))</p>"
    return """
      <section aria-labelledby="releases">
      <h2 id="releases">\(say(FiguresWords.releases))</h2>
      \(items.isEmpty ? none : "<ul class=\"files\">\n\(items)</ul>")
      </section>

      """
  }

  private func compare(_ from: Release, _ to: Release) -> String {
    page.link("/figures/compare", "from=\(from.name.text)&to=\(to.name.text)")
  }

  /// The ways up.
  ///
  /// - Parameter isWithin: Whether the page is of something within the place that is asked about.
  private func back(_ places: Places, isWithin: Bool) -> HTML {
    var ways: [HTML] = []
    var wider = question
    (wider.province, wider.office) = (nil, nil)
    if holder.caller.reach == .everything {
      ways.append("<a href=\"\(link("/figures", wider))\">\(say(FiguresWords.back))</a>")
    }
    if question.province != nil, isWithin || question.office != nil {
      wider.province = question.province
      ways.append("<a href=\"\(link("/figures", wider))\">\(name(places, .province))</a>")
    }
    if question.office != nil, isWithin {
      ways.append("<a href=\"\(link("/figures", question))\">\(name(places, .office))</a>")
    }
    guard !ways.isEmpty else { return .empty }
    return "<p>" + ways.dropFirst().reduce(ways[0]) { $0 + " · " + $1 } + "</p>\n"
  }

  /// What the places that are asked about are called; nil where no list says.
  struct Places: Sendable {
    let province: String?
    let office: String?
  }

  private func name(_ places: Places, _ grouping: Grouping) -> String {
    let isProvince = grouping == .province
    let code = (isProvince ? question.province : question.office) ?? ""
    let name = isProvince ? places.province : places.office
    if code == CubeGroup.unknown {
      return say(ColumnWords.title(grouping)) + ": " + say(FiguresWords.unknown)
    }
    return name.map { isProvince ? $0 : code + " " + $0 } ?? code
  }

  // MARK: - A province, an office

  /// A row of a page about a province.
  struct Line: Sendable {
    /// Nil for the province as a whole.
    let office: String?
    let name: String?
    let counts: FigureCounts
  }

  func province(_ places: Places, _ standing: FiguresStanding, _ lines: [Line]) -> HTML {
    let (name, everyOffice) = (name(places, .province), say(FiguresWords.everyOffice))
    let rows = lines.map { line -> [HTML] in
      var inner = question
      inner.office = line.office
      let small: HTML? = line.name.map { "<small>\($0)</small>" }
      let isUnknown = line.office == CubeGroup.unknown
      let title = isUnknown ? say(FiguresWords.unknown) : line.office ?? everyOffice
      let cell: HTML =
        line.office != nil && question.office == nil
        ? "<a href=\"\(link("/figures", inner))\">\(title)</a>\(small)" : "\(title)\(small)"
      return [cell]
        + FiguresPage.counts.map { count -> HTML in
          let value = say(NumberWords.grouped(line.counts[count]))
          guard line.counts[count] > 0 else { return "\(value)" }
          return """
            <a href="\(link("/figures/dossiers", inner, [("count", count.name)]))">\(value)</a>
            """
        }
    }
    let table = TableHTML(
      caption: say(FiguresWords.offices),
      columns: [page.column(ColumnWords.title(.office))]
        + FiguresPage.counts.map { page.column($0.title, isNumber: true) }
    ).html(rows)
    let none: HTML = "<p>\(say(FiguresWords.nothing))</p>"
    return frame(
      Said(both: name),
      back(places, isWithin: false) + form + list(standing.releases)
        + """
        <section class="head" aria-labelledby="place">
        <h1 id="place">\(question.office == nil ? name : self.name(places, .office))</h1>
        <p>\(say(question.period.title)) · \(say(standing.words))</p>
        \(rows.isEmpty ? none : table)
        </section>

        """)
  }

  // MARK: - Dossiers, comparisons

  /// - Parameters:
  ///   - number: Of the page, from 1.
  ///   - size: Dossiers on a page.
  func dossiers(
    _ found: Explanation, _ count: FigureCount, _ places: Places, _ standing: FiguresStanding,
    number: Int, size: Int
  ) -> HTML {
    let pages = max(1, (found.dossiers.count + size - 1) / size)
    // Whoever asks for more than there is gets the last.
    let number = min(number, pages)
    let shown = found.dossiers.dropFirst((number - 1) * size).prefix(size)
    let rows = shown.map { dossier -> [HTML] in
      ["<code>\(dossier.codes.joined(separator: " · "))</code>", "\(dossier.date.vietnamese)"]
    }
    let table = TableHTML(
      caption: say(FiguresWords.dossiers),
      columns: [page.column(FiguresWords.codes), page.column(FiguresWords.date)]
    ).html(rows)
    func turn(_ to: Int, _ words: Said, _ relation: String) -> HTML? {
      guard 1...pages ~= to, to != number else { return nil }
      let address = link(
        "/figures/dossiers", question, [("count", count.name), ("page", String(to))])
      return "<a href=\"\(address)\" rel=\"\(relation)\">\(say(words))</a> "
    }
    let total = say(NumberWords.grouped(Int64(found.dossiers.count)))
    return frame(
      FiguresWords.dossiers,
      back(places, isWithin: true)
        + """
        <section class="head" aria-labelledby="count">
        <h1 id="count">\(say(count.title)): \(total)</h1>
        <p>\(say(question.period.title)) · \(say(standing.words))</p>
        <p>\(say(FiguresWords.command)): <code>\(question.command(count))</code></p>
        \(rows.isEmpty ? "<p>\(say(FiguresWords.nothing))</p>" : table)
        <p>\(turn(number - 1, FiguresWords.previousPage, "prev"))\
        \(say(FiguresWords.page(number, of: pages))) \
        \(turn(number + 1, FiguresWords.nextPage, "next"))</p>
        </section>

        """)
  }

  /// - Parameter most: Cells that a page shows.
  func comparison(_ revision: Revision, from: Release, to: Release, most: Int) -> HTML {
    let rows = revision.cells.prefix(most).map { cell -> [HTML] in
      let group = cell.group.joined(separator: " · ")
      let change = NumberWords.grouped(cell.new - cell.old)
      return [
        "\(say(FiguresWords.name(cell.level)))<small>\(group)</small>", "\(say(cell.count.title))",
        "\(say(NumberWords.grouped(cell.old)))", "\(say(NumberWords.grouped(cell.new)))",
        "\((cell.new > cell.old ? "+" : "") + say(change))",
      ] + ChangeCause.allCases.map { "\(say(NumberWords.grouped(cell.sum(of: $0))))" }
    }
    let table = TableHTML(
      caption: say(FiguresWords.compared),
      columns: [page.column(FiguresWords.place), page.column(FiguresWords.measure)]
        + [FiguresWords.old, FiguresWords.new, FiguresWords.change].map {
          page.column($0, isNumber: true)
        } + ChangeCause.allCases.map { page.column(ColumnWords.title($0), isNumber: true) }
    ).html(rows)
    let rest = revision.cells.count - rows.count
    let more: HTML? = rest > 0 ? "<p>\(say(FiguresWords.more(Int64(rest))))</p>" : nil
    let none: HTML = "<p>\(say(FiguresWords.unchanged))</p>"
    return frame(
      FiguresWords.compared,
      back(Places(province: nil, office: nil), isWithin: true)
        + """
        <section class="head" aria-labelledby="compared">
        <h1 id="compared">\(from.name.text) → \(to.name.text)</h1>
        <p>\(say(FiguresWords.compared)): \(say(from.status.title)) → \(say(to.status.title))\
        \(to.reason.map { " – " + $0 } ?? "")</p>
        <p>\(say(FiguresWords.command)): \
        <code>hoso compare \(from.name.text) \(to.name.text)</code></p>
        \(rows.isEmpty ? none : table)\(more)
        </section>

        """)
  }
}

/// What pages of figures add to the sheets that they share.
enum FiguresStyle {
  static let sheet = """
    .ask{display:grid;gap:0 1rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));
    align-items:end}
    .ask p{margin:0}
    .ask input,select{margin:0 0 .6rem}
    select{width:100%;font:inherit;padding:.7rem .8rem;border-radius:8px;
    border:1px solid var(--soft);background:var(--bg);color:var(--ink)}
    .ask button{margin:0 0 .6rem}
    """
}
