import HosoDomain
import HosoLedger
import HosoPages
import HosoProjections
import HosoTesting
import Testing

@testable import HosoServer

@Suite("What a person sees of their dossier")
struct TrackingPageTests {
  private func page(_ view: CitizenView, _ language: Language = .vietnamese) -> String {
    TrackingPage(language: language).found(view, address: "/t/X?e=1&s=a").text
  }

  @Test func `it tells where the dossier is and when the result is due`() throws {
    let view = try TrackedDossier.accepted().view(on: "2020-03-10")
    #expect(view.state == .withAgency)
    let due = try #require(LocalDate(iso: "2020-03-12"))
    #expect(view.expectation == .appointment(due, isChanged: false, daysPast: -2))
    #expect(view.standing.steps.map(\.progress) == [.done, .done, .current, .ahead, .ahead])
    #expect(
      view.happenings.map(\.type) == [.dossierAccepted, .dossierDelivered, .dossierPickedUp])
    let text = page(view)
    #expect(text.contains("Cơ quan đang giải quyết hồ sơ"))
    #expect(text.contains("thứ Năm 12/03/2020"))
    #expect(page(view, .english).contains("Thursday 12 March 2020"))
  }

  @Test func `it shows nothing about people, money, procedures, and no free text`() throws {
    for language in Language.allCases {
      let text = page(try TrackedDossier.accepted().view(on: "2020-03-10"), language)
      let body = try #require(text.split(separator: "</style>").last)
      for secret in ["nv042", "52", "Nguyễn", "script", "1.001612", TrackedDossier.number] {
        #expect(!body.contains(secret), "\(secret)")
      }
    }
  }

  @Test func `a missed date is told as missed`() throws {
    let view = try TrackedDossier.accepted().view(on: "2020-03-14")
    #expect(page(view).contains("đã quá 2 ngày"))
    #expect(page(view).contains("class=\"head warn\""))
    #expect(page(view).contains("Hãy hỏi cơ quan"))
    #expect(!page(view).contains("Bạn chưa cần làm gì"))
    #expect(page(view, .english).contains("2 days ago"))
  }

  @Test func `a new date takes the place of the first one`() throws {
    var dossier = try TrackedDossier.accepted()
    try dossier.add(.dueChanged, "2020-03-11T08:00") { $0.dueDate = LocalDate(iso: "2020-03-20") }
    let due = try #require(LocalDate(iso: "2020-03-20"))
    #expect(
      try dossier.view(on: "2020-03-20").expectation
        == .appointment(due, isChanged: true, daysPast: 0))
  }

  @Test func `the way back is expected within its limit of working days`() throws {
    var dossier = try TrackedDossier.accepted()
    try dossier.add(.resultReady, "2020-03-11T15:00")
    try dossier.add(.resultCollected, "2020-03-12T08:00") { event in
      event.office = try PostOfficeCode("101000")
      event.destination = try PostOfficeCode("100000")
    }
    let view = try dossier.view(on: "2020-03-12")
    let collected = try #require(LocalDate(iso: "2020-03-12"))
    guard case .leg(.return, let by, isPast: false) = view.expectation else {
      Issue.record("\(String(describing: view.expectation))")
      return
    }
    #expect(by > collected)
    #expect(view.standing.steps.map(\.progress) == [.done, .done, .done, .done, .current])
  }

  @Test func `a way whose end is unknown is expected within the longest limit`() throws {
    var dossier = try TrackedDossier()
    try dossier.add(.dossierPickedUp, "2020-03-05T08:12")
    guard
      case .legWithin(.send, let days, let start, let end, isPast: false) =
        try dossier.view(on: "2020-03-05").expectation
    else {
      Issue.record("no limit")
      return
    }
    #expect(start == LocalDate(iso: "2020-03-05"))
    let calendar = try WorkingCalendar.bundled()
    #expect(end == calendar.date(days, workingDaysAfter: start))
    #expect(page(try dossier.view(on: "2020-03-05")).contains("chậm nhất"))
  }

  @Test func `what was voided or repeated is not shown`() throws {
    var dossier = try TrackedDossier.accepted()
    try dossier.add(.resultReady, "2020-03-11T15:00")
    try dossier.add(.resultReady, "2020-03-11T16:00")
    let identity = EventIdentity(
      source: try SourceName("desk"), sequence: nil, id: try EventID("v"))
    let void = Event(
      identity: identity, type: .eventVoided,
      occurredAt: try OccurredAt(rfc3339: "2020-03-11T17:00:00+07:00"),
      subject: .event(EventTarget(try EventID("e3"))))
    try dossier.ledger.record([void], at: dossier.ledger.clock.now)
    #expect(
      try dossier.view(on: "2020-03-12").happenings.map(\.type)
        == [.resultReady, .dossierAccepted, .dossierPickedUp])
  }

  @Test(arguments: [
    (EventType.supplementRequested, "Liên hệ cơ quan để biết cần bổ sung gì"),
    (.dossierRefused, "nhận lại giấy tờ"), (.itemLost, "bồi thường"),
    (.resultReturnFailed, "Bưu điện sẽ phát lại"),
  ])
  func `it says what to do`(type: EventType, advice: String) throws {
    var dossier = try TrackedDossier.accepted()
    try dossier.add(type, "2020-03-11T15:00")
    #expect(page(try dossier.view(on: "2020-03-12")).contains(advice))
  }

  @Test func `a lost bag is a lost dossier`() throws {
    var dossier = try TrackedDossier()
    try dossier.add(.dossierPickedUp, "2020-03-05T08:12") { event in
      event.parent = try ContainerCode("BAG-0001")
    }
    try dossier.add(.itemLost, "2020-03-06T08:12") { event in
      event.subject = .container(try ContainerCode("BAG-0001"))
    }
    let view = try dossier.view(on: "2020-03-10")
    #expect(view.state == .lost)
    #expect(page(view).contains("bồi thường"))
    #expect(page(view).contains("class=\"head warn\""))
  }

  @Test func `where the post only sends, a ready result is to be fetched`() throws {
    var dossier = try TrackedDossier()
    try dossier.add(.dossierPickedUp, "2020-03-05T08:12") { $0.mode = .send }
    try dossier.add(.dossierDelivered, "2020-03-06T09:00") { event in
      event.dueDate = LocalDate(iso: "2020-03-12")
    }
    try dossier.add(.resultReady, "2020-03-11T15:00")
    let text = page(try dossier.view(on: "2020-03-20"))
    #expect(text.contains("<h1 id=\"state\">Đã có kết quả tại cơ quan</h1>"))
    #expect(text.contains("Đến cơ quan nhận kết quả"))
    #expect(!text.contains("Cơ quan hẹn trả"))
    #expect(!text.contains("Bạn chưa cần làm gì"))
  }

  @Test func `offices have their names and telephones where lists were installed`() throws {
    var dossier = try TrackedDossier.accepted()
    try dossier.add(.itemDamaged, "2020-03-07T09:00")
    let offices = """
      code,name_vi,province,valid_from,valid_to,phone
      100000,Bưu điện Hà Nội,01,,,024 3825 5948
      101000,"Bưu cục ""Đống Đa"" <1>",01,,,
      """
    let names = CodeNames(offices: try PostOffices(csv: Array(offices.utf8)))
    let view = try dossier.view(on: "2020-03-08")
    let text = TrackingPage(language: .vietnamese, names: names).found(view, address: "/t/X?").text
    #expect(text.contains("Bưu cục 100000 (Bưu điện Hà Nội)"))
    #expect(text.contains("101000 (Bưu cục &quot;Đống Đa&quot; &lt;1&gt;)"))
    #expect(text.contains("<a href=\"tel:02438255948\">024 3825 5948</a>"))
    #expect(text.contains("Bưu gửi bị hư hỏng"))
    #expect(!text.contains("Bạn chưa cần làm gì"))
    #expect(text.contains("href=\"/t?lang=vi\""))
  }
}

@Suite("A page is safe whatever is put into it")
struct HTMLTests {
  @Test func `text is escaped and literals are not`() {
    let text = "<b>&\"'</b>"
    let html: HTML = "<p title=\"\(text)\">\(text)</p>"
    let escaped = "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;"
    #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    let outer: HTML = "<i>\([html, html])\(7)\(nil as HTML?)</i>"
    #expect(outer.text == "<i>\(html.text)\(html.text)7</i>")
  }

  @Test func `pages have a language, landmarks, a title and no script`() throws {
    for language in Language.allCases {
      let page = TrackingPage(language: language)
      let empty = TrackingForm()
      let forms =
        [page.form(empty, nil), page.slowDown()]
        + TrackingTrouble.allCases.map { page.form(empty, $0) }
      for html in forms {
        #expect(html.text.contains("<html lang=\"\(language.rawValue)\">"))
        for part in ["<main id=\"main\">", "<header", "<footer>", "<title>"] {
          #expect(html.text.contains(part), "\(part)")
        }
        #expect(!html.text.contains("<script"))
        #expect(!html.text.contains("style=\""))
        #expect(!html.text.contains("http"))
      }
    }
  }

  @Test func `the policy lets in the page's own sheet and nothing else`() {
    #expect(PageStyle.policy().hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!PageStyle.policy().contains("unsafe"))
  }
}
