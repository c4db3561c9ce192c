import HosoDomain
import HosoLedger
import HosoProjections

/// What stands on a label or a receipt.
struct Label {
  let title: String
  /// What its barcode says.
  let code: String
  /// What is said of it, each with its name.
  let lines: [(name: String, value: String)]
  /// What its QR code says; nil for none.
  let square: String?

  /// The receipt of a dossier: phiếu gửi.
  ///
  /// - Parameters:
  ///   - code: By which it was asked for.
  ///   - link: To its tracking page.
  init(
    of dossier: DossierView, asked code: Alias, link: String?, _ names: CodeNames,
    on today: LocalDate
  ) {
    title = LabelWords.receipt
    let item = dossier.codes.first { $0.kind == .item } ?? code
    self.code = item.text
    square = link ?? item.text
    let pickup = dossier.entries.first {
      $0.isEffective && $0.recorded.event.type == .dossierPickedUp
    }
    let due = dossier.changedDueDate ?? dossier.dueDate
    let money = Money.Kind.allCases.compactMap { kind -> String? in
      let paid = dossier.entries.filter {
        $0.isEffective && $0.recorded.event.type == .feeCollected
      }.compactMap(\.amended.money).filter { $0.kind == kind }
      guard !paid.isEmpty else { return nil }
      let amount = paid.reduce(Int64(0)) { sum, next in
        let (whole, isOver) = sum.addingReportingOverflow(next.amount)
        return isOver ? .max : whole
      }
      return DossierWords.amount(Money(kind: kind, amount: amount))
    }
    let number = dossier.codes.first { $0.kind == .dossier }?.text
    lines = [
      (LabelWords.number, number),
      (LabelWords.procedure, dossier.service.map { names.procedure(stem: $0, on: today) }),
      (LabelWords.agency, dossier.agency.map { names.agency(canonical: $0, on: today) }),
      (LabelWords.takenAt, pickup?.occurredAt.vietnameseClock),
      (LabelWords.office, pickup?.office.map { names.office($0, on: today) }),
      (LabelWords.staff, pickup?.amended.actor?.text),
      (LabelWords.due, due?.vietnamese),
      (LabelWords.paid, money.isEmpty ? nil : money.joined(separator: "; ")),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  /// The label of a bag.
  ///
  /// - Parameters:
  ///   - office: Where it is, if nobody scanned it yet.
  ///   - destination: Where it is bound for, if nobody said it in a scan.
  init(
    ofBag view: ContainerView, from office: PostOfficeCode?, to destination: PostOfficeCode?,
    _ names: CodeNames, on today: LocalDate
  ) {
    title = LabelWords.bag
    code = view.code.text
    square = nil
    let departure = view.entries.last {
      $0.isEffective && $0.recorded.event.type == .itemDeparted
    }
    let inside = view.inside(on: today).count
    let count = departure.map { $0.amended.count ?? Int64($0.items.count) } ?? Int64(inside)
    let from = departure.map(\.office) ?? office
    let to = destination ?? departure?.amended.destination
    lines = [
      (LabelWords.from, from.map { names.office($0, on: today) }),
      (LabelWords.to, to.map { names.office($0, on: today) }),
      (LabelWords.count, count > 0 ? Numbers.grouped(count) : nil),
      (LabelWords.leftAt, departure?.occurredAt.vietnameseClock),
      (LabelWords.staff, departure?.amended.actor?.text),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}
