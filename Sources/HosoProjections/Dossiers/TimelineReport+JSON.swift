public import HosoDomain
public import HosoLedger

extension TimelineReport {
  /// The report for programs: one object and a line feed, the same in every language.
  ///
  /// - Parameters:
  ///   - showsStaff: Whether staff numbers are told; they are for staff only.
  ///   - listMax: How many entries are told, and corrections of each, the last ones, and how many
  ///     codes; whoever records events decides how many there are.
  public func json(showsStaff: Bool, listMax: Int = .max) -> [UInt8] {
    let writer = TimelineWriter(showsStaff: showsStaff, listMax: listMax)
    var json = JSONBuilder()
    json.object { json in
      json.field("code", code.text)
      json.field("as_of", cutoff?.rfc3339)
      json.field("position", position.number)
      json.field("counted_through", today.iso)
      json.field("calendar_version", calendarVersion)
      json.field("zones_version", zonesVersion)
      json.object("dossier") { json in
        dossier.sight == .all
          ? writeDossier(into: &json, writer) : writeOwnEvents(into: &json, writer)
      }
      json.list("earlier_dossiers") { json in
        for dossier in earlier where dossier.sight == .all {
          json.object { writeSummary(of: dossier, into: &$0, writer) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func writeDossier(into json: inout JSONBuilder, _ writer: TimelineWriter) {
    json.field("sight", "all")
    writeSummary(of: dossier, into: &json, writer)
    json.field("bound_for", dossier.boundFor?.text)
    json.field("due_date", dossier.dueDate?.iso)
    json.field("changed_due_date", dossier.changedDueDate?.iso)
    json.field("is_overdue", punctuality.isOverdue)
    json.field("entered_at", dossier.milestones.entry?.rfc3339)
    json.field("closed_at", dossier.milestones.closing?.at.rfc3339)
    json.object("standing") { writeStanding(into: &$0) }
    json.object("milestones") { json in
      for type in EventType.allCases {
        guard let first = dossier.milestones.first(type) else { continue }
        json.field(type.name, first.rfc3339)
      }
    }
    writer.write(dossier.entries, into: &json)
    json.list("legs") { json in
      for leg in punctuality.legs { json.object { writer.write(leg, into: &$0) } }
    }
    guard let term = punctuality.agency else { return json.nullField("agency_term") }
    json.object("agency_term") { writer.write(term, into: &$0) }
  }

  /// What an office that only passed a dossier on sees of it: the same members, those that are not
  /// its own empty.
  private func writeOwnEvents(into json: inout JSONBuilder, _ writer: TimelineWriter) {
    json.field("sight", "own-events")
    writer.write(dossier.codes, into: &json)
    json.field("state", dossier.state.slug)
    json.nullField("mode")
    json.nullField("service")
    json.field("agency", dossier.agency)
    json.field("bound_for", dossier.boundFor?.text)
    json.field("first_occurred_at", dossier.entries.first?.occurredAt.rfc3339)
    json.field("last_occurred_at", dossier.entries.last?.occurredAt.rfc3339)
    for hidden in ["due_date", "changed_due_date", "is_overdue", "entered_at", "closed_at"] {
      json.nullField(hidden)
    }
    json.object("milestones") { _ in }
    writer.write(dossier.entries, into: &json)
    json.list("legs") { _ in }
    json.nullField("agency_term")
  }

  private func writeStanding(into json: inout JSONBuilder) {
    json.field("tone", standing.tone.rawValue)
    json.list("advice") { json in
      for advice in standing.advice { json.item(advice.rawValue) }
    }
    json.list("troubles") { json in
      for trouble in DossierStanding.Trouble.allCases where standing.troubles.contains(trouble) {
        json.item(trouble.rawValue)
      }
    }
    json.list("steps") { json in
      for step in standing.steps {
        json.object { json in
          json.field("stage", step.stage.rawValue)
          json.field("progress", step.progress.rawValue)
          json.field("on", step.on?.iso)
        }
      }
    }
    json.field("expected_by", expectation?.by.iso)
    json.field("contact_office", dossier.contactOffice?.text)
  }

  private func writeSummary(
    of dossier: DossierView, into json: inout JSONBuilder, _ writer: TimelineWriter
  ) {
    writer.write(dossier.codes, into: &json)
    json.field("state", dossier.state.slug)
    json.field("mode", dossier.mode.name)
    json.field("service", dossier.service)
    json.field("agency", dossier.agency)
    json.field("first_occurred_at", dossier.entries.first?.occurredAt.rfc3339)
    json.field("last_occurred_at", dossier.entries.last?.occurredAt.rfc3339)
  }
}

/// Writes the parts of a timeline.
public struct TimelineWriter: Sendable {
  private let showsStaff: Bool
  private let listMax: Int

  /// - Parameters:
  ///   - showsStaff: Whether staff numbers are told; they are for staff only.
  ///   - listMax: How much is told of each list whose length others decide.
  public init(showsStaff: Bool, listMax: Int = .max) {
    self.showsStaff = showsStaff
    self.listMax = listMax
  }

  func write(_ entries: [TimelineEntry], into json: inout JSONBuilder) {
    let told = entries.suffix(listMax)
    json.list("entries") { json in
      for entry in told { json.object { write(entry, into: &$0) } }
    }
    if told.count < entries.count {
      json.field("entries_left_off", Int64(entries.count - told.count))
    }
  }

  func write(_ codes: [Alias], into json: inout JSONBuilder) {
    let told = codes.prefix(listMax)
    json.list("codes") { json in
      for code in told { json.item(code.text) }
    }
    if told.count < codes.count {
      json.field("codes_left_off", Int64(codes.count - told.count))
    }
  }

  func write(_ entry: TimelineEntry, into json: inout JSONBuilder) {
    json.field("position", entry.recorded.position.number)
    json.field("occurred_at", entry.occurredAt.rfc3339)
    json.field("office", entry.office?.text)
    json.field("province", entry.province?.text)
    json.field("commune", entry.commune?.text)
    json.field("container", entry.container?.text)
    json.field("is_effective", entry.isEffective)
    json.field("is_amended", entry.isAmended)
    json.field("voided_by", entry.voidedBy?.event.identity.id.text)
    json.list("flags") { json in
      for flag in entry.flags {
        json.object { write(flag, first: entry.duplicateOf, into: &$0) }
      }
    }
    write(entry.recorded, into: &json)
    let corrections = entry.corrections.suffix(listMax)
    if corrections.count < entry.corrections.count {
      json.field("corrections_left_off", Int64(entry.corrections.count - corrections.count))
    }
    json.list("corrections") { json in
      for correction in corrections {
        json.object { json in
          json.field("position", correction.recorded.position.number)
          json.field("depth", correction.depth)
          json.field("is_in_effect", correction.isInEffect)
          json.field("flag", correction.flag?.slug)
          write(correction.recorded, into: &json)
        }
      }
    }
  }

  /// The event as it was recorded, in the interchange format.
  public func write(_ recorded: RecordedEvent, into json: inout JSONBuilder) {
    var event = recorded.event
    if !showsStaff { event.actor = nil }
    json.field("recorded") { json in
      InterchangeWriter.write(event, recordedAt: recorded.recordedAt, into: &json)
    }
  }

  /// A flag with what it is about, for programs.
  public func write(
    _ flag: EventFlag, first: FirstScan?, into json: inout JSONBuilder
  ) {
    json.field("flag", flag.slug)
    switch flag {
    case .duplicate:
      json.field("first_id", first?.recorded.event.identity.id.text)
      json.field("first_occurred_at", first?.occurredAt.rfc3339)
      json.field("first_office", first?.office?.text)
      if showsStaff { json.field("first_actor", first?.actor?.text) }
    case .outOfOrder(let expected): json.field("expected", expected.name)
    case .afterClosing(let closing): json.field("closed_by", closing.name)
    case .countDiffers(let stated, let known):
      json.field("stated", stated)
      json.field("known", known)
    case .dueDateFarOff(let dueDate): json.field("due_date", dueDate.iso)
    case .inFuture, .noEntry, .pickupInReturnMode, .misreadCode, .mayNotCorrect, .otherTarget,
      .dossierOrBag:
      break
    }
  }

  func write(_ leg: LegUse, into json: inout JSONBuilder) {
    json.field("leg", leg.leg.rawValue)
    json.field("started_on", leg.startedOn.iso)
    json.field("outcome", leg.outcome.rawValue)
    json.field("counted_through", leg.countedThrough.iso)
    json.field("working_days", leg.workingDays)
    json.field("zone", leg.zone?.rawValue)
    json.field("limit", leg.limit)
    json.field("longest_limit", leg.longestLimit)
    json.field("deadline", leg.deadline?.iso)
    guard let isLate = leg.isLate else { return json.nullField("is_late") }
    json.field("is_late", isLate)
  }

  func write(_ term: AgencyTerm, into json: inout JSONBuilder) {
    json.field("due_date", term.dueDate.iso)
    json.field("outcome", term.outcome.rawValue)
    json.field("compared_on", term.comparedOn.iso)
    json.field("days_past_due", term.daysPastDue)
    json.field("is_late", term.isLate)
  }
}
